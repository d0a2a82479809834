"""The day of a report: its own before one that is given, and none that has not come."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.errors import ReportError
from whipcount.reports.dating import ahead, due, with_day
from whipcount.reports.formats.registry import read_report

TOLD = "ARDEN, Nov. 29, 2024 (Agency) - Kell agrees to the admission."
TODAY = date(2024, 12, 1)


def test_its_own_day_stays() -> None:
    assert with_day(read_report(TOLD), date(2030, 1, 1)).day == date(2024, 11, 29)
    assert with_day(read_report("Kell agrees."), date(2030, 1, 1)).day == date(2030, 1, 1)
    assert with_day(read_report("Kell agrees."), None).day is None


def test_a_day_that_has_not_come_gives_way_to_one_that_is_known() -> None:
    assert with_day(read_report(TOLD), date(2024, 11, 1), today=date(2024, 11, 2)).day == date(2024, 11, 1)


@pytest.mark.parametrize(("today", "is_ahead"), [(date(2024, 11, 28), False), (date(2024, 11, 27), True)])
def test_the_day_after_the_next_has_not_come_anywhere(today: date, is_ahead: bool) -> None:
    assert ahead(read_report(TOLD), today) is is_ahead
    if is_ahead:
        with pytest.raises(ReportError, match="which has not come yet"):
            due(read_report(TOLD), None, today=today)


def test_what_is_due_is_dated() -> None:
    assert due(read_report("Kell agrees."), TODAY, today=TODAY).day == TODAY
