"""Words that are not meant as they stand, or not for a member: irony, and who speaks from the chair."""

from __future__ import annotations

from whipcount.positions.stance.modifiers import masked
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span, hull
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/not_meant")
_BEHIND = 60  # code points behind a statement in which it is told how it was said


def not_meant(statement: Statement, text: str) -> str:
    """Why the words of a statement are not a member's, as they stand; empty where nothing says so.

    >>> text = '"We adore it," Kell joked.'
    >>> not_meant(Statement("r", (Span(15, 19),), (Span(20, 25),), (Span(0, 14),), Quotation.DIRECT), text)
    'said in irony'
    """
    if not statement.content:
        return ""
    place = hull((*statement.source, *statement.cue, *statement.content))
    line = text.find("\n", place.end)
    window = text[place.start : min(place.end + _BEHIND, line if line >= 0 else len(text))]
    if statement.kind is not Quotation.INDIRECT:
        inside = (s for s in statement.content if s.end - place.start <= len(window))
        around = masked(window, tuple(Span(s.start - place.start, s.end - place.start) for s in inside))
        if _WORDS.in_irony.search(around):
            return "said in irony"
    if "chair" in window or "presid" in window or "capacity" in window or "in that role" in window:
        lead = max(0, text.rfind("\n", 0, place.start) + 1, text.rfind(". ", 0, place.start) + 1)
        if _WORDS.from_the_chair.search(text[lead : place.start] + window):
            return "said from the chair"
    return ""
