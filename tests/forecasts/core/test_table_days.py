"""Days in tables of consents: a cell stands for all the days it leaves open, a note tells its day or none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.errors import DatasetError
from whipcount.forecasts.core.table_days import DEADLINE, SIGNED, cell_period, loose_day, noted

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@given(DAYS)
def test_a_day_is_read_in_every_form(day: date) -> None:
    for text in (day.isoformat(), f"{day.day}-{day.month}-{day.year:04}", f"{day:%-d %B %Y}"):
        assert loose_day(text) == day
    assert cell_period(day.isoformat(), "opened", "") == (day, day)
    assert cell_period(f"{day.isoformat()}T10:00:00", "opened", "") == (day, day)


@given(DAYS)
def test_a_month_and_a_year_stand_for_all_of_their_days(day: date) -> None:
    month = cell_period(f"{day:%Y-%m}", "opened", "")
    year = cell_period(f"{day.year:04}", "opened", "")
    assert month is not None
    assert year is not None
    assert month[0].day == 1
    assert (month[1] + timedelta(days=1)).day == 1
    assert year[0] <= month[0] <= day <= month[1] <= year[1]
    assert (year[0].month, year[1].month, year[1].day) == (1, 12, 31)


@pytest.mark.parametrize("text", ["", "nan", "NA", "None", "null"])
def test_an_empty_cell_is_no_day_yet(text: str) -> None:
    assert cell_period(text, "consented", "line 2") is None


@pytest.mark.parametrize("text", ["soon", "2004-13", "2004-02-30", "04-02-2004", "20040201", "0000"])
def test_what_is_no_date_names_its_place(text: str) -> None:
    with pytest.raises(DatasetError, match="in consented is no date") as caught:
        cell_period(text, "consented", "table line 2")
    assert caught.value.where == "table line 2"


@pytest.mark.parametrize("text", ["31 April 2004", "2004-02-30", "30 Aprill 2004", "April 2004", "1 1 2004", ""])
def test_a_note_that_tells_no_day_tells_none(text: str) -> None:
    assert loose_day(text) is None


def test_of_several_notes_the_first_that_is_not_too_early() -> None:
    notes = ["signed: 2 May 2001", "Signed on 2003-06-07; deadline: 1 July 2005"]
    assert noted(SIGNED, notes, after=date(2000, 1, 1)) == date(2001, 5, 2)
    assert noted(SIGNED, notes, after=date(2002, 1, 1)) == date(2003, 6, 7)
    assert noted(SIGNED, notes, after=date(2004, 1, 1)) is None
    assert noted(DEADLINE, notes, after=date(2004, 1, 1)) == date(2005, 7, 1)
