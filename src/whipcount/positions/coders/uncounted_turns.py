"""A word that turns what is said and that no rule has counted: then what was read of the clause may be its contrary.

Every rule before counts the negations that it knows. What it does not know stands here for what it is: a reason to say
nothing. "Nobody should be in doubt about its opposition", "the fee, not the admission, is what it rejects".
"""

from __future__ import annotations

import re

from whipcount.positions.coders.predicates import Deed, Hit, Note
from whipcount.positions.stance.scope import inserted
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/uncounted_turns")
_SCOPE = Wordlist("stance/scope")
_COUNTED = frozenset({Note.NEGATED, Note.TAKEN_UP, Note.ANSWERED_YES, Note.ANSWERED_NO, Note.OBJECT, Note.OTHERS_WRONG})
_FAR = 60  # code points before the words of the proposal in which they may be set apart


def uncounted_turn(text: str, hit: Hit, line: Span, terms: re.Pattern[str]) -> str | None:
    """The words that turn what a hit says without having been counted; None where there are none.

    Args:
        text: of the passage.
        hit: that tells the stance.
        line: the sentence that holds it.
        terms: the words of the proposal.
    """
    if _apart(text, line, terms):
        return "the proposal is set apart from what is meant"
    if _WORDS.of_two.search(text, *line):
        return "one of two things told before"
    if isinstance(hit.sense, Deed) or any(step.effect is not None or step.note in _COUNTED for step in hit.why):
        return None
    first = min(hit.spans, key=lambda span: span.start).start
    start = line.start
    for bound in _SCOPE.bound.finditer(text, line.start, first):
        start = bound.end()
    turn = next(
        (
            m
            for m in _WORDS.turn.finditer(text, start, first)
            if m.end() <= first and not inserted(text, Span(*m.span()), first, line.start)
        ),
        None,
    )
    if turn is None or _SCOPE.leaves_as_it_is.search(text, turn.end(), first):
        return None
    return f"a turn that no rule counts: {turn.group()!r}"


def _apart(text: str, line: Span, terms: re.Pattern[str]) -> bool:
    """Whether all mentions of the proposal in a sentence are set apart: "it is the fee, not the admission"."""
    places = [Span(*match.span()) for match in terms.finditer(text, *line)]
    return bool(places) and all(
        _WORDS.not_the.search(text[max(line.start, place.start - _FAR) : place.start]) is not None
        or _WORDS.is_not.match(text, place.end, line.end) is not None
        for place in places
    )
