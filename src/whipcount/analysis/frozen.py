"""The count of a decision that has been taken: frozen at its day, in members, rule and evidence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from whipcount.bodies.body import Body
from whipcount.dossiers.outcomes import Ending
from whipcount.errors import BodyError
from whipcount.positions.coders.reported_votes import CODER as VOTES
from whipcount.positions.count.withdrawals import GROUPS, OUTSIDE
from whipcount.positions.stance.stance import Evidence

AFTERMATH = timedelta(days=3)
"""So long after the decision words are still about how it was taken: reports of it appear, ministers explain their vote."""


def counting_day(ending: Ending, body: Body, as_of: date) -> date:
    """The day whose members and rule count: the decision's own once it has ended, else the day asked for.

    A day of which the body's file does not know its members falls back to the day asked for.
    """
    on = ending.outcome.on
    if not ending.ended or on is None or on > as_of:
        return as_of
    try:
        return on if body.members(on) else as_of
    except BodyError:
        return as_of


def frozen(evidence: Iterable[Evidence], ending: Ending) -> tuple[Evidence, ...]:
    """The evidence that bears on a decision that has ended: said by then, or telling how it was taken."""
    on = ending.outcome.on
    if not ending.ended or on is None:
        return tuple(evidence)
    last = on + AFTERMATH
    return tuple(e for e in evidence if e.said_from <= last or e.coder in (VOTES, GROUPS, OUTSIDE) or e.human)
