"""Turns that no line opens: members with what each holds in running text, and what a summary goes on to tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from whipcount.bodies.actors import Via
from whipcount.statements.attribution.turn import Turn
from whipcount.statements.people.cast import Cast
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/turns")


def members_in_lines(text: str, cast: Cast) -> Iterator[Turn]:
    """Members with what each holds in one line of running text: "Vessary: in favour. Kell: opposed."."""
    line, group = -1, list[tuple[Span, Span, Span]]()
    for match in re.finditer(_WORDS.inline.pattern, text, re.MULTILINE):
        name = Span(*match.span("name"))
        inside = [m for m in cast.mentions_in(name) if m.span == name and m.via is Via.NAME and cast.is_state(m.id)]
        if not inside:
            continue
        here = text.rfind("\n", 0, name.start)
        if here != line:
            yield from _line_of_members(group)
            line, group = here, []
        group.append((name, Span(name.end, name.end + 1), Span(*match.span("said"))))
    yield from _line_of_members(group)


def _line_of_members(group: Sequence[tuple[Span, Span, Span]]) -> Iterator[Turn]:
    if len(group) > 1:
        for name, colon, said in group:
            yield Turn(Span(name.start, colon.end), colon, name, (said,))


def summaries(text: str, cast: Cast) -> Iterator[Turn]:
    """What a summary record goes on to tell of a delegate: the sentences behind "Mr. Banek (Kell) said that ..."."""
    for match in re.finditer(_WORDS.summary.pattern, text, re.MULTILINE):
        source, beside = Span(*match.span("source")), Span(*match.span("for"))
        end = text.find("\n", match.end())
        rest = Span(match.end(), len(text) if end < 0 else end)
        if not any(cast.is_state(m.id) for m in cast.mentions_in(beside)) or not rest.of(text).strip():
            continue
        sentences = [Span(rest.start + s.start, rest.start + s.end) for s in split_sentences(rest.of(text))]
        said = tuple(s for s in sentences if _WORDS.goes_on_indirect.match(text, *s))
        if said:
            yield Turn(Span(source.start, source.start), Span(*match.span("cue")), source, said, quoted=False)
