"""Openings of lines that may give somebody the floor, by their form: titles, affiliations, names in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whipcount.statements.people.titles import HEAD_NOUN
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span
from whipcount.text.wordlists import Wordlist

_WORDS = Wordlist("speakers/turns")

_JOINT = Wordlist("speakers/joint")
_HEAD = lazy_pattern(
    r"^[ \t>*•·▪–—-]{0,4}(?:\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?:?[ \t]+)?[*_]{0,2}(?P<head>[^\n:*_]{1,110}?)[*_]{0,2}[ \t]*"
    r"(?P<colon>:)[*_]{0,2}(?=\s|$)",
    re.MULTILINE,
)
_AFFILIATION = lazy_pattern(r"[ \t]*\((?P<inside>[^()\n]{1,70})\)")
_COMPLEMENT = lazy_pattern(r"(?:\s+(?:of|for|from|to|general|pro tempore)\b.*)?\s*")
_BRACKETS = lazy_pattern(r"(?:\s*\([^()\n]*\))*\s*")


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
    if named and not (bare.startswith(("The ", "THE ")) and affiliation and HEAD_NOUN.search(bare)):
        return Header(head, colon, colon.end, Span(*named.span("name")), affiliation, sure=affiliation is not None)
    small = bare.casefold() if bare.isupper() and len(bare.casefold()) == len(bare) else bare
    office = HEAD_NOUN.search(small) if bare.startswith(("The ", "THE ")) else None
    if office is not None and _COMPLEMENT.fullmatch(small, office.end()):
        inside = _WORDS.titled.fullmatch(text, *affiliation) if affiliation else None
        if inside is None and affiliation and " " in affiliation.of(text):
            inside = _WORDS.named.fullmatch(text, *affiliation)  # "The Premier (Vida Rook)"
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
