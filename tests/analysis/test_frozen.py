"""What counts once it is decided: what was said by then, and what tells how it was taken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.analysis.invented import position
from whipcount.analysis.frozen import AFTERMATH, frozen
from whipcount.dossiers.outcomes import Ending
from whipcount.positions.coders.reported_votes import CODER as VOTES
from whipcount.positions.proposal.outcome import Outcome, State
from whipcount.positions.stance.stance import Stance

ON = date(2025, 3, 10)
BEFORE = position("KELL", Stance.NO, ON - timedelta(days=30))
ABOUT = position("KELL", Stance.YES, ON + AFTERMATH)
LATER = position("THALE", Stance.NO, ON + AFTERMATH + timedelta(days=1))
VOTE = position("PELL", Stance.YES, LATER.said_from, coder=VOTES)
HAND = position("PELL", Stance.NO, LATER.said_from, human=True)
ALL = (BEFORE, ABOUT, LATER, VOTE, HAND)


def test_what_is_said_long_after_the_decision_is_left_out_unless_it_tells_the_vote_or_a_person_entered_it() -> None:
    assert frozen(ALL, Ending(Outcome(State.ADOPTED, ON))) == (BEFORE, ABOUT, VOTE, HAND)


@pytest.mark.parametrize("state", [state for state in State if state is not State.ADOPTED])
def test_what_failed_may_come_again(state: State) -> None:
    assert frozen(ALL, Ending(Outcome(state, ON))) == ALL


def test_without_a_day_nothing_is_left_out() -> None:
    assert frozen(ALL, Ending(Outcome(State.ADOPTED))) == ALL
