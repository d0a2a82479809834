"""The calendar against Python's own."""

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.text.almanac import (
    a_day,
    a_half,
    a_month,
    a_quarter,
    a_season,
    a_year,
    nth_weekday,
    shifted,
    the_week,
    the_weekend,
    unit_at,
)

days = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 31))
def test_days_that_the_calendar_has(year, month, number):
    found = a_day(year, month, number)
    if number <= calendar.monthrange(year, month)[1]:
        assert found is not None
        assert found.first == found.last == date(year, month, number)
    else:
        assert found is None


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_has_all_its_days(year, month):
    found = a_month(year, month)
    assert found is not None
    assert found.days == calendar.monthrange(year, month)[1]


@given(st.integers(1900, 2100))
def test_quarters_and_halves_make_the_year(year):
    whole = a_year(year)
    assert whole is not None
    quarters = [a_quarter(year, number) for number in (1, 2, 3, 4)]
    halves = [a_half(year, number) for number in (1, 2)]
    for parts in (quarters, halves):
        assert sum(part.days for part in parts) == whole.days
        assert (parts[0].first, parts[-1].last) == (whole.first, whole.last)
        assert all(b.first - a.last == timedelta(days=1) for a, b in pairwise(parts))


@given(days)
def test_the_week_begins_on_monday_and_ends_with_the_weekend(day):
    week, weekend = the_week(day), the_weekend(day)
    assert (week.first.weekday(), week.days, day in week) == (0, 7, True)
    assert (weekend.last, weekend.days) == (week.last, 2)


@given(days, st.sampled_from(["day", "week", "month", "quarter", "year"]), st.integers(-8, 8))
def test_steps_there_and_back(day, unit, steps):
    there = unit_at(day, unit, steps)
    assert there is not None
    back = unit_at(there.first, unit, -steps)
    assert back is not None
    assert day in back


@given(days, st.integers(-20, 20))
def test_a_shift_by_months_keeps_the_day_where_the_month_has_it(day, steps):
    found = shifted(day, "month", steps)
    assert found is not None
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == steps
    assert found.day == min(day.day, calendar.monthrange(found.year, found.month)[1])


@pytest.mark.parametrize("name", ["spring", "summer", "autumn", "winter"])
def test_seasons_are_three_months(name):
    found = a_season(2031, name)
    assert found is not None
    assert 89 <= found.days <= 92


@given(st.integers(1950, 2090), st.integers(1, 12), st.integers(0, 6), st.integers(1, 5))
def test_the_nth_weekday_of_a_month(year, month, weekday, number):
    of_that_day = [
        d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() == weekday
    ]
    found = nth_weekday(a_month(year, month), weekday, number)
    assert found == (of_that_day[number - 1] if number <= len(of_that_day) else None)
