"""Relatives, friends and lawyers of office holders speak for nobody."""

from __future__ import annotations

import pytest

from tests.positions.test_kinds import positions


@pytest.mark.parametrize("who", ["The brother", "A friend", "The late husband", "His lawyer", "The younger sister"])
def test_they_speak_for_themselves(who: str) -> None:
    text = f"{who} of Ferrow Bay's president, Ilse Crane, said that she was against the admission of Orvana."
    assert positions(text) == {}


def test_the_office_holder_does_not() -> None:
    text = "Ferrow Bay's president, Ilse Crane, said that she was against the admission of Orvana."
    assert positions(text) == {"FERROW-BAY": {"no"}}
