"""The day of a report: given where it tells none, and refused where it has not come yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from whipcount.errors import ReportError
from whipcount.reports.report import Report


def with_day(report: Report, day: date | None, *, today: date | None = None) -> Report:
    """The report, dated where it does not tell its own day; a day that it tells stays, unless it has not come yet.

    Args:
        report: as read.
        day: the day of publication, where somebody knows it.
        today: a day after the next one is no day of publication; None: any day may be.

    >>> from whipcount.reports.formats.registry import read_report
    >>> report = read_report("Kell agrees.")
    >>> with_day(report, date(2031, 3, 2)).day
    datetime.date(2031, 3, 2)
    """
    if day is None or (report.day is not None and not ahead(report, today)):
        return report
    return replace(report, published=None, published_on=day)


def due(report: Report, published: date | None, *, today: date, accepted: str = "--published DATE") -> Report:
    """A report with its day (:func:`with_day`), which must have come.

    Raises:
        ReportError: the day of publication has not come yet.

    >>> from whipcount.reports.formats.registry import read_report
    >>> due(read_report("Kell agrees."), date(2026, 1, 1), today=date(2026, 1, 1)).day
    datetime.date(2026, 1, 1)
    """
    dated = with_day(report, published, today=today)
    if ahead(dated, today):
        told = f"tells {dated.day} as its day of publication, which has not come yet"
        raise ReportError(told, where=dated.name, accepted=accepted)
    return dated


def ahead(report: Report, today: date | None) -> bool:
    """Whether a report tells a day of publication that has not come yet, anywhere.

    >>> from whipcount.reports.formats.registry import read_report
    >>> dated = with_day(read_report("Kell agrees."), date(2031, 3, 2))
    >>> ahead(dated, date(2031, 3, 1)), ahead(dated, date(2031, 2, 28)), ahead(dated, None)
    (False, True, False)
    """
    return today is not None and report.day is not None and report.day > today + timedelta(days=1)
