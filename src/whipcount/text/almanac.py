"""The calendar's units as periods: weeks from Monday, meteorological seasons of the north, parts of a unit.

Every function answers None where the calendar (years 1 to 9999) has no such period, so that a hostile "in 9999 years"
is simply no date.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from whipcount.text.period import Grain, Period

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"),
            ("tuesday", "tues", "tue"),
            ("wednesday", "wed"),
            ("thursday", "thurs", "thur", "thu"),
            ("friday", "fri"),
            ("saturday", "sat"),
            ("sunday", "sun"),
        )
    )
    for name in names
}
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}  # the month that each begins with
NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            (),
            ("a", "an", "one"),
            ("two", "a couple of", "couple of", "couple"),
            ("three",),
            ("four",),
            ("five",),
            ("six",),
            ("seven",),
            ("eight",),
            ("nine",),
            ("ten",),
            ("eleven",),
            ("twelve",),
        )
    )
    for word in words
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}

UNITS = {
    "day": Grain.DAY,
    "week": Grain.WEEK,
    "weekend": Grain.WEEKEND,
    "month": Grain.MONTH,
    "quarter": Grain.QUARTER,
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
}


def a_day(year: int, month: int, number: int) -> Period | None:
    """The day, or None where the calendar has none (30 February).

    >>> str(a_day(2024, 2, 29)), a_day(2024, 2, 30)
    ('2024-02-29', None)
    """
    try:
        when = date(year, month, number)
    except ValueError:
        return None
    return Period(when, when, Grain.DAY)


def a_month(year: int, month: int) -> Period | None:
    """The whole month; months beyond 1 to 12 run on into the neighbouring years.

    >>> str(a_month(2024, 0)), str(a_month(2024, 14))
    ('2023-12-01/2023-12-31', '2025-02-01/2025-02-28')
    """
    return _months(year, month, 1, Grain.MONTH)


def a_year(year: int) -> Period | None:
    """The whole year."""
    return _months(year, 1, 12, Grain.YEAR)


def a_decade(first_year: int) -> Period | None:
    """The ten years from ``first_year``."""
    return _months(first_year, 1, 120, Grain.DECADE)


def a_quarter(year: int, number: int) -> Period | None:
    """The quarter; quarter 0 is the last one of the year before."""
    return _months(year, 3 * number - 2, 3, Grain.QUARTER)


def a_half(year: int, number: int) -> Period | None:
    """The first or second half of a year."""
    return _months(year, 6 * number - 5, 6, Grain.OPEN)


def a_season(year: int, name: str) -> Period | None:
    """The season that begins in ``year``: winter 2023 runs from December 2023 to February 2024.

    >>> str(a_season(2023, "winter"))
    '2023-12-01/2024-02-29'
    """
    return _months(year, SEASONS[name], 3, Grain.SEASON)


def the_week(day: date) -> Period | None:
    """The week, Monday to Sunday, that holds the day.

    >>> str(the_week(date(2024, 11, 29)))
    '2024-11-25/2024-12-01'
    """
    return _days(day, -day.weekday(), 6 - day.weekday(), Grain.WEEK)


def the_weekend(day: date) -> Period | None:
    """Saturday and Sunday of the week that holds the day."""
    return _days(day, 5 - day.weekday(), 6 - day.weekday(), Grain.WEEKEND)


def unit_at(day: date, unit: str, steps: int) -> Period | None:
    """The whole unit that lies ``steps`` units after (before, if negative) the one that holds ``day``.

    >>> str(unit_at(date(2024, 11, 29), "week", 1)), str(unit_at(date(2024, 11, 29), "month", -1))
    ('2024-12-02/2024-12-08', '2024-10-01/2024-10-31')
    """
    if unit == "month":
        return a_month(day.year, day.month + steps)
    if unit == "quarter":
        return a_quarter(day.year, (day.month + 2) // 3 + steps)
    if unit == "year":
        return a_year(day.year + steps)
    if unit == "decade":
        return a_decade((day.year // 10 + steps) * 10)
    moved = shifted(day, "day" if unit == "day" else "week", steps)
    if moved is None:
        return None
    return Period(moved, moved) if unit == "day" else the_weekend(moved) if unit == "weekend" else the_week(moved)


def shifted(day: date, unit: str, steps: int) -> date | None:
    """The day ``steps`` units on; a day that its month lacks becomes the month's last.

    >>> shifted(date(2024, 3, 31), "month", -1)
    datetime.date(2024, 2, 29)
    """
    months = {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(unit)
    if months is None:
        try:
            return day + timedelta(days=steps * (1 if unit == "day" else 7))
        except OverflowError:
            return None
    whole = a_month(day.year, day.month + months * steps)
    return None if whole is None else whole.first.replace(day=min(day.day, whole.last.day))


def nth_weekday(whole: Period, weekday: int, number: int) -> date | None:
    """The ``number``-th such weekday of a period (0: its last one), Monday being 0; None where it has not so many.

    >>> nth_weekday(Period(date(2024, 12, 1), date(2024, 12, 31)), 4, 3)
    datetime.date(2024, 12, 20)
    """
    if not number:
        return whole.last - timedelta(days=(whole.last.weekday() - weekday) % 7)
    day = whole.first + timedelta(days=(weekday - whole.first.weekday()) % 7 + 7 * (number - 1))
    return day if day in whole else None


def part(whole: Period, which: str) -> Period:
    """A part of a unit, counted in days: its early, mid or late third, or its "start" or "end".

    The start and end of a month or less are its outer thirds (the end of June: from the 21st); of a longer unit its
    outer sixths (the end of the year: November and December).

    >>> june = Period(date(2016, 6, 1), date(2016, 6, 30), Grain.MONTH)
    >>> str(part(june, "late")), str(part(june, "mid"))
    ('2016-06-21/2016-06-30', '2016-06-11/2016-06-20')
    """
    if which in ("start", "end"):
        size = whole.days // (3 if whole.days < 32 else 6)
        low, high = (0, size) if which == "start" else (whole.days - size, whole.days)
    else:
        third = whole.days // 3
        low, high = {"early": (0, third), "mid": (third, 2 * third), "late": (2 * third, whole.days)}[which]
    first, last = whole.first + timedelta(days=low), whole.first + timedelta(days=max(high, low + 1) - 1)
    return Period(first, min(last, whole.last), Grain.DAYS)


def _months(year: int, month: int, count: int, grain: Grain) -> Period | None:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end_year, end_month = year + (month + count - 2) // 12, (month + count - 2) % 12 + 1
    if year < 1 or end_year > 9999:
        return None
    return Period(date(year, month, 1), date(end_year, end_month, monthrange(end_year, end_month)[1]), grain)


def _days(day: date, first: int, last: int, grain: Grain) -> Period | None:
    try:
        return Period(day + timedelta(days=first), day + timedelta(days=last), grain)
    except OverflowError:
        return None
