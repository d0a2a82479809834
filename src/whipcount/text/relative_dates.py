"""What the words of a date mean that is counted from the day of writing: "yesterday", "last week", "two years ago".

Each reading answers a period, or None where the words look like such a date and are none ("built in two years").
"""

from __future__ import annotations

import re

from whipcount.text import almanac
from whipcount.text.date_readings import Context
from whipcount.text.period import Period
from whipcount.text.tense import Tense


def _int(word: str) -> int:
    word = word.lower().strip()
    return int(word) if word.isdecimal() else almanac.NUMBERS[word]


def weekday(match: re.Match[str], context: Context) -> Period | None:
    """Tuesday, last Tuesday, Tuesday of next week."""
    number, which, anchor = almanac.WEEKDAYS[match["weekday"].lower()], (match["which"] or "").lower(), context.anchor
    back, ahead = (anchor.weekday() - number) % 7, (number - anchor.weekday()) % 7
    if match["week"]:
        steps = {"last": -1, "this": 0, "next": 1}[match["week"].lower()]
        week = almanac.unit_at(anchor, "week", steps)
        day = week and almanac.shifted(week.first, "day", number)
    elif which in ("last", "past"):
        day = almanac.shifted(anchor, "day", -(back or 7))
    elif which in ("next", "coming"):
        week = almanac.unit_at(anchor, "week", 1)
        day = week and almanac.shifted(week.first, "day", number)
        if which == "coming":
            day = almanac.shifted(anchor, "day", ahead or 7)
    elif context.tense(match) is Tense.FUTURE:
        day = almanac.shifted(anchor, "day", ahead)
    else:  # news tells what happened: without a verb that tells, the last one
        day = almanac.shifted(anchor, "day", -back)
    return Period(day, day) if day else None


DEICTIC = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "overnight": 0,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}


def deictic(match: re.Match[str], context: Context) -> Period | None:
    """Today, last night, the day after tomorrow."""
    start = match.start()
    if (
        match["word"][0].isupper()
        and start > 1
        and context.text[start - 1] == " "
        and context.text[start - 2].isalnum()
    ):
        return None  # "Russia Today": a name
    steps = DEICTIC[" ".join(match["word"].lower().split())]
    day = almanac.shifted(context.anchor, "day", steps)
    return Period(day, day) if day else None


def unit(match: re.Match[str], context: Context) -> Period | None:
    """Last week, this year, the next quarter."""
    which, unit = match["which"].lower(), match["unit"].lower()
    steps = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(which, 0)
    anchor = context.anchor
    if unit == "weekend" and not steps:
        # On Monday "this weekend" may be the one just past; the tense says which.
        past = context.tense(match) is not Tense.FUTURE and anchor.weekday() < 5
        return almanac.unit_at(anchor, "weekend", -1 if past else 0)
    if unit == "weekend" and steps == 1 and anchor.weekday() < 5 and which == "coming":
        steps = 0
    if unit == "day":
        return None
    return almanac.unit_at(anchor, unit, steps)


def the_weekend(match: re.Match[str], context: Context) -> Period | None:
    """The weekend, by tense."""
    anchor = context.anchor
    past = context.tense(match) is not Tense.FUTURE and anchor.weekday() < 5
    return almanac.unit_at(anchor, "weekend", -1 if past else 0)


def ago(match: re.Match[str], context: Context) -> Period | None:
    """Two weeks ago, three days from now: the whole unit of that time; a week from today: the day."""
    unit, number = match["unit"].lower(), _int(match["number"])
    if unit in ("minute", "hour"):
        return Period(context.anchor, context.anchor) if number < 12 else None
    back = (match["way"] or "").lower().endswith("ago")
    moved = almanac.shifted(context.anchor, unit, -number if back else number)
    if moved and unit == "week" and (match["way"] or "").lower().endswith("today"):
        return Period(moved, moved)
    return almanac.unit_at(moved, "year" if unit == "decade" else unit, 0) if moved else None


def in_units(match: re.Match[str], context: Context) -> Period | None:
    """In two weeks: only of what is to come."""
    unit, anchor = match["unit"].lower(), context.anchor
    moved = almanac.shifted(anchor, unit, _int(match["number"]))
    if context.tense(match) is not Tense.FUTURE or not moved:
        return None  # "built in two years" lasts; only a coming event is dated by it
    return almanac.unit_at(moved, unit, 0)


def stretch(match: re.Match[str], context: Context) -> Period | None:
    """The past two weeks, within 30 days."""
    unit, number, which, anchor = match["unit"].lower(), _int(match["number"]), match["which"].lower(), context.anchor
    ahead = which in ("next", "coming", "within")
    moved = almanac.shifted(anchor, unit, number if ahead else -number)
    if moved is None:
        return None
    return Period(min(moved, anchor), max(moved, anchor), almanac.UNITS[unit])
