"""What a text holds that dates are made of: figures, names of months, words for days and units.

Most sentences tell no date. Looking for the few words that every date has is far quicker than trying each pattern of
dates on them.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from whipcount.text import relative_dates as relative
from whipcount.text.patterns import lazy_pattern


class Mark(Enum):
    """One kind of what dates are made of; a pattern of dates names those without which it matches nothing."""

    FIGURE = auto()
    YEAR = auto()
    MONTH = auto()
    DAY = auto()
    DEICTIC = auto()
    UNIT = auto()
    SEASON = auto()
    DECADE = auto()
    AGO = auto()
    HOLIDAY = auto()


_FIGURE = re.compile(r"\d")
_YEAR = lazy_pattern(r"1[5-9]\d\d|20\d\d")
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTH = lazy_pattern("|".join((*_MONTHS, *map(str.upper, _MONTHS))))
_WORDS = {  # one of them is in whatever is written in words
    Mark.DAY: ("day", "week"),
    Mark.DEICTIC: tuple(dict.fromkeys(max(words.split(), key=len) for words in relative.DEICTIC)),
    Mark.UNIT: ("minute", "hour", "day", "week", "month", "quarter", "half", "year", "decade"),
    Mark.SEASON: ("spring", "summer", "autumn", "fall", "winter"),
    Mark.DECADE: ("ties",),
    Mark.AGO: ("ago",),
    Mark.HOLIDAY: ("christmas", "year"),
}


def date_marks(text: str) -> frozenset[Mark]:
    """The marks of dates in a text: never one too few, now and then one too many.

    >>> sorted(mark.name for mark in date_marks("Kell voted for the ban on Dec. 3."))
    ['FIGURE', 'MONTH']
    >>> date_marks("Kell voted for the ban.")
    frozenset()
    """
    # as patterns that pass over capitals do: they take a dotless i and one with a dot on its capital for an i
    low = text.casefold().replace("ı", "i").replace("\u0307", "")
    found = [mark for mark, words in _WORDS.items() if any(word in low for word in words)]
    if _FIGURE.search(text):
        found.append(Mark.FIGURE)
        if _YEAR.search(text):
            found.append(Mark.YEAR)
    if _MONTH.search(text):
        found.append(Mark.MONTH)
    return frozenset(found)
