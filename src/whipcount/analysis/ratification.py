"""The forecast of a ratification for a brief: by when, and how it moved over time."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime

from whipcount.bodies.body import Body
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import ForecastError
from whipcount.forecasts.by_day import by_day, target_day
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import Outlook
from whipcount.forecasts.core.step import Step
from whipcount.forecasts.course import course, known_since
from whipcount.forecasts.hazard.run_cache import RunCache
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence

MOST_POINTS = 20
"""Days on which the forecast is made again: those on which something became known, thinned evenly."""
PATHS = 4_000  # of each of those forecasts: as many as of the last, so that they hang together


class _Kept(dict[str, Step]):
    """Points of courses, so that an edit costs those after it only; the oldest give way beyond a number."""

    most = 4_000

    def __setitem__(self, name: str, step: Step) -> None:
        super().__setitem__(name, step)
        while len(self) > self.most:
            with suppress(KeyError, StopIteration, RuntimeError):  # another thread was quicker
                del self[next(iter(self))]


_POINTS = _Kept()


def outlook_of(
    dossier: Dossier,
    proposal: Proposal,
    body: Body,
    evidence: Sequence[Evidence],
    *,
    agenda: str,
    as_of: date,
    known_by: datetime,
    over_time: bool,
) -> tuple[Outlook | None, tuple[Step, ...], str]:
    """The forecast, its course, and why there is none where there is none.

    Args:
        dossier: for its id and events.
        proposal, body: what is decided, by whom.
        evidence: what was known.
        agenda: whether it is on an agenda.
        as_of: nothing later is used.
        known_by: nothing recorded later is used.
        over_time: whether to compute the course and the shares of statements, by far the larger part of the work.
    """
    case = Case(dossier.id, proposal, body, tuple(evidence), dossier.events, agenda)
    try:
        run_cache = RunCache()  # the last point of the course asks for much of what the forecast has computed
        outlook = by_day(case, as_of, known_by, reasons=over_time, paths=PATHS, run_cache=run_cache)
        ended = [e for e in dossier.events if e.kind in ("decided", "blocked") and e.on <= as_of]
        if ended and not outlook.met:
            return None, (), f"No forecast is made of what has ended: {ended[-1].what}."
        if not over_time:
            return outlook, (), ""
        by = None if outlook.by is None or proposal.deadline is None else target_day(case, as_of, None)
        days = _days(case, as_of, known_by)
        steps = list(course(case, days, known_by, by=by, paths=PATHS, kept=_POINTS, run_caches={as_of: run_cache}))
        if steps and steps[-1].day == as_of:  # the last point is the forecast itself, on all of its paths
            before = steps[-2].outlook.p if len(steps) > 1 else outlook.p
            steps[-1] = replace(steps[-1], outlook=outlook, moved=outlook.p - before)
        return outlook, tuple(steps), ""
    except ForecastError as error:
        return None, (), f"No forecast is made: {error}."


def _days(case: Case, as_of: date, known_by: datetime) -> list[date]:
    """The days on which something became known, and the last one."""
    opened = case.proposal.opened or date.min
    news = set(known_since(case, date.min, as_of, known_by))
    days = {item.reported_on for item in case.known(as_of, known_by) if item.id in news}
    days |= {event.on for n, event in enumerate(case.events) if f"event-{n}" in news and event.on <= as_of}
    ordered = sorted(day for day in days if opened <= day < as_of)
    step = max(1, -(-len(ordered) // (MOST_POINTS - 1)))
    return [*ordered[::-1][::step][::-1], as_of]
