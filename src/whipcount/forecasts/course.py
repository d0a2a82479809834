"""The forecast over time, and what moved it: each step of the course is tied to one thing that became known.

Between two points of the course, everything that was reported is taken away in turn, and the one whose absence would
have changed the later forecast most is its cause. What nothing new explains is told as the passing of time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from whipcount.cancelling import checkpoint
from whipcount.errors import DateError, NothingToGoOnError
from whipcount.forecasts.by_day import by_day, join, target_day
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import Kind, Outlook
from whipcount.forecasts.core.step import Step
from whipcount.forecasts.hazard.run_cache import RunCache
from whipcount.forecasts.hazard.time_to_agreement import PATHS
from whipcount.forecasts.meeting.forecast import at_meeting
from whipcount.forecasts.meeting.no_forecast import ended_by

EVERY = {"day": 1, "week": 7, "month": 30, "quarter": 91}
"""Days from point to point."""
MOST_POINTS = 600
MOST_TRIED = 40
"""Members whose news is taken away in turn at one step, those with the weightiest first."""
SMALL = 0.0005
"""Moves below this are not told."""


def every(first: date, last: date, step: str) -> tuple[date, ...]:
    """Days from ``first`` to ``last``, the last one always among them.

    Raises:
        DateError: out of order, an unknown step, or too many points.

    >>> [str(day) for day in every(date(2022, 5, 16), date(2022, 6, 1), "week")]
    ['2022-05-16', '2022-05-23', '2022-05-30', '2022-06-01']
    """
    if step not in EVERY:
        raise DateError(f"every {step!r}", where="--every", accepted=", ".join(EVERY))
    if last < first:
        raise DateError(f"from {first} to {last}", accepted="days in order")
    days = [first + timedelta(days=n) for n in range(0, (last - first).days + 1, EVERY[step])]
    if len(days) > MOST_POINTS:
        raise DateError(f"{len(days)} points from {first} to {last}", accepted=f"at most {MOST_POINTS}")
    return tuple(days if days[-1] == last else [*days, last])


def forecast(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    by: date | None = None,
    reasons: bool = True,
    paths: int = PATHS,
    run_cache: RunCache | None = None,
) -> Outlook:
    """The forecast that fits the matter: by a day where members consent one by one, else at the meeting.

    Raises:
        ForecastError: see the two.
    """
    if case.one_by_one:
        return by_day(case, as_of, known_by, by=by, reasons=reasons, paths=paths, run_cache=run_cache)
    return at_meeting(case, as_of, known_by, reasons=reasons)


def course(
    case: Case,
    days: Iterable[date],
    known_by: datetime,
    *,
    by: date | None = None,
    paths: int = PATHS,
    kept: MutableMapping[str, Step] | None = None,
    run_caches: Mapping[date, RunCache] = MappingProxyType({}),
) -> Iterator[Step]:
    """The forecast on each of the days, with what moved it; ends where the decision is resolved or the day is past.

    Args:
        matter: the decision.
        days: in order.
        known_by: nothing recorded later is used.
        by: by which day; without one, a year ahead of each point (or the proposal's deadline).
        paths: simulated futures of each point (of a forecast by a day).
        kept: points that were computed before, by a hash of all that they depend on; what is new is put in.
        run_caches: what other forecasts of this matter as of a day have computed already.

    Raises:
        ForecastError: no forecast can be made on the first day, or there is nothing to go on on any of them.
    """
    before: Step | None = None
    silent: NothingToGoOnError | None = None
    for day in days:
        checkpoint()
        if _over(case, day, by) and before is not None:
            return
        name = "" if kept is None else _fingerprint(case, day, known_by, before, (by, paths))
        if kept is not None and name in kept:
            step = replace(kept[name], outlook=replace(kept[name].outlook, known_by=known_by))
        else:
            try:
                step = _step(case, day, known_by, before, by, paths, run_caches.get(day) or RunCache())
            except NothingToGoOnError as error:  # the course begins once something is known
                silent = error
                continue
        if kept is not None:
            kept[name] = step
        yield step
        if step.outlook.met:
            return
        before = step
    if before is None and silent is not None:
        raise silent


def _step(
    case: Case, day: date, known_by: datetime, before: Step | None, by: date | None, paths: int, run_cache: RunCache
) -> Step:
    outlook = forecast(case, day, known_by, by=by, reasons=False, paths=paths, run_cache=run_cache)
    if before is None:
        return Step(day, outlook)
    news = known_since(case, before.day, day, known_by)
    moved = outlook.p - before.outlook.p
    cause, effect = (None, 0.0) if abs(moved) < SMALL else _cause(case, outlook, news, moved, run_cache)
    return Step(day, outlook, moved, cause, effect, news)


def _fingerprint(case: Case, day: date, known_by: datetime, before: Step | None, more: tuple[object, ...]) -> str:
    """A hash of all that a point depends on: what was known by its day, and the point before it."""
    pieces = sorted((e.id, e.recorded_at, e.coder, str(e.stance)) for e in case.known(day, known_by))
    last = (before.day, before.outlook.p) if before else None
    words = (case.id, case.proposal, case.body, case.events, case.agenda, day, pieces, last, more)
    return hashlib.sha256(repr(words).encode()).hexdigest()


def known_since(case: Case, before: date, day: date, known_by: datetime) -> tuple[str, ...]:
    """Ids of what was reported, or happened, after one day and up to another and bears on the forecast."""
    asked = case.proposal.asked.id
    news = [
        item
        for item in case.known(day, known_by)
        if item.reported_on > before and item.variant == asked and (item.stance or item.withdraws or not item.member)
    ]
    news.sort(key=lambda item: (-item.authority, -item.said_to.toordinal(), item.id))
    events = [
        f"event-{n}"
        for n, event in enumerate(case.events)
        if (event.kind == "opened" and before < event.on <= day)
        or (event.kind == "vote_scheduled" and event.announced and before < event.announced <= day)
    ]
    return (*[item.id for item in news], *events)


def _over(case: Case, day: date, by: date | None) -> bool:
    if case.one_by_one:
        blocked = any(event.kind == "blocked" and event.on < day for event in case.events)
        decided = any(event.kind == "decided" and event.on < day for event in case.events)
        return blocked or (not decided and by is not None and day > by)
    period = case.proposal.occasion.period if case.proposal.occasion else None
    return ended_by(case.events, day) is not None or (period is not None and period.last < day)


def _cause(
    case: Case, outlook: Outlook, news: Sequence[str], moved: float, run_cache: RunCache
) -> tuple[str | None, float]:
    """What of the news explains the move best: whose absence would have changed the forecast most, the same way.

    What became known of one member goes as a whole, or one report of a vote would hide behind another of the same vote;
    the item that moves most by itself is named, else the weightiest.
    """
    by_id = {item.id: item for item in case.evidence}
    groups: dict[str, list[str]] = {}
    for item in news:
        item_known = by_id.get(item)
        groups.setdefault((item_known.member or "the body") if item_known else item, []).append(item)

    def without(ids: Sequence[str]) -> float:
        return outlook.p - _without(case, outlook, frozenset(ids), run_cache)

    best: list[str] = []
    effect = 0.0
    for group in list(groups.values())[:MOST_TRIED]:
        difference = without(group)
        if difference * moved > 0 and abs(difference) > abs(effect):
            best, effect = group, difference
    if abs(effect) < SMALL:
        return None, 0.0
    alone = [(moved * without([i]), i) for i in best[1:6] if len(best) > 1]
    first = moved * without(best[:1]) if alone else 0.0
    most, item = max(alone, default=(0.0, best[0]))
    return (item if most > first + SMALL * abs(moved) else best[0]), effect


def _without(case: Case, outlook: Outlook, gone: frozenset[str], run_cache: RunCache) -> float:
    if outlook.kind is Kind.MEETING:
        return at_meeting(case, outlook.as_of, outlook.known_by, reasons=False, without=gone).p
    joined = join(case, outlook.as_of, outlook.known_by, without=gone, paths=outlook.paths, run_cache=run_cache)
    return joined.chance(target_day(case, outlook.as_of, outlook.by))
