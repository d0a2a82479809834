"""Numbers in words against a table made by counting."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.text.number_words import NUMBER, number_of

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
ONES_LIST = [*ONES.split(), "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


@pytest.mark.parametrize("number", range(1, 100))
@pytest.mark.parametrize("joint", ["-", " "])
def test_every_number_below_a_hundred(number, joint):
    tens, ones = divmod(number, 10)
    words = ONES_LIST[number] if number < 20 else TENS[tens - 2] + (joint + ONES_LIST[ones] if ones else "")
    assert number_of(words) == number_of(words.upper()) == number
    assert re.fullmatch(NUMBER, words, re.IGNORECASE)


@given(st.integers(0, 999_999))
def test_figures_with_and_without_commas(number):
    assert number_of(str(number)) == number_of(f"{number:,}") == number


@pytest.mark.parametrize("words", ["many", "", "twentyish", "a few", "1.5", "minus one", "first"])
def test_what_is_no_whole_number(words):
    assert number_of(words) is None


def test_nobody_and_none_are_nought():
    assert number_of("none") == 0
