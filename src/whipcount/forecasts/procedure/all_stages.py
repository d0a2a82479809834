"""All stages: the chance that every stage of a procedure is done by a day, seen from the dossier's own decision.

The stage at hand runs by the dossier's own forecast: at its meeting (:mod:`whipcount.forecasts.meeting.forecast`),
or by the
coupled hazard where members ratify one by one (:mod:`whipcount.forecasts.hazard.time_to_agreement`). All other
stages run by clocks that
are *stated*, a median and a spread, and not fitted; so is that a question which failed comes back, and how often.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

import numpy as np

from whipcount.errors import ForecastError
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import LEVELS, REACH, within_reach
from whipcount.forecasts.core.pivotal_consent import Chances
from whipcount.forecasts.procedure.current_stage import AGAIN, OwnStage, Source, own_stage
from whipcount.forecasts.procedure.procedures import Clock, Lasting, ProcedureForecast, run_procedure
from whipcount.forecasts.procedure.stages import PlacedStage, check_stages, checked_days, placed_stage, stated_clock
from whipcount.rules.procedure import By, Stage

AHEAD = timedelta(days=730)
PATHS = 40_000
FEWEST = 50
"""Futures in which the whole is done below which no day of theirs is told."""
SCALES = (0.5, 2.0)
"""How far the stated clocks are moved together, to show what hangs on them."""


class Where(StrEnum):
    """Where a stage is on the day of the forecast."""

    DONE = "done"
    AT_HAND = "at hand"
    AHEAD = "ahead"


@dataclass(frozen=True, slots=True)
class StageOutlook:
    """One stage of the procedure.

    Attributes:
        name: of the stage.
        who: acts in it.
        state: done, at hand or ahead.
        source: where its clock is from.
        clock: the clock in words; empty where it is done.
        chance: that it is done by the day asked about.
        under_way: that it is the one under way on that day.
        median: the day by which it has ended in half of all futures; ``None``: not within five years.
        median_if: the same among the futures in which the whole is done within five years; ``None`` where these are too
            few to tell.
        days, spread: the stated clock's median and spread; ``None`` where it is not stated.
    """

    name: str
    who: str
    state: Where
    source: Source
    clock: str
    chance: float
    under_way: float
    median: date | None = None
    median_if: date | None = None
    days: float | None = None
    spread: float | None = None


@dataclass(frozen=True, slots=True)
class AllStages:
    """A procedure run forward from where the dossier stands.

    Attributes:
        matter: id of the dossier.
        body, procedure: whose, and its name.
        as_of, known_by: what was used.
        by: the day asked about.
        p: the chance that the whole is done by it.
        error: Monte-Carlo standard error of ``p``.
        faster, slower: the same with all stated clocks half as long, twice as long.
        quantiles: chance and the day by which the whole is done with it; ``None``: not within five years.
        stages: all of them, in order.
        own: the stage that the dossier's decision is.
        last: members and the chance of each to be the last one in, where everybody must ratify and it is simulated.
        completing: members and the chance of each to be the one whose consent completes the rule, under another rule.
        clocks: where the body's file has its stages' days from.
        notes: what was taken for granted.
        again: days after which the question is put again if it fails at its meeting (stated); 0: it is not.
        paths, seed: of the simulation.
    """

    case: str
    body: str
    procedure: str
    as_of: date
    known_by: datetime
    by: date
    p: float
    error: float
    faster: float
    slower: float
    quantiles: tuple[tuple[float, date | None], ...]
    stages: tuple[StageOutlook, ...]
    own: str
    last: Chances
    completing: Chances
    clocks: str
    notes: tuple[str, ...]
    again: float
    paths: int
    seed: int

    @property
    def at_hand(self) -> StageOutlook:
        """The first stage that is not done."""
        return next(stage for stage in self.stages if stage.state is Where.AT_HAND)


def all_stages(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    procedure: str = "",
    by: date | None = None,
    stated: Mapping[str, Lasting] | None = None,
    done: Collection[str] = (),
    again: float = AGAIN,
    chance: float | None = None,
    paths: int = PATHS,
    seed: int = 20_260_704,
) -> AllStages:
    """The chance that the whole procedure is done by a day.

    Args:
        matter: the decision; its proposal (or ``procedure``) says of what it is a stage. Earlier stages are done.
        as_of: the day of the forecast.
        known_by: nothing recorded later is used.
        procedure: another procedure of the body than the proposal's.
        by: the day asked about; two years ahead if left out.
        stated: clocks that replace those of the body's file, or the dossier's own forecast, by stage.
        done: later stages that are known to be done.
        again: days after which a question that failed at its meeting is put again, at the same chance; 0: never.
        chance: of the dossier's own meeting, where it has been computed already.
        paths: simulated futures.
        seed: same seed, same bits.

    Raises:
        ForecastError: no such procedure or stage, a day in the past or beyond five years, or nothing left to do.
        BodyError: no such procedure, or members or rule that are not known on that day.
    """
    placed = placed_stage(case.proposal, case.body, procedure)
    target = way_day(as_of, by)
    stated = stated or {}
    check_stages(placed, {**stated, **dict.fromkeys(done)}, where="--stage")
    if again:
        checked_days(again, where="--again")
    names = [stage.name for stage in placed.procedure.stages]
    over = {*names[: placed.place], *done}
    if placed.stage.name in over or placed.stage.name in stated:
        own = OwnStage(placed.stage.name in over)
    else:
        own = own_stage(case, as_of, known_by, again, chance)
    if own.done:
        over.add(placed.stage.name)
    clocks: dict[str, Clock] = {
        stage.name: stated_clock(stage, stated.get(stage.name))
        for stage in placed.procedure.stages
        if stage.name not in over
    }
    for name in stated:
        if name in over:
            raise ForecastError(f"a clock for {name!r}, which is done", where="--stage", accepted=", ".join(clocks))
    if own.clock is not None:
        clocks[placed.stage.name] = own.clock

    def run(scale: float) -> ProcedureForecast:
        scaled = {
            name: replace(clock, median=clock.median * scale) if isinstance(clock, Lasting) else clock
            for name, clock in clocks.items()
        }
        return run_procedure(placed.procedure, scaled, as_of=as_of, done=over, paths=paths, seed=seed)

    usual = run(1.0)
    p = usual.chance(target)
    return AllStages(
        case.id, case.body.id, placed.procedure.name, as_of, known_by, target,
        p=p,
        error=float(np.sqrt(p * (1 - p) / paths)),
        faster=run(SCALES[0]).chance(target),
        slower=run(SCALES[1]).chance(target),
        quantiles=tuple((level, _within(as_of, usual.quantile(level))) for level in LEVELS),
        stages=tuple(_stage(stage, usual, clocks, own, target) for stage in placed.procedure.stages),
        own=placed.stage.name,
        last=own.last,
        completing=own.completing,
        clocks=placed.procedure.clocks or "by who acts, an order of size",
        notes=(*_taken(placed, own), *own.notes),
        again=own.again,
        paths=paths,
        seed=seed,
    )  # fmt: skip


def way_day(as_of: date, by: date | None) -> date:
    """The day by which it is asked; checked.

    Raises:
        ForecastError: before the day of the forecast, or more than five years after it.
    """
    return within_reach(as_of + AHEAD if by is None else by, as_of)


def _stage(stage: Stage, made: ProcedureForecast, clocks: Mapping[str, Clock], own: OwnStage, by: date) -> StageOutlook:
    who = stage.actor or {By.BODY: "the body", By.CANDIDATE: "the candidate"}.get(stage.by, stage.by.value)
    if stage.name not in made.stages:
        return StageOutlook(stage.name, who, Where.DONE, Source.NONE, "", 1.0, 0.0)
    ended = made.ends[made.ends[:, -1] <= REACH.days, made.stages.index(stage.name)]
    clock = clocks[stage.name]
    stated = clock if isinstance(clock, Lasting) else None
    return StageOutlook(
        stage.name,
        who,
        Where.AT_HAND if stage.name == made.stages[0] else Where.AHEAD,
        Source.STATED if stated else own.source,
        _told(stated) if stated else own.told,
        chance=made.chance(by, stage.name),
        under_way=made.standing(by)[stage.name],
        median=_within(made.as_of, made.quantile(0.5, stage.name)),
        median_if=_within(made.as_of, float(np.median(ended))) if len(ended) >= FEWEST else None,
        days=stated.median if stated else None,
        spread=stated.spread if stated else None,
    )


def _told(clock: Lasting) -> str:
    low, high = (clock.median * float(np.exp(z * clock.spread)) for z in (-1.2816, 1.2816))
    never = f"; {clock.never:.0%} never" if clock.never else ""
    return f"stated, not fitted: half take up to {clock.median:g} days, four in five {low:.0f} to {high:.0f}{never}"


def _within(as_of: date, days: float | None) -> date | None:
    """The day so many days ahead; ``None`` beyond five years."""
    return None if days is None or days > REACH.days else as_of + timedelta(days=round(days))


def _taken(placed: PlacedStage, own: OwnStage) -> tuple[str, ...]:
    """What was taken for granted of the stages that are done."""
    names = [stage.name for stage in placed.procedure.stages[: placed.place]]
    notes = [f"The stages before {placed.stage.name} are taken as done: {', '.join(names)}."] if names else []
    if own.done:
        notes.append(f"The stage {placed.stage.name} is done; the next one is counted from the day of the forecast.")
    return tuple(notes)
