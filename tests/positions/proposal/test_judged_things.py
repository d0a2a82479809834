"""What members say of the thing decided."""

from __future__ import annotations

import pytest

from tests.positions.invented import words_of
from whipcount.positions.proposal.judged_things import judged
from whipcount.positions.proposal.stance_subjects import AGAIN
from whipcount.positions.proposal.verb_groups import verb_group

ROWS = [
    ("close the mill", "called the closure a blunder.", "no"),
    ("close the mill", "considers the plan too expensive.", "no"),
    ("close the mill", "said that the closure was long overdue.", "yes"),
    ("close the mill", "argued that the plan would ruin the valley.", "no"),
    ("close the mill", "said that the plan was not a good idea.", "no"),
    ("close the mill", "said that the plan was not a blunder.", None),
    ("close the mill", "said that the lack of a plan was a blunder.", None),
    ("close the mill", "called the weather a scandal.", None),
    ("close the mill", "did not call the plan a blunder.", None),
    ("abolish the curfew law", "called the curfew law a blessing.", None),
]


@pytest.mark.parametrize(("decision", "text", "side"), ROWS, ids=[row[1] for row in ROWS])
def test_what_is_said_of_it(decision: str, text: str, side: str | None) -> None:
    found = judged(text, verb_group(text, 0, AGAIN), words_of(decision), it_is=False)
    assert (found[0] if found else None) == side
