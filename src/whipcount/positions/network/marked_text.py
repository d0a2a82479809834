"""A text whose names are marks: what a network reads that is to know nothing of them but what is told here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text, cut at its marks.

    ``words`` has one stretch more than there are marks, white space as single blanks; ``owners`` and ``spans`` tell of
    each mark whose it is and where it stands.
    """

    words: tuple[str, ...]
    owners: tuple[str, ...]
    spans: tuple[Span, ...]


def marked_text(text: str, names: Iterable[tuple[Span, str]]) -> MarkedText:
    """A text with a mark at each name; of two that overlap the first is marked.

    Args:
        text: as it is.
        names: their places, and whose they are.

    >>> marked_text("Kell and\\nPell agree.", [(Span(9, 13), "P"), (Span(0, 4), "K")])
    MarkedText(words=('', 'and', 'agree.'), owners=('K', 'P'), spans=(Span(start=0, end=4), Span(start=9, end=13)))
    """
    words, owners, spans = [], [], []
    at = 0
    for span, owner in sorted(names):
        if span.start < at:
            continue
        words.append(" ".join(text[at : span.start].split()))
        owners.append(owner)
        spans.append(span)
        at = span.end
    return MarkedText((*words, " ".join(text[at:].split())), tuple(owners), tuple(spans))
