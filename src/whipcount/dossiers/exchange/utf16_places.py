"""Places in a text as code points and as UTF-16 units, in which programs written in Java count."""

from __future__ import annotations

import bisect

from whipcount.text.span import Span


class Utf16Places:
    """The places of one text both ways: the same up to the first character beyond U+FFFF.

    >>> places = Utf16Places("a\U0001f600b")
    >>> places.unit(2), places.span(3, 4)
    (3, Span(start=2, end=3))
    """

    __slots__ = ("length", "wide")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self.wide = [at for at, letter in enumerate(text) if ord(letter) > 0xFFFF]

    def unit(self, point: int) -> int:
        """The UTF-16 unit of a code point's place."""
        return point + bisect.bisect_left(self.wide, point)

    def span(self, start: int, stop: int) -> Span | None:
        """The span of code points between two units, or None where it lies outside the text."""
        first, last = self._point(start), self._point(stop)
        return Span(first, last) if 0 <= first < last <= self.length else None

    def _point(self, unit: int) -> int:
        low, high = 0, len(self.wide)
        while low < high:  # how many wide characters end at or before the unit
            middle = (low + high) // 2
            if self.wide[middle] + middle + 2 <= unit:
                low = middle + 1
            else:
                high = middle
        return unit - low
