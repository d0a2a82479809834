"""Clauses about the speaker that stand in its source: "Kell's minister, who supports the admission, ordered the fish".

They tell the speaker's stance as its words do, where those tell none. Of a source that is only a relative pronoun the
sentence goes on behind the clause: "who had opposed it, also gave her approval" ends with what holds now.
"""

from __future__ import annotations

from whipcount.positions.stance.scope import sentence_around
from whipcount.statements.statement import Statement
from whipcount.text.span import Span, hull
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/source_clauses")


def relative_clause(statement: Statement, text: str) -> Span | None:
    """The relative clause inside a statement's source.

    >>> from whipcount.statements.statement import Quotation
    >>> text = "Kell, who backs it, sang."
    >>> it = Statement("r", (Span(0, 19),), (Span(20, 24),), (), Quotation.INDIRECT)
    >>> relative_clause(it, text).of(text)
    'backs it,'
    """
    for place in statement.source:
        match = _WORDS.relative.search(text, place.start, place.end)
        if match:
            return Span(match.end(), place.end)
    return None


def rest_of_sentence(statement: Statement, text: str) -> Span | None:
    """What a sentence says of the source after a clause that only a relative pronoun opens.

    >>> from whipcount.statements.statement import Quotation
    >>> text = "Kell, who had opposed it, now gave its approval."
    >>> it = Statement("r", (Span(0, 9),), (Span(10, 21),), (Span(22, 24),), Quotation.INDIRECT)
    >>> rest_of_sentence(it, text).of(text)
    'now gave its approval'
    """
    if not statement.source or not statement.content:
        return None
    last = max(statement.source, key=lambda place: place.end)
    if _WORDS.ends_relative.search(text, last.start, last.end) is None:
        return None
    every = hull((*statement.source, *statement.cue, *statement.content))
    line = sentence_around(text, every)
    comma = _WORDS.resumes.match(text, every.end, line.end)
    if comma is None:
        return None
    end = line.end
    while end > comma.end() and text[end - 1] in ' .!?\n"”':
        end -= 1
    return Span(comma.end(), end) if end - comma.end() > 3 else None


def of_former_times(statement: Statement, text: str) -> bool:
    """Whether the whole statement is a clause about former times.

    So is a relative one ("Kell, who had previously opposed it"), and a refusal in the pluperfect where the report tells
    of an opposition that has ended ("had blocked it for six weeks", beside "abandoned its opposition").
    """
    if not statement.source or not statement.cue:
        return False
    if _WORDS.had_opposed.match(text, statement.cue[0].start) and _WORDS.opposition_over.search(text):
        return True
    last = max(statement.source, key=lambda place: place.end)
    opens = _WORDS.ends_relative.search(text, last.start, last.end) is not None
    return opens and _WORDS.former.match(text, statement.cue[0].start) is not None
