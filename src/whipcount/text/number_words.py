"""Whole numbers in words and figures: "93", "1,204", "twenty-seven"."""

from __future__ import annotations

import re

from whipcount.text.phrase_lists import either, word_lists

_LISTS = word_lists("numbers")
_UNITS = {word: int(value) for word, value in _LISTS["units"].items()}
_TENS = {word: int(value) for word, value in _LISTS["tens"].items()}
_ZERO = frozenset(_LISTS["zero_words"])

_ONE_TO_NINE = either(w for w, n in _UNITS.items() if 0 < n < 10)
_BELOW_HUNDRED = rf"{either(_TENS)}(?:[\s-]{_ONE_TO_NINE})?|{either(_UNITS)}"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|"
    rf"(?:an?|{_ONE_TO_NINE})\s+hundred(?:\s+and\s+[a-z]+(?:-[a-z]+)?)?(?!\s+(?:thousand|million|per\b))"
    rf"|{_BELOW_HUNDRED}|{either(_ZERO)})"
)
"""A pattern of whole numbers; it wants a word's edge on both sides and no regard to case."""


def number_of(words: str) -> int | None:
    """The number that words or figures mean, or None.

    >>> number_of("1,204"), number_of("Twenty-seven"), number_of("none"), number_of("many")
    (1204, 27, 0, None)
    >>> number_of("a hundred"), number_of("one hundred and forty-one"), number_of("two hundred six")
    (100, 141, 206)
    """
    plain = " ".join(words.split()).casefold()
    hundreds, told, rest = plain.partition(" hundred")
    if told:
        many = 1 if hundreds in ("a", "an") else _UNITS.get(hundreds, 0)
        below = number_of(rest.removeprefix(" and ").strip()) if rest else 0
        return None if not 0 < many < 10 or below is None or below > 99 else 100 * many + below
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
