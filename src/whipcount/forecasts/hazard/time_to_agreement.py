"""The coupled hazard on a dossier: consents from its records, evidence from its words.

One draw of parameters and of the members' own chance serves every question, so that differences between answers hold no
noise. :mod:`whipcount.forecasts.by_day` joins what it says with what hundreds of other decisions teach.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, lru_cache

import numpy as np

from whipcount.forecasts.core.ballots import cast
from whipcount.forecasts.core.case import Case, Standing, others, spellings, standing
from whipcount.forecasts.core.contract import STEPS
from whipcount.forecasts.core.decisions import Decision, Snapshot
from whipcount.forecasts.core.pivotal_consent import Chances, likeliest
from whipcount.forecasts.core.runs import Run
from whipcount.forecasts.core.training import packaged_decisions
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.evidence import Scheduled, shifts
from whipcount.forecasts.hazard.evidence_history import heard_so_far, positions_of
from whipcount.forecasts.hazard.fit_cache import learned_from
from whipcount.forecasts.hazard.fitting import Fit, root
from whipcount.forecasts.hazard.learned import Learned, history, year_of
from whipcount.forecasts.hazard.priors import Array
from whipcount.forecasts.hazard.run_cache import Draws, RunCache
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Evidence

MODEL = "coupled-2"
PATHS = 4_000


@dataclass(frozen=True, eq=False)
class ByDay:
    """A matter as of a day with the model fitted: asked for chances, again and again, on the same draws.

    What was computed already stands in ``run_cache``, which others as of other days or of less evidence may share.
    """

    case: Case
    as_of: date
    known_by: datetime
    stand: Standing
    learned: Learned
    paths: int = PATHS
    run_cache: RunCache = field(default_factory=RunCache)

    @cached_property
    def coupled(self) -> Coupled:
        """The model."""
        return Coupled(self.learned.penalty, paths=self.paths)

    @cached_property
    def fitted(self) -> Fit:
        """What was learned, with the decision's own record."""
        return self.run_cache.fitted(self.learned, self.stand.snapshot)

    @cached_property
    def draws(self) -> Draws:
        """The draws."""
        return self.run_cache.draws(self.learned, self.stand.snapshot, self.paths)

    @cached_property
    def words(self) -> tuple[Evidence, ...]:
        """What was known on the day about members that have not consented, and is no formal consent: statements."""
        asked = self.case.proposal.asked.id
        left = set(self.stand.ids) - set(self.stand.consents)
        known_evidence = self.case.known(self.as_of, self.known_by)
        return tuple(e for e in known_evidence if e.member in left and e.variant == asked)

    @cached_property
    def scheduled(self) -> tuple[Scheduled, ...]:
        """Votes that were announced by the day and lie ahead."""
        return tuple(
            Scheduled(e.member, e.on)
            for e in self.case.events
            if e.kind == "vote_scheduled"
            and e.member
            and e.on >= self.as_of
            and e.announced
            and e.announced <= self.as_of
        )

    def positions(self, evidence: tuple[Evidence, ...]) -> tuple[Position, ...]:
        """Where the members that are left stand on some of the evidence; of the others nothing is asked any more."""
        return positions_of(evidence, self.stand.ids, self.as_of, self.known_by)

    def shift(self, evidence: tuple[Evidence, ...]) -> Array:
        """What evidence adds to the members' log-odds month by month."""
        by_id = {item.id: item for item in evidence}
        return shifts(self.positions(evidence), self.as_of, evidence=by_id, scheduled=self.scheduled)

    def silent(self, joins: tuple[int, ...] = ()) -> Run:
        """The simulated decision as if nothing had been said and no vote been set."""
        return self.draws.run(np.zeros((len(self.stand.ids), STEPS)), joins, self.stand.rule)

    def run(self, evidence: tuple[Evidence, ...] | None = None, joins: tuple[int, ...] = ()) -> Run:
        """The simulated decision, on all of the words or some of them."""
        words = self.words if evidence is None else evidence
        return self.draws.run(self.shift(words), joins, self.stand.rule)

    @cached_property
    def met(self) -> bool:
        """Whether the rule is met on the consents."""
        return self.enough(())

    def likeliest(self, run: Run) -> tuple[Chances, Chances]:
        """Who is last where all must consent; under another rule, whose consent completes it. One of them is empty."""
        return ((), ()) if self.met else likeliest(run, self.stand.ids, everybody=self.stand.rule is None)

    def enough(self, joins: tuple[int, ...]) -> bool:
        """Whether the rule is met once some members have consented too."""
        consented = self.stand.snapshot.consented.copy()
        consented[list(joins)] = True
        if self.stand.rule is None:
            return bool(consented.all())
        return bool(self.stand.rule(cast(consented))[0])

    def drawn(self, by: date, blocks: int, *, heard: bool) -> tuple[Array, Array]:
        """The chance by a day over draws of the parameters, as if nothing had been said and (if ``heard``) with words.

        Each draw is simulated on a twentieth of the paths, so that some simulation noise is in it (a little too wide).

        Returns:
            shapes (blocks,) and (blocks,).
        """
        random = np.random.Generator(np.random.PCG64(1991))
        half = root(self.fitted.covariance)
        few = Coupled(self.learned.penalty, paths=max(self.paths // 20, 50), seed=self.coupled.seed + 7)
        moved = self.shift(self.words)
        shifts_of = (np.zeros_like(moved), moved)
        chances = np.empty((blocks, 2))
        for number in range(blocks):
            theta = self.fitted.theta + half @ random.standard_normal(len(half))
            drawn = replace(
                self.fitted, theta=theta, beta=theta[: len(self.fitted.beta)], covariance=np.zeros_like(half)
            )
            ready = few.prepare(drawn, self.stand.snapshot)
            for place in (0, 1) if heard else (0,):
                run = ready.run(shift=shifts_of[place], met=self.stand.rule)
                chances[number, place] = run.curve.at((by - self.as_of).days)
        return chances[:, 0], chances[:, 1 if heard else 0]


def prepare(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    without: frozenset[str] = frozenset(),
    paths: int = PATHS,
    run_cache: RunCache | None = None,
) -> ByDay:
    """Fit the model to a matter as of a day; only what had happened by then is used.

    Args:
        matter: the decision.
        as_of: the day.
        known_by: nothing recorded later is used.
        without: ids of evidence and events that are left out.
        paths: simulated futures.
        run_cache: of this matter; what it holds is not computed again.

    Raises:
        ForecastError: a consent before the opening, or nothing to learn from on that day.
        BodyError: the body's members or rule are not known on that day.
    """
    stand = standing(case, as_of, known_by, spelling=_spelled(), without=without)
    learned = learned_by(stand.snapshot)
    remaining = tuple(item for item in case.evidence if item.id not in without)
    words = [item for item in remaining if item.variant == case.proposal.asked.id]
    heard = heard_so_far(words, stand.ids, stand.snapshot, known_by)
    stand = replace(stand, snapshot=replace(stand.snapshot, heard=heard))
    return ByDay(replace(case, evidence=remaining), as_of, known_by, stand, learned, paths, run_cache or RunCache())


def learned_by(snapshot: Snapshot) -> Learned:
    """What the package's own decisions teach by the first day of the forecast's year; this one and those parallel to it
    are left out.

    Raises:
        ForecastError: no decision had been opened by then.
    """
    return _learned(
        others(packaged_decisions(), snapshot, date.fromordinal(snapshot.start)), year_of(snapshot.as_of)
    )  # fmt: skip


@lru_cache(maxsize=16)
def _learned(decisions: tuple[Decision, ...], until: date) -> Learned:
    """What others teach by the year's first day: the same for all days of a series in a year."""
    return learned_from(history(decisions, until), until)


_known_spellings: dict[str, str] = {}


def _spelled() -> dict[str, str]:
    if not _known_spellings:
        _known_spellings.update(spellings(packaged_decisions()))
    return _known_spellings
