"""Turns among the attributions of a text: each paragraph is a statement of who has the floor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.attribution.turn import Turn
from whipcount.statements.statement import Quotation
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/turns")

CONFIDENCE = 0.9


def with_turns(text: str, found: Sequence[Attribution], turns: Sequence[Turn]) -> tuple[Attribution, ...]:
    """The attributions of a text with its turns: each paragraph of a turn is a statement of who has the floor.

    What was found inside a paragraph stands in that statement; what took a header for a source, or ran over one, is
    left out, and so are questions.
    """
    if not turns:
        return tuple(found)
    own = [
        Attribution(
            (turn.source,),
            (turn.cue,),
            (part,),
            Quotation.DIRECT if turn.quoted else Quotation.INDIRECT,
            CONFIDENCE,
        )
        for turn in turns
        if turn.source is not None
        for part in turn.said
    ]
    kept: list[Attribution] = []
    place: dict[int, int] = {}
    for index, attribution in enumerate(found):
        if _crosses(attribution, turns) or _is_own_word(text, attribution, own, found):
            continue
        place[index] = len(kept)
        kept.append(attribution)
    made = []
    for attribution in kept:
        parent = attribution.parent
        if parent is not None:
            made.append(replace(attribution, parent=place.get(parent)))
            continue
        whole = (*attribution.source, *attribution.cue, *attribution.content)
        holder = next((i for i, turn in enumerate(own) if all(_within(span, turn.content[0]) for span in whole)), None)
        made.append(replace(attribution, parent=None if holder is None else len(kept) + holder))
    return (*made, *own)


def _is_own_word(text: str, attribution: Attribution, own: Sequence[Attribution], found: Sequence[Attribution]) -> bool:
    """Whether "we will vote for it" was found inside what the same voice says: the turn holds it already."""
    parents = (found[other.parent] for other in found if other.parent is not None)
    if len(attribution.source) != 1 or any(other is attribution for other in parents):
        return False
    source = attribution.source[0]
    words = source.of(text)
    return any(
        (_WORDS.own_side.fullmatch(words) or f"({words})" in turn.source[0].of(text))
        and _within(source, turn.content[0])
        and all(_within(span, turn.content[0]) for span in attribution.content)
        for turn in own
    )


def _within(span: Span, other: Span) -> bool:
    return other.start <= span.start and span.end <= other.end


def _crosses(attribution: Attribution, turns: Sequence[Turn]) -> bool:
    """Whether an attribution takes a header for its own, or lies in a question."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    for turn in turns:
        if any(span.overlaps(turn.line) for span in spans):
            return True
        if turn.source is None and any(_within(span, part) for span in spans for part in turn.said):
            return True
    return False
