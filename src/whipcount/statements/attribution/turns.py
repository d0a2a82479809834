"""Turns: who has the floor in the record of a meeting, a debate or an interview, read from its layout.

"Mr. Banek (Kell): ...", "FOREIGN MINISTER BANEK: ...", "The representative of Kell: ...", "Ilse Crane (Prime
Minister): ...", "Mr. BRANDT. Madam Speaker, ...", "Q: ... A: ...", and lists of members with what each holds ("- Kell:
will vote against"). A line that only ends in a colon is no turn: a title, an affiliation, a person of the report or a
list of members has to say so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from whipcount.bodies.actors import Via
from whipcount.statements.attribution.turn import Turn
from whipcount.statements.attribution.turn_headers import Header, find_headers
from whipcount.statements.attribution.turns_in_lines import members_in_lines, summaries
from whipcount.statements.people.cast import Cast
from whipcount.text.person_names import is_given_name
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/turns")
_BULLET = re.compile(r"[ \t]*[*•·▪–—-][ \t]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LETTERS = re.compile(r"[a-zß-ÿ]")


def find_turns(text: str, cast: Cast, headers: Sequence[Header] | None = None) -> tuple[Turn, ...]:
    """The turns of a text, in order; nothing where its lines open otherwise.

    >>> from whipcount.statements.people.participants import find_participants
    >>> text = "Mr. Aalto (Finland): We object.\\n\\nMs. Brim (Sweden): We do not."
    >>> [(t.source.of(text), [s.of(text) for s in t.said]) for t in find_turns(text, find_participants(text))]
    [('Mr. Aalto (Finland)', ['We object.']), ('Ms. Brim (Sweden)', ['We do not.'])]
    """
    headers = find_headers(text) if headers is None else headers
    others = (*members_in_lines(text, cast), *summaries(text, cast))
    turns = _of_headers(text, cast, headers)
    free = [turn for turn in others if not any(turn.said[0].overlaps(part) for own in turns for part in own.said)]
    return tuple(sorted((*turns, *free), key=lambda turn: turn.line))


def _of_headers(text: str, cast: Cast, headers: Sequence[Header]) -> tuple[Turn, ...]:
    if not headers:
        return ()
    often = Counter(h.head.of(text).casefold() for h in headers)
    kinds = [_kind(text, cast, h, often) for h in headers]
    members = [h for h, kind in zip(headers, kinds, strict=True) if kind == "member"]
    listed = len({h.head.of(text).casefold() for h in members}) > 1 or any(_bulleted(text, h) for h in members)
    answered = "answer" in kinds and "question" in kinds
    if any(h.affiliation is not None and cast.mentions_in(h.affiliation) for h in headers):
        # where delegates have the floor, "The President" leads the meeting
        kinds = [
            "chair" if kind == "voice" and h.name is None and _WORDS.chaired.fullmatch(h.head.of(text)) else kind
            for h, kind in zip(headers, kinds, strict=True)
        ]
    known = [
        (h, kind)
        for h, kind in zip(headers, kinds, strict=True)
        if kind and (kind != "member" or listed) and (kind not in ("question", "answer") or answered)
    ]
    if not any(kind in ("voice", "member", "answer") for _, kind in known):
        return ()
    asked = _interviewee(text, cast, known[0][0].head.start, known[-1][0].begins) if answered else None
    return tuple(_turns(text, cast, known, asked))


def _kind(text: str, cast: Cast, header: Header, often: Counter[str]) -> str:
    """Whose turn it may be: voice, member of a list, question, answer, chair (or who else asks); "" if nobody's."""
    words = header.head.of(text)
    if header.name is None:
        if _WORDS.question.fullmatch(words):
            return "question"
        if _WORDS.answer.fullmatch(words):
            return "answer"
        return "voice"
    inside = [m for m in cast.mentions_in(header.head) if m.span.end <= header.head.end]
    state = inside[0] if inside and cast.is_state(inside[0].id) and inside[0].via is Via.NAME else None
    if state is not None and state.span.start <= header.head.start + 4 and state.span.end >= header.name.end:
        return "member"
    if header.sure:
        return "voice"
    if _WORDS.chaired.fullmatch(words):
        return "chair"
    name = header.name.of(text)
    people = cast.people.named(name)
    if any(p.full for p in people) or (" " in name and is_given_name(name.split()[0]) and len(name.split()) < 4):
        return "voice"
    return "chair" if often[words.casefold()] > 1 or (words.isupper() and " " in words) else ""


