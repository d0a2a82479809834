from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.errors import DateError
from whipcount.text.period import Grain, Period, day

days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(days, st.integers(0, 400))
def test_a_period_holds_its_days_and_no_others(first, more):
    period = Period(first, first + timedelta(days=more), Grain.DAYS)
    assert period.days == more + 1
    assert sum(first + timedelta(days=n) in period for n in range(-3, more + 4)) == more + 1


@given(days, st.integers(1, 400))
def test_it_cannot_end_before_it_begins(first, less):
    with pytest.raises(DateError, match="before it begins"):
        Period(first, first - timedelta(days=less))


@given(days)
def test_one_day_is_written_as_that_day(when):
    assert str(day(when)) == when.isoformat()
    assert (day(when).days, day(when).grain) == (1, Grain.DAY)


@given(days, days)
def test_periods_are_ordered_by_their_first_day(one, other):
    assert (day(one) < day(other)) == (one < other)
