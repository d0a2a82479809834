"""By when will the rule be met? The coupled hazard on a dossier: consents from its records, evidence from its words.

One draw of parameters and of the members' own chance serves the forecast, each statement's share, each gain and the
what-if, so that differences between them hold no noise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property, lru_cache

import numpy as np

from whipcount.errors import ForecastError
from whipcount.forecasts.core.ballots import cast
from whipcount.forecasts.core.case import Case, Standing, others, spellings, standing
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.core.outlook import (
    HORIZONS,
    LEVELS,
    Kind,
    Outlook,
    Share,
    WhatIfResult,
    check_settings,
    supposed,
    within_reach,
)
from whipcount.forecasts.core.pivotal_consent import Chances, likeliest
from whipcount.forecasts.core.runs import Run
from whipcount.forecasts.core.training import packaged_decisions
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.evidence import Scheduled, shares, shifts
from whipcount.forecasts.hazard.evidence_history import heard_so_far, positions_of
from whipcount.forecasts.hazard.fit_cache import learned_from
from whipcount.forecasts.hazard.fitting import Fit, root
from whipcount.forecasts.hazard.learned import Learned, history, year_of
from whipcount.forecasts.hazard.priors import Array
from whipcount.forecasts.hazard.run_cache import Draws, Reuse
from whipcount.positions.count.acts import Act
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Authority, Evidence, Stance

MODEL = "coupled-2"
SOURCE = "fitted on other decisions as of the year's first day; sizes of statements are stated priors"
INTERVAL = "80% of what the chance could be, were the model's parameters and effects known better"
PATHS = 4_000
BLOCKS, FEW_BLOCKS = 40, 16
"""Draws of the parameters behind the interval; fewer where forecasts are made for every week."""
MANY = 12
"""Members left from which on shares are computed on fewer paths."""


@dataclass(frozen=True, eq=False)
class ByDay:
    """A matter as of a day with the model fitted: asked for chances, again and again, on the same draws.

    What was computed already stands in ``reuse``, which others as of other days or of less evidence may share.
    """

    case: Case
    as_of: date
    known_by: datetime
    stand: Standing
    learned: Learned
    paths: int = PATHS
    reuse: Reuse = field(default_factory=Reuse)

    @cached_property
    def coupled(self) -> Coupled:
        """The model."""
        return Coupled(self.learned.penalty, paths=self.paths)

    @cached_property
    def fitted(self) -> Fit:
        """What was learned, with the decision's own record."""
        return self.reuse.fitted(self.learned, self.stand.snapshot)

    @cached_property
    def draws(self) -> Draws:
        """The draws."""
        return self.reuse.draws(self.learned, self.stand.snapshot, self.paths)

    @cached_property
    def words(self) -> tuple[Evidence, ...]:
        """What was known on the day about members that have not consented, and is no formal consent: statements."""
        asked = self.case.proposal.asked.id
        left = set(self.stand.ids) - set(self.stand.consents)
        known = self.case.known(self.as_of, self.known_by)
        return tuple(e for e in known if e.member in left and e.variant == asked)

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

    def run(self, evidence: tuple[Evidence, ...] | None = None, joins: tuple[int, ...] = ()) -> Run:
        """The simulated decision, on all of the words or some of them."""
        told = self.words if evidence is None else evidence
        return self.draws.run(self.shift(told), joins, self.stand.rule)

    def chance(self, by: date, run: Run) -> float:
        """The chance by a day; certain where the rule is met already."""
        return 1.0 if self.met else run.curve.at((by - self.as_of).days)

    @cached_property
    def met(self) -> bool:
        """Whether the rule is met on the consents."""
        if self.stand.rule is None:
            return bool(self.stand.snapshot.consented.all())
        return bool(self.stand.rule(cast(self.stand.snapshot.consented))[0])

    def likeliest(self, run: Run) -> tuple[Chances, Chances]:
        """Who is last where all must consent; under another rule, whose consent completes it. One of them is empty."""
        return ((), ()) if self.met else likeliest(run, self.stand.ids, everybody=self.stand.rule is None)

    def interval(self, by: date, p: float, blocks: int = BLOCKS) -> tuple[float, float]:
        """The 10% and 90% points of the chance over draws of the parameters.

        Each draw is simulated on a twentieth of the paths, so that some simulation noise is in it (a little too wide).
        """
        if self.met:
            return 1.0, 1.0
        random = np.random.Generator(np.random.PCG64(1991))
        half = root(self.fitted.covariance)
        few = Coupled(self.learned.penalty, paths=max(self.paths // 20, 50), seed=self.coupled.seed + 7)
        moved = self.shift(self.words)
        found = []
        for _ in range(blocks):
            theta = self.fitted.theta + half @ random.standard_normal(len(half))
            drawn = replace(
                self.fitted, theta=theta, beta=theta[: len(self.fitted.beta)], covariance=np.zeros_like(half)
            )
            run = few.prepare(drawn, self.stand.snapshot).run(shift=moved, met=self.stand.rule)
            found.append(run.curve.at((by - self.as_of).days))
        low, high = np.quantile(found, [0.1, 0.9])
        return float(min(low, p)), float(max(high, p))


def prepare(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    without: frozenset[str] = frozenset(),
    paths: int = PATHS,
    reuse: Reuse | None = None,
) -> ByDay:
    """Fit the model to a matter as of a day; only what had happened by then is used.

    Args:
        matter: the decision.
        as_of: the day.
        known_by: nothing recorded later is used.
        without: ids of evidence and events that are left out.
        paths: simulated futures.
        reuse: of this matter; what it holds is not computed again.

    Raises:
        ForecastError: a consent before the opening, or nothing to learn from on that day.
        BodyError: the body's members or rule are not known on that day.
    """
    decisions = packaged_decisions()
    stand = standing(case, as_of, known_by, spelling=_spelled(), without=without)
    until = year_of(as_of)
    opened = date.fromordinal(stand.snapshot.start)
    learned = _learned(others(decisions, stand, opened), until)
    kept = tuple(item for item in case.evidence if item.id not in without)
    words = [item for item in kept if item.variant == case.proposal.asked.id]
    heard = heard_so_far(words, stand.ids, stand.snapshot, known_by)
    stand = replace(stand, snapshot=replace(stand.snapshot, heard=heard))
    return ByDay(replace(case, evidence=kept), as_of, known_by, stand, learned, paths, reuse or Reuse())


def by_day(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    by: date | None = None,
    settings: Mapping[str, Stance] | None = None,
    reasons: bool = True,
    paths: int = PATHS,
    reuse: Reuse | None = None,
) -> Outlook:
    """The forecast of a decision that members consent to one by one.

    Args:
        matter: the decision.
        as_of: the day of the forecast.
        known_by: nothing recorded later is used.
        by: by which day; the proposal's deadline, or a year ahead where there is none or it has passed, if left out.
        settings: stances set by hand: yes is consent at once, anything else the word of the member's head.
        reasons: whether to compute the shares of statements and the gains, the larger part of the work.
        paths: simulated futures.
        reuse: of this matter; what it holds is not computed again.

    Raises:
        ForecastError: a day in the past or beyond five years, an unknown member, or nothing to learn from.
    """
    deadline = case.proposal.deadline
    passed = deadline if by is None and deadline is not None and deadline < as_of else None
    by = target_day(case, as_of, by)
    made = prepare(case, as_of, known_by, paths=paths, reuse=reuse)
    check_settings(settings or {}, made.stand.ids, where="--what-if")
    run = made.run()
    p = made.chance(by, run)
    low, high = made.interval(by, p, BLOCKS if reasons else FEW_BLOCKS)
    base = made.chance(by, made.run(()))
    last, completes = made.likeliest(run)
    ahead = [as_of + timedelta(days=days) for days in HORIZONS]
    levels = [(level, run.curve.quantile(level)) for level in LEVELS]
    return Outlook(
        case.id,
        Kind.BY_DAY,
        case.proposal.asked.id,
        as_of,
        known_by,
        by,
        p=p,
        low=low,
        high=high,
        interval=INTERVAL,
        base=base,
        members=len(made.stand.ids),
        met=made.met,
        evidence=_used(made),
        model=MODEL,
        source=SOURCE,
        calibrated=True,
        error=float(np.sqrt(p * (1 - p) / paths)),
        paths=paths,
        seed=made.coupled.seed,
        quantiles=()
        if made.met
        else tuple((k, None if d is None else as_of + timedelta(days=round(d))) for k, d in levels),
        by_date=tuple((day, made.chance(day, run)) for day in ahead),
        last=last,
        completing=completes,
        gains=_gains(made, run, by, p) if reasons else (),
        shares=_shares(made, by) if reasons else (),
        what_if=_what_if(made, by, p, settings) if settings else None,
        consented=tuple(member for member in made.stand.ids if member in made.stand.consents),
        never=0.0 if made.met else run.never,
        learned_until=made.learned.until,
        learned_from=made.learned.decisions,
        learned=made.learned.key,
        deadline_passed=None if made.met else passed,
        familiar=sum(name in made.learned.members for name in made.fitted.panel.members),
    )


def target_day(case: Case, as_of: date, by: date | None) -> date:
    """The day by which it is asked; checked.

    Raises:
        ForecastError: before the day of the forecast, or more than five years after it.
    """
    deadline, opened = case.proposal.deadline, case.proposal.opened
    if by is None and deadline is not None and opened is not None and deadline < opened:
        raise ForecastError(
            f"the deadline {deadline} lies before the opening on {opened}", where=case.id, accepted="--by DATE"
        )
    if by is None:
        by = deadline if deadline is not None and deadline >= as_of else as_of + timedelta(days=365)
    return within_reach(by, as_of)


@lru_cache(maxsize=16)
def _learned(decisions: tuple[Decision, ...], until: date) -> Learned:
    """What others teach by the year's first day: the same for all days of a series in a year."""
    return learned_from(history(decisions, until), until)


_known_spellings: dict[str, str] = {}


def _spelled() -> dict[str, str]:
    if not _known_spellings:
        _known_spellings.update(spellings(packaged_decisions()))
    return _known_spellings


def _used(made: ByDay) -> tuple[str, ...]:
    formal: list[Act] = [*made.stand.consents.values(), *made.stand.refusals.values()]
    return tuple(sorted({item.id for item in made.words} | {act.evidence for act in formal}))


def _gains(made: ByDay, run: Run, by: date, p: float) -> tuple[tuple[str, float], ...]:
    if made.met:
        return ()
    found = [(made.stand.ids[i], made.chance(by, made.run(joins=(int(i),))) - p) for i in run.left]
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0])))


