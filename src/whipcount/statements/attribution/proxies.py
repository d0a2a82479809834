"""Words said for others, too: "Mr. Oln (Kell), speaking also on behalf of Pell, said" is a statement of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from whipcount.bodies.actors import Mention, Via
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.people.cast import Cast
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/joint")
_LEAD = 120  # characters before a source in which it is told for whom it speaks
_TAIL = 120


def for_others(cast: Cast, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The attributions, and behind them one for each further actor on whose behalf a source is said to speak.

    >>> from whipcount.statements.people.participants import find_participants
    >>> from whipcount.statements.statement import Quotation
    >>> text = "Ada Brim of Poland, speaking also on behalf of Norway and Sweden, said they would agree."
    >>> own = Attribution((Span(0, 65),), (Span(66, 70),), (Span(71, 87),), Quotation.INDIRECT)
    >>> [a.source[0].of(text) for a in for_others(find_participants(text), [own])[1:]]
    ['Norway', 'Sweden']
    """
    added: list[Attribution] = []
    for attribution in found:
        if attribution.source and attribution.parent is None:
            added += [replace(attribution, source=(m.span,)) for m in _represented(cast, attribution)]
    return (*found, *added)


def _represented(cast: Cast, attribution: Attribution) -> Iterator[Mention]:
    text = cast.text
    first, last = attribution.source[0], attribution.source[-1]
    line = max(text.rfind("\n", 0, first.start) + 1, first.start - _LEAD)
    before = _WORDS.for_others_before.search(text, line, first.start)
    behind = _WORDS.for_others.search(text, first.start, min(len(text), last.end + _TAIL))
    end = text.find(".", last.end)
    for match in (before, behind):
        if match is None or (match is behind and 0 <= end < match.start()):
            continue
        who = Span(*match.span("who"))
        named = [m for m in cast.mentions_in(who) if cast.is_state(m.id) and m.via is Via.NAME]
        if named and match is behind:  # the list may go on behind its first comma
            for mention in cast.mentions_in(Span(named[-1].span.end, last.end)):
                if not _WORDS.together.fullmatch(text, named[-1].span.end, mention.span.start):
                    break
                named.append(mention)
        gaps = [Span(a.span.end, b.span.start) for a, b in pairwise(named)]
        if named and all(_WORDS.together.fullmatch(text, *gap) for gap in gaps):
            yield from named
