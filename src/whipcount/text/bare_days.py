"""Days that are told without their month, and months told with "last year": "on the 22nd", "May last year"."""

from __future__ import annotations

import re

from whipcount.text import almanac
from whipcount.text.date_readings import Context, nearest
from whipcount.text.period import Period

_STEPS = {"last": -1, "past": -1, "previous": -1, "this": 0, "same": 0, "next": 1, "coming": 1, "following": 1}


def day_alone(match: re.Match[str], context: Context) -> Period | None:
    """On the 22nd, the 5th of next month: of the month that is told, else the nearest that fits the tense."""
    number, anchor = int(re.sub(r"\D", "", match["day"])), context.anchor
    told = (match["which"] or "").lower()
    steps = (_STEPS[told],) if told else (-1, 0, 1)
    months = [month for step in steps if (month := almanac.unit_at(anchor, "month", step)) is not None]
    days = [day for month in months if (day := almanac.a_day(month.first.year, month.first.month, number))]
    return nearest(days, anchor, context.direction(match))


def month_of_a_year(match: re.Match[str], context: Context) -> Period | None:
    """May last year, December of this year."""
    steps = _STEPS.get(match["of"].lower())
    month = almanac.MONTHS[match["month"].lower().rstrip(".")]
    return None if steps is None else almanac.a_month(context.anchor.year + steps, month)


def fortnight(match: re.Match[str], context: Context) -> Period | None:
    """A fortnight ago, three weeks ago today: to the day."""
    weeks = 2 if match["number"] is None else almanac.NUMBERS.get(match["number"].lower(), 0)
    day = almanac.shifted(context.anchor, "day", -7 * weeks) if weeks else None
    return Period(day, day) if day else None
