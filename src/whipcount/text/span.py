"""Spans: places in a report's text, counted in code points."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from whipcount.errors import ReportError


class Span(NamedTuple):
    """A half-open range of code points in the text of one report.

    >>> Span(4, 8).of("say yes!")
    'yes!'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The text that the span marks."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share a code point."""
        return self.start < other.end and other.start < self.end


def checked(start: int, end: int, *, length: int) -> Span:
    """A span known to lie inside a text of ``length`` code points and not to be empty.

    Raises:
        ReportError: when it does not.

    >>> checked(3, 3, length=10)
    Traceback (most recent call last):
        ...
    whipcount.errors.ReportError: span [3, 3] is not inside a text of 10 characters (accepted: 0 <= start < end <= 10)
    """
    if not 0 <= start < end <= length:
        raise ReportError(
            f"span [{start}, {end}] is not inside a text of {length} characters",
            accepted=f"0 <= start < end <= {length}",
        )
    return Span(start, end)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of the given ones (at least one).

    >>> hull([Span(5, 9), Span(1, 3)])
    Span(start=1, end=9)
    """
    spans = tuple(spans)
    return Span(min(span.start for span in spans), max(span.end for span in spans))
