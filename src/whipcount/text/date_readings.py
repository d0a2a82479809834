"""What the matched words of a date in the calendar mean: one small reading a pattern, each answering a period.

A reading answers None where the words look like a date and are none ("Feb. 30", "3/4/2024" with no telling which is the
month), or where the calendar has no such day.
"""

# ruff: noqa: ARG001 (all readings share one signature, whether or not they need the context)

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from whipcount.text import almanac
from whipcount.text.date_direction import Direction, direction_at
from whipcount.text.period import Grain, Period
from whipcount.text.span import Span
from whipcount.text.tense import Tense, tense_at


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading may look at: the text, the day it was written, and how ambiguous figures are meant."""

    text: str
    anchor: date
    day_first: bool | None = None

    def tense(self, match: re.Match[str]) -> Tense | None:
        """The tense around a match."""
        return tense_at(self.text, Span(*match.span()))

    def direction(self, match: re.Match[str]) -> Direction:
        """Which way a date without its year points."""
        return direction_at(self.text, Span(*match.span("core" if "core" in match.re.groupindex else 0)))


Reading = Callable[[re.Match[str], Context], Period | None]


def _month(word: str) -> int:
    return almanac.MONTHS[word.lower().rstrip(".")]


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word))


FAR, NEAR = 300, 65  # days: of a date this far off where another is this near, a report would have told the year
TIED_FAR = 130  # days: the date of an event that is named by it is never this far off while another is nearer


def nearest(options: list[Period], anchor: date, direction: Direction) -> Period | None:
    """Of yearly repeats, the one that the direction asks for; without one, the nearest to the anchor.

    A direction that asks for a day of another year, most of a year away, is another clause's where the other way a day
    lies close: news leaves out the year of days of the running one.
    """

    def away(option: Period) -> int:
        return max((option.first - anchor).days, (anchor - option.last).days)

    close = min(options, key=away, default=None)
    if close is None or (direction.tied and away(close) <= TIED_FAR):
        return close
    chosen: Period | None = close
    if direction.tense is Tense.PAST:
        chosen = max((option for option in options if option.first <= anchor), default=None)
    elif direction.tense is Tense.FUTURE:
        chosen = min((option for option in options if option.last >= anchor), default=None)
    strays = chosen is not None and not direction.sure and chosen.first.year != anchor.year and away(chosen) >= FAR
    return close if strays and away(close) <= NEAR else chosen


def yearless(make: Callable[[int], Period | None], match: re.Match[str], context: Context) -> Period | None:
    """A date without its year, by the words around it."""
    year = context.anchor.year
    options = [period for period in map(make, (year - 1, year, year + 1)) if period is not None]
    return nearest(options, context.anchor, context.direction(match))


def days(match: re.Match[str], context: Context) -> Period | None:
    """Month and day or days, with or without a year, in either order."""
    found = match.groupdict()
    month, first = _month(found["month"]), _number(found["day"])
    last = _number(found["last"]) if found.get("last") else first

    def make(year: int) -> Period | None:
        begin, end = almanac.a_day(year, month, first), almanac.a_day(year, month, last)
        if begin is None or end is None or end.last < begin.first:
            return None
        return begin if begin == end else Period(begin.first, end.last, Grain.DAYS)

    if found["year"]:
        return make(int(found["year"]))
    if found.get("that"):
        steps = {"last": -1, "this": 0, "next": 1}.get(found["that"].split()[0].lower())
        return None if steps is None else make(context.anchor.year + steps)  # "of the same year": another date's
    return yearless(make, match, context)


def iso(match: re.Match[str], context: Context) -> Period | None:
    """2024-12-03, with or without a clock time."""
    year, month, day = (int(match[name]) for name in ("year", "month", "day"))
    return almanac.a_day(year, month, day)


def figures(match: re.Match[str], context: Context) -> Period | None:
    """3/12/2024: read only where one order is possible, or the caller said which is meant; 3.12.2024 is day first."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 70 else 1900
    day_first, month_first = almanac.a_day(year, b, a), almanac.a_day(year, a, b)
    if match["mark"] == "." or context.day_first:
        return day_first
    if context.day_first is False or day_first == month_first:
        return month_first
    return None if day_first and month_first else day_first or month_first


def month_year(match: re.Match[str], context: Context) -> Period | None:
    """December 2024."""
    return almanac.a_month(int(match["year"]), _month(match["month"]))


def months(match: re.Match[str], context: Context) -> Period | None:
    """June to August 2023."""
    first, last, year = _month(match["month"]), _month(match["last"]), int(match["year"])
    begin, end = almanac.a_month(year if first <= last else year - 1, first), almanac.a_month(year, last)
    return Period(begin.first, end.last, Grain.OPEN) if begin and end else None


def bare_month(match: re.Match[str], context: Context) -> Period | None:
    """A month without its year: as the words before it or the tense say."""
    month = _month(match["month"])
    which = (match.groupdict().get("which") or "").lower()
    anchor = context.anchor
    options = [almanac.a_month(anchor.year + step, month) for step in (-1, 0, 1)]
    known = [option for option in options if option]
    if which in ("last", "past"):
        return max((option for option in known if option.last < anchor), default=None)
    if which in ("next", "coming"):
        return min((option for option in known if option.first > anchor), default=None)
    if which == "this":
        return next((option for option in known if option.first.year == anchor.year), None)
    return nearest(known, anchor, context.direction(match))


