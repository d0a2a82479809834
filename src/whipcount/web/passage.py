"""A passage in its context: the words of a statement with what stands around them in the report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from whipcount.text.span import Span

AROUND = 420  # characters of context on each side
MOST = 4_000  # of the passage itself


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the passage; ``role``: source, cue, content, or empty for what stands around."""

    text: str
    role: str = ""


def passage(text: str, roles: Sequence[tuple[str, Sequence[Span]]]) -> tuple[Piece, ...]:
    """The pieces of a passage in order, with an ellipsis where the report goes on; empty without spans.

    >>> [(p.text, p.role) for p in passage("Ilse said no. More.", [("source", [Span(0, 4)]), ("content", [Span(10, 12)])])]
    [('Ilse', 'source'), (' said ', ''), ('no', 'content'), ('. More.', '')]
    """  # noqa: E501
    spans = sorted((span.start, span.end, role) for role, some in roles for span in some)
    spans = [s for s in spans if 0 <= s[0] < s[1] <= len(text)]
    if not spans:
        return ()
    first, last = spans[0][0], min(max(end for _, end, _ in spans), spans[0][0] + MOST)
    start = max(0, first - AROUND)
    if start:
        cut = text.find(" ", start, first)
        start = cut + 1 if cut >= 0 else start
    end = min(len(text), last + AROUND)
    if end < len(text):
        cut = text.rfind(" ", last, end)
        end = cut if cut > last else end
    out = [Piece("… ")] if start else []
    at = start
    for begin, stop, role in spans:
        begin, stop = max(begin, at), min(stop, last)
        if begin >= stop:
            continue
        if begin > at:
            out.append(Piece(text[at:begin]))
        out.append(Piece(text[begin:stop], role))
        at = stop
    if at < end:
        out.append(Piece(text[at:end]))
    return (*out, Piece(" …")) if end < len(text) else tuple(out)
