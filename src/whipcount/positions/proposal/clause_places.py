"""Where the verb group of a clause may begin: behind its subject, in a relative clause, behind what is set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from whipcount.positions.proposal.stance_subjects import VOICE
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_FELLOWS = word_lists("stance_clauses")["fellows"]

_ASIDE = lazy_pattern(r",\s(?P<in>[^,.;:]{1,140})(?:,|\s[-–—])|\s*[-–—]\s[^-–—.;:]{1,120}\s[-–—]|\s*\([^()]{1,80}\)")
_RELATIVE = lazy_pattern(
    r",?\s*(?:both|all|each)?\s*(?:of\s+)?(?:which|who|whom|that)(?!\w)|,?\s*whose\s+(?:\w+\s+)?" + VOICE,
    re.IGNORECASE,
)
_AND_OTHERS = lazy_pattern(
    rf"(?:,|,?\s+and)\s+(?:the\s+|its\s+|at\s+least\s+)?(?:[\w-]+\s+){{0,3}}?(?:others|{either(_FELLOWS)})(?:\s+(?:in|of|from)\s+the\s+\w+)?(?=\s)",
    re.IGNORECASE,
)
_CLOSES = lazy_pattern(
    r"\s*[-–—)]\s*|,?\s+(?:both|all|each|alone|too|itself|themselves|in\s+particular|above\s+all|especially|for\s+one|among\s+others)(?:\s+of\s+(?:them|which))?,?(?=\s)",
    re.IGNORECASE,
)


def clause_places(text: str, at: int) -> Iterator[int]:
    """Where the verb group of a subject may begin: right behind it, in a relative clause, behind what is set apart."""
    yield at
    for _ in range(3):
        relative = _RELATIVE.match(text, at)
        if relative is not None:
            yield relative.end()
        closes = _CLOSES.match(text, at) or _AND_OTHERS.match(text, at)
        aside = _ASIDE.match(text, at)
        if closes is not None:
            at = closes.end()
        elif aside is not None:
            at = aside.end()
        else:
            return
        yield at


def verb_places(clause: str) -> Iterator[int]:
    """Where a verb may begin in a clause whose subject is a number or a group."""
    for match in islice(re.finditer(r"(?<=\s)[A-Za-z]", clause), 30):
        yield match.start()
