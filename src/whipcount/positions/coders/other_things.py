"""Words of a member that bear on no decision as they stand: "it" for another thing, doubts that are overcome."""

from __future__ import annotations

import re

from whipcount.statements.statement import Statement
from whipcount.text.patterns import lazy_pattern

_PRONOUN = lazy_pattern(r"\W*(?:it|them|this|that)\W*", re.IGNORECASE)
_TAKEN_UP = lazy_pattern(
    r"\b(?:opposed|opposes|backed|backs|supported|supports|rejected|criticised|voted\s+(?:for|against))\s+(?P<what>(?:the|an?)\s[^.,;:!?\n]{2,60})[.]\s+\Z",
    re.IGNORECASE,
)
_BUT_NOT = lazy_pattern(r"\b(?:for|to)\s[^.;:]{2,80}?,?\s(?:but|and)\s+not\s+(?:for|to)\s", re.IGNORECASE)
_OVERCOME = lazy_pattern(
    r"\b(?:doubts?|reservations?|misgivings|concerns?|worries)\b[^.;]{0,60}?\bbut\s[^.;]{0,40}?\b(?:was|were|is|am|are|been|now|feels?|felt)\s+(?:now\s+|fully\s+|quite\s+)?(?:satisfied|reassured|convinced|persuaded|won\s+over|content)\b",
    re.IGNORECASE,
)
_START = lazy_pattern(r"[.!?][”\"]?\s+(?=[A-Z“\"])|\n")
_REACH = 240


def of_other_things(statement: Statement, text: str, terms: re.Pattern[str]) -> str:
    """Why the words of a statement bear on no decision; empty where they may.

    Args:
        statement: what was said.
        text: of its report.
        terms: of the proposal.

    >>> from whipcount.statements.statement import Quotation
    >>> from whipcount.text.span import Span
    >>> text = "Ida opposed the bus lane. Ned backed it."
    >>> ned = Statement("r", (Span(26, 29),), (Span(30, 36),), (Span(37, 39),), Quotation.INDIRECT)
    >>> of_other_things(ned, text, re.compile("housing plan"))
    'what it takes up is another thing'
    """
    if len(statement.content) != 1 or not statement.cue:
        return ""
    content = statement.content[0]
    if _PRONOUN.fullmatch(content.of(text)) is not None:
        near = text[max(0, content.start - _REACH) : content.start]
        cuts = [match.end() for match in _START.finditer(near)]
        taken = _TAKEN_UP.search(near[: cuts[-1]]) if cuts else None
        if taken is not None and terms.search(taken["what"]) is None:
            return "what it takes up is another thing"
    if _OVERCOME.search(content.of(text)) is not None:
        return "doubts that are overcome"
    if _BUT_NOT.search(content.of(text)) is not None:
        return "for one thing and not for another"
    return ""
