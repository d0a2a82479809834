"""Which way a date without its year points, by the words that introduce it: "until", "moved to", "the ... meeting".

The tense of the nearest verb is often another clause's: "He wrote to members before the Dec. 3-4 meeting" tells of a
meeting to come. What stands right before and after the date knows better.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span
from whipcount.text.tense import Tense, clause_before, tense_at

_BEFORE = 48  # code points: what introduces a date stands next to it
_ABOUT = r"(?:(?:the|about|around|at\s+least|at\s+the\s+latest|midnight\s+on|the\s+end\s+of|end\s+of)\s+)?\Z"
_SINCE = lazy_pattern(rf"\bsince\s+{_ABOUT}", re.IGNORECASE)
_UNTIL = lazy_pattern(
    rf"\b(?:until|till|through|(?:no|not)\s+later\s+than|as\s+(?:of|from)|starting)\s+{_ABOUT}", re.IGNORECASE
)
_BY = lazy_pattern(rf"\bby\s+{_ABOUT}", re.IGNORECASE)
_MOVED = lazy_pattern(
    r"\b(?:moved|postponed|put\s+off|put\s+back|pushed(?:\s+back)?|deferred|delayed|adjourned|brought\s+forward|advanced"
    r"|extended|prolonged|rescheduled|scheduled|set|fixed|called|recalled|convened|convoked|summoned|invited|booked"
    r"|announced|slated|planned|timed|tabled|due|penciled\s+in|pencilled\s+in|agreed\s+(?:to\s+meet|on\s+a\s+date))\b"
    rf"(?:[^.;:!?]|\.(?=\s\d)){{0,36}}?\b(?:to|for|until|till|on)\s+(?:[A-Z][a-z]+day,?\s+)?{_ABOUT}"
)
_ON = lazy_pattern(r"\bon\s+(?:[A-Z][a-z]+day,?\s+)?(?:the\s+)?\Z")
_ASKED = lazy_pattern(
    r"\b(?:promis|ask|demand|order|want|urg|agree|pledg|vow|commit|requir|need|instruct|expect|request|seek|propos|hop|aim"
    r"|insist)(?:e?[sd]|ing|ted|s)?\b|\b(?:due|deadline|ultimatum|sought|told|given?|gave|gives|call(?:ed|s)?\s+for)\b"
    r"|\bto\s+[a-z]{2,}\b",
    re.IGNORECASE,
)
_HAD = lazy_pattern(r"\bhad\b(?:\s+\w+){0,4}\s*\Z|\bhad\s+(?:been|already|all)\b", re.IGNORECASE)
_DETERMINER = lazy_pattern(
    r"\b(?:the|this|that|a|an|its|their|his|her|our|next|upcoming|coming|[A-Za-z]+['’]s?)\s+\Z", re.IGNORECASE
)
_NOUN = lazy_pattern(
    r"\s(?!of\b|and\b|or\b|to\b|in\b|at\b|on\b|for\b|by\b|with\b|when\b|after\b|before\b|is\b|was\b)[a-z]"
)
_TIED = lazy_pattern(r"\b(?:\w+\s+of|before|ahead\s+of|after|at)\s+(?:the\s+)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Direction:
    """Where a yearless date lies: behind or ahead, or (None) not told.

    ``tied``: the date names an event ("the Dec. 3-4 meeting", "the report of 3 May"), so that no verb is about it and
    the nearest one is meant, ``tense`` telling only between two that are far. ``sure``: "since" allows of no other.
    """

    tense: Tense | None
    tied: bool = False
    sure: bool = False


def direction_at(text: str, span: Span) -> Direction:
    """The direction of the date at ``span``.

    >>> text = "The talks were moved to Dec. 10."
    >>> direction_at(text, Span(24, 31)).tense
    <Tense.FUTURE: 'future'>
    >>> text = "He wrote before the Dec. 3-4 meeting."
    >>> direction_at(text, Span(20, 28)).tied
    True
    """
    clause = clause_before(text, span)
    before = clause[-_BEFORE:]
    if _SINCE.search(before):
        return Direction(Tense.PAST, sure=True)
    if _UNTIL.search(before):
        return Direction(Tense.FUTURE)
    moved = _MOVED.search(before)
    if moved is not None and not _ON.search(before):
        return Direction(Tense.FUTURE)
    if _BY.search(before) and not _HAD.search(clause) and _ASKED.search(clause):
        return Direction(Tense.FUTURE)
    tense = tense_at(text, span)
    named = _DETERMINER.search(before) is not None and _NOUN.match(text, span.end) is not None
    return Direction(tense, named or _TIED.search(before) is not None)
