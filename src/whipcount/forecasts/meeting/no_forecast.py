"""Is there a forecast of a meeting to make: has the question ended, and is there anything that it could rest on?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import numpy as np

from whipcount.dossiers.dossier import Event
from whipcount.forecasts.core.ballots import NO, YES, BatchRule
from whipcount.forecasts.meeting.agenda import Agenda, agenda_claims
from whipcount.forecasts.meeting.base_rate import BaseRate
from whipcount.positions.count.tally import Tally
from whipcount.positions.stance.stance import Evidence


def ended_by(events: Iterable[Event], as_of: date) -> Event | None:
    """The event that ended the question by a day, the last of them: it was decided, or blocked.

    >>> ended_by([Event(date(2030, 3, 14), "no decision", "blocked")], date(2030, 4, 1)).kind
    'blocked'
    """
    ends = [event for event in events if event.on <= as_of and event.kind in ("decided", "blocked")]
    return max(ends, key=lambda event: event.on, default=None)


def nothing_to_go_on(
    tally: Tally, rule: BatchRule, evidence: Iterable[Evidence], agenda: Agenda, base: BaseRate | None
) -> str:
    """Why no chance is given; empty where one is.

    None is given without a position, an agenda and a base rate for such a decision; nor without a position where votes
    are counted: what silent members are worth was fitted on bodies in which the refusal of any one is enough.

    >>> from whipcount.forecasts.core.ballots import consensus, quota
    >>> from datetime import UTC, date, datetime
    >>> from whipcount.positions.count.tally import Position, RuleState
    >>> silent = (Position("A", None), Position("B", None))
    >>> now = datetime(2030, 1, 1, tzinfo=UTC)
    >>> tally = Tally("p", "v", "X", now.date(), now, "consensus", silent, RuleState.OPEN, ("A", "B"))
    >>> nothing_to_go_on(tally, consensus, (), Agenda.UNKNOWN, None)[:50]
    'nothing to go on: none of the 2 members has taken '
    >>> nothing_to_go_on(tally, consensus, (), Agenda.ON, None)
    ''
    >>> nothing_to_go_on(tally, quota([1, 1], 1), (), Agenda.ON, None)[-29:]
    'silence is no sign of consent'
    """
    spoken = any(position.stance is not None for position in tally.positions)
    start = f"nothing to go on: none of the {len(tally.positions)} members has taken a position"
    if not spoken and not _one_blocks(rule, len(tally.positions)):
        return f"{start}, and where votes are counted, silence is no sign of consent"
    agenda_told = agenda is not Agenda.UNKNOWN or agenda_claims(evidence, tally.variant, tally.as_of)
    if spoken or agenda_told or base is not None:
        return ""
    return f"{start}, nothing is known of the agenda, and there is no base rate for such a decision of this body"


def _one_blocks(rule: BatchRule, size: int) -> bool:
    """Whether the refusal of any one member is enough."""
    ballots = np.full((size, size), YES, dtype=np.int8)
    np.fill_diagonal(ballots, NO)
    return not rule(ballots).any()
