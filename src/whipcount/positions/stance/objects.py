"""Argument structure: whether the direct object of a predicate is the proposal, or plainly something else.

"Approved the minutes", "rejected an appeal by a firm of the candidate's" and "agreed to meet" hold words of support and
refusal, and take no side. Only an object that stands right behind its verb, is no name and is no word for proposals in
general is held to be something else; in doubt it is the proposal.
"""

from __future__ import annotations

import re

from whipcount.positions.stance.markers import MARKERS
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/objects")
_AGENTS = Wordlist("stance/agents")
_FAR = 60  # code points before a passive in which its subject is sought


def about_something_else(text: str, span: Span, end: int, terms: re.Pattern[str]) -> bool:
    """Whether the predicate at ``span`` has a direct object that is not what ``terms`` speak of.

    >>> terms = re.compile("treaty|minutes of the council")
    >>> text = "Kell approved the agenda and rejected the notion of a treaty."
    >>> [about_something_else(text, Span(text.index(w), text.index(w) + len(w)), len(text), terms)
    ...  for w in ("approved", "rejected")]
    [True, False]
    """
    if _WORDS.other_act.match(text, span.start):
        return terms.search(text, span.end, min(end, span.end + 12)) is None
    if _WORDS.agreed_with.match(text, span.start):
        return terms.search(text, span.end, min(end, span.end + 25)) is None
    if _WORDS.misgiving.fullmatch(text, *span):
        doubted = _WORDS.about_else.match(text, span.end, end)
        return doubted is not None and terms.search(doubted["what"]) is None
    if _WORDS.votes.fullmatch(text, *span) and _WORDS.to_put_off.match(text, span.end, end):
        return True
    if _WORDS.turns_away.fullmatch(text, *span) and _WORDS.of_blame.match(text, span.end, end):
        return True
    before = text[max(0, span.start - _FAR) : span.start]
    passive = _AGENTS.other_thing.search(before) or _AGENTS.let_thing.search(before)
    if (
        passive
        and _AGENTS.past_participle.match(text, span.start)
        and not terms.search(passive["words"])
        and _WORDS.proposals.search(passive["words"]) is None
    ):
        return MARKERS.action.search(passive["words"]) is None
    if _WORDS.stops.fullmatch(text, *span) and _WORDS.person.match(text, span.end, end):
        return True
    if _WORDS.talks.match(text, span.end, end) and terms.search(text, span.end, end):
        return True
    if _WORDS.against_it.match(text, span.end, end) or _WORDS.in_its_need.match(text, span.end, end):
        return True
    apart = _WORDS.part_or_paper.match(text, span.end, end)
    if apart is not None and terms.search(apart.group()) is None:
        return True
    if not _WORDS.verb.fullmatch(text, span.start, span.end):
        return False
    found = _WORDS.object.match(text, span.end, end)
    if found is None:
        return False
    words = found["words"]
    if terms.search(words) or any(word[:1].isupper() for word in words.split()):
        # the proposal's own word may only modify another thing: "an appeal by a firm of the candidate's"
        return False
    if found["article"].lower() in ("a", "an"):
        return _WORDS.motion.search(words) is None
    return _WORDS.proposals.search(words) is None and MARKERS.action.search(words) is None
