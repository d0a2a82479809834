"""A word that turns what is said and that no rule has counted: then what was read of the clause may be its contrary.

Every rule before counts the negations that it knows. What it does not know stands here for what it is: a reason to say
nothing. "Nobody should be in doubt about its opposition", "the fee, not the admission, is what it rejects".
"""

from __future__ import annotations

import re

from whipcount.positions.coders.concessions import concessions
from whipcount.positions.coders.predicates import Deed, Hit, Note
from whipcount.positions.stance.lexicon import Sense
from whipcount.positions.stance.scope import inserted
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/uncounted_turns")
_SCOPE = Wordlist("stance/scope")
_READER = Wordlist("stance/reader")
_BEHIND = Wordlist("stance/post_modifiers")
_COUNTED = frozenset({Note.NEGATED, Note.TAKEN_UP, Note.ANSWERED_YES, Note.ANSWERED_NO, Note.OBJECT, Note.OTHERS_WRONG})
_AHEAD = 20  # code points of the word itself that tell whether a clause begins right before it
_NEAR = 30  # code points behind a negation in which a word may stand that takes it up
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
    if not isinstance(hit.sense, Deed) and (behind := _turned_behind(text, hit, line)) is not None:
        return f"a turn behind it that no rule counts: {behind!r}"
    if any(step.effect is not None or step.note in _COUNTED - {Note.NEGATED} for step in hit.why):
        return None
    first = min(hit.spans, key=lambda span: span.start).start
    ends = (b.end() for b in _SCOPE.bound.finditer(text, line.start, min(line.end, first + _AHEAD)))
    bounds = [line.start, *(end for end in ends if end <= first)]
    start = bounds[-1]
    before = text[bounds[-2] : start] if len(bounds) > 1 else ""
    if before.endswith("that") and not _WORDS.relative_that.search(before):  # "it is not that", "there is no way that"
        start = bounds[-2]
    elif isinstance(hit.sense, Deed) or any(step.note in _COUNTED for step in hit.why):
        return None
    for clause in concessions(text, line):
        if clause.end <= first:
            start = max(start, clause.end)
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


def _turned_behind(text: str, hit: Hit, line: Span) -> str | None:
    """A negation behind a noun of consent or refusal, or behind a hope: "our support is what it does not have"."""
    word = hit.span.of(text)
    hope = hit.sense is Sense.LEANS_TO_YES and _READER.hope.fullmatch(word) is not None
    if not hope and not (_BEHIND.consent_noun.fullmatch(word) or _BEHIND.refusal_noun.fullmatch(word)):
        return None
    if not hope and not _BEHIND.owned.search(text[max(line.start, hit.span.start - 40) : hit.span.start]):
        return None
    stop = _BEHIND.clause_end.search(text, hit.span.end, line.end)
    end = stop.start() if stop else line.end
    subject = _BEHIND.subject_of.match(text, hit.span.end, end)
    if subject is not None and (_BEHIND.firm.match(subject["verb"]) or _BEHIND.gone.match(subject["verb"])):
        return None
    turn = _WORDS.turn.search(text, hit.span.end, end) or (
        _WORDS.somebody.search(text, hit.span.end, end) if hope else None
    )
    if turn is None or _SCOPE.leaves_as_it_is.search(text, turn.end(), min(end, turn.end() + _NEAR)):
        return None
    return turn.group()


def _apart(text: str, line: Span, terms: re.Pattern[str]) -> bool:
    """Whether all mentions of the proposal in a sentence are set apart: "it is the fee, not the admission"."""
    places = [Span(*match.span()) for match in terms.finditer(text, *line)]
    return bool(places) and all(
        _WORDS.not_the.search(text[max(line.start, place.start - _FAR) : place.start]) is not None
        or _WORDS.is_not.match(text, place.end, line.end) is not None
        for place in places
    )
