"""Documents as published: text, title, publisher, time, language; dates in words."""

from whipcount.reports.formats.registry import read_report, read_reports
from whipcount.reports.report import Report, fingerprint
from whipcount.text.dates import DateMention, find_dates
from whipcount.text.language import detect_language
from whipcount.text.period import Grain, Period
from whipcount.text.span import Span

__all__ = [
    "DateMention", "Grain", "Period", "Report", "Span", "detect_language", "find_dates", "fingerprint", "read_report",
    "read_reports",
]  # fmt: skip
