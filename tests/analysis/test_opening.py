"""What counts as known of a dossier: also what is dated ahead. All bodies and people invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from whipcount.analysis.count import count_of
from whipcount.analysis.opening import known_of, reports_alone
from whipcount.dossiers.dossier import Dossier
from whipcount.errors import ReportError
from whipcount.reports.dating import due, with_day
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report

TEXT = (
    "Federation lifts its ban on glass oars\n\n"
    "HARROW, {day} - The Rowing Federation's congress lifted its ban on glass oars on Saturday. Sixty-one of 62 "
    "federations voted in favour; Tyrane was the only one against."
)


def report(day: str = "June 21, 2091") -> Report:
    return read_report(TEXT.format(day=day))


def test_a_report_dated_ahead_is_known_at_the_end_of_its_day() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ahead = known_of(Dossier("d", "D", None, (report(),)), now)
    assert (ahead.date(), ahead.hour) == (date(2091, 6, 21), 23)
    assert known_of(Dossier("d", "D", None, (report("June 21, 2020"),)), now) == now


def test_what_it_tells_is_counted() -> None:
    opened = reports_alone([report()])
    counted = count_of(opened.dossier, opened.read, as_of=date(2091, 6, 21), known_by=opened.known_by)
    assert counted.ending.final


def test_unasked_it_is_no_day_of_publication() -> None:
    today = date(2026, 1, 1)
    with pytest.raises(ReportError, match=r"has not come yet.*--published"):
        due(report(), None, today=today)
    assert with_day(report(), date(2026, 1, 1), today=today).day == date(2026, 1, 1)
