"""Predicates around the thing decided."""

from __future__ import annotations

import pytest

from tests.positions.invented import words_of
from whipcount.positions.proposal.given_votes import given
from whipcount.positions.proposal.stance_subjects import AGAIN
from whipcount.positions.proposal.verb_groups import verb_group

ROWS = [
    ("close the mill", "gave the plan her blessing.", "yes"),
    ("close the mill", "denied the plan his vote.", "no"),
    ("close the mill", "gave the plan the thumbs down.", "no"),
    ("close the mill", "voted the plan down.", "no"),
    ("close the mill", "pushed the closure through.", "yes"),
    ("close the mill", "sealed the defeat of the plan.", "no"),
    ("close the mill", "secured the plan's passage.", "yes"),
    ("close the mill", "gave the children a vote.", None),
    ("close the mill", "did not give the plan her vote.", None),
    ("close the mill", "put the cat down.", None),
]


@pytest.mark.parametrize(("decision", "text", "side"), ROWS, ids=[row[1] for row in ROWS])
def test_what_stands_around_it(decision: str, text: str, side: str | None) -> None:
    found = given(text, verb_group(text, 0, AGAIN), words_of(decision), it_is=False)
    assert (found[0] if found else None) == side
