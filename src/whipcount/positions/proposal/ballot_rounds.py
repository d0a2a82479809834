"""Ballots that a later one of the same day has made void: only the last of several tells how it ended."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whipcount.positions.proposal.outcome_sentences import Sentence
from whipcount.text.patterns import lazy_pattern

_ORDER = {
    word: number
    for number, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), start=1)
} | {"last": 99, "final": 99, "decisive": 99}
_BALLOT = lazy_pattern(
    rf"\b(?:on|in|at|after)\s+(?:the|a|its|their)\s+(?P<order>{'|'.join(_ORDER)})"
    r"(?:\s+(?P<noun>votes?|ballots?|rounds?|counts?|attempt|try|division|voting)\b|(?=\s+(?:it|she|he|they|the)\b|[,.;]))",
    re.IGNORECASE,
)
_AHEAD = lazy_pattern(r"\b(?:will|would|due|needed|required|before)\b", re.IGNORECASE)


def superseded(sentences: Sequence[Sentence]) -> frozenset[int]:
    """The numbers of the sentences that tell of an earlier ballot than the last that is told, in the report's body.

    What comes without a ballot of its own is kept, and so is everything where one ballot alone is told.

    Args:
        sentences: of the report.
    """
    order: dict[int, int] = {}
    named = False
    for sentence in sentences:
        if sentence.headline:
            continue
        found = [m for m in _BALLOT.finditer(sentence.plain) if not _AHEAD.search(sentence.plain[: m.start()])]
        named = named or any(m["noun"] for m in found)
        if found:
            order[sentence.number] = max(_ORDER[m["order"].lower()] for m in found)
    last = max(order.values(), default=0)
    return frozenset(number for number, place in order.items() if place < last) if named else frozenset()
