"""Dates that are counted from the day of writing, reading by reading."""

from __future__ import annotations

import re
from datetime import date

import pytest

from whipcount.text import relative_dates as relative
from whipcount.text.date_readings import Context
from whipcount.text.period import Grain, Period
from whipcount.text.relative_dates import DEICTIC, deictic

FRIDAY = date(2024, 11, 29)
UNIT = r"(?P<which>last|past|next|coming|this)\s(?P<unit>\w+)"
AGO = r"(?P<number>\w+)\s(?P<unit>minute|hour|day|week|month|year|decade)s?\s(?P<way>ago|from now)"
STRETCH = r"(?P<which>past|next|within)\s(?P<number>\w+)\s(?P<unit>day|week)s?"
IN = r"in\s(?P<number>\w+)\s(?P<unit>day|week|year)s?"
WEEKDAY = r"(?P<which>last|next|coming)?\s?(?P<weekday>Monday|Friday)(?: of (?P<week>last|next) week)?"
WEEKEND = r"the weekend"


def read(name: str, pattern: str, text: str, anchor: date = FRIDAY) -> Period | None:
    """What one reading makes of the first place where a pattern stands in a text."""
    match = re.search(pattern, text)
    assert match is not None
    found: Period | None = getattr(relative, name)(match, Context(text, anchor))
    return found


ROWS = [
    ("unit", UNIT, "last week", "2024-11-18/2024-11-24"),
    ("unit", UNIT, "next year", "2025-01-01/2025-12-31"),
    ("unit", UNIT, "last day", None),
    ("ago", AGO, "two weeks ago", "2024-11-11/2024-11-17"),
    ("ago", AGO, "3 days from now", "2024-12-02/2024-12-02"),
    ("ago", AGO, "two hours ago", "2024-11-29/2024-11-29"),
    ("ago", AGO, "twenty hours ago", None),
    ("ago", AGO, "two decades ago", "2004-01-01/2004-12-31"),
    ("in_units", IN, "they will meet in two weeks", "2024-12-09/2024-12-15"),
    ("in_units", IN, "it was built in two years", None),
    ("stretch", STRETCH, "past two weeks", "2024-11-15/2024-11-29"),
    ("stretch", STRETCH, "within 30 days", "2024-11-29/2024-12-29"),
    ("weekday", WEEKDAY, "she said on Monday", "2024-11-25/2024-11-25"),
    ("weekday", WEEKDAY, "they will meet on Monday", "2024-12-02/2024-12-02"),
    ("weekday", WEEKDAY, "last Friday", "2024-11-22/2024-11-22"),
    ("weekday", WEEKDAY, "next Friday", "2024-12-06/2024-12-06"),
    ("weekday", WEEKDAY, "Monday of last week", "2024-11-18/2024-11-18"),
    ("the_weekend", WEEKEND, "they met over the weekend", "2024-11-23/2024-11-24"),
    ("the_weekend", WEEKEND, "they will meet over the weekend", "2024-11-30/2024-12-01"),
]


@pytest.mark.parametrize(("name", "pattern", "text", "days"), ROWS, ids=[f"{row[0]} {row[2]}" for row in ROWS])
def test_what_a_reading_answers(name: str, pattern: str, text: str, days: str | None) -> None:
    found = read(name, pattern, text)
    assert (None if found is None else f"{found.first}/{found.last}") == days


@pytest.mark.parametrize("words", sorted(DEICTIC))
def test_words_for_a_day_by_itself(words: str) -> None:
    match = re.search(f"(?P<word>{words})", f"they met {words}")
    assert match is not None
    day = deictic(match, Context(match.string, FRIDAY))
    assert day is not None
    assert ((day.first - FRIDAY).days, day.grain) == (DEICTIC[words], Grain.DAY)


def test_a_name_is_no_day() -> None:
    match = re.search("(?P<word>Today)", "as Russia Today wrote")
    assert match is not None
    assert deictic(match, Context(match.string, FRIDAY)) is None
