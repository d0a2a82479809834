"""The members of a body that no table knows, by what a report lets them do: vote, ratify, object, have ministers.

A name counts that acts as members do, that somebody speaks for, that stands in a list of votes, or that adds up with
another one that does. Who is told to be a person with an office, or to be no member, is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from whipcount.positions.proposal.clause_places import clause_places
from whipcount.positions.proposal.numerals import NUMBER, number_of
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.stance_predicates import tells_stance
from whipcount.positions.proposal.vote_layouts import NAME as LISTED_NAME
from whipcount.positions.proposal.vote_layouts import VoteLayouts
from whipcount.positions.proposal.words import word_classes
from whipcount.text.patterns import lazy_pattern
from whipcount.text.person_names import is_given_name
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

MOST = 60
_L = word_lists("told_members")
_CAP = r"[A-Z][\w’'-]*[a-z]"
_NAME = rf"{_CAP}(?: {_CAP})?"
_ONE = rf"(?:the )?{_NAME}"
_NAMES = rf"{_ONE}(?:, {_ONE}){{0,40}}(?:,? (?:and|or|as well as) {_ONE})?"
_PLURAL = rf"{_ONE}(?:, {_ONE}){{0,40}},? and {_ONE}"
_DOES = (
    r"(?:(?:which|who|that)\s+)?(?:(?:has|have|had|is|are|was|were|will|would|can|cannot|could|did|does|do|also|already|not|both|all|each|itself|yet|still|earlier|previously|initially|first|long|since|now|finally)\s+"
    rf"|n['’]t\s+)*(?i:{either(_L['does'])})"
)
_SUBJECT = lazy_pattern(rf"(?<![\w’'-])(?P<names>{_NAMES})(?:,[^,.;:]{{1,60}},)?\s+{_DOES}(?!\w)")
_LISTED = lazy_pattern(rf"(?<!\w)(?i:{either(_L['before'])})\s*(?:only\s+|just\s+)?(?P<names>{_NAMES})(?![\w’'])")
_OWNS = lazy_pattern(rf"(?<![\w’'-])(?P<names>{_NAME})['’]s?\s+(?:[\w-]+\s+){{0,2}}?(?:{either(_L['heads'])})(?!\w)")
_HEAD_OF = lazy_pattern(
    rf"(?<!\w)(?i:{either(_L['heads'])}|{either(_L['places'])})\s+(?:of|from|for)\s+(?P<names>{_ONE})(?=[\s.,;:)])(?! [A-Z])"  # noqa: E501
)
_CHAMBER_IN = lazy_pattern(rf"(?<!\w)(?i:{either(_L['chambers'])})\s+in\s+(?P<names>{_ONE})(?=[\s.,;:)])(?! [A-Z])")
_ADDED = lazy_pattern(rf"(?<![\w’'-])(?P<names>{_PLURAL})(?![\w’'-])")
_TITLE = lazy_pattern(
    rf"(?<!\w)(?i:{either(_L['titles'])})\.?,?\s+(?P<person>(?:[A-Z](?:[\w’-]*|\.)\s+){{0,2}}[A-Z][\w’-]*[a-z])(?!\w)"
)
_SPEAKS = lazy_pattern(
    r"(?<![\w’'-])(?P<person>[A-Z][\w’-]+ [A-Z][\w’-]+)(?=(?:,[^,.;]{1,60},)?\s+(?:said|says|told|added|wrote)\b)"
    r"|(?:said|says|added)\s+(?P<person2>[A-Z][\w’-]+ [A-Z][\w’-]+)(?=[,.])"
)
_OUTSIDE = lazy_pattern(rf"(?<![\w’'-])(?P<names>{_NAMES}),?\s+(?:which\s+)?{either(_L['outside'])}")
_REGION = lazy_pattern(  # "the regional parliament of Walden": a part of a member
    rf"(?<!\w)(?:regional|provincial|devolved|local)\s+(?:parliament|assembly|government|premier|council|leader|legislature)s?\s+(?:of|in)\s+(?:the\s+)?(?P<name>{_CAP})"
    rf"|(?<!\w)(?P<part>{_CAP}),\s+(?:a\s+)?(?:part|region|province|district|county)\s+of\s+(?:the\s+)?[A-Z]"
)
_NO_SUBJECT = lazy_pattern(
    r"\b(?:of|in|from|against|by|to|with|for|than|near|between|on|about|at|over|told|urged|asked|says?|said)\s+(?:the\s+)?\Z"
)
_NOT = lazy_pattern(either(_L["not_names"]), re.IGNORECASE)
_ALONE = lazy_pattern(either(_L["alone"]), re.IGNORECASE)
_INSTITUTION = lazy_pattern(
    r"(?:council|union|league|board|association|committee|commission|assembly|federation|agency|institute|university|bank"
    r"|court|office|ministry|service|school|society|church|press|news|times|house|senate|diet|synod|chamber|community)\Z",
    re.IGNORECASE,
)


def told_members(page: Page, *, taken: Sequence[Span]) -> tuple[str, ...]:
    """The names of members that only this report knows, the most spoken of first.

    Args:
        page: the report.
        taken: what is no member: the body, the candidate, actors that the table knows.
    """
    text = page.text
    no_members = people_of(text) | outsiders_of(text)
    counts: Counter[str] = Counter()
    title = page.sentences[page.title_line] if page.title_line >= 0 else None

    def kept(name: str, span: Span) -> bool:
        if title is not None and title.start <= span.start < title.end:
            return False  # capitals tell nothing in a headline
        return _may_be(name, no_members) and not any(span.overlaps(other) for other in taken)

    for pattern in (_SUBJECT, _LISTED, _OWNS, _HEAD_OF, _CHAMBER_IN):
        for match in pattern.finditer(text):
            for name, span in _each(match):
                if kept(name, span):
                    counts[_plain(name)] += 1
    for name, span in (*in_vote_lists(text), *_in_clauses(text)):
        if kept(name, span):
            counts[_plain(name)] += 1
    for _ in range(2):  # what adds up with a member is one: "Kell, Pell and Sarn", where Kell voted
        known = set(counts)
        for match in _ADDED.finditer(text):
            parts = [(name, span) for name, span in _each(match) if _may_be(name, no_members)]
            if len(parts) > 1 and any(_plain(name) in known for name, _ in parts):
                for name, span in parts:
                    if kept(name, span):
                        counts[_plain(name)] += _plain(name) not in known
    return tuple(name for name in _whole(counts))[:MOST]


_AGAIN = lazy_pattern(
    r"(?:it|they|he|she|(?:his|her|its|their)\s+(?:country|government|council|delegation|state))(?!\w)"
)
_LONG_LIST = lazy_pattern(
    rf"(?::|\s[-–—]|\b(?:those|votes|support|backing|consent|parliaments|councils|governments|delegates)\s+of|\b[Ss]o\s+(?:have|did|do|will|are)|\bas\s+(?:have|did|do|will))\s+(?:the\s+)?(?P<names>{_PLURAL})(?![\w’'-])"
)
_VOICE_OF = lazy_pattern(rf"(?<![\w-])(?:[Tt]he\s+)?(?:{either(_L['heads'])})s?\s+of\s+\Z")
_MOST_NAMES = 400
_COMPOUND = frozenset(word_lists("member_names")["parts"].split())


def _in_clauses(text: str) -> Iterator[tuple[str, Span]]:
    """The names whose clause tells a stance, by the grammar of such clauses; and long lists of what such tell."""
    for match in islice(re.finditer(rf"(?<![\w’'-])(?P<names>{_NAMES})(?![\w’'-])", text), _MOST_NAMES):
        before = text[max(0, match.start() - 24) : match.start()]
        if _NO_SUBJECT.search(before) and not _VOICE_OF.search(before):
            continue
        if any(tells_stance(text, at, _AGAIN) for at in islice(clause_places(text, match.end()), 3)):
            yield from _each(match)
    for match in islice(_LONG_LIST.finditer(text), 40):
        yield from _each(match)


def _each(match: re.Match[str]) -> Iterator[tuple[str, Span]]:
    start = match.start("names")
    for name in re.finditer(_NAME, match["names"]):
        words, at = name.group(), name.start()
        while (first := re.match(r"(\S+) (?=\S)", words)) and (
            _NOT.fullmatch(first[1]) or number_of(first[1]) is not None
        ):
            words, at = words[first.end() :], at + first.end()
        yield words, Span(start + at, start + at + len(words))


def outsiders_of(text: str) -> set[str]:
    """The names of who is told to be no member.

    >>> outsiders_of("Sorrel is not a member of the union.")
    {'Sorrel'}
    """
    return {_plain(name) for match in _OUTSIDE.finditer(text) for name, _ in _each(match)}


def parts_of_members(text: str) -> set[str]:
    """The names of regions that a report tells to be parts of a member, which are none themselves.

    >>> parts_of_members("The regional parliament of Walden, part of Belgravia, had held it up.")
    {'Walden'}
    """
    return {match["name"] or match["part"] for match in _REGION.finditer(text)}


def in_vote_lists(text: str) -> Iterator[tuple[str, Span]]:
    """The names that stand in lists of votes, two of them at least."""
    lines = list(re.finditer(r"[^\n\r]+", text))
    item = rf"(?<![\w’'-]){LISTED_NAME}"
    found = [
        (entry.span.of(lines[entry.line].group()), entry.span, lines[entry.line].start())
        for entry in VoteLayouts(item).entries([line.group() for line in lines])
    ]
    if len({name for name, _, _ in found}) > 1:
        for name, span, start in found:
            yield name, Span(span.start + start, span.end + start)


_DESCRIBED = lazy_pattern(  # "Estrid Maal, the foreign minister of Nordhag"; "the president of the union, Odo Pember"
    rf"(?<![\w’'-])(?P<person>[A-Z][\w’-]+ [A-Z][\w’-]+),\s(?:the|an?|its|their|who)\s(?:[\w-]+\s){{0,3}}?(?:{either(_L['titles'])})(?!\w)"  # noqa: E501
    rf"|(?<!\w)(?i:{either(_L['titles'])})\s+of\s+(?:the\s+)?(?:[\w-]+\s){{0,3}}?[\w-]+,\s(?P<person2>[A-Z][\w’-]+ [A-Z][\w’-]+),"  # noqa: E501
)


def people_of(text: str) -> set[str]:
    """Names of persons, whole and their last words."""
    found: set[str] = set()
    for pattern in (_TITLE, _SPEAKS, _DESCRIBED):
        for match in pattern.finditer(text):
            words = re.sub(r"['’]s?\Z", "", match["person"] or match.groupdict().get("person2") or "").split()
            if pattern is _SPEAKS and (
                text[: match.start()].endswith(("the ", "The ")) or words[0].lower() in _COMPOUND
            ):
                continue  # "the Outer Holms said they were not happy"
            if len(words) > 1 or pattern is _TITLE:
                found |= {" ".join(words), words[-1], " ".join(words[-2:]), words[0]}
    for match in re.finditer(r"(?<!\w)(?=([A-Z][\w’-]+) ([A-Z][\w’-]+))", text):
        if is_given_name(match[1]):
            found |= {match[2], f"{match[1]} {match[2]}"}
    return found


def _plain(name: str) -> str:
    return re.sub(r"['’]s?\Z", "", name).removeprefix("the ")


def _may_be(name: str, no_members: set[str]) -> bool:
    classes = word_classes()
    words = _plain(name).split()
    low = {word.lower() for word in words}
    if not words or _plain(name) in no_members or low & (classes["days"] | classes["months"]):
        return False
    if len(words) == 1 and (words[0].lower() in classes["stops"] or re.fullmatch(NUMBER, words[0], re.IGNORECASE)):
        return False
    if len(words) == 1 and _ALONE.fullmatch(words[0]):
        return False
    if any(_NOT.fullmatch(word) for word in words) or _INSTITUTION.search(words[-1]) or number_of(words[0]) is not None:
        return False
    return not (is_given_name(words[0]) and len(words) > 1) and words[-1] not in no_members


def _whole(counts: Counter[str]) -> Iterator[str]:
    """Each member once, by its longer name where a shorter one is a part of just one longer."""
    names = [name for name, _ in counts.most_common()]
    for name in names:
        if not any(other != name and (other.endswith(" " + name) or other.startswith(name + " ")) for other in names):
            yield name
