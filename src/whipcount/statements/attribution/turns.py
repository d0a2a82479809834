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
from dataclasses import dataclass, replace
from itertools import pairwise

from whipcount.bodies.actors import Via
from whipcount.statements.attribution.attributions import Attribution
from whipcount.statements.people.participants import Cast
from whipcount.statements.people.titles import HEAD_NOUN
from whipcount.statements.statement import Quotation
from whipcount.text.person_names import is_given_name
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

CONFIDENCE = 0.9
_WORDS = Wordlist("speakers/turns")
_JOINT = Wordlist("speakers/joint")
_HEAD = re.compile(
    r"^[ \t>*•·▪–—-]{0,4}(?:\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?[ \t]+)?[*_]{0,2}(?P<head>[^\n:*_]{1,110}?)[*_]{0,2}[ \t]*"
    r"(?P<colon>:)[*_]{0,2}(?=\s|$)",
    re.MULTILINE,
)
_AFFILIATION = re.compile(r"[ \t]*\((?P<inside>[^()\n]{1,70})\)")
_COMPLEMENT = re.compile(r"(?:\s+(?:of|for|from|to|general|pro tempore)\b.*)?\s*")
_BRACKETS = re.compile(r"(?:\s*\([^()\n]*\))*\s*")
_BULLET = re.compile(r"[ \t]*[*•·▪–—-][ \t]")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LETTERS = re.compile(r"[a-zß-ÿ]")


@dataclass(frozen=True, slots=True)
class Header:
    """A line's opening that may give somebody the floor: its place, the name in it, and what was written beside it.

    ``sure``: a title or an affiliation stands with the name, so that no more is needed. ``cue`` is the mark that gives
    the floor: a colon, or the word of a document ("Statement by ..."); the words begin at ``begins``.
    """

    head: Span
    cue: Span
    begins: int
    name: Span | None
    affiliation: Span | None
    sure: bool
    document: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """What one voice says: ``source`` is where its name stands, ``line`` its line's opening, ``said`` its paragraphs.

    A turn without ``source`` is of nobody who counts (a question, the chair of a talk): it only ends the one before.
    """

    line: Span
    cue: Span
    source: Span | None
    said: tuple[Span, ...]
    quoted: bool = True  # a summary record tells in the third person


def find_headers(text: str) -> tuple[Header, ...]:
    """The openings of lines that may be turns, by their form alone.

    >>> text = "Mr. Banek (Kell): We object.\\nNote: a vote follows."
    >>> [(h.name.of(text), h.affiliation.of(text), h.sure) for h in find_headers(text)]
    [('Banek', 'Kell', True)]
    """
    found = [header for match in _HEAD.finditer(text) if (header := _header(text, match)) is not None]
    return tuple(sorted((*found, *_recorded(text), *_documents(text)), key=lambda h: h.head))


def _recorded(text: str) -> Iterator[Header]:
    for match in re.finditer(_WORDS.recorded.pattern, text, re.MULTILINE):
        if match["mark"]:
            mark = Span(*match.span("mark"))
            yield Header(mark, Span(mark.end, mark.end + 1), match.end(), None, None, sure=False)
            continue
        if match["affiliated"]:
            head, name = Span(match.start("affiliated"), match.end("for") + 1), Span(*match.span("bearer"))
            dash, beside = Span(match.end() - 1, match.end()), Span(*match.span("for"))
            yield Header(head, dash, match.end(), name, beside, sure=True)
            continue
        own = Span(*match.span("name")) if match["name"] else None
        yield Header(
            Span(*match.span("head")),
            Span(match.end("head"), match.end("head") + 1),
            match.end("head") + 1,
            own,
            None,
            sure=True,
        )


def _documents(text: str) -> Iterator[Header]:
    """ "Statement by the foreign minister of Kell" on a line of its own: what follows are her words."""
    for match in re.finditer(_JOINT.by.pattern, text, re.MULTILINE):
        who = Span(*match.span("who"))
        if HEAD_NOUN.search(text, *who) or _WORDS.titled.fullmatch(who.of(text)):
            cue = Span(match.start() + len(match.group()) - len(match.group().lstrip()), who.start - 1)
            yield Header(who, cue, match.end(), None, None, sure=True, document=True)


