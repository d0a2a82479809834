"""The verb left out: "Kell would not", "so would Kell" say what was said just before, of another, or its contrary."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from whipcount.positions.coders.composition import composed
from whipcount.positions.coders.find_predicates import find_hits
from whipcount.positions.coders.predicates import Hit, Note, Why, choose
from whipcount.positions.stance.agents import OWN
from whipcount.positions.stance.markers import MARKERS
from whipcount.positions.stance.modifiers import masked
from whipcount.positions.stance.passage import Passage
from whipcount.positions.stance.stance import Stance
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/ellipsis")
_NAME = re.compile(r"(?<!\w)[A-Z][\w-]{2,}")
_BEFORE = 300  # code points in which what is taken up is sought
FLIPPED = {
    Stance.YES: Stance.NO,
    Stance.LEAN_YES: Stance.LEAN_NO,
    Stance.WILL_NOT_BLOCK: Stance.NO,
    Stance.NO: Stance.WILL_NOT_BLOCK,
    Stance.LEAN_NO: Stance.LEAN_YES,
}
"""What a no says to words that say something."""
_AMONG = {
    Stance.NO: Stance.LEAN_NO,
    Stance.LEAN_NO: Stance.LEAN_NO,
    Stance.WILL_NOT_BLOCK: Stance.LEAN_YES,
    Stance.LEAN_YES: Stance.LEAN_YES,
}
FIRM = {Stance.LEAN_YES: Stance.YES, Stance.LEAN_NO: Stance.NO}
"""Words that only lean because nobody committed to them, once somebody does."""


def taken_up(passage: Passage, terms: re.Pattern[str]) -> Hit | None:
    """What words without their verb say; None where they have one, or nothing was said of the proposal just before."""
    if len(passage.content) != 1:
        return None
    words = passage.content[0].of(passage.text)
    alone = _WORDS.left_out.fullmatch(words)
    if alone is None and _WORDS.likewise.fullmatch(words) is None:
        return None
    end = min(passage.frame.start, passage.content[0].start)
    if alone is not None and alone["same"] is None:
        # "would vote for it ... would not", "would not vote for it ... would": of the verb without its negation
        hit = _last_said(passage, end, terms, plain=True)
        if hit is None:
            return None
        return (
            hit
            if alone["not"] is None and alone["ended"] is None
            else replace(hit, stance=FLIPPED.get(hit.stance, hit.stance))
        )
    return _last_said(passage, end, terms, plain=False)


def taken_up_within(passage: Passage, terms: re.Pattern[str]) -> Hit | None:
    """What the last sentence of some words says that has lost its verb: "I was for the admission. I am no longer".

    Only of the speaker's own side: "we", or a name that stands in the source.
    """
    sentences = passage.sentences
    if len(passage.content) != 1 or len(sentences) < 2:
        return None
    last = sentences[-1]
    words = last.of(passage.text)
    alone = _WORDS.left_out.fullmatch(words)
    if alone is None or alone["same"] is not None:
        return None
    names = [name for name in _NAME.findall(words) if any(name in s.of(passage.text) for s in passage.source)]
    if not names and not (passage.direct and _WORDS.own_subject.match(words)):
        return None
    return taken_up(replace(passage, frame=last, content=(last,)), terms)


def among_them(passage: Passage, hits: Sequence[Hit]) -> Hit | None:
    """What a speaker leans to who is none of those just told of: "Some want to block it. I am not one of them".

    ``hits`` are all of the passage, whosever: what stands before such words is told of those others. None where the
    speaker goes on to say more.
    """
    for match in _WORDS.not_among.finditer(passage.text, *passage.body):
        before = [hit for hit in hits if hit.span.end <= match.start()]
        own = _WORDS.own_subject.match(match["who"]) is not None or match["who"].lower() in ("it", "he", "she")
        if len(before) < len(hits) or not before:
            continue
        if not (own or any(match["who"] in s.of(passage.text) for s in passage.source)):
            continue
        last = max(before, key=lambda hit: hit.span.start)
        plain = last.plain or last.stance
        leans = _AMONG.get(FLIPPED.get(plain, plain))
        if leans is not None:
            spans = (*last.spans, Span(*match.span()))
            return replace(last, stance=leans, whose=OWN, spans=spans, why=last.because(Why(Note.NOT_AMONG)), weight=2)
    return None


def _last_said(passage: Passage, end: int, terms: re.Pattern[str], *, plain: bool) -> Hit | None:
    """The stance of the last sentence before a place that tells one; ``plain``: without what negates it."""
    start = max(0, end - _BEFORE)
    text = passage.text
    if plain:
        text = masked(text, tuple(Span(*match.span()) for match in MARKERS.negator.finditer(text, start, end)))
    bounds = [start, *(match.end() for match in _WORDS.sentence_end.finditer(text, start, end)), end]
    for first, last in zip(bounds[-2::-1], bounds[:0:-1], strict=True):  # the nearest first
        place = Span(first, last)
        if place.end - place.start < 12 or terms.search(text, *place) is None:
            continue
        said = replace(passage, text=text, frame=place, body=place, line=place, source=(), cue=(), content=(place,))
        best = choose(text, [replace(hit, whose=OWN) for hit in composed(text, find_hits(said, terms), terms)])
        if best is None:
            return None
        open_only = any(step.note is Note.NOT_COMMITTED for step in best.why)
        stance = FIRM.get(best.stance, best.stance) if open_only else best.stance
        return replace(best, stance=stance, why=best.because(Why(Note.TAKEN_UP)), weight=3)
    return None