def year(match: re.Match[str], context: Context) -> Period | None:
    """A bare year."""
    return almanac.a_year(int(match["year"]))


def years(match: re.Match[str], context: Context) -> Period | None:
    """2014-2016, 2014-15."""
    first, last = int(match["year"]), int(match["last"])
    if len(match["last"]) == 2:
        last += first // 100 * 100
    if last < first:
        return None
    begin, end = almanac.a_year(first), almanac.a_year(last)
    return Period(begin.first, end.last, Grain.OPEN) if begin and end else None


_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def decade(match: re.Match[str], context: Context) -> Period | None:
    """The 1990s, the '90s, the nineties."""
    told = match["decade"].lower()
    figures = int(told) if told.isdecimal() else 1920 + 10 * _DECADES.index(told)
    return almanac.a_decade(figures if figures > 99 else 1900 + figures)


def season(match: re.Match[str], context: Context) -> Period | None:
    """Seasons with a year, with last, this or next, or by tense."""
    found = match.groupdict()
    name, which, anchor = match["season"].lower(), (found.get("which") or "").lower(), context.anchor
    if found.get("year"):
        return almanac.a_season(int(found["year"]), name)
    options = [option for step in (-2, -1, 0, 1) if (option := almanac.a_season(anchor.year + step, name))]
    if which == "past":
        return max((option for option in options if option.last < anchor), default=None)
    if which == "last":
        # In October "last summer" is, in print, the one of the year before: the other was "this summer".
        earlier = (option for option in options if option.last < anchor and option.first.year < anchor.year)
        return max(earlier, default=None)
    if which in ("next", "coming"):
        return min((option for option in options if option.first > anchor), default=None)
    if which == "this":
        return min(options, key=lambda option: max(option.first - anchor, anchor - option.last), default=None)
    return nearest(options, anchor, context.direction(match))


_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "last": 0,
}


def quarter(match: re.Match[str], context: Context) -> Period | None:
    """Q3 2024, the first half of this year."""
    found = match.groupdict()
    number = int(found["q"]) if "q" in found else _ORDINALS[match["ordinal"].lower()]
    relative = {"last": -1, "next": 1}.get((found.get("which") or "").lower(), 0)
    year = int(found["year"]) if found["year"] else context.anchor.year + relative
    if found.get("unit", "quarter").lower() == "half":
        return almanac.a_half(year, number or 2) if number < 3 else None
    return almanac.a_quarter(year, number or 4)


def day_of_month(match: re.Match[str], context: Context) -> Period | None:
    """The third Friday of next month, the last day of May, the first week of June (its first seven days)."""
    found = match.groupdict()
    number, which = _ORDINALS[match["ordinal"].lower()], (found["which"] or "").lower()
    anchor = context.anchor
    whole: Period | None
    if which:
        steps = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
        whole = almanac.unit_at(anchor, "month", steps)
    elif found["year"]:
        whole = almanac.a_month(int(found["year"]), _month(match["month"]))
    else:
        month = _month(match["month"])
        whole = yearless(lambda year: almanac.a_month(year, month), match, context)
    if whole is None:
        return None
    if found["week"]:
        if not number or number > 4:
            return Period(whole.last - timedelta(days=6), whole.last) if not number else None
        first = whole.first + timedelta(days=7 * (number - 1))
        return Period(first, first + timedelta(days=6))
    if found["weekday"] is None:
        day = almanac.shifted(whole.first, "day", number - 1) if number else whole.last
    else:
        day = almanac.nth_weekday(whole, almanac.WEEKDAYS[found["weekday"].lower()], number)
    return Period(day, day) if day is not None and day in whole else None


def another_calendar(match: re.Match[str], context: Context) -> Period | None:
    """Fiscal and school years begin when their makers say: not read."""
    return None


def holiday(match: re.Match[str], context: Context) -> Period | None:
    """The few feasts with a fixed date."""
    name = " ".join(match["name"].lower().replace("’", "'").split())
    which, anchor = (match["which"] or "").lower(), context.anchor
    feasts = {"christmas eve": (12, 24), "new year's eve": (12, 31), "new year's day": (1, 1)}
    month, number = feasts.get(name, (12, 25))
    if match["year"]:
        return almanac.a_day(int(match["year"]), month, number)
    if which in ("last", "past"):
        days = (almanac.a_day(anchor.year - back, month, number) for back in (0, 1))
        return next((day for day in days if day and day.last < anchor), None)
    if which in ("next", "this", "coming"):
        days = (almanac.a_day(anchor.year + on, month, number) for on in (0, 1))
        return next((day for day in days if day and day.last >= anchor), None)
    return yearless(lambda year: almanac.a_day(year, month, number), match, context)


def nine_eleven(match: re.Match[str], context: Context) -> Period | None:
    """The day that has become a name."""
    return almanac.a_day(2001, 9, 11)
