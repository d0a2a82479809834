"""One turn: what one voice says in the record of a meeting, a debate or an interview."""

from __future__ import annotations

from dataclasses import dataclass

from whipcount.text.span import Span


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice says: ``source`` is where its name stands, ``line`` its line's opening, ``said`` its paragraphs.

    A turn without ``source`` is of nobody who counts (a question, the chair of a talk): it only ends the one before.
    """

    line: Span
    cue: Span
    source: Span | None
    said: tuple[Span, ...]
    quoted: bool = True  # a summary record tells in the third person
