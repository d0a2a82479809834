"""Documents as published: text, title, publisher, time, language; dates in words."""

from whipcount.reports.dates import DateMention, find_dates
from whipcount.reports.formats import read_report, read_reports
from whipcount.reports.language import detect_language
from whipcount.reports.period import Grain, Period
from whipcount.reports.report import Report, fingerprint
from whipcount.reports.span import Span

__all__ = [
    "DateMention", "Grain", "Period", "Report", "Span", "detect_language", "find_dates", "fingerprint", "read_report",
    "read_reports",
]  # fmt: skip
