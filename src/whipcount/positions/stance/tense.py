"""Of two words in one sentence the newer counts: "had long opposed it and now backs it"."""

from __future__ import annotations

from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/tense")
_FAR = 60


def is_former(text: str, span: Span, body: Span) -> bool:
    """Whether the predicate at ``span`` tells of former times.

    >>> text = "It had long opposed that but backs it now."
    >>> [is_former(text, Span(text.index(w), text.index(w) + len(w)), Span(0, len(text))) for w in ("opposed", "backs")]
    [True, False]
    """
    before = text[max(body.start, span.start - _FAR) : span.start]
    if _WORDS.before.search(before) or _WORDS.time_before.search(text[body.start : span.start]):
        return True
    return _WORDS.behind.match(text, span.end, body.end) is not None


def tells_a_change(text: str, body: Span) -> bool:
    """Whether the words tell that something was otherwise before."""
    return _WORDS.now.search(text, *body) is not None
