"""Lists of members: which names stand in one list, and which of them stand for a member at all.

"Kell, Pell and the Sarn delegate" is one list of three. What only bears a member's name (its parliament, a demonym
before another noun, a place) is a list by itself that does not stand for its member.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from whipcount.bodies.person_mentions import between_ranks, with_title
from whipcount.text.number_words import NUMBER
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

_LISTS = word_lists("members")
_ENVOY = lazy_pattern(
    rf"(?:['’]s?)?\s+(?:(?:then|acting|new|top|chief|senior)\s+)?{either(_LISTS['envoys'])}\b"
    r"(?:\s+to\s+the\s+[A-Z]\w+(?:\s+[A-Z]\w+)?)?",
)
_OWNS = lazy_pattern(r"['’]s?\s+\w|['’]s\b")
_SPACE = r"\s+"
_GAP = lazy_pattern(
    rf"\s*(?:{'|'.join(_SPACE.join(map(re.escape, g.split())) for g in _LISTS['list_gaps'])})\s*(?:the\s+)?\Z"
)
_ASIDE_GAP = lazy_pattern(r",?\s+and,\s[^,.;:\n]{2,50},\s*(?:the\s+)?")  # "Kell and, to no surprise, Pell"
_OFFICE_GAP = lazy_pattern(
    r",\s(?:the|an?|its)\s[^,.;:\n]{2,50},\s(?:and\s)?(?:the\s)?"
)  # "Ann Hale, the chair, Jo Vane"
_GOES_ON_LISTING = lazy_pattern(
    r"[\w.’'-]+(?:\s[\w.’'-]+){0,3}(?:,\s(?:and\s)?(?:the\s)?[A-Z]|\sand\s(?:the\s)?[A-Z]|[.;])"
)
_GROUP_GAP = lazy_pattern(  # "Kell and four states of the south: Pell"; "Kell, the southern states Pell and Sarn"
    rf",?\s+(?:and\s+)?(?:the\s+|its\s+)?(?:{NUMBER}\s+|several\s+|other\s+)*(?:(?!and\b|or\b|of\b|to\b)[\w-]+\s+){{0,3}}?{_LISTS['group_nouns']}"
    r"(?:\s+(?:of|in)\s+the\s+(?:[\w-]+\s+)?[\w-]+)?(?:\s*:|,|\s+[-–—])?\s+(?:the\s+)?"
)
_FELLOW_GAP = lazy_pattern(r",?\s+and\s+(?:the|an?|her|his|its)\s(?:[a-z’'-]+\s){0,3}[a-z’'-]+,?\s")
_PLACE = lazy_pattern(
    r"\b(?:in|inside|outside|near|across|around|throughout|within|over|into)\s+(?:the\s+)?\Z", re.IGNORECASE
)
_TAG = lazy_pattern(
    r"\s*\((?:[A-Z]{1,3}[-–—][A-Z][\w. ]{1,20}|[A-Z][\w. -]{1,24})\)|\s+of\s+(?:the\s+(?=[A-Z][a-z]))?(?=[A-Z])[A-Z][\w-]+(?:[’']s?)?(?:\s[A-Z][\w-]+)?"  # noqa: E501
)
_TITLE = lazy_pattern(r"(?:(?:Sens?|Reps?|Senators?|Representatives?|Mr|Ms|Mrs|Dr)\.?\s+|the\s+)\Z")
_BESIDE = lazy_pattern(
    r"\b(?:unlike|besides|according\s+to|in\s+addition\s+to|apart\s+from|contrary\s+to|alongside|after|following|despite|for|to|with"
    r"\s+the\s+exception\s+of|except(?:\s+for)?)\s+(?:the\s+)?\Z",
    re.IGNORECASE,
)
_APPOSED = lazy_pattern(
    r"(?<=\s)(?:itself|himself|herself|alone)(?=\s*,)|the\s+(?:former\s+)?(?:[\w-]+\s+){0,2}(?:republic|state|country|kingdom|neighbour|ally|nation)\s+(?:of\s+)?\Z"
)
_CLOSES = lazy_pattern(r",(?=\s[a-z])(?!\s(?:or|who|which|whose|but|the|an?|its|his|her|their|as|with|while)\b)")
_GOES_ON = lazy_pattern(r"\s*(?:[;,.():]|(?:and|or|as\s+well)\b|\Z)|\s*\n")


@dataclass(frozen=True, slots=True)
class NamedMember:
    """One name in a text: where, whose; whether a member's, a person's, or that of the ``body`` itself.

    ``whole``: by its name or capital, not by an adjective; ``fellows``: other members that are spoken of by the same
    words.
    """

    span: Span
    id: str
    member: bool
    whole: bool
    body: bool = False
    person: bool = False
    fellows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MemberList:
    """Members told in one breath: who, where; ``outsiders``: states among them that are no members."""

    members: tuple[str, ...]
    span: Span
    standing: bool = True
    outsiders: tuple[str, ...] = ()
    body: bool = False  # it is the body itself that is named


def member_lists(text: str, found: Sequence[NamedMember], start: int) -> Iterator[MemberList]:
    """The lists in a stretch of a text: neighbours with nothing but a comma or an "and" between them.

    Args:
        text: the stretch.
        found: the names in it, in their order; their spans count in the whole text.
        start: where the stretch begins.

    >>> text = "Kell, Pell and Sarn met in Vess."
    >>> found = [NamedMember(Span(at, at + 4), text[at], True, True) for at in (0, 6, 15, 27)]
    >>> [(one.members, one.standing) for one in member_lists(text, found, 0)]
    [(('K', 'P', 'S'), True), (('V',), False)]
    """
    units = [_unit(text, one, start) for one in found]
    at = 0
    while at < len(units):
        span, standing, one = units[at]
        if one.body:
            yield MemberList((), Span(span.start + start, span.end + start), False, body=True)
            at += 1
            continue
        inside = [one]
        end = span.end
        at += 1
        while standing and at < len(units):
            following, stands, other = units[at]
            if following.start < end or other.body or not stands:
                break
            fellow = inside[-1].person and other.person and _FELLOW_GAP.fullmatch(text, end, following.start)
            if not fellow and not _between(text, end, following.start):
                break
            if fellow:  # "Ann Hale and the two student trustees, Jo Vane and Mo Pell"
                inside.append(other)
                end = following.end
                at += 1
                continue
            between = _APPOSED.sub("", text[end : following.start]).strip().removesuffix("the").strip()
            if not between or (between == ", and" and len(inside) < 2):
                break  # two names without a comma are no list; "it met Kell, and Pell left" is none
            if between.startswith(";") and not _GOES_ON.match(text, _list_end(text, units, at)):
                break  # "in favour were Kell and Sarn; Pell and Thale voted no"
            if between == "," and _BESIDE.search(text, max(0, span.start - 24), span.start):
                break  # "unlike Kell, Pell abstained"
            inside.append(other)
            end = following.end
            at += 1
        members = tuple(dict.fromkeys(i for f in inside if f.member for i in (f.id, *f.fellows)))
        outsiders = tuple(dict.fromkeys(f.id for f in inside if not f.member))
        yield MemberList(members, Span(span.start + start, end + start), standing and bool(members), outsiders)


def _list_end(text: str, units: list[tuple[Span, bool, NamedMember]], at: int) -> int:
    """Where the list ends that begins with a unit: behind the last name before another semicolon."""
    end = units[at][0].end
    for span, stands, one in units[at + 1 :]:
        if (
            one.body
            or not stands
            or span.start < end
            or not _between(text, end, span.start)
            or ";" in text[end : span.start]
        ):
            break
        end = span.end
    return end


def _between(text: str, end: int, start: int) -> bool:
    """Whether nothing but what joins a list stands between, a rank or an office before a name aside."""
    joined = _ASIDE_GAP.fullmatch(text, end, start) or _GROUP_GAP.fullmatch(text, end, start)
    if joined is not None or between_ranks(text, end, start):
        return True
    if _OFFICE_GAP.fullmatch(text, end, start) is not None:
        return _GOES_ON_LISTING.match(text, start) is not None
    return _GAP.match(text, end, start) is not None or _GAP.match(_APPOSED.sub("", text[end:start])) is not None


def _unit(text: str, one: NamedMember, start: int) -> tuple[Span, bool, NamedMember]:
    """One mention with its envoy or its party tag, and whether it stands for the member."""
    begin, end = one.span.start - start, one.span.end - start
    if one.body:
        return Span(begin, end), False, one
    if one.person:
        begin = with_title(text, begin)
        if text[begin : one.span.start - start].rstrip().endswith(",") and (comma := _CLOSES.match(text, end)):
            end = comma.end()  # "the chair, Ann Hale, voted no"
    title = _TITLE.search(text, max(0, begin - 16), begin)
    if title:
        begin = title.start()
    envoy = _ENVOY.match(text, end)
    if envoy:
        return Span(begin, envoy.end()), True, one
    if not one.whole or _OWNS.match(text, end):
        return Span(begin, end), False, one
    if _PLACE.search(text, max(0, begin - 12), begin):
        return Span(begin, end), False, one
    tag = _TAG.match(text, end)
    if tag and ("(" in tag.group() or one.person):
        end = tag.end()
    return Span(begin, end), True, one
