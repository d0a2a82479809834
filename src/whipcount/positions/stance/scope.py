"""Scope: which negations govern a word, whether a statement was really made, and on what a stance waits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from whipcount.positions.stance.denials import denied
from whipcount.positions.stance.markers import MARKERS
from whipcount.positions.stance.stance import Condition, ConditionKind
from whipcount.statements.statement import Modality
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/scope")
_LINK = 8  # code points of a conjunction
_NEAR = 3  # words that a negation by a preposition reaches over
_AHEAD = 20  # code points behind the word that tell whether a clause begins right before it
_REACH = 70  # code points that a negation reaches over within its clause


def sentence_around(text: str, frame: Span) -> Span:
    """From the start of the sentence that a frame begins in to the end of the one that it ends in."""
    start = max(text.rfind("\n", 0, frame.start), text.rfind(". ", 0, frame.start)) + 1
    stop = _WORDS.sentence_end.search(text, frame.end)
    return Span(start, stop.end() if stop else len(text))


def with_lead(text: str, frame: Span, body: Span) -> Span:
    """Cue and content with a conditional clause that stands before them in their sentence."""
    start = sentence_around(text, frame).start
    return Span(start, body.end) if _WORDS.lead.fullmatch(text, start, min(frame.start, body.start)) else body


def negations(text: str, at: int, floor: int) -> list[Span]:
    """The negations that govern the word at ``at``: those before it in its clause, not before ``floor``.

    >>> text = "He said that it would never be opposed."
    >>> [span.of(text) for span in negations(text, text.index("opposed"), 0)]
    ['never']
    """
    start = max(floor, at - _REACH)
    for match in _WORDS.bound.finditer(text, start, min(len(text), at + _AHEAD)):
        if match.end() <= at:  # what stands behind a bound may be part of the word itself: "and we | are against it"
            start = match.end()
    found = [Span(*m.span()) for m in MARKERS.negator.finditer(text, start, at)]
    found = [n for n in found if not (_WORDS.near_only.match(n.of(text)) and len(text[n.end : at].split()) > _NEAR)]
    found = [
        n for n in found if not _WORDS.leaves_as_it_is.search(text, n.end, at) and not inserted(text, n, at, floor)
    ]
    nor = any(_WORDS.nor.match(span.of(text)) for span in found)
    found = [span for span in found if not (nor and _WORDS.neither.match(span.of(text)))]
    # said twice, negated once: "I cannot and I will not", "no member of my party nor of my government"
    once = found[:1]
    for span in found[1:]:
        said_again = _WORDS.again.fullmatch(text, once[-1].end, span.start) or _WORDS.as_well.search(
            text, max(start, span.start - _LINK), span.start
        )
        if not (_WORDS.nor.match(span.of(text)) or said_again):
            once.append(span)
    return once


def inserted(text: str, place: Span, at: int, floor: int) -> bool:
    """Whether the words at ``place`` stand in a clause that is inserted before ``at``: ", where it is not liked,".

    >>> text = "Kell, where it is not liked, will back it."
    >>> inserted(text, Span(18, 21), text.index("back"), 0)
    True
    >>> text = "If none of them object, Kell will back it."
    >>> inserted(text, Span(3, 7), text.index("back"), 0)
    True
    """
    opened = _WORDS.insertion.search(text, max(floor, place.start - _REACH), place.start)
    return opened is not None and "," in text[place.end : at]


def modality_of(
    text: str,
    frame: Span,
    cue: Sequence[Span],
    given: Modality,
    *,
    year: int | None = None,
    own: bool = False,
    newer: bool = False,
) -> Modality:
    """Whether the statement was really made: what the reader found, else what the words around the cue show.

    Args:
        text: the report's.
        frame: source, cue and content together.
        cue: the words of saying.
        given: what the reader found; anything but ``actual`` stands.
        year: of the report: an earlier year told beside the cue makes the statement historical.
        own: the words that count stand outside a report that is called false.
        newer: of two words, the one of former times has been left out: what is left holds now.
    """
    if given is not Modality.ACTUAL:
        return given
    words = frame.of(text)
    lead = " ".join(span.of(text) for span in cue)
    around = text[max(frame.start, (cue[0].start if cue else frame.start) - 60) : (cue[-1].end if cue else frame.end)]
    if _WORDS.not_said.search(around) or _WORDS.not_said.search(words):
        return Modality.NEGATED
    if not own and denied(text, frame, sentence_around(text, frame)):
        return Modality.NEGATED
    if _WORDS.unreal.search(with_lead(text, frame, frame).of(text)):
        return Modality.HYPOTHETICAL
    if newer:
        pass
    elif _WORDS.past.search(text[_line(text, frame.start) : frame.end]) or _past_year(
        text[frame.start : frame.end + 30], year
    ):
        return Modality.HISTORICAL
    if cue and _WORDS.former_voice.search(text, frame.start, max(frame.start, cue[0].start)):
        return Modality.HISTORICAL
    if _WORDS.to_come.search(lead) or _WORDS.to_come.search(around):
        return Modality.FUTURE
    return Modality.ACTUAL


def _line(text: str, at: int) -> int:
    """Where the sentence that holds a place begins, or nearly."""
    return max(text.rfind("\n", 0, at), text.rfind(". ", 0, at), text.rfind('" ', 0, at), at - 120, -1) + 1


def _past_year(words: str, year: int | None) -> bool:
    told = [int(y) for y in _WORDS.in_year.findall(words)]
    return bool(told) and year is not None and max(told) < year - 1


# "as long as he leads the country | he would not agree": where the main clause begins again


def not_before(text: str, line: Span) -> tuple[Condition, ...]:
    """The time before which a speaker will not: "but not before 2027", "no earlier than next year".

    >>> text = "It will agree, but not before next spring."
    >>> [(c.text, c.kind.value) for c in not_before(text, Span(0, len(text)))]
    [('not before next spring', 'timing')]
    """
    spans = (Span(*match.span(match.lastgroup or 0)) for match in _WORDS.not_before.finditer(text, *line))
    return tuple(Condition(" ".join(s.of(text).split()), ConditionKind.TIMING, (s,)) for s in spans)


def not_so(text: str, condition: Span) -> bool:
    """Whether the next sentence says that a condition is not met: "if it were fair. It is not."

    >>> not_so("We would back it if it were fair. It is not.", Span(17, 32))
    True
    """
    return condition.of(text).lower().startswith("if") and _WORDS.not_so.match(text, condition.end) is not None


def conditions_in(text: str, frame: Span, *, stops: Sequence[Span] = ()) -> tuple[Condition, ...]:
    """The conditions named inside a frame, each from its conjunction to the end of its clause, with its kind.

    Args:
        text: the report's.
        frame: where to look.
        stops: where the speaker and the word of saying stand, which are no part of a condition.

    >>> text = "Kell would agree provided that the dam is opened."
    >>> [(c.text, c.kind.value) for c in conditions_in(text, Span(0, len(text)))]
    [('provided that the dam is opened', 'action')]
    """
    found: list[Condition] = []
    for match in _WORDS.mark.finditer(text, *frame):
        if found and match.start() < found[-1].spans[0].end:
            continue
        if _WORDS.anonymous.match(text, match.start()):
            continue
        if _WORDS.whether.search(text[max(0, match.start() - 12) : match.start()]):
            continue  # "asked if": whether
        if _WORDS.past_time.match(text, match.start()) and not _WORDS.waits_ahead.search(text, *frame):
            continue  # "agreed after the dispute was settled"
        end = _end(text, match, frame, min((s.start for s in stops if s.start > match.end()), default=frame.end))
        if end - match.end() < 4:
            continue
        span = Span(match.start(), end)
        words = " ".join(span.of(text).split())
        found.append(Condition(words, kind_of(words), (span,)))
    for pattern in (_WORDS.tied, _WORDS.needed_first, _WORDS.no_without, _WORDS.with_that, _WORDS.imperative):
        for match in pattern.finditer(text, *frame):
            span = Span(*match.span("words"))
            if not any(span.overlaps(other.spans[0]) for other in found):
                words = " ".join(span.of(text).split())
                found.append(Condition(words, kind_of(words), (span,)))
    return tuple(found)


def _end(text: str, match: re.Match[str], frame: Span, told: int) -> int:
    stop = _WORDS.stop.search(text, match.end(), frame.end)
    end = stop.start() if stop else frame.end
    if told < end:
        office = _WORDS.apposed.search(text[match.end() : told])
        end = match.end() + office.start() if office else told
    before = text[frame.start : match.start()].rstrip()
    if (
        not before or before[-1] in '"“”«.!?:;' or _WORDS.said_before.search(before)
    ):  # it opens the sentence: up to its comma
        comma = text.find(",", match.end(), end)
        end = comma if comma > 0 else end
    main = _WORDS.main.search(text, match.end(), end)
    if main:
        end = main.start()
    while end > match.end() and text[end - 1] in ' ,.;"”»':
        end -= 1
    return end


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[ConditionKind, re.Pattern[str]], ...]:
    return tuple((ConditionKind(row["kind"]), pattern) for pattern, row in _WORDS.rows("kinds"))


def kind_of(words: str) -> ConditionKind:
    """What a condition waits for, by its words.

    >>> kind_of("once the war ends").value
    'event'
    """
    for kind, pattern in _kinds():
        if pattern.search(words):
            return kind
    return ConditionKind.OTHER
