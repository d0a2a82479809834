import re

import pytest

from whipcount.positions.proposal.numerals import NUMBER, ORDINAL, number_of

ONES = "one two three four five six seven eight nine".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()


def test_every_number_in_words_up_to_a_hundred_is_read_and_matched_whole():
    for tens, word in enumerate(TENS, start=2):
        assert number_of(word) == 10 * tens
        for one, unit in enumerate(ONES, start=1):
            for told in (f"{word}-{unit}", f"{word} {unit}", f"{word}-{unit}".capitalize()):
                assert number_of(told) == 10 * tens + one
            assert re.fullmatch(NUMBER, f"{word}-{unit}")


@pytest.mark.parametrize(("told", "number"), [
    ("27", 27), ("1,024", 1024), ("1st", 1), ("22nd", 22), ("fiftieth", 50), ("fifty-first", 51), ("twelfth", 12),
    ("zero", 0), (" nineteen ", 19),
])  # fmt: skip
def test_figures_and_ordinals(told, number):
    assert number_of(told) == number


@pytest.mark.parametrize("told", ["", "many", "twenty-eleven", "twenty-zero", "1.5", "fifty-fiftieth", "-3"])
def test_what_is_no_number(told):
    assert number_of(told) is None


@pytest.mark.parametrize("told", ["3rd", "first", "sixty-second", "thirtieth"])
def test_ordinals_are_matched_whole(told):
    assert re.fullmatch(ORDINAL, told)
    assert number_of(told) is not None
