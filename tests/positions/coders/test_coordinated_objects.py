"""One verb with two objects, each with its own side."""

from __future__ import annotations

import re

import pytest

from tests.positions.test_kinds import positions
from whipcount.positions.coders.coordinated_objects import second_objects
from whipcount.text.span import Span

TERMS = re.compile("admission")


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("It will vote against the budget but for the admission.", "yes"),
        ("It will vote for the budget, but against the admission.", "no"),
        ("It will vote for the budget, not for the admission.", "no"),
        ("It is in favour of observer seats and against the admission.", "no"),
        ("It will not vote for a delay but for the admission.", "yes"),
        ("It will not vote for a delay and for the admission.", None),  # both, or one of them?
    ],
)
def test_the_side_before_the_proposal_counts(text: str, stance: str | None) -> None:
    ((hit, first),) = second_objects(text, Span(0, len(text)), TERMS)
    assert (hit.stance.value if hit else None) == stance
    assert "admission" not in first.of(text)


def test_one_object_is_left_to_the_other_rules() -> None:
    for text in ("It will vote for the admission.", "It voted against the admission, and for it before."):
        assert list(second_objects(text, Span(0, len(text)), TERMS)) == []


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Pell's minister Ansgar Roe said Pell would vote for the fee, but against the admission of Orvana.", "no"),
        ("Pell's minister Ansgar Roe said he was against the fee but for the admission of Orvana.", "yes"),
        ("Pell's minister Ansgar Roe said Pell would vote against the fee and for the admission of Orvana.", "yes"),
    ],
)  # fmt: skip
def test_from_report_to_position(text: str, stance: str) -> None:
    assert stance in positions(text)["PELL"]
