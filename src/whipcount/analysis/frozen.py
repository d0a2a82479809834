"""The count of a decision that has been taken: frozen at its day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from whipcount.dossiers.outcomes import Ending
from whipcount.positions.coders.reported_votes import CODER as VOTES
from whipcount.positions.count.withdrawals import GROUPS, OUTSIDE
from whipcount.positions.proposal.outcome import State
from whipcount.positions.stance.stance import Evidence

AFTERMATH = timedelta(days=3)
"""So long after the decision words are still about how it was taken: reports appear, ministers explain their vote."""


def frozen(evidence: Iterable[Evidence], ending: Ending) -> tuple[Evidence, ...]:
    """The evidence that bears on a decision that was taken: said by then, or telling how it was taken.

    What failed may come again, and members go on to speak of it: then nothing is left out.
    """
    on = ending.outcome.on
    if ending.outcome.state is not State.ADOPTED or on is None:
        return tuple(evidence)
    last = on + AFTERMATH
    return tuple(e for e in evidence if e.said_from <= last or e.coder in (VOTES, GROUPS, OUTSIDE) or e.human)
