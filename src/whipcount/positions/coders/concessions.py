"""What is only conceded: "although it likes the plan, it will vote no", "will vote for it in spite of doubts"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from whipcount.positions.coders.contract import polarity
from whipcount.positions.coders.predicates import Hit, Note, Why
from whipcount.positions.stance.stance import Stance
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/concessions")


def not_conceded(text: str, hits: Sequence[Hit], body: Span) -> list[Hit]:
    """The hits without those that are only conceded, where others are said: "will vote for it in spite of doubts"."""
    places = [Span(*match.span()) for match in _WORDS.conceded.finditer(text, *body)]
    clauses = concessions(text, body)
    said = [hit for hit in hits if not _inside((*places, *clauses), hit)]
    if said or not clauses:
        return said or list(hits)
    for clause in clauses:
        if _WORDS.cannot_do_so.match(text, clause.end):
            return [_not_done(hit) for hit in hits if _inside((clause,), hit)]
        opened = _WORDS.concession.match(text, clause.start)
        if (opened is not None and opened["strong"]) or _WORDS.leaves_verb_out.match(text, clause.end):
            return []
    return list(hits)


def concessions(text: str, body: Span) -> tuple[Span, ...]:
    """The clauses of concession that stand before their main clause.

    >>> text = "Although it likes the plan, it will vote no."
    >>> [place.of(text) for place in concessions(text, Span(0, len(text)))]
    ['Although it likes the plan,']
    """
    if "," not in text:
        return ()
    return tuple(Span(*match.span()) for match in _WORDS.concession.finditer(text, *body))


def _not_done(hit: Hit) -> Hit:
    side = polarity(hit.stance)
    stance = Stance.NO if side > 0 else Stance.WILL_NOT_BLOCK if side < 0 else hit.stance
    return replace(hit, stance=stance, why=hit.because(Why(Note.CONCEDED)), weight=3)


def _inside(places: Iterable[Span], hit: Hit) -> bool:
    return any(place.start <= hit.span.start < place.end for place in places)
