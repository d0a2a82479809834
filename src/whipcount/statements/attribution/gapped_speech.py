"""Two who say one thing each with one word of saying: "Kell's premier said that she agreed, Pell's that he did not"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.people.titles import HEAD_NOUN
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/joint")


def parted(text: str, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, a content that goes on with another's words cut there; the other's come behind.

    >>> from whipcount.statements.statement import Quotation
    >>> text = "Kell's premier said that she agreed, Pell's minister that he did not."
    >>> own = Attribution((Span(0, 14),), (Span(15, 19),), (Span(20, 68),), Quotation.INDIRECT)
    >>> [(a.source[0].of(text), a.content[0].of(text)) for a in parted(text, [own])]
    [("Kell's premier", 'that she agreed'), ("Pell's minister", 'he did not')]
    """
    kept: list[Attribution] = []
    added: list[Attribution] = []
    for attribution in found:
        content = attribution.content[-1] if attribution.content and attribution.source else None
        match = _WORDS.goes_on_for.search(text, *content) if content is not None else None
        if content is None or match is None or HEAD_NOUN.search(match["source"]) is None:
            kept.append(attribution)
            continue
        own = (*attribution.content[:-1], Span(content.start, match.start()))
        kept.append(replace(attribution, content=own))
        cue, words = Span(*match.span("that")), Span(match.end("that") + 1, content.end)
        added.append(replace(attribution, source=(Span(*match.span("source")),), cue=(cue,), content=(words,)))
    return (*kept, *added)
