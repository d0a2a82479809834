"""Days in tables of consents: what cells stand for, and what notes tell beside them."""

from __future__ import annotations

import calendar
import re
from datetime import date

from whipcount.errors import DatasetError

_DAY = r"(\d{4}-\d{2}-\d{2}|\d{1,2}-\d{1,2}-\d{4}|\d{1,2} [A-Z][a-z]+ \d{4})"
DEADLINE = re.compile(r"\bdeadline:?\s*(?:of|on|is|was|by)?\s*" + _DAY, re.IGNORECASE)
PROVISIONAL = re.compile(
    r"\bprovisional(?:ly)? (?:application|applied)\s*(?:since|from|on|of)?:?\s*" + _DAY, re.IGNORECASE
)
SIGNED = re.compile(r"\bsigned:?\s+(?:on\s+)?" + _DAY, re.IGNORECASE)
STATUS = re.compile(r"\b(?:as of|as at)\s+" + _DAY, re.IGNORECASE)
SNAPSHOT = re.compile(r"\b(?:as of|as at|after|until|censor(?:ed)?[a-z ]* at|snapshot of)\s+" + _DAY, re.IGNORECASE)
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}


def noted(pattern: re.Pattern[str], notes: list[str], *, after: date) -> date | None:
    """The first day that a pattern reads in notes and that is not before another; None where there is none."""
    for note in notes:
        match = pattern.search(note)
        day = loose_day(match[1]) if match else None
        if day and day >= after:
            return day
    return None


def loose_day(text: str) -> date | None:
    """A day inside a note: 2004-04-30, 21-09-2017 or 30 April 2004; ``None`` for anything else.

    >>> str(loose_day("30 April 2004")), loose_day("31 April 2004")
    ('2004-04-30', None)
    """
    if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text):
        parts = (int(match[1]), int(match[2]), int(match[3]))
    elif match := re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", text):
        parts = (int(match[3]), int(match[2]), int(match[1]))
    elif (match := re.fullmatch(r"(\d{1,2}) ([A-Za-z]+) (\d{4})", text)) and match[2].lower() in _MONTHS:
        parts = (int(match[3]), _MONTHS[match[2].lower()], int(match[1]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def cell_period(text: str, column: str, where: str) -> tuple[date, date] | None:
    """The days that a cell stands for; None where it is empty.

    Raises:
        DatasetError: it is no date.

    >>> [str(day) for day in cell_period("2004-02", "opened", "line 2") or ()]
    ['2004-02-01', '2004-02-29']
    """
    if not text or text.lower() in ("nan", "na", "none", "null"):
        return None
    try:
        if match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", text):
            day = date(int(match[1]), int(match[2]), int(match[3]))
            return day, day
        if match := re.fullmatch(r"(\d{4})-(\d{2})", text):
            year, month = int(match[1]), int(match[2])
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 1, 1), date(int(text), 12, 31)
    except (ValueError, calendar.IllegalMonthError):
        pass
    raise DatasetError(
        f"{text[:40]!r} in {column} is no date", where=where, accepted="YYYY-MM-DD, YYYY-MM, YYYY, empty"
    )
