"""Days and instants that a person gives: one reading, whoever asks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.errors import DateError
from whipcount.text.moments import day_of, instant_of


def test_a_bare_day_means_its_end() -> None:
    assert instant_of("2024-11-29") == datetime(2024, 11, 29, 23, 59, 59, 999_999, UTC)
    assert day_of(" 2024-11-29 ") == date(2024, 11, 29)
    assert day_of("") is day_of(None) is instant_of("  ") is None


@pytest.mark.parametrize("words", ["soon", "2024-13-01", "29.11.2024", "9999-12-31", "0001-01-01", "\x00", "２０２４"])
def test_what_is_none_is_one_clear_error(words: str) -> None:
    with pytest.raises(DateError, match="here"):
        day_of(words, "here")


@pytest.mark.parametrize("words", ["then", "0001-01-01T00:00+23:59", "9999-12-31T23:59-14:00", "2024-11-29T25:00"])
def test_instants_beyond_the_calendar(words: str) -> None:
    with pytest.raises(DateError):
        instant_of(words, "here")


@given(st.text(max_size=40))
def test_any_text_is_a_day_or_a_clear_error(words: str) -> None:
    for read in (day_of, instant_of):
        told = ""
        try:
            read(words, "x")
        except DateError as error:
            told = str(error)
        assert not told or "accepted" in told
