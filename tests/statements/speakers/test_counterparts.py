"""Persons told by another's office: "her Kellish colleague", "his counterpart from Pell"."""

from __future__ import annotations

import pytest

from tests.positions.test_kinds import positions

FIRST = "Vessary's foreign minister Maren Tolle said that Vessary would vote for the admission of Orvana. "


@pytest.mark.parametrize(
    ("source", "member"),
    [
        ("Her Kellish colleague, Ilka Sorn,", "KELL"),
        ("Her Kellish counterpart", "KELL"),
        ("Her counterpart from Pell, Hedda Ness,", "PELL"),
        ("The Sarnish opposite number of the minister, Emre Holt,", "SARN"),
        ("Her new Ferrovian counterpart, Ada Finch,", "FERROW-BAY"),
    ],
)
def test_the_words_are_the_members(source: str, member: str) -> None:
    found = positions(FIRST + f"{source} said that she would vote against the admission of Orvana.")
    assert found["VESSARY"] == {"yes"}
    assert found[member] == {"no"}


@pytest.mark.parametrize(
    "source",
    [
        "Her Kellish friend, Ilka Sorn,",
        "Her former Kellish counterpart, Ilka Sorn,",
        "Her Kellish predecessor, Ilka Sorn,",
        "Her colleague from the opposition in Pell, Hedda Ness,",
    ],
)
def test_friends_and_predecessors_hold_nothing_by_that(source: str) -> None:
    found = positions(FIRST + f"{source} said that she was against the admission of Orvana.")
    assert set(found) == {"VESSARY"}
