"""Offices that a report tells were held once: "prime minister until March 2023", "(2019-2023)", "who was minister"."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = "|".join(_MONTHS)
_SPAN = rf"(?:(?:\d{{1,2}} )?(?P<month>{_MONTH}) (?:\d{{1,2}}, )?)?(?P<year>(?:19|20)\d\d)"
_UNTIL = re.compile(
    rf",? \(?(?:(?:from|between|since) (?:(?:\d{{1,2}} )?(?:{_MONTH}) (?:\d{{1,2}}, )?)?(?:19|20)\d\d"
    rf" (?:to|until|till|and|through) |until |till |up to |(?:19|20)\d\d ?[-–—] ?){_SPAN}(?!\d)",
    re.IGNORECASE,
)
_LAST = re.compile(r"(?:\bthe|['’]s) last $", re.IGNORECASE)  # "the last prime minister" is this one no more
_SHORT = re.compile(r",? \(?(?P<from>(?:19|20)\d\d) ?[-–—] ?(?P<to>\d\d)(?!\d)")
_ONCE = re.compile(
    r",? \(?(?:until (?:last|earlier|recently)|at (?:the|that) time\b|in the (?:19|20)\d0s|in those days)",
    re.IGNORECASE,
)


def ended_by(text: str, start: int, at: int) -> date | None:
    """By when the office that stands from ``start`` to ``at`` was given up, as told around it; None: it is not told.

    A month or a year counts from its first day. Where only "once" is told the day is ``date.min``.

    >>> ended_by("the prime minister until March 2023", 0, 18)
    datetime.date(2023, 3, 1)
    >>> ended_by("the prime minister (2019-23)", 0, 18)
    datetime.date(2023, 1, 1)
    >>> ended_by("the prime minister until a vote", 0, 18)
    """
    if _LAST.search(text, max(0, start - 10), start):
        return date.min
    found = _UNTIL.match(text, at, at + 80)
    if found:
        month = found["month"]
        return date(int(found["year"]), _MONTHS.index(month.lower()) + 1 if month else 1, 1)
    short = _SHORT.match(text, at, at + 20)
    if short:
        return date(int(short["from"][:2] + short["to"]), 1, 1)
    return date.min if _ONCE.match(text, at, at + 40) else None
