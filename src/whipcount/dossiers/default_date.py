"""The last day of which a dossier tells: the day as of which it is counted, told and forecast by default."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from whipcount.dossiers.dossier import Event
from whipcount.positions.stance.stance import Evidence

_AHEAD = ("meeting", "vote_scheduled")  # known before their day: that they stand in the dossier tells of no later day


def last_day(
    evidence: Iterable[Evidence],
    events: Iterable[Event] = (),
    *,
    reports: Iterable[date | None] = (),
    until: date | None = None,
) -> date | None:
    """The last day on which something was reported, or happened; ``None`` where nothing did.

    Meetings and scheduled votes lie ahead and do not move it; that a vote was announced does.

    Args:
        evidence: of any members, deposits among it (:func:`whipcount.dossiers.deposits.deposits`).
        events: of the dossier.
        reports: the days of its reports.
        until: events after this day have not happened yet.

    >>> from whipcount.dossiers.dossier import Event
    >>> events = [Event(date(2030, 3, 10), "opened", "opened"), Event(date(2030, 3, 14), "spring session", "meeting")]
    >>> str(last_day([], events))
    '2030-03-10'
    """
    event_days = [(event.announced if event.kind in _AHEAD else event.on) for event in events]
    happened = [day for day in event_days if day is not None and (until is None or day <= until)]
    days = [*(item.reported_on for item in evidence), *(day for day in reports if day is not None), *happened]
    return max(days, default=None)
