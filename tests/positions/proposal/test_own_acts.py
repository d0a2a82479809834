"""The decision told by its own verb, as a member's wish."""

from __future__ import annotations

import pytest

from tests.positions.invented import words_of
from whipcount.positions.proposal.own_acts import own_act
from whipcount.positions.proposal.stance_subjects import AGAIN
from whipcount.positions.proposal.verb_groups import verb_group

ROWS = [
    ("sell the meadow", "wants to sell the meadow.", "yes"),
    ("sell the meadow", "voted to sell.", "yes"),
    ("sell the meadow", "refused to sell the meadow.", "no"),
    ("sell the meadow", "wants the meadow sold.", "yes"),
    ("strike down the curfew law", "voted to strike down the law.", "yes"),
    ("sell the meadow", "wants to sell a cow.", None),
    ("sell the meadow", "sold the meadow's hay.", None),
    ("sell the meadow", "might sell the meadow.", None),
]


@pytest.mark.parametrize(("decision", "text", "side"), ROWS, ids=[row[1] for row in ROWS])
def test_what_is_wished_to_be_done(decision: str, text: str, side: str | None) -> None:
    found = own_act(text, 0, verb_group(text, 0, AGAIN), words_of(decision), it_is=False)
    assert (found[0] if found else None) == side
