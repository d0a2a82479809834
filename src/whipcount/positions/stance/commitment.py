"""Whether a word of consent is committed to: "will support", "decided to support"; not "balked at supporting".

A finite verb of the speaker's commits. An infinitive, a gerund or a noun commits by the word that governs it, and only
by the words named here: every other one ("pretended to", "the price for", "lacked") leaves a lean.
"""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.positions.stance.post_modifiers import has_a_verb
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/commitment")
_FAR = 90


def committed(text: str, span: Span, body: Span, contents: Sequence[Span] = ()) -> bool:
    """Whether the word of support at ``span`` is one that its governing words commit to.

    ``contents`` are those of the statement: a clause that opens one is the speaker's own.

    >>> text = "It decided to support that."
    >>> committed(text, Span(14, 21), Span(0, len(text)))
    True
    >>> text = "It pretended to support that."
    >>> committed(text, Span(16, 23), Span(0, len(text)))
    False
    """
    word = span.of(text)
    before = text[max(body.start, span.start - _FAR) : span.start]
    cut = max(before.rfind(mark) for mark in (";", ":", ".", '"', "“", "”"))
    before = before[cut + 1 :]
    if _WORDS.unwilling.search(text, span.end, min(body.end, span.end + _FAR)):
        return False
    clause = _WORDS.clause_of.search(before)
    at = span.start - len(before)
    own = clause and any(at + clause.end("word") <= c.start <= at + clause.end("mark") + 1 for c in contents)
    waits = clause and _WORDS.waits.search(before[: clause.start()])
    if (
        clause
        and not own
        and not waits
        and not (_WORDS.meant.match(clause["word"]) or _WORDS.told_somebody.search(before[: clause.end("word")]))
    ):
        return False
    if _WORDS.open_question.search(before):
        return False
    if _WORDS.almost.search(before) or _WORDS.left_out.search(text, span.end, min(body.end, span.end + _FAR)):
        return False
    if _WORDS.to.search(before):
        return _WORDS.to_do.search(before) is not None or before.strip().lower() == "to"
    if _WORDS.noun.search(word) and not _WORDS.verb_of.search(before):
        if has_a_verb(text, span, body):
            return True  # "its support for this is firm": judged by that verb before
        after = _WORDS.noun_for.match(text, span.end)
        if after and _WORDS.word_before.search(before) and not word.lower().endswith("ing"):
            return _WORDS.given.search(before) is not None
    if _WORDS.ing.match(word) and _WORDS.word_before.search(before):
        return _WORDS.doing.search(before) is not None
    return True
