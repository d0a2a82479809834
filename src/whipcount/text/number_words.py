"""Whole numbers in words and figures: "93", "1,204", "twenty-seven"."""

from __future__ import annotations

import re

from whipcount.text.phrase_lists import either, word_lists

_LISTS = word_lists("numbers")
_UNITS = {word: int(value) for word, value in _LISTS["units"].items()}
_TENS = {word: int(value) for word, value in _LISTS["tens"].items()}
_ZERO = frozenset(_LISTS["zero_words"])

NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|"
    rf"{either(_TENS)}(?:[\s-]{either(w for w, n in _UNITS.items() if 0 < n < 10)})?"
    rf"|{either(_UNITS)}|{either(_ZERO)})"
)
"""A pattern of whole numbers; it wants a word's edge on both sides and no regard to case."""


def number_of(words: str) -> int | None:
    """The number that words or figures mean, or None.

    >>> number_of("1,204"), number_of("Twenty-seven"), number_of("none"), number_of("many")
    (1204, 27, 0, None)
    """
    plain = words.strip().casefold()
    if re.fullmatch(r"\d[\d,]*", plain):
        return int(plain.replace(",", ""))
    if plain in _ZERO:
        return 0
    if plain in _UNITS:
        return _UNITS[plain]
    ten, _, unit = re.sub(r"\s+", "-", plain).partition("-")
    if ten in _TENS:
        return _TENS[ten] + (_UNITS.get(unit, 0) if unit else 0)
    return None
