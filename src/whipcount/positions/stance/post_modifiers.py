"""What stands behind a predicate and turns it: "at no price", "its support had ended", "backing it would be folly"."""

from __future__ import annotations

from whipcount.positions.stance.modifiers import Effect
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_FAR = 200  # code points around a predicate that are looked at
_WORDS = Wordlist("stance/post_modifiers")


def said_after(text: str, span: Span, body: Span) -> Effect | None:
    """What the words behind a predicate do to it: adverbials of negation, a support that ended, a bad name for it.

    >>> text = "It would support that in no circumstances."
    >>> said_after(text, Span(9, 16), Span(0, len(text))).name
    'NOT'
    """
    body = Span(max(body.start, span.start - _FAR), min(body.end, span.end + _FAR))
    stop = _clause_end(text, span.end, body.end)
    against = _WORDS.after_not.search(text, span.end, stop)
    if against or _WORDS.not_this.match(text, span.end, stop):
        return Effect.NOT
    word = span.of(text)
    if _WORDS.something_ends.match(text, span.end, stop):
        return Effect.VOID
    if _WORDS.consent_noun.search(word) and _WORDS.of_others.match(text, span.end, stop):
        return Effect.SHADE
    if _WORDS.consent_noun.search(word) and _WORDS.owned.search(text[max(body.start, span.start - 40) : span.start]):
        found = _WORDS.subject_of.match(text, span.end, body.end)
        if found:
            verb = found["verb"]
            return Effect.NOT if _WORDS.gone.match(verb) else None if _WORDS.firm.match(verb) else Effect.SHADE
    if _WORDS.refusal_noun.fullmatch(word) and _WORDS.owned.search(text[max(body.start, span.start - 40) : span.start]):
        found = _WORDS.subject_of.match(text, span.end, body.end)
        if found and _WORDS.gone.match(found["verb"]):
            return Effect.NOT
    if _WORDS.that_clause.search(text[body.start : span.start]) and _WORDS.badly.match(text, span.end, body.end):
        return Effect.NOT
    if _WORDS.a_refusal.search(word) or _WORDS.gerund.search(word) or _WORDS.to.search(text[body.start : span.start]):
        opening = _WORDS.opens.search(text[body.start : span.start])
        if opening and (_WORDS.called if opening["calls"] else _WORDS.badly).match(text, span.end, body.end):
            return Effect.NOT
        if opening and _WORDS.harms.match(text, span.end, body.end):
            return Effect.NOT
        if opening and _WORDS.an_act.match(text, span.end, body.end):
            return Effect.SHADE
    if _WORDS.time_for.search(text[body.start : span.end]) and _WORDS.passed.search(text, span.end, stop):
        return Effect.NOT
    if asked(text, span):
        return Effect.VOID
    return None


def has_a_verb(text: str, span: Span, body: Span) -> bool:
    """Whether the noun at ``span`` is somebody's own and the subject of a verb: "its support for that is firm"."""
    owned = _WORDS.owned.search(text[max(body.start, span.start - 40) : span.start])
    return owned is not None and _WORDS.subject_of.match(text, span.end, min(body.end, span.end + _FAR)) is not None


def asked(text: str, span: Span) -> bool:
    """Whether the words at ``span`` stand in a question."""
    end = _WORDS.question_end.search(text, span.end, span.end + 2 * _FAR)
    return end is not None and end.group() == "?"


def _clause_end(text: str, start: int, end: int) -> int:
    cut = _WORDS.clause_end.search(text, start, end)
    return cut.start() if cut else end
