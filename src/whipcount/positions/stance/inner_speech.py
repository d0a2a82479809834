"""Another's words inside a statement: "some say we should block it", "Kell's minister told us, 'We will never agree'".

They are that other's. Where he is named, whose they are can be looked up; else they are nobody's here.
"""

from __future__ import annotations

from dataclasses import dataclass

from whipcount.positions.stance.agents import Agent, Whose
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/inner_speech")
_CLAUSE = 4  # words from which on a quotation inside another one is somebody else's, and no word with a wink


@dataclass(frozen=True, slots=True)
class InnerSpeech:
    """Where somebody else's words stand inside a statement, and whose they are."""

    span: Span
    whose: Whose


def inner_speech(text: str, content: Span, *, direct: bool) -> tuple[InnerSpeech, ...]:
    """The places of ``content`` that tell what somebody else says.

    Args:
        text: of the passage.
        content: the speaker's words.
        direct: they are quoted: who is spoken of as "he" is then another.

    >>> text = "Some say we should block it. I do not."
    >>> [(inner.span.of(text), inner.whose.agent.name) for inner in inner_speech(text, Span(0, 38), direct=True)]
    [(' we should block it', 'OTHER')]
    """
    quotes = tuple(Span(*m.span(m.lastgroup or 0)) for m in _WORDS.inner_quote.finditer(text, *content))
    if direct:  # the marks of the whole quotation are no inner ones
        quotes = tuple(q for q in quotes if q.start > content.start + 1)
    found: list[InnerSpeech] = []
    own_words = _WORDS.own_quoted if direct else _WORDS.own_told
    for match in _WORDS.verb.finditer(text, *content):
        if found and match.start() < found[-1].span.end:
            continue
        if _WORDS.nothing_said.match(text, match.end(), content.end):
            continue
        before = text[content.start : match.start()]
        bounds = [0, *(b.end() for b in _WORDS.bound.finditer(before) if b.end() < len(before.rstrip()))]
        start = bounds[-1]
        joined = _WORDS.joined.search(before)
        if joined is not None and any(match.end() - 1 <= q.start <= match.end() + 4 for q in quotes):
            # "the minister took me aside and said, '...'": whoever did the one thing said the other
            before = before[: joined.start()]
            start = max((b for b in bounds if b < len(before)), default=0)
        subject = before[start:]
        if not subject.strip(" \"“'‘«") or own_words.search(subject):
            continue
        who = Span(content.start + start, match.start())
        quoted = next((q for q in quotes if match.end() - 1 <= q.start <= match.end() + 4), None)
        if quoted is None:
            stop = _WORDS.end.search(text, match.end(), content.end)
            quoted = Span(match.end(), stop.start() if stop else content.end)
        named = _WORDS.named.search(who.of(text)) is not None
        found.append(InnerSpeech(quoted, Whose(Agent.NAMED, who) if named else Whose(Agent.OTHER)))
    if not direct:
        return tuple(found)
    for match in _WORDS.hears.finditer(text, *content):
        stop = _WORDS.end.search(text, match.end(), content.end)
        found.append(InnerSpeech(Span(match.end(), stop.start() if stop else content.end), Whose(Agent.OTHER)))
    for quote in quotes:
        own = _WORDS.own_says.search(text[content.start : max(content.start, quote.start - 1)])
        known = own is not None or any(quote.overlaps(inner.span) for inner in found)
        if len(quote.of(text).split()) >= _CLAUSE and not known:
            found.append(InnerSpeech(quote, Whose(Agent.OTHER)))
    return tuple(found)
