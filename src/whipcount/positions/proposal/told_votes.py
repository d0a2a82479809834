"""Sentences of the news that tell of a vote of those who decide together, whatever its verb: a count, an answer."""

from __future__ import annotations

import re
from functools import cache

from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.vote_count_patterns import GAME, NO_GAME, OF_ALL
from whipcount.positions.proposal.vote_counts import vote_count
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_NEWS = 6
"""Sentences of a report's body in which its news is told."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    told, who = word_lists("told_votes"), word_lists("bodies/deciders")
    nouns = "|".join(sorted({*who["collectives"].split(), *who["persons"].split()}, key=len, reverse=True))
    return (
        lazy_pattern(rf"(?<![\w-])(?:{nouns}|{either(told['deciders'])})(?![\w-])", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-]){either(word_lists('voting')['answers'])}(?![\w-])", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-]){either(told['shares'])}(?![\w-])", re.IGNORECASE),
        lazy_pattern(rf"(?<![\w-]){either(told['polled'])}(?![\w-])", re.IGNORECASE),
    )


def vote_lines(page: Page) -> tuple[int, ...]:
    """The sentences of the news that tell of a vote of those who decide together, or of their answer to a question.

    Votes of long ago are none, nor are polls and matches.

    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> told = "Tram for Grell\\n\\nGrell, 8 May 2030\\n\\nThe city council came down for the tram, by 21 to 20.\\n"
    >>> page = make_page(read_report(told.encode()))
    >>> [page.sentences[n].of(page.text) for n in vote_lines(page)]
    ['The city council came down for the tram, by 21 to 20.']
    """
    deciders, answers, shares, polled = _patterns()
    last = min(page.lead_line + _NEWS, len(page.words))
    lines = [n for n in (page.title_line, *range(page.lead_line, last)) if n >= 0]
    found = []
    for number in dict.fromkeys(lines):
        text = page.sentences[number].of(page.text)
        if page.is_background(number) or polled.search(text) or (GAME.search(text) and not NO_GAME.search(text)):
            continue
        count = vote_count(" ".join(text.split()))
        counted = (count is not None and (count.told > 0 or count.unanimous)) or OF_ALL.search(text)
        if not counted and not answers.search(text) and not shares.search(text):
            continue
        near = range(max(0, number - 1), min(number + 2, last))
        if any(deciders.search(page.text, *page.sentences[n]) for n in near):
            found.append(number)
    return tuple(found)
