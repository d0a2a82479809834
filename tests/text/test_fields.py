"""Fields are kept as one visible line, or as nothing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given

from tests.fuzz.odd_words import words
from whipcount.text.fields import blank, field_or_none, kept_text, one_field, several_lines
from whipcount.text.safe import invisible


@given(words)
def test_a_field_is_one_line_that_can_be_kept(text: str) -> None:
    made = one_field(text)
    assert one_field(made) == made
    made.encode()
    assert "\x00" not in made
    assert len(made.splitlines()) <= 1
    assert made == made.strip()
    assert not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") for letter in made)
    assert made == "" or not blank(made)
    assert (field_or_none(text) is None) is (made == "")


@given(words)
def test_what_can_be_seen_is_never_lost(text: str) -> None:
    seen = [
        letter for letter in text if not (letter.isspace() or invisible(letter) or unicodedata.category(letter) == "Cc")
    ]
    assert [letter for letter in one_field(text) if letter in seen] == seen


@given(words, words)
def test_lines_stay_lines(one: str, two: str) -> None:
    made = several_lines(f"{one}\n{two}")
    assert several_lines(made) == made
    made.encode()
    assert not any(unicodedata.category(letter) in ("Cc", "Zl", "Zp", "Cs") for letter in made.replace("\n", ""))
    assert several_lines(f"a{one}") == several_lines(f"a{one}\n\n")


@pytest.mark.parametrize("text", ["", " ", "\u3000\u2028", "\u200b\ufeff", "\x00", "\ud800", "\x85"])
def test_nothing_that_can_be_seen_is_empty(text: str) -> None:
    assert one_field(text) == ""
    assert several_lines(text) == ""


def test_each_character_stays_one() -> None:
    assert kept_text("a\ud800\x00b") == "a\ufffd\ufffdb"
