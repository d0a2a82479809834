"""Consents and refusals that a member gives by an act of its own: "Northgate accepted it by 212 to 190"."""

from __future__ import annotations

import re

from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_L = word_lists("own_votes")
_DONE = lazy_pattern(rf"(?<!\w){either(_L['done'])}(?!\w)", re.IGNORECASE)
_BALLOT = lazy_pattern(
    rf"(?:\s+(?:it|them|down|out|the\s+[\w’'-]+))?\s*{either(_L['ballots'])}(?![\w.]*\d)", re.IGNORECASE
)
_BALLOT_BEFORE = lazy_pattern(rf"(?<!\w){either(_L['ballots'])}(?!\w)", re.IGNORECASE)
_MET = lazy_pattern(rf"(?<!\w){either(_L['met'])}\s+(?:\w+\s+)?\Z", re.IGNORECASE)
_ONE_BY_ONE = lazy_pattern(rf"(?<!\w){either(_L['one_by_one'])}(?!\w)", re.IGNORECASE)
_LISTS = lazy_pattern(r":\s*(?:the\s+)?\Z")
_TOLD_WITHIN = 4_000


def decided_one_by_one(text: str) -> bool:
    """Whether a report tells that each member takes the decision for itself.

    >>> decided_one_by_one("Five of the eight branches must accept the offer for it to be signed.")
    True
    >>> decided_one_by_one("The council votes on the budget on Friday.")
    False
    """
    return _ONE_BY_ONE.search(text, 0, _TOLD_WITHIN) is not None


def own_vote(text: str, claim: Span, sentence: Span, *, one_by_one: bool) -> bool:
    """Whether what is told of a member is an act of its own that is done: by its own vote, or where each decides so.

    Args:
        text: of the report.
        claim: where the member is told to be for it or against it: from its name to the end of the predicate.
        sentence: where that stands.
        one_by_one: whether each member takes the decision for itself.

    >>> own_vote("Northgate rejected it by 212 to 190.", Span(0, 21), Span(0, 36), one_by_one=False)
    True
    >>> own_vote("Kell supports it.", Span(0, 13), Span(0, 17), one_by_one=True)
    False
    """
    start = sentence.start if _LISTS.search(text, sentence.start, claim.start) is not None else claim.start
    done = list(_DONE.finditer(text, start, claim.end))
    if not done:
        return False
    return (
        one_by_one
        or _BALLOT.match(text, claim.end, sentence.end) is not None
        or _MET.search(text, claim.start, done[-1].start()) is not None
        or _BALLOT_BEFORE.search(text, sentence.start, claim.start) is not None
    )
