"""By when will the rule be met? What hundreds of past decisions teach, joined with what members have said.

The chance is a mean, on the scale of log-odds, of the *pool* (:mod:`whipcount.forecasts.horizon`), fitted only on what
was known by the first day of the forecast's five years, and, where it has earned it, of the coupled hazard
(:mod:`whipcount.forecasts.hazard`); what the words of members change in that hazard is added. One draw of the hazard's
parameters and of the members' own chance serves the forecast, each statement's share, each gain and the what-if, so
that differences between them hold no noise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property

import numpy as np
from scipy.special import expit, logit

from whipcount.errors import ForecastError
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.contract import Curve
from whipcount.forecasts.core.decisions import Snapshot
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
from whipcount.forecasts.hazard.evidence import shares
from whipcount.forecasts.hazard.run_cache import RunCache
from whipcount.forecasts.hazard.time_to_agreement import MODEL as HAZARD
from whipcount.forecasts.hazard.time_to_agreement import PATHS, ByDay, prepare
from whipcount.forecasts.horizon.model import HorizonModel
from whipcount.forecasts.horizon.shipped import shipped
from whipcount.forecasts.joint import FLOOR, curve_of, hazard_share, odds, pool_curve
from whipcount.positions.count.acts import Act
from whipcount.positions.stance.stance import Authority, Evidence, Stance

INTERVAL = (
    "80% of what the chance could be, had other decisions taught it and were the effects of words and members known "
    "better"
)
SOURCE = (
    "the pool is fitted on what was known of past decisions, the hazard on the package's own; sizes of statements are "
    "stated priors"
)
BLOCKS, FEW_BLOCKS = 40, 16
"""Draws behind the interval; fewer where forecasts are made for every week."""
MANY = 12
"""Members left from which on shares are computed on fewer paths."""
MOST_GAINS = 24
"""Members whose consent is tried, those first whose consent most likely completes the rule."""


@dataclass(frozen=True, eq=False)
class Joined:
    """A case as of a day, ready to be asked for chances again and again on the same draws.

    Attributes:
        hazard: the coupled hazard on the case.
        pool: fitted on what was known; ``None`` where nothing had been, and the pace so far stands in.
    """

    hazard: ByDay
    pool: HorizonModel | None
    _pools: dict[tuple[int, ...], Curve] = field(default_factory=dict)
    _before: dict[tuple[Evidence, ...], Curve] = field(default_factory=dict)

    @property
    def snapshot(self) -> Snapshot:
        """Where the decision stands."""
        return self.hazard.stand.snapshot

    @property
    def met(self) -> bool:
        """Whether the rule is met on the consents."""
        return self.hazard.met

    @cached_property
    def share(self) -> float:
        """What the hazard counts in the mean with the pool; nought where the pool speaks alone."""
        return hazard_share(self.snapshot)

    def pooled(self, joins: tuple[int, ...] = ()) -> Curve:
        """The pool's curve, some members having consented on the day."""
        if joins not in self._pools:
            first, last = self.snapshot.first.copy(), self.snapshot.last.copy()
            first[list(joins)] = last[list(joins)] = self.snapshot.today
            there = replace(self.snapshot, first=first, last=last) if joins else self.snapshot
            self._pools[joins] = pool_curve(self.pool, there)
        return self._pools[joins]

    def curve(self, words: tuple[Evidence, ...] | None = None, joins: tuple[int, ...] = ()) -> Curve:
        """The chance by each day.

        Parts are kept from 0 and 1 one by one, so that what words change may come out smaller once a member has joined;
        a consent lowers no chance, so the curve is never below the one before it.

        Args:
            words: statements that count; all that were known by default.
            joins: numbers of members that are taken to consent at once.
        """
        statements = self.hazard.words if words is None else words
        if not joins:
            if statements not in self._before:
                self._before[statements] = self._mean(statements, ())
            return self._before[statements]
        return Curve(np.maximum(self._mean(statements, joins).cdf, self.curve(statements).cdf))

    def _mean(self, told: tuple[Evidence, ...], joins: tuple[int, ...]) -> Curve:
        """The mean of the parts on the scale of log-odds."""
        if self.hazard.enough(joins):
            return Curve(np.ones_like(self.pooled().cdf))
        log_odds = (1 - self.share) * odds(self.pooled(joins).cdf)
        heard = bool(self.hazard.shift(told).any())
        if self.share or heard:
            silent = odds(self.hazard.silent(joins).curve.cdf)
            log_odds = log_odds + self.share * silent
            if heard:
                log_odds = log_odds + odds(self.hazard.run(told, joins).curve.cdf) - silent
        return curve_of(log_odds, self.pooled(joins))

    def chance(self, by: date, words: tuple[Evidence, ...] | None = None, joins: tuple[int, ...] = ()) -> float:
        """The chance by a day; certain where the rule is met already."""
        return 1.0 if self.met else self.curve(words, joins).at((by - self.hazard.as_of).days)

    def interval(self, by: date, p: float, blocks: int) -> tuple[float, float]:
        """The 10% and 90% points of the chance over draws: of the pool by a jackknife over its clusters, of the hazard
        by its parameters.
        """
        if self.met or p in (0.0, 1.0):
            return p, p
        days = (by - self.hazard.as_of).days
        spread = 0.0 if self.pool is None else self.pool.spread(self.snapshot, days)
        normal = np.random.Generator(np.random.PCG64(1991)).standard_normal(blocks)
        drawn = float(logit(np.clip(p, FLOOR / 10, 1 - FLOOR / 10))) + (1 - self.share) * spread * normal
        heard = bool(self.hazard.shift(self.hazard.words).any())
        if self.share or heard:
            silent, heard_odds = (odds(chances) for chances in self.hazard.drawn(by, blocks, heard=heard))
            drawn = drawn + self.share * (silent - silent.mean())
            drawn = drawn + (heard_odds - silent) - (heard_odds - silent).mean()
        low, high = expit(np.quantile(drawn, [0.1, 0.9]))
        return float(min(low, p)), float(max(high, p))

    @property
    def model(self) -> str:
        """The name of what made the forecast, with versions."""
        pool = "pace" if self.pool is None else self.pool.version
        return f"{pool} + {HAZARD}"


