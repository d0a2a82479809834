"""Which two spellings are one member: case, accents, brackets and signs aside, and nothing more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.forecasts.core.member_names import name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Türkiye", "TURKIYE"),
        ("Côte d'Ivoire", "cote d'ivoire"),
        ("Iran (Islamic Republic of)", "Iran"),
        ("Bosnia-Herzegovina", "Bosnia  Herzegovina"),
        ("St. Lucia", "ST LUCIA"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("Guinea", "Guinea-Bissau"), ("Congo", "Kongo")])
def test_names_of_two_stay_two(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
