"""What is said in a roundabout way: expressions that turn, weaken or void the predicate that they govern.

"Would sooner leave than agree", "doubted that it could support", "only a fool would oppose": the predicate of the
lexicon stands there and is not meant. Each class of expression is one pattern with an effect; it ends where the words
begin that it governs. A consent read by mistake is the worst error here: a doubtful one is weakened or left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from whipcount.positions.stance.lexicon import Row, predicates_in
from whipcount.positions.stance.markers import MARKERS
from whipcount.positions.stance.stance import Stance
from whipcount.text.heads import beginnings
from whipcount.text.span import Span
from whipcount.text.wordlists import Folded, Wordlist, lowered


class Effect(Enum):
    """What an expression does to the predicate that it governs."""

    NOT = "turned"
    DOUBT = "doubted"  # leans to the other side
    RUED = "regretted"  # a consent leans to the other side, a refusal stays
    MAY = "left possible"  # leans to its own side
    SHADE = "weakened"  # a consent leans, a refusal stays
    VOID = "of others"  # dropped: whose it is, or whether it is meant, stays open
    PLAIN = "asserted"  # two words that cancel: "would not hesitate to"


@dataclass(frozen=True, slots=True)
class Mark:
    """An expression found, and what it does."""

    span: Span
    effect: Effect


_WORDS = Wordlist("stance/modifiers")

_REACH = 60  # code points between an expression and the predicate that it governs
_FEW = 6  # words of a quotation that is no sentence of its own


@lru_cache(maxsize=1)
def _governing() -> tuple[tuple[Effect, Folded], ...]:
    return tuple((Effect[words.row["effect"].upper()], words) for words in _WORDS.folded_rows("governing"))


def marks_in(text: str, body: Span, found: Sequence[tuple[Span, Row]] | None = None) -> Iterator[Mark]:
    """The governing expressions inside ``body`` that have a predicate to govern, the first of those that overlap.

    Args:
        text: of the passage.
        body: where to look.
        found: the predicates there, where they are known.

    >>> text = "It would sooner leave than agree to it."
    >>> [(mark.span.of(text), mark.effect.name) for mark in marks_in(text, Span(0, len(text)))]
    [('sooner leave than', 'NOT')]
    """
    taken = [Span(*match.span()) for match in _WORDS.contrast.finditer(text, *body)]
    yield from (Mark(span, Effect.SHADE) for span in taken)
    rows = predicates_in(text, body) if found is None else found
    starts = [span.start for span, row in rows if row.stance in _EFFECTS[Effect.DOUBT]]
    starts += [m.start() for m in MARKERS.action.finditer(text, *body) if not MARKERS.act_noun.fullmatch(m.group())]
    if not starts:
        return
    low = lowered(text)
    begin = beginnings(low[body.start : body.end])
    for effect, words in _governing():
        if not words.may_match(begin):
            continue
        for match in words.pattern.finditer(low if words.small else text, *body):
            span = Span(*match.span())
            if not any(span.overlaps(other) for other in taken) and _governs(text, span.end, body.end, starts):
                taken.append(span)
                yield Mark(span, effect)


def _governs(text: str, start: int, end: int, starts: Sequence[int]) -> bool:
    """Whether a predicate of consent or refusal, or the act itself, follows in the clause."""
    stop = min(end, start + _REACH)
    cut = _WORDS.cut.search(text, start, stop)
    stop = cut.start() if cut else stop
    return any(start <= place < stop for place in starts)


def governing(text: str, span: Span, marks: tuple[Mark, ...]) -> tuple[Mark, ...]:
    """The marks that govern the predicate at ``span``, the nearest first: no clause ends between, and none is far."""
    near = [
        mark
        for mark in marks
        if mark.span.end <= span.start <= mark.span.end + _REACH
        and not _WORDS.cut.search(text, mark.span.end, span.start)
    ]
    return tuple(sorted(near, key=lambda mark: -mark.span.start))


_Y, _LY, _W, _LN, _N = Stance.YES, Stance.LEAN_YES, Stance.WILL_NOT_BLOCK, Stance.LEAN_NO, Stance.NO
_EFFECTS: dict[Effect, dict[Stance, Stance]] = {
    Effect.NOT: {_Y: _N, _LY: _LN, _W: _N, _LN: _LY, _N: _W},
    Effect.DOUBT: {_Y: _LN, _LY: _LN, _W: _LN, _LN: _LY, _N: _LY},
    Effect.RUED: {_Y: _LN, _LY: _LN, _W: _LN},
    Effect.MAY: {_Y: _LY, _W: _LY, _N: _LN},
    Effect.SHADE: {_Y: _LY, _W: _LY},
    Effect.PLAIN: {},
}


def governed(stance: Stance, effect: Effect) -> Stance | None:
    """What a stance becomes under an effect; None where it stays open.

    >>> governed(Stance.YES, Effect.DOUBT).value, governed(Stance.NO, Effect.MAY).value
    ('lean_no', 'lean_no')
    """
    return None if effect is Effect.VOID else _EFFECTS[effect].get(stance, stance)


def scare_quotes(text: str, body: Span) -> tuple[Span, ...]:
    """The marks around a few quoted words that run on in their clause, as in: it was "not yet ready" to agree.

    >>> text = 'It was "not yet ready" to agree.'
    >>> [span.start for span in scare_quotes(text, Span(0, len(text)))]
    [7, 21]
    """
    found: list[Span] = []
    for match in _WORDS.fragment.finditer(text, *body):
        if len((match["a"] or match["b"]).split()) <= _FEW:
            found += (Span(match.start(), match.start() + 1), Span(match.end() - 1, match.end()))
    return tuple(found)


def masked(text: str, spans: tuple[Span, ...]) -> str:
    """The text with those places blank: as long as before, so that places keep their numbers."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