def _shares(made: ByDay, by: date) -> tuple[Share, ...]:
    if made.met or not made.words:
        return ()
    many = len(made.stand.ids) - len(made.stand.consents) > MANY
    asked = replace(made, paths=made.paths // 4) if many else made
    value: Callable[[frozenset[str]], float] = lambda ids: asked.chance(  # noqa: E731  (a line of its own says less)
        by, asked.run(tuple(e for e in asked.words if e.id in ids))
    )
    found = shares([(item.id, item.member) for item in asked.words], value)
    return tuple(Share(s.evidence, s.member, s.effect, s.shapley) for s in found if s.effect or s.shapley)


def _what_if(made: ByDay, by: date, p: float, settings: Mapping[str, Stance]) -> WhatIfResult:
    yes = {member for member, stance in settings.items() if stance is Stance.YES}
    joins = tuple(place for place, member in enumerate(made.stand.ids) if member in yes)
    others_set = {member: stance for member, stance in settings.items() if member not in yes}
    asked = made.case.proposal.asked.id
    silenced = tuple(item for item in made.words if item.member not in others_set)
    run = made.run((*silenced, *supposed(others_set, asked, made.as_of, made.known_by, Authority.HEAD)), joins)
    q = made.chance(by, run)
    return WhatIfResult(tuple(sorted(settings.items())), q, q - p)
