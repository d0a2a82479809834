"""Words that say that somebody is not the only one: they deny nothing of whom they are said of."""

from __future__ import annotations

from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/not_alone")


def not_alone(text: str) -> tuple[Span, ...]:
    """Where a text says so, to be left blank: what stands behind is then said of its subject.

    >>> text = "Kell is not the only member that opposes it."
    >>> [span.of(text) for span in not_alone(text)]
    ['is not the only member that']
    """
    found = [Span(*match.span()) for pattern in (_WORDS.that_does, _WORDS.alone) for match in pattern.finditer(text)]
    return tuple(sorted(found))


def without(text: str) -> str:
    """The text with such words left blank, of the same length.

    >>> without("Kell is not alone in backing it.")
    'Kell is              backing it.'
    """
    for span in not_alone(text):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
