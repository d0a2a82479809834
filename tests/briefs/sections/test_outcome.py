"""What has become of the decision: in a few words, and as plain data; said to be decided only where it is."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from whipcount.briefs.sections.outcome import headline, outcome_record, votes_text
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.outcomes import Ending
from whipcount.positions.proposal.outcome import Outcome, State

DAY = date(2024, 3, 21)


@pytest.mark.parametrize(("state", "followed", "confirmed"), [*product(State, (False, True), (False, True))])
def test_decided_is_said_of_what_was_decided_alone(state: State, followed: bool, confirmed: bool) -> None:
    told = headline(Ending(Outcome(state, DAY), confirmed), followed=followed)
    if state is State.OPEN:
        assert told == ""
        return
    assert "21 March 2024" in told
    settled = state in (State.ADOPTED, State.REJECTED)
    if followed and not confirmed and state in (State.ADOPTED, State.REJECTED, State.WITHDRAWN):
        assert told.startswith("Reported as decided: ")
        assert "confirm" in told
    else:
        assert told.startswith("Decided: " if settled else "Not decided: ")


@pytest.mark.parametrize(("kind", "lead"), [("decided", "Decided"), ("blocked", "Not decided")])
def test_what_a_person_entered_is_told_in_their_words(kind: str, lead: str) -> None:
    event = Event(DAY, "admitted at the summit", kind)
    told = headline(Ending(Outcome(State.ADOPTED, DAY), True, event), followed=True)
    assert told == f"{lead}: admitted at the summit (21 March 2024)"


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        (Outcome(State.ADOPTED), ""),
        (Outcome(State.ADOPTED, unanimous=True, yes=9, no=0), ", unanimously"),
        (Outcome(State.ADOPTED, yes=1, no=0), ", by 1 vote to 0"),
        (Outcome(State.ADOPTED, yes=9, no=2, abstain=0), ", by 9 votes to 2"),
        (Outcome(State.ADOPTED, yes=9), ", with 9 in favour"),
        (Outcome(State.ADOPTED, no=2, abstain=3), ", with 2 against, 3 abstaining"),
    ],
)
def test_votes_are_told_as_far_as_they_are_known(outcome: Outcome, told: str) -> None:
    assert votes_text(outcome) == told


def test_the_record_has_every_figure_and_none_where_none_is_told() -> None:
    record = outcome_record(Ending(Outcome(State.REJECTED, DAY, 49, 50), True))
    assert record == {
        "state": "rejected", "on": "2024-03-21", "yes": 49, "no": 50, "abstain": None, "absent": None,
        "unanimous": None, "confirmed": True,
    }  # fmt: skip
    assert outcome_record(Ending(Outcome()))["on"] is None