def join(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    without: frozenset[str] = frozenset(),
    paths: int = PATHS,
    run_cache: RunCache | None = None,
) -> Joined:
    """Prepare a case as of a day; arguments and errors as of
    :func:`~whipcount.forecasts.hazard.time_to_agreement.prepare`.
    """
    hazard = prepare(case, as_of, known_by, without=without, paths=paths, run_cache=run_cache)
    return Joined(hazard, shipped().as_of(as_of))


def by_day(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    by: date | None = None,
    settings: Mapping[str, Stance] | None = None,
    reasons: bool = True,
    paths: int = PATHS,
    run_cache: RunCache | None = None,
) -> Outlook:
    """The forecast of a decision that members consent to one by one.

    Args:
        case: the decision.
        as_of: the day of the forecast.
        known_by: nothing recorded later is used.
        by: by which day; the proposal's deadline, or a year ahead where there is none or it has passed, if left out.
        settings: stances set by hand: yes is consent at once, anything else the word of the member's head.
        reasons: whether to compute the shares of statements and the gains, the larger part of the work.
        paths: simulated futures.
        run_cache: of this case; what it holds is not computed again.

    Raises:
        ForecastError: a day in the past or beyond five years, a forecast from before the opening, an unknown member, or
            nothing to learn from.
    """
    deadline = case.proposal.deadline
    passed = deadline if by is None and deadline is not None and deadline < as_of else None
    by = target_day(case, as_of, by)
    joined = join(case, as_of, known_by, paths=paths, run_cache=run_cache)
    check_settings(settings or {}, joined.hazard.stand.ids, where="--what-if")
    curve = joined.curve()
    p = joined.chance(by)
    low, high = joined.interval(by, p, BLOCKS if reasons else FEW_BLOCKS)
    hazard = joined.hazard
    run = hazard.run()
    last, completes = hazard.likeliest(run)
    levels = [(level, curve.quantile(level)) for level in LEVELS]
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
        base=joined.chance(by, ()),
        members=len(hazard.stand.ids),
        met=joined.met,
        evidence=_used(hazard),
        model=joined.model,
        source=SOURCE,
        calibrated=True,
        error=_error(joined, p, by),
        paths=paths,
        seed=hazard.coupled.seed,
        quantiles=()
        if joined.met
        else tuple((k, None if d is None else as_of + timedelta(days=round(d))) for k, d in levels),
        by_date=tuple((day, joined.chance(day)) for day in (as_of + timedelta(days=days) for days in HORIZONS)),
        last=last,
        completing=completes,
        gains=_gains(joined, (*last, *completes), by, p) if reasons else (),
        shares=_shares(joined, by) if reasons else (),
        what_if=_what_if(joined, by, p, settings) if settings else None,
        consented=tuple(member for member in hazard.stand.ids if member in hazard.stand.consents),
        never=0.0 if joined.met else run.never if joined.share else float("nan"),
        learned_until=hazard.learned.until
        if joined.pool is None
        else joined.pool.until or shipped().past.last_day(as_of),
        learned_from=hazard.learned.decisions if joined.pool is None else joined.pool.decisions,
        learned=hazard.learned.key,
        deadline_passed=None if joined.met else passed,
        familiar=sum(name in hazard.learned.members for name in hazard.fitted.panel.members),
        reference=None if joined.met else shipped().past.like(joined.snapshot, (by - as_of).days),
    )


