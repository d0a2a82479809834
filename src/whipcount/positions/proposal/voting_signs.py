"""Whether a report tells of members that vote, where none of the acts of the tables is told.

A report without a decision speaks of votes in passing at most; one with a decision names votes, sides, a majority, who
votes, and how it ended, some of it in its title or its first sentences. Votes of long ago are no sign.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.told_rule import ToldRule
from whipcount.positions.proposal.vote_counts import vote_count
from whipcount.positions.proposal.vote_layouts import NAME, VoteLayouts
from whipcount.text.phrase_lists import either, word_lists

ENOUGH = 2.75
_LINES = 40
_EARLY = 6
_LISTED = 3  # names in a list of votes, at least


@lru_cache(maxsize=1)
def _signs() -> tuple[re.Pattern[str], ...]:
    words = word_lists("voting")
    return tuple(re.compile(rf"(?<![\w-]){either(value)}(?![\w-])", re.IGNORECASE) for value in words.values())


def voting_signs(page: Page, rule: ToldRule | None) -> float:
    """How strongly a report tells that members vote on something: a point for each sign, more for what is early.

    Args:
        page: the report.
        rule: the rule that it tells, where it tells one.
    """
    lines = [s.of(page.text) for n, s in enumerate(page.sentences[:_LINES]) if not page.is_background(n)]
    early, whole = " ".join(lines[:_EARLY]), " ".join(lines)
    found = sum(0.5 * bool(p.search(whole)) + 0.25 * bool(p.search(early)) for p in _signs())
    found += 1.5 * any((count := vote_count(line)) is not None and count.yes and count.no for line in lines)
    found += 1.0 * (rule is not None and rule.weight >= 3)
    item = rf"(?<![\w’'-]){NAME}"
    listed = list(islice(VoteLayouts(item).entries(page.text.splitlines()[:400]), _LISTED))
    return found + 1.5 * (len(listed) >= _LISTED)
