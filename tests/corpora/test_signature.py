"""Signatures of texts: alike where texts are, as far apart as they are, the same on every machine."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.corpora.signature import PLACES, SHINGLE, packed, shingles, signature

WORDS = [f"w{n}" for n in range(400)]


def alike(one: str, other: str) -> float:
    return float((signature(one) == signature(other)).mean())


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
def test_signs_and_case_change_nothing(words: list[str]) -> None:
    assert alike(" ".join(words), ", ".join(words).upper() + ".") == 1.0


@pytest.mark.parametrize("kept", [40, 80])
def test_the_share_of_places_is_the_share_of_shingles(kept: int) -> None:
    one = WORDS[:100]
    other = [*WORDS[:kept], *WORDS[200 : 300 - kept]]
    sets = [{tuple(text[at : at + SHINGLE]) for at in range(len(text) - SHINGLE + 1)} for text in (one, other)]
    jaccard = len(sets[0] & sets[1]) / len(sets[0] | sets[1])
    assert alike(" ".join(one), " ".join(other)) == pytest.approx(jaccard, abs=0.2)


def test_texts_of_nothing_in_common_share_no_place_and_no_words_are_the_largest() -> None:
    assert alike(" ".join(WORDS[:60]), " ".join(WORDS[100:160])) < 0.05
    assert (signature("... !") == np.iinfo(np.uint32).max).all()
    assert signature("").shape == (PLACES,)


def test_its_bytes_never_change() -> None:
    made = packed(signature("one two three four five six seven"))
    assert len(made) == 4 * PLACES
    assert hashlib.sha256(made).hexdigest()[:16] == "1fb7fbcd95c07bf8"


@given(st.integers(0, 50_000))
def test_a_text_has_at_most_a_shingle_a_word(words: int) -> None:
    assert 0 <= shingles(words) <= words
    assert shingles(words + 1) >= shingles(words)