def _header(text: str, match: re.Match[str]) -> Header | None:
    head = Span(match.start("head"), match.start("head") + len(match["head"].rstrip()))
    colon = Span(*match.span("colon"))
    words = head.of(text)
    if _WORDS.question.fullmatch(words) or _WORDS.answer.fullmatch(words):
        return Header(head, colon, colon.end, None, None, sure=False)
    affiliations = []
    bare_end = head.end
    for beside in _AFFILIATION.finditer(text, head.start, head.end):
        bare_end = min(bare_end, beside.start())
        if not _WORDS.language_note.search(beside.group()):
            affiliations.append(Span(*beside.span("inside")))
    if not _BRACKETS.fullmatch(text, bare_end, head.end):
        return None  # it goes on behind the bracket
    affiliation = affiliations[0] if affiliations else None
    bare = text[head.start : bare_end]
    if _WORDS.no_name.fullmatch(bare):
        return None
    titled = _WORDS.titled.fullmatch(text, head.start, bare_end)
    if titled:
        return Header(head, colon, colon.end, Span(*titled.span("name")), affiliation, sure=True)
    named = _WORDS.named.fullmatch(text, head.start, bare_end)
    if named:
        return Header(head, colon, colon.end, Span(*named.span("name")), affiliation, sure=affiliation is not None)
    small = bare.casefold() if bare.isupper() and len(bare.casefold()) == len(bare) else bare
    office = HEAD_NOUN.search(small) if bare.startswith(("The ", "THE ")) else None
    if office is not None and _COMPLEMENT.fullmatch(small, office.end()):
        inside = _WORDS.titled.fullmatch(text, *affiliation) if affiliation else None
        name = Span(*inside.span("name")) if inside else None
        return Header(head, colon, colon.end, name, None, sure=True)
    first, comma, behind = bare.partition(", ")
    if (
        comma
        and " " in first
        and _WORDS.named.fullmatch(first)
        and HEAD_NOUN.search(behind.casefold() if behind.isupper() else behind)
    ):
        # "ILKA SORN, FOREIGN MINISTER OF KELL", with her office behind her name
        seat = Span(head.start + len(first) + len(comma), bare_end)
        return Header(head, colon, colon.end, Span(head.start, head.start + len(first)), seat, sure=True)
    return None


def names_in(text: str, headers: Sequence[Header]) -> tuple[Span, ...]:
    """Where the headers name a person: the sure ones, and surnames in capitals that the text also writes without.

    >>> text = "Ansgar Roe spoke.\\nROE: We object.\\nNEWS: Why?"
    >>> [span.of(text) for span in names_in(text, find_headers(text))]
    ['ROE']
    """
    names = [(h.name, h.sure) for h in headers if h.name is not None]
    return tuple(name for name, sure in names if sure or _written_small(text, name))


def _written_small(text: str, name: Span) -> bool:
    word = name.of(text)
    return word.isupper() and re.search(rf"(?<![\w-]){re.escape(word.title())}(?![\w-])", text) is not None


def find_turns(text: str, cast: Cast, headers: Sequence[Header] | None = None) -> tuple[Turn, ...]:
    """The turns of a text, in order; nothing where its lines open otherwise.

    >>> from whipcount.statements.people.participants import find_participants
    >>> text = "Mr. Aalto (Finland): We object.\\n\\nMs. Brim (Sweden): We do not."
    >>> [(t.source.of(text), [s.of(text) for s in t.said]) for t in find_turns(text, find_participants(text))]
    [('Mr. Aalto (Finland)', ['We object.']), ('Ms. Brim (Sweden)', ['We do not.'])]
    """
    headers = find_headers(text) if headers is None else headers
    others = (*_inline(text, cast), *_summaries(text, cast))
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
    return tuple(_turns(text, known, asked))


def _inline(text: str, cast: Cast) -> Iterator[Turn]:
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


def _summaries(text: str, cast: Cast) -> Iterator[Turn]:
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


def _turns(text: str, known: Sequence[tuple[Header, str]], asked: Span | None) -> Iterator[Turn]:
    ends = [h.head.start for h, _ in known[1:]] + [len(text)]
    for index, ((header, kind), end) in enumerate(zip(known, ends, strict=True)):
        source = header.head
        if header.name is not None and header.affiliation is not None and header.name.start > header.affiliation.start:
            source = header.name  # "The Minister for Foreign Affairs (Mr Banek)"
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