def target_day(case: Case, as_of: date, by: date | None) -> date:
    """The day by which it is asked; checked.

    Raises:
        ForecastError: before the day of the forecast, or more than five years after it; or the decision had not been
            opened on the day of the forecast, so that nobody could consent.
    """
    deadline, opened = case.proposal.deadline, case.proposal.opened
    if opened is not None and as_of < opened:
        raise ForecastError(
            f"{as_of} lies before the opening on {opened}: nobody can consent yet", where=case.id,
            accepted=f"as of {opened} or a later day",
        )  # fmt: skip
    if by is None and deadline is not None and opened is not None and deadline < opened:
        raise ForecastError(
            f"the deadline {deadline} lies before the opening on {opened}", where=case.id, accepted="--by DATE"
        )
    if by is None:
        by = deadline if deadline is not None and deadline >= as_of else as_of + timedelta(days=365)
    return within_reach(by, as_of)


def _error(made: Joined, p: float, by: date) -> float:
    """Simulation error of the chance: the hazard's paths, as far as they count; nought where it says nothing."""
    hazard = made.hazard
    heard = bool(hazard.shift(hazard.words).any())
    weight = made.share + 1.0 * heard
    if made.met or not weight:
        return 0.0
    simulated = float(np.clip(hazard.run().curve.at((by - hazard.as_of).days), FLOOR, 1 - FLOOR))
    of_odds = 1 / np.sqrt(hazard.paths * simulated * (1 - simulated))
    return float(weight * of_odds * p * (1 - p))


def _used(made: ByDay) -> tuple[str, ...]:
    formal: list[Act] = [*made.stand.consents.values(), *made.stand.refusals.values()]
    return tuple(sorted({item.id for item in made.words} | {act.evidence for act in formal}))


def _gains(made: Joined, likely: tuple[tuple[str, float], ...], by: date, p: float) -> tuple[tuple[str, float], ...]:
    if made.met:
        return ()
    places = {member: place for place, member in enumerate(made.hazard.stand.ids)}
    tried = [member for member, _ in likely][:MOST_GAINS]
    gains = [(member, made.chance(by, joins=(places[member],)) - p) for member in tried]
    return tuple(sorted(gains, key=lambda pair: (-pair[1], pair[0])))


def _shares(made: Joined, by: date) -> tuple[Share, ...]:
    hazard = made.hazard
    if made.met or not hazard.words:
        return ()
    many = len(hazard.stand.ids) - len(hazard.stand.consents) > MANY
    asked = replace(made, hazard=replace(hazard, paths=hazard.paths // 4)) if many else made
    value: Callable[[frozenset[str]], float] = lambda ids: asked.chance(  # noqa: E731  (a line of its own says less)
        by, tuple(e for e in asked.hazard.words if e.id in ids)
    )
    parts = shares([(item.id, item.member) for item in hazard.words], value)
    return tuple(Share(s.evidence, s.member, s.effect, s.shapley) for s in parts if s.effect or s.shapley)


def _what_if(made: Joined, by: date, p: float, settings: Mapping[str, Stance]) -> WhatIfResult:
    hazard = made.hazard
    yes = {member for member, stance in settings.items() if stance is Stance.YES}
    joins = tuple(place for place, member in enumerate(hazard.stand.ids) if member in yes)
    others_set = {member: stance for member, stance in settings.items() if member not in yes}
    asked = hazard.case.proposal.asked.id
    silenced = tuple(item for item in hazard.words if item.member not in others_set)
    words = (*silenced, *supposed(others_set, asked, hazard.as_of, hazard.known_by, Authority.HEAD))
    q = made.chance(by, words, joins)
    return WhatIfResult(tuple(sorted(settings.items())), q, q - p)
