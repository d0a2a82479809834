"""Days and instants that a person gives: on the command line, in a form, in an address. One reading for all of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import overload

from whipcount.errors import DateError

_DAY = "a day such as 2024-11-29"
_INSTANT = "a day such as 2024-11-29 (its end), or an instant such as 2024-11-29T20:42Z"
_FIRST, _LAST = 1000, 9998  # years; outside of them somebody has mistyped
FIRST_DAY, LAST_DAY = date(_FIRST, 1, 1), date(_LAST, 12, 31)
"""Days that a field may hold: sums with a year or a zone stay within the calendar."""


@overload
def day_of(text: str, where: str = "") -> date: ...
@overload
def day_of(text: str | None, where: str = "") -> date | None: ...
def day_of(text: str | None, where: str = "") -> date | None:
    """A day as it was given; None and nothing but blanks stay None.

    Args:
        text: ISO 8601.
        where: the option or field, for the error.

    Raises:
        DateError: it is not a valid date, or its year is not from 1000 to 9998.

    >>> day_of("2024-11-29")
    datetime.date(2024, 11, 29)
    >>> day_of("29 Nov", "--as-of")
    Traceback (most recent call last):
        ...
    whipcount.errors.DateError: --as-of: '29 Nov' is not a valid date (accepted: a day such as 2024-11-29)
    """
    if text is None or not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise DateError(f"{text[:60]!r} is not a valid date", where=where, accepted=_DAY) from None
    return _within(day, text, where)


@overload
def instant_of(text: str, where: str = "") -> datetime: ...
@overload
def instant_of(text: str | None, where: str = "") -> datetime | None: ...
def instant_of(text: str | None, where: str = "") -> datetime | None:
    """An instant as it was given, in UTC; without a zone it is UTC, and a bare day means its end.

    Raises:
        DateError: it is no instant, or its year is not from 1000 to 9998.

    >>> instant_of("2024-11-29T20:42+01:00")
    datetime.datetime(2024, 11, 29, 19, 42, tzinfo=datetime.timezone.utc)
    >>> instant_of("2024-11-29").isoformat()
    '2024-11-29T23:59:59.999999+00:00'
    """
    if text is None or not text.strip():
        return None
    given = text.strip()
    try:
        if len(given) <= 10:
            when = datetime.combine(date.fromisoformat(given), time.max, UTC)
        else:
            when = datetime.fromisoformat(given)
            when = when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        raise DateError(f"{text[:60]!r} is not a valid time", where=where, accepted=_INSTANT) from None
    _within(when.date(), text, where)
    return when


def _within(day: date, text: str, where: str) -> date:
    if not _FIRST <= day.year <= _LAST:
        raise DateError(f"the year of {text[:60]!r}", where=where, accepted=f"{_FIRST} to {_LAST}")
    return day


def check_order(first: date | None, last: date | None) -> None:
    """Refuse days of which the later one comes first: nothing lies between them.

    Raises:
        DateError: ``--until`` lies before ``--since``.

    >>> check_order(date(2031, 3, 1), date(2031, 3, 1))
    """
    if first is not None and last is not None and last < first:
        raise DateError(f"--until {last} lies before --since {first}", accepted="days in order")
