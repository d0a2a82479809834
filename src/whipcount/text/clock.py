"""Moments: "3:42 PM EST, November 29, 2024" becomes an aware time in UTC."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from whipcount.text.dates import find_dates
from whipcount.text.period import Grain

# Hours east of Greenwich. Abbreviations that several zones share (IST, AST, CST in China) keep the reading of the
# English-language agencies, or are left out where these have none.
_OFFSETS = {
    "UTC": 0.0, "GMT": 0.0, "Z": 0.0, "WET": 0.0, "BST": 1.0, "WEST": 1.0, "CET": 1.0, "CEST": 2.0, "EET": 2.0,
    "EEST": 3.0, "MSK": 3.0, "TRT": 3.0, "EST": -5.0, "EDT": -4.0, "CST": -6.0, "CDT": -5.0, "MST": -7.0, "MDT": -6.0,
    "PST": -8.0, "PDT": -7.0, "AKST": -9.0, "HST": -10.0, "JST": 9.0, "KST": 9.0, "SGT": 8.0, "HKT": 8.0, "AEST": 10.0,
    "AEDT": 11.0,
}  # fmt: skip
_ZONES = {"ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles"}
_NAME = "|".join(sorted({*_OFFSETS, *_ZONES} - {"Z"}, key=len, reverse=True))
_CLOCK = re.compile(
    r"(?<![\d:.])(?P<hour>[01]?\d|2[0-4])[:.](?P<minute>[0-5]\d)(?:[:.](?P<second>[0-5]\d)(?:\.\d{1,6})?)?"
    r"(?:[ \u00a0\u202f]?(?P<half>[AaPp]\.?[Mm]\b\.?))?"
    rf"(?:[ ]?\(?(?P<zone>(?:GMT|UTC)?[+-]\d\d?(?::?\d\d)?\b|(?:{_NAME})\b|Z\b)\)?)?(?![\d:])"
    rf"|(?<![\d:.])(?P<hour2>1[0-2]|0?[1-9])[ ]?(?P<half2>[AaPp]\.?[Mm]\b\.?)(?:[ ](?P<zone2>(?:{_NAME})\b))?"
)


def parse_moment(words: str, *, anchor: date | None = None) -> tuple[datetime | None, date | None]:
    """The moment and the day that a timestamp tells.

    The moment is aware and in UTC; it is None where the clock time or its zone is missing, and then only the day is
    known. Both are None where ``words`` hold no full date. A date without a year needs ``anchor``.

    >>> parse_moment("3:42 PM EST, November 29, 2024")
    (datetime.datetime(2024, 11, 29, 20, 42, tzinfo=datetime.timezone.utc), datetime.date(2024, 11, 29))
    >>> parse_moment("Updated Nov 29, 2024 at 15:42")
    (None, datetime.date(2024, 11, 29))
    """
    words = words.strip()[:200]
    stamped = _standard(words)
    if stamped is not None:
        return stamped.astimezone(UTC), stamped.date()
    told = [
        mention
        for mention in find_dates(words, anchor or date(2000, 1, 1))
        if mention.period.grain is Grain.DAY and (anchor is not None or not mention.relative)
    ]
    if not told:
        return None, None
    day = told[0].period.first
    for clock in _CLOCK.finditer(words):
        moment = _moment(day, clock)
        if moment is not None:
            return moment, day
    return None, day


def plain_day(text: str) -> date | None:
    """The day of a cell in words, or in figures that can be read in one way only; None where it is none such.

    >>> plain_day("5 March 2019"), plain_day("25/3/2019"), plain_day("5.3.2019"), plain_day("3/4/2019")
    (datetime.date(2019, 3, 5), datetime.date(2019, 3, 25), datetime.date(2019, 3, 5), None)
    """
    if any(letter.isalpha() for letter in text):
        return parse_moment(text)[1]
    figures = re.fullmatch(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})", text)
    if figures is None:
        return None
    one, two, year = int(figures[1]), int(figures[3]), int(figures[4])
    try:
        if one > 12 or one == two or figures[2] == ".":
            return date(year, two, one)
        return date(year, one, two) if two > 12 else None
    except ValueError:
        return None


def to_utc(moment: datetime) -> datetime:
    """An aware moment in UTC; a naive one is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _standard(words: str) -> datetime | None:
    """ISO 8601 with a zone, or the date of a mail or feed (RFC 5322)."""
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        try:
            moment = parsedate_to_datetime(words)
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    return moment if moment.tzinfo is not None and 1 < moment.year < 9999 else None


def _moment(day: date, clock: re.Match[str]) -> datetime | None:
    hour, minute = int(clock["hour"] or clock["hour2"]), int(clock["minute"] or 0)
    half = (clock["half"] or clock["half2"] or "").replace(".", "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    zone = _zone(clock["zone"] or clock["zone2"])
    if zone is None or hour > 23:
        return None
    moment = datetime(day.year, day.month, day.day, hour, minute, int(clock["second"] or 0), tzinfo=zone)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None


def _zone(name: str | None) -> tzinfo | None:
    if not name:
        return None
    if name in _ZONES:
        try:
            return ZoneInfo(_ZONES[name])
        except ZoneInfoNotFoundError:  # a machine without time zone data
            return None
    if name in _OFFSETS:
        return timezone(timedelta(hours=_OFFSETS[name]))
    sign, figures = "-" if "-" in name else "+", re.sub(r"\D", "", name)
    hours, minutes = (int(figures), 0) if len(figures) < 3 else (int(figures[:-2]), int(figures[-2:]))
    if hours > 14 or minutes > 59:
        return None
    return timezone((1 if sign == "+" else -1) * timedelta(hours=hours, minutes=minutes))
