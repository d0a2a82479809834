"""Members whom a report only names as members: "The branches are Harbour, Gasworks and Northgate." """

from __future__ import annotations

import re
from collections import defaultdict

from whipcount.positions.network.marked_text import MarkedText
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists

_L = word_lists("membership_lists")
_WORD = r"(?!(?:favou?r|for|against|that|who|which|behind|opposed)\b)[\w’'.-]+"
_OF = rf"(?:\s+(?:of|to|in)\s+(?:{_WORD}\s+){{0,6}}?{_WORD})?"
_LEAD = lazy_pattern(
    rf"(?:(?:\b(?:the|its|our|their|all)\s+(?:{either(_L['about'])}\s+){{0,3}}{either(_L['members'])}{_OF}"
    rf"(?:\s+{either(_L['about'])})?\s*(?:{either(_L['are'])}|:))"
    rf"|\b{either(_L['made_of'])}|(?:\A|[.\n]\s*)(?:{either(_L['members'])}|{either(_L['present'])}):?)(?:\s*:)?\s*(?:the\s*)?\Z",
    re.IGNORECASE,
)
_JOINS = lazy_pattern(r"(?:,|,?\s*and|,?\s*as well as|&|\(|\)|,?\s*the|,?\s*and\s+the)?", re.IGNORECASE)
_ENDS = lazy_pattern(r"\s*(?:[.;)\n]|\Z)")
_BEHIND = 160


def only_listed(text: MarkedText) -> frozenset[str]:
    """The members all of whose marks stand in lists that tell who the members are, and nothing else.

    >>> from whipcount.positions.network.marked_text import marked_text
    >>> from whipcount.text.span import Span
    >>> told = "The branches are Kell and Pell. Pell has accepted."
    >>> sorted(only_listed(marked_text(told, [(Span(17, 21), "K"), (Span(26, 30), "P"), (Span(32, 36), "P")])))
    ['K']
    """
    listed = set[int]()
    at = 0
    while at < len(text.owners):
        end = at + 1
        if _LEAD.search(text.words[at][-_BEHIND:]) is None:
            at = end
            continue
        while end < len(text.owners) and _JOINS.fullmatch(text.words[end].strip()) is not None:
            end += 1
        if _ENDS.match(text.words[end]) is not None:
            listed |= set(range(at, end))
        at = end
    marks = defaultdict[str, list[int]](list)
    for number, owner in enumerate(text.owners):
        marks[owner].append(number)
    return frozenset(owner for owner, mine in marks.items() if set(mine) <= listed)
