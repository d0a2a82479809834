"""Groups of states as lists of members: "the Baltic states and Poland" are four members of a body that has them.

Only all of a group stand for its members: "most African states", "the Nordic countries except Norway" and "NATO
members Hungary and Turkey" are not the group.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from whipcount.bodies.groups import named, roster_of
from whipcount.text.number_words import NUMBER, number_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_L = word_lists("groups")
_LEAD = lazy_pattern(
    rf"(?<![\w’'-])(?:(?:all|every|each)\s+(?:(?:of\s+)?the\s+)?|the\s+)?(?:(?P<n>{NUMBER})\s+)?\Z", re.IGNORECASE
)
_PART = lazy_pattern(
    rf"(?<![\w’'-])(?:{either(_L['vague'])}|{either(_L['part_of'])})(?:\s+of)?\s+(?:the\s+)?\Z", re.IGNORECASE
)
_BEHIND = lazy_pattern(rf"['’]|-\w|\s+(?:[A-Z]|(?:{either(_L['except'])})\b)|,\s+(?:{either(_L['except'])})\b")
_WITHIN = 24
_MOST = 200


def groups_in(text: str, ids: Collection[str], day: date | None) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The groups that a text speaks of as a whole, with those of their members that are among the ids.

    Args:
        text: the report's.
        ids: the members of the body; a group to which all of them belong is left to be read as the body.
        day: of membership in the group.

    >>> text = "The three Baltic states and Poland voted for it, most Nordic countries abstained."
    >>> [(span.of(text), who) for span, who in groups_in(text, {"EE", "LV", "LT", "PL", "SE", "DK"}, None)]
    [('The three Baltic states', ('EE', 'LV', 'LT'))]
    """
    for count, mention in enumerate(named(text)):
        if count >= _MOST:
            break
        start, end = mention.span
        lead = _LEAD.search(text, max(0, start - _WITHIN), start)
        begin = lead.start() if lead is not None else start
        if _PART.search(text, max(0, begin - _WITHIN), begin) or _BEHIND.match(text, end):
            continue
        roster = roster_of(mention.id, day).ids
        number = number_of(lead["n"]) if lead is not None and lead["n"] else None
        mine = tuple(member for member in roster if member in ids)
        if not mine or len(mine) == len(ids) or (number is not None and number not in (len(roster), len(mine))):
            continue
        yield Span(begin, end), mine