def _bulleted(text: str, header: Header) -> bool:
    line = text.rfind("\n", 0, header.head.start) + 1
    return _BULLET.match(text, line, header.head.start) is not None


def _interviewee(text: str, cast: Cast, first: int, last: int) -> Span | None:
    """Where the one is named whose answers follow: the last full name with an office before the first question.

    Where nobody is, the one paragraph behind the last answer that tells of the interview may name who gave it.
    """
    told = _WORDS.interviewed.search(text, 0, first) is not None
    named = _one_person(cast, Span(0, first), told=told)
    if named is not None or cast.people.inside(Span(0, first)):
        return named
    for paragraph in re.finditer(r"[^\n]+", text[last:]):
        span = Span(last + paragraph.start(), last + paragraph.end())
        if _WORDS.interviewed.search(text, *span) and not _WORDS.first_person.search(text, *span):
            return _one_person(cast, span, told=True)
    return None


def _one_person(cast: Cast, span: Span, *, told: bool) -> Span | None:
    """The one person whom a stretch names in full: with an office, or, where the interview is told, without."""
    full = [(at, person) for at, person in cast.people.inside(span) if person.full]
    held = [(at, person) for at, person in full if person.office is not None] or (full if told else [])
    return held[0][0] if len({id(person) for _, person in held}) == 1 else None


def _turns(text: str, cast: Cast, known: Sequence[tuple[Header, str]], asked: Span | None) -> Iterator[Turn]:
    ends = [h.head.start for h, _ in known[1:]] + [len(text)]
    given: Span | None = None  # the delegation that the chair has just called
    for index, ((header, kind), end) in enumerate(zip(known, ends, strict=True)):
        source = header.head
        if header.name is not None and header.affiliation is not None and header.name.start > header.affiliation.start:
            source = header.name  # "The Minister for Foreign Affairs (Mr Banek)"
        called, given = given, _floor_given(text, cast, Span(header.begins, end)) if kind == "chair" else None
        if kind == "voice" and called is not None and _is_unknown(cast, header):
            source = called  # "I give the floor to Kell." - "Mr. Banek: ..."
        if kind in ("question", "chair") or (kind == "answer" and asked is None):
            yield Turn(
                Span(min(header.head.start, header.cue.start), header.begins),
                header.cue,
                None,
                tuple(_paragraphs(text, header.begins, end, going_on=True)),
            )
            continue
        if kind == "answer" and asked is not None:
            source = asked
        if kind == "member":
            line = text.find("\n", header.begins, end)
            said = _stripped(text, header.begins, line if line >= 0 else end)
            if said is not None and _LETTERS.search(text, *said):
                yield Turn(Span(min(header.head.start, header.cue.start), header.begins), header.cue, source, (said,))
            continue
        last = index + 1 == len(known) or header.document
        paragraphs = tuple(_paragraphs(text, header.begins, end, going_on=not last))
        if paragraphs:
            yield Turn(Span(min(header.head.start, header.cue.start), header.begins), header.cue, source, paragraphs)


def _floor_given(text: str, cast: Cast, words: Span) -> Span | None:
    """Where the one delegation is named to which the chair gives the floor."""
    named: Span | None = None
    for match in _WORDS.floor_given.finditer(text, *words):
        who = Span(*match.span("who" if match["who"] else "next"))
        states = [m for m in cast.mentions_in(who) if cast.is_state(m.id) and m.via is Via.NAME]
        if len(states) == 1:
            named = states[0].span
    return named


def _is_unknown(cast: Cast, header: Header) -> bool:
    """Whether a header names somebody of whom nothing is told: no affiliation, no office, no home."""
    if header.name is None or header.affiliation is not None:
        return False
    return not any(person.offices or person.home for person in cast.people.named(header.name.of(cast.text)))


def _paragraphs(text: str, start: int, end: int, *, going_on: bool) -> Iterator[Span]:
    """The paragraphs of a turn; behind the last header only those that speak in the first person still belong to it."""
    breaks = _BLANK_LINE if _BLANK_LINE.search(text) else re.compile(r"\n")
    places = [m.span() for m in breaks.finditer(text, start, end)]
    edges = [start, *(edge for place in places for edge in place), end]
    first = True
    for a, b in list(pairwise(edges))[::2]:
        part = _stripped(text, a, b)
        if part is None:
            continue
        if not first and (
            _WORDS.narration.search(part.of(text)) or not (going_on or _WORDS.first_person.search(text, *part))
        ):
            return
        yield part
        first = False


def _stripped(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    inner = words.strip(" \t\r\n*_")
    if not inner:
        return None
    at = start + words.index(inner)
    return Span(at, at + len(inner))
