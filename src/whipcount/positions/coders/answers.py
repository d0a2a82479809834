"""Answers: a word or a gesture that says yes or no to what was asked; and questions, which say nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from whipcount.positions.coders.composition import composed
from whipcount.positions.coders.ellipsis import FIRM, FLIPPED
from whipcount.positions.coders.find_predicates import find_hits
from whipcount.positions.coders.predicates import Hit, Note, Why, choose
from whipcount.positions.stance.agents import OWN
from whipcount.positions.stance.modifiers import masked
from whipcount.positions.stance.passage import Passage
from whipcount.positions.stance.scope import kind_of
from whipcount.positions.stance.stance import Condition
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("stance/answers")
_BEFORE = 260  # code points before an answer in which its question is sought


def is_question(passage: Passage) -> bool:
    """Whether the words only ask: "asked what would happen if", "was asked whether", "Will we agree?"."""
    content = passage.content
    if not content:
        return False
    if _WORDS.fronted.fullmatch(passage.text, passage.line.start, passage.frame.start):
        return True  # "Whether Kell will support it, the minister would not say"
    first = content[0].of(passage.text)
    asks = any(_WORDS.ask.search(cue.of(passage.text)) for cue in passage.cue)
    if (asks and _WORDS.interrogative.match(first)) or _WORDS.of_anybody.match(first):
        return True
    return _WORDS.question_mark.fullmatch(content[-1].of(passage.text)) is not None and len(content) == 1


def without_questions(passage: Passage) -> Passage:
    """The passage with what its source is only asked left blank: '"No comment," it said when asked whether ...'."""
    if len(passage.content) < 2 or not any(_WORDS.ask.search(cue.of(passage.text)) for cue in passage.cue):
        return passage
    asked = tuple(c for c in passage.content if _WORDS.interrogative.match(c.of(passage.text)))
    return replace(passage, text=masked(passage.text, asked)) if len(asked) < len(passage.content) else passage


@dataclass(frozen=True, slots=True)
class Answer:
    """What an answer says, and on what it waits."""

    hit: Hit
    conditions: tuple[Condition, ...] = ()


def answered(passage: Passage, terms: re.Pattern[str]) -> Answer | None:
    """What an answer says: of the words that were asked, the stance that a yes or a no to them expresses.

    None where the words are no answer, or nothing is asked of the proposal near by.
    """
    waits = None if is_question(passage) else _waits(passage)
    yes = _says_yes(passage) if waits is None else waits[0]
    if yes is None:
        return None
    question = _question(passage, terms)
    if question is None:
        return None
    text = passage.text[: question.end] + " " + passage.text[question.end + 1 :]  # without its question mark
    turns = tuple(Span(*m.span()) for m in _WORDS.asked_negatively.finditer(text, *question))
    if turns:  # "Will it not?" - "Yes, it will" is a yes to what is asked, a yes alone may be either
        if yes and not any(_WORDS.full_answer.search(place.of(passage.text)) for place in passage.content):
            return None
        text = masked(text, turns)
    asked = replace(passage, text=text, frame=question, body=question, source=(), cue=(), content=(question,))
    best = choose(text, [replace(hit, whose=OWN) for hit in composed(text, find_hits(asked, terms), terms)])
    if best is None:
        return None
    open_only = any(step.note is Note.NOT_COMMITTED for step in best.why)
    stance = FIRM.get(best.stance, best.stance) if open_only else best.stance
    if not yes:
        stance = FLIPPED.get(stance, stance)
    why = best.because(Why(Note.ANSWERED_YES if yes else Note.ANSWERED_NO))
    return Answer(replace(best, stance=stance, why=why, weight=3), () if waits is None else waits[1])


def _waits(passage: Passage) -> tuple[bool, tuple[Condition, ...]] | None:
    """Of an answer that is nothing but a condition: whether it is a yes, and the condition: "only if the dam opens"."""
    if len(passage.content) != 1:
        return None
    place = passage.content[0]
    opens = _WORDS.conditional.match(passage.text, *place)
    if opens is None:
        return None
    words = passage.text[opens.start("words") : place.end].strip(' "“”„«»‘’.,;:!')
    span = Span(opens.start("words"), opens.start("words") + len(words))
    return opens["not"] is None, (Condition(" ".join(words.split()), kind_of(words), (span,)),)


def _says_yes(passage: Passage) -> bool | None:
    text = passage.text
    if passage.content:
        told = [place.of(text) for place in passage.content]
        asked = [words for words in told if _WORDS.interrogative.match(words)]
        words = " ".join(words for words in told if words not in asked or len(asked) == len(told))
        if _WORDS.affirms.fullmatch(words):
            return True
        if _WORDS.denies.fullmatch(words):
            return False
        if not is_question(passage):
            return None
        if any(_WORDS.replied_to.search(cue.of(text)) for cue in passage.cue):
            return _quoted_answer(passage)
    line = passage.line.of(text)
    nods, shakes = _WORDS.nods.search(line) is not None, _WORDS.shakes.search(line) is not None
    return nods if nods != shakes else None


def _quoted_answer(passage: Passage) -> bool | None:
    """What the words quoted beside a question answer to it: '"Never," was his reply to the question whether ...'."""
    for quoted in _WORDS.quoted.finditer(passage.text, *passage.line):
        if _WORDS.affirms.fullmatch(quoted["words"]):
            return True
        if _WORDS.denies.fullmatch(quoted["words"]):
            return False
    return None


def _question(passage: Passage, terms: re.Pattern[str]) -> Span | None:
    """The question that is answered: the one told nearest."""
    first, last = max(0, passage.line.start - _BEFORE), passage.line.end
    told = [Span(*m.span("q")) for m in _WORDS.asked_whether.finditer(passage.text, first, last)]
    told = [q for q in told if terms.search(passage.text, *q)]
    if told:
        at = passage.content[0].start if passage.content else passage.frame.start
        return min(told, key=lambda q: min(abs(q.start - at), abs(q.end - at)))
    begin = min((c.start for c in passage.content), default=passage.frame.start)
    own = _WORDS.asked_in_words.search(passage.text[max(0, begin - _BEFORE) : begin])
    if own is None:
        return None
    start = max(0, begin - _BEFORE)
    span = Span(start + own.start("q"), start + own.end("q"))
    return span if terms.search(passage.text, *span) else None
