"""Numbers as reports write them: "27", "twenty-seven", "50th", "Sixty"."""

from __future__ import annotations

import re

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "twentieth": 20,
    "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
}  # fmt: skip
_WORD = rf"(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_ONES[1:10])}))?|(?:{'|'.join(sorted(_ONES[1:], key=len, reverse=True))})"  # noqa: E501
NUMBER = rf"(?:\d{{1,3}}(?:,\d{{3}})*|{_WORD})(?![\w.]*\d)"
"""A pattern of a cardinal number, in figures or words."""
ORDINAL = (
    rf"(?:\d{{1,3}}(?:st|nd|rd|th)|{'|'.join(_ORDINALS)}|(?:{'|'.join(_TENS)})-(?:{'|'.join(list(_ORDINALS)[:9])}))"
)
"""A pattern of an ordinal number."""


def number_of(words: str) -> int | None:
    """The number that words tell.

    >>> number_of("27"), number_of("Twenty-seven"), number_of("1,024"), number_of("50th"), number_of("sixtieth")
    (27, 27, 1024, 50, 60)
    >>> number_of("many") is None
    True
    """
    low = words.strip().lower().replace(",", "")
    if figure := re.fullmatch(r"(\d+)(?:st|nd|rd|th)?", low):
        return int(figure[1])
    if low in _ORDINALS:
        return _ORDINALS[low]
    if low in _ONES:
        return _ONES.index(low)
    tens, _, ones = low.replace(" ", "-").partition("-")
    if tens not in _TENS:
        return None
    if not ones:
        return _TENS[tens]
    unit = _ONES.index(ones) if ones in _ONES[1:10] else _ORDINALS.get(ones, 0)
    return _TENS[tens] + unit if 0 < unit < 10 else None
