"""The backtest: forecast past decisions from days of the past, with what was known then, and score what was said.

For each decision of the test tables and each origin (an age in days) at which it was still open, every forecaster is
given snapshots as of that day: of the decision, and of all others opened before, except those of its own cluster
(parallel protocols with the same dates would tell the answer). What happened later is only looked at to score.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, timedelta
from multiprocessing import parent_process
from multiprocessing.connection import wait
from threading import Thread

from whipcount.errors import ForecastError
from whipcount.forecasts.backtesting.baselines import ORIGINS
from whipcount.forecasts.backtesting.checkpoint import Checkpoint, keys_of
from whipcount.forecasts.backtesting.stack import STACKED, learned_pool
from whipcount.forecasts.core.contract import Curve, Forecaster
from whipcount.forecasts.core.decisions import Decision, Snapshot, clusters, sort_by_opening
from whipcount.forecasts.core.scores import crps_truncated

HORIZONS = (90, 180, 365)
BLOCKED = 10**6
"""The reach of a decision that has failed: however far one looks ahead, it was not met."""


@dataclass(frozen=True, slots=True)
class Case:
    """One decision at one origin: what was known, and what came of it.

    ``outcomes`` has one entry a horizon: met, not met, or ``None`` where the table does not reach that far. ``days``
    is the time from the origin until it was met; ``None`` if it was not met within what is known.
    """

    decision: str
    cluster: int
    age: int
    origin: date
    snapshot: Snapshot
    history: tuple[Snapshot, ...]
    outcomes: tuple[bool | None, ...]
    days: int | None
    reach: int


@dataclass(frozen=True, slots=True)
class Row:
    """One forecaster's forecast of one case at one horizon: what was said, what happened, and under what rule (all
    must consent, or not) of how many members.
    """

    decision: str
    cluster: int
    origin: date
    age: int
    horizon: int
    forecaster: str
    p: float
    outcome: bool
    everyone: bool = True
    members: int = 0


@dataclass(frozen=True, slots=True)
class TimeRow:
    """One forecaster's whole curve of one case, scored: CRPS of the time to all, cut off at 730 days."""

    decision: str
    cluster: int
    origin: date
    age: int
    forecaster: str
    crps: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Everything that a backtest found.

    Attributes:
        rows, times: one a forecast, in the order of the cases (by origin, then by name).
        forecasters: their names, in the order given.
        skipped: which decisions could not be scored, and why.
        unresolved: forecasts that are not scored because the table does not tell: it ends before their horizon
            (censored), or gives bounds between which that lies.
        blocked: decisions that are known to have failed; their forecasts are scored as not met.
    """

    rows: tuple[Row, ...]
    times: tuple[TimeRow, ...]
    forecasters: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    unresolved: int = 0
    blocked: tuple[str, ...] = ()

    def of(self, forecaster: str) -> list[Row]:
        """The rows of one forecaster, in the order of the cases."""
        return [row for row in self.rows if row.forecaster == forecaster]


def cases(
    train: Sequence[Decision],
    test: Sequence[Decision],
    *,
    origins: Sequence[int] = ORIGINS,
    horizons: Sequence[int] = HORIZONS,
    opened_from: date | None = None,
) -> tuple[list[Case], list[tuple[str, str]]]:
    """All cases of a backtest, and the decisions left out with the reason.

    Args:
        train: decisions to learn from; one that stands in ``test`` too is the same decision.
        test: decisions to forecast.
        origins: ages in days.
        horizons: days ahead.
        opened_from: leave out decisions opened before.
    """
    if not origins or min(origins) < 0 or not horizons or min(horizons) <= 0:
        raise ForecastError("origins from nought up and horizons above nought are needed", accepted="60,180 and 90,365")
    everyone = {(d.name, d.opened): d for d in [*train, *test]}
    pool = sort_by_opening(everyone.values())
    label = dict(zip([(d.name, d.opened) for d in pool], clusters(pool), strict=True))
    learn = [d for d in pool if (d.name, d.opened) in {(t.name, t.opened) for t in train}]
    cases: list[Case] = []
    skipped: list[tuple[str, str]] = []
    for decision in sort_by_opening(test):
        if opened_from and decision.opened < opened_from:
            skipped.append((decision.name, f"opened before {opened_from}"))
            continue
        if decision.rule.missing:
            skipped.append((decision.name, f"rule {decision.rule.text!r} {decision.rule.missing}"))
            continue
        mine = label[decision.name, decision.opened]
        made, beyond = 0, False
        for age in sorted(set(origins)):
            origin = decision.opened + timedelta(days=age)
            snapshot = decision.as_of(origin)
            if snapshot.met or decision.met_by(origin) is not False:
                beyond = beyond or (decision.met_by(origin) is None and origin > decision.seen_until)
                continue
            outcomes = tuple(decision.met_by(origin + timedelta(days=h)) for h in horizons)
            if all(o is None for o in outcomes):
                continue
            others = [d for d in learn if d.opened < origin and label[d.name, d.opened] != mine]
            met_on = decision.met_on
            cases.append(
                Case(
                    decision.name,
                    mine,
                    age,
                    origin,
                    snapshot,
                    tuple(d.as_of(origin) for d in others),
                    outcomes,
                    (met_on - origin).days if met_on else None,
                    BLOCKED if decision.failed else (decision.seen_until - origin).days,
                )
            )
            made += 1
        if not made:
            why = "met, or out of sight, before the first origin"
            if beyond and decision.met_on is None:
                why = f"its table ends on {decision.seen_until}, before the origins that are left"
            skipped.append((decision.name, why))
    return cases, skipped


def run(
    found: Iterable[Case],
    forecasters: Sequence[Forecaster],
    *,
    stacked: Sequence[tuple[str, float]] = (),
    horizons: Sequence[int] = HORIZONS,
    skipped: Sequence[tuple[str, str]] = (),
    progress: Callable[[int, int], None] | None = None,
    jobs: int = 1,
    kept: Checkpoint | None = None,
) -> Backtest:
    """Forecast every case with every forecaster.

    Args:
        found: the cases.
        forecasters: rivals; their names must differ.
        stacked: names of forecasters that are pooled once more with weights learned on the way, and the weights that
            learning starts from (:mod:`whipcount.forecasts.backtesting.stack`); none if left out.
        horizons: as the cases were made for.
        skipped: told again in the result.
        progress: called with the cases done and the cases in all.
        jobs: processes; the answer has the same bits for any number of them.
        kept: where answers are kept as they are made, and those that were made before are taken from; the answer has
            the same bits with and without.

    Raises:
        ForecastError: there is no case, or ``kept`` does not hold together.
    """
    order = sorted(found, key=lambda c: (c.origin, c.decision))
    if not order:
        reasons = "; ".join(f"{name}: {why}" for name, why in list(skipped)[:5])
        raise ForecastError("nothing to forecast" + (f" ({reasons})" if reasons else ""), accepted="an open decision")
    names = [forecaster.name for forecaster in forecasters]
    curves = _all_answers(order, forecasters, jobs, kept, progress)
    if stacked:
        places = [names.index(name) for name, _ in stacked]
        start = [weight for _, weight in stacked]
        extra = learned_pool(order, [[answer[p] for p in places] for answer in curves], horizons, start)
        curves = [(*answer, curve) for answer, curve in zip(curves, extra, strict=True)]
        names.append(STACKED)
    rows: list[Row] = []
    times: list[TimeRow] = []
    for case, answer in zip(order, curves, strict=True):
        for name, curve in zip(names, answer, strict=True):
            rows += _score(case, name, curve, horizons)
            if case.days is not None or case.reach >= 730:
                days = float("inf") if case.days is None else float(case.days)
                crps = crps_truncated(curve, days)
                times.append(TimeRow(case.decision, case.cluster, case.origin, case.age, name, crps))
    unresolved = sum(outcome is None for case in order for outcome in case.outcomes)
    blocked = tuple(sorted({case.decision for case in order if case.reach >= BLOCKED}))
    return Backtest(tuple(rows), tuple(times), tuple(names), tuple(skipped), unresolved, blocked)


def _all_answers(
    order: Sequence[Case],
    forecasters: Sequence[Forecaster],
    jobs: int,
    kept: Checkpoint | None,
    progress: Callable[[int, int], None] | None,
) -> list[tuple[Curve, ...]]:
    """The curves of each case, those that were kept taken from there, the others kept as soon as they are made."""
    keys = keys_of(order, forecasters) if kept else []
    answered = kept.take(keys, len(forecasters)) if kept else {}
    curves = {place: answered[key] for place, key in enumerate(keys) if key in answered}
    left = [place for place in range(len(order)) if place not in curves]
    if progress and curves:
        progress(len(curves), len(order))
    for place, answer in _answers(order, left, forecasters, jobs):
        curves[place] = answer
        if kept:
            kept.put(keys[place], answer)
        if progress:
            progress(len(curves), len(order))
    return [curves[place] for place in range(len(order))]


def _answers(
    order: Sequence[Case], left: Sequence[int], forecasters: Sequence[Forecaster], jobs: int
) -> Iterator[tuple[int, tuple[Curve, ...]]]:
    """The places of cases and their curves, as they are done."""
    if jobs <= 1 or len(left) <= 1:
        for place in left:
            case = order[place]
            yield place, tuple(f.forecast(case.history, case.snapshot) for f in forecasters)
        return
    executor = ProcessPoolExecutor(jobs, initializer=_receive, initargs=(tuple(forecasters),))
    try:
        asked = {executor.submit(_answer, order[place]): place for place in left}
        for done in as_completed(asked):
            yield asked[done], done.result()
    finally:  # also when interrupted: what has not begun is not begun any more
        executor.shutdown(wait=True, cancel_futures=True)


_RIVALS: list[Forecaster] = []


def _receive(forecasters: tuple[Forecaster, ...]) -> None:
    _RIVALS[:] = forecasters
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for its next case for ever."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _answer(case: Case) -> tuple[Curve, ...]:
    return tuple(forecaster.forecast(case.history, case.snapshot) for forecaster in _RIVALS)


def _score(case: Case, name: str, curve: Curve, horizons: Sequence[int]) -> list[Row]:
    return [
        Row(
            case.decision,
            case.cluster,
            case.origin,
            case.age,
            horizon,
            name,
            curve.at(horizon),
            outcome,
            case.snapshot.rule.everyone,
            len(case.snapshot.members),
        )
        for horizon, outcome in zip(horizons, case.outcomes, strict=True)
        if outcome is not None
    ]
