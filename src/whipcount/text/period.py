"""Periods: a date in words is an interval with a grain, never a single guessed day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from whipcount.errors import DateError


class Grain(StrEnum):
    """How fine a date was told."""

    DAY = "day"
    DAYS = "days"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    OPEN = "open"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """All days from ``first`` to ``last``, both included, as told with a grain.

    >>> week = Period(date(2024, 12, 2), date(2024, 12, 8), Grain.WEEK)
    >>> str(week), week.days, date(2024, 12, 3) in week
    ('2024-12-02/2024-12-08', 7, True)
    """

    first: date
    last: date
    grain: Grain = Grain.DAY

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise DateError(f"a period that ends ({self.last}) before it begins ({self.first})")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        return self.first.isoformat() if self.first == self.last else f"{self.first}/{self.last}"

    @property
    def days(self) -> int:
        """How many days the period holds."""
        return (self.last - self.first) // timedelta(days=1) + 1


def day(when: date) -> Period:
    """The period of one day.

    >>> str(day(date(2024, 11, 29)))
    '2024-11-29'
    """
    return Period(when, when, Grain.DAY)
