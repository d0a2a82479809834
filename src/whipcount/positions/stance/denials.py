"""Reports called false, and other people's words: what stands in a statement without being the speaker's own."""

from __future__ import annotations

from functools import lru_cache

from whipcount.text.heads import beginnings
from whipcount.text.span import Span
from whipcount.text.wordlists import Folded, Wordlist, lowered

_WORDS = Wordlist("stance/denials")
_BEFORE = 90  # code points before a statement in which its report may be called false
_BEHIND = 60


@lru_cache(maxsize=1)
def _denials() -> tuple[Folded, ...]:
    return _WORDS.folded_rows("denials")


def denied(text: str, frame: Span, line: Span) -> tuple[Span, ...]:
    """Where the words of ``frame`` are those of a report that is called false, in its sentence ``line``.

    >>> text = "Kell said it was not true that it supported this, and backed that."
    >>> [span.of(text) for span in denied(text, Span(0, len(text)), Span(0, len(text)))]
    ['it was not true that it supported this']
    """
    start, end = max(line.start, frame.start - _BEFORE), min(line.end, frame.end + _BEHIND)
    found = []
    low = lowered(text)
    begin = beginnings(low[start:end])
    for words in _denials():
        if not words.may_match(begin):
            continue
        for match in words.pattern.finditer(low if words.small else text, start, end):
            if match.end() >= frame.start - 1 and match.start() < frame.end:
                stop = _WORDS.region_end.search(text, match.end(), end)
                found.append(Span(match.start(), stop.start() if stop else end))
    return tuple(found)


def anothers_words(text: str, cue: Span, source: Span, line: Span) -> bool:
    """Whether a cue in such an aside tells another's words: its source stands before the aside, or is "who".

    >>> text = "Kell backs it, contradicting Orm, who called it a mistake."
    >>> anothers_words(text, Span(38, 44), Span(0, 4), Span(0, len(text)))
    True
    """
    return any(
        aside.start <= cue.start < aside.end
        and (source.end <= aside.start or _WORDS.relative_alone.match(source.of(text)))
        and _WORDS.relative.search(text[aside.start : cue.start])
        for aside in asides(text, line)
    )


def asides(text: str, body: Span) -> tuple[Span, ...]:
    """Where others' words are named only to differ from them: ", contradicting its minister, who called it wrong".

    >>> text = "It will back it, contradicting Kell, who called it a mistake."
    >>> [span.of(text) for span in asides(text, Span(0, len(text)))]
    [', contradicting Kell, who called it a mistake']
    """
    return tuple(Span(*match.span()) for match in _WORDS.aside.finditer(text, *body))
