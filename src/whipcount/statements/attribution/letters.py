"""Letters and mails in a text: who writes is told by a "From:" line or by the signature, and the rest are their words.

"From: Ada Brim, President of Kell / To: ... / Dear colleagues, Kell will vote for it." and "Dear Chair, ... Yours,
Ada Brim, President of Kell" are one voice's words, as a turn in a record is.
"""

from __future__ import annotations

from collections.abc import Iterator

from whipcount.statements.attribution.turn import Turn
from whipcount.statements.people.titles import HEAD_NOUN
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/letters")


def find_letters(text: str) -> tuple[Turn, ...]:
    """The letters of a text, each paragraph said by who signs or sends it.

    >>> text = "From: Ada Brim, president of Kell\\nTo: the chair\\n\\nDear chair,\\nWe shall vote for the pier."
    >>> [(t.source.of(text), [s.of(text) for s in t.said]) for t in find_letters(text)]
    [('Ada Brim, president of Kell', ['We shall vote for the pier.'])]
    >>> text = "Dear chair, we shall vote for the pier. Yours, Ada Brim, president of Kell"
    >>> [(t.source.of(text), [s.of(text) for s in t.said]) for t in find_letters(text)]
    [('Ada Brim, president of Kell', ['we shall vote for the pier.'])]
    """
    return tuple(_sent(text)) or tuple(_signed(text))


def _sent(text: str) -> Iterator[Turn]:
    """Letters that a block of lines opens, one of them "From:"."""
    for match in _WORDS.header.finditer(text):
        sender = _WORDS.sender.search(text, *match.span())
        if sender is None or not _is_voice(sender["who"]):
            continue
        following = _WORDS.header.search(text, match.end())
        body = Span(match.end(), following.start() if following else len(text))
        said = tuple(_paragraphs(text, body))
        if said:
            source = Span(*sender.span("who"))
            yield Turn(Span(match.start(), match.end()), Span(*sender.span("cue")), source, said)


def _signed(text: str) -> Iterator[Turn]:
    """Letters between "Dear ..." and a closing formula with the name and office of who signs."""
    for opening in _WORDS.greeting.finditer(text):
        closing = _WORDS.closing.search(text, opening.end())
        if closing is None or not _is_voice(closing["who"]):
            continue
        said = tuple(_paragraphs(text, Span(opening.end(), closing.start())))
        if said:
            cue = Span(*opening.span("cue"))
            yield Turn(Span(opening.start(), opening.end()), cue, Span(*closing.span("who")), said)


def _is_voice(words: str) -> bool:
    """Whether a sender is told with an office: a name alone tells nobody's voice."""
    return HEAD_NOUN.search(words) is not None


def _paragraphs(text: str, body: Span) -> Iterator[Span]:
    for match in _WORDS.paragraph.finditer(text, *body):
        if _WORDS.closing_line.match(text, match.start(), match.end()):
            return
        start = match.start()
        greeting = _WORDS.greeting_line.match(text, *match.span())
        if greeting is not None:
            start = greeting.end()
        words = text[start : match.end()].strip()
        if len(words.split()) > 1:
            at = text.index(words, start)
            yield Span(at, at + len(words))
