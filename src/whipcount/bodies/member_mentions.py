"""Where a text speaks of members of a body, as lists: "Kell, Pell and Sarn" is one mention of three.

A sentence is *masked*: each list becomes one character, so that what is said of it can be matched by patterns over
words. A list that stands for its members is one of :data:`STANDING`; what only bears a member's name (its parliament,
a demonym before another noun, a place) is one of :data:`NAMED`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from whipcount.bodies.actors import Mention, Via, find_actors
from whipcount.bodies.body import Body, Member
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.member_actors import PERSON
from whipcount.bodies.member_lists import MemberList, NamedMember, member_lists
from whipcount.bodies.party_mentions import of_parties
from whipcount.bodies.person_mentions import in_office
from whipcount.errors import BodyError
from whipcount.text.patterns import lazy_pattern
from whipcount.text.phrase_lists import either, word_lists
from whipcount.text.span import Span

STANDING = "[\ue000-\uefff]"
"""A list of members, in a masked text; a class for regular expressions."""
BODY = "BODY"
"""A name of the body itself, in a masked text."""
NAMED = "[\uf000-\uf8ff]"
"""What bears a member's or another state's name and does not stand for it."""

_LISTS = word_lists("members")
_FIRST_STANDING, _FIRST_NAMED, _MOST = 0xE000, 0xF000, 0x7FF
_LISTED_BEFORE = lazy_pattern(r"[\w)](?:,|,?\sand)\s(?:the\s)?\Z")
_WIDER = lazy_pattern(r"(?:\b(?:South|North|Latin|Central|Native|African)\s|\b(?:Afro|Pan|Latin|Anglo)[-–])\Z")
_OPENERS = either(_LISTS["openers"])
"""Words that open a sentence before a name and are no part of it: "Only Ann Hale"."""
_ONE_LINE = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?=\S))"
"""What may stand within a name: no line left blank."""
_PRIVATE = lazy_pattern("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of text whose member lists are one character each."""

    text: str
    lists: tuple[MemberList, ...]
    span: Span  # of the stretch, in the report
    moves: tuple[tuple[int, int], ...] = ()  # behind this place of the masked text, so much further in the report

    def origin(self, at: int) -> int:
        """The place in the report of a place in the masked text."""
        moved = 0
        for place, further in self.moves:
            if place > at:
                break
            moved = further
        return min(self.span.start + at + moved, self.span.end)

    def of(self, mark: str) -> MemberList:
        """The list that a character of the masked text stands for."""
        at = ord(mark)
        return self.lists[at - (_FIRST_NAMED if at >= _FIRST_NAMED else _FIRST_STANDING)]


class MemberFinder:
    """Finds the members of a body in texts.

    Args:
        body: whose members.
        day: of membership; where the body's file does not know that day, its latest members.
        table: the actors to look for.
        but: ids of actors that are left as they are told: the candidate, where it is what is spoken of.

    >>> from whipcount.bodies.catalogue import load_body
    >>> finder = MemberFinder(load_body("NATO"), date(2024, 1, 1))
    >>> finder.masked("Hungary, Turkey and Sweden spoke.", Span(0, 33)).lists[0].members
    ('HU', 'TR')
    """

    def __init__(
        self, body: Body, day: date | None, *, table: ActorTable | None = None, but: Iterable[str] = ()
    ) -> None:
        self.body = body
        self.but = frozenset(but)
        self.table = table or default_table()
        self.members = members_on(body, day)
        self.ids = frozenset(member.id for member in self.members)
        with_name = [m for m in self.members if not m.name.split()[-1].strip("()").isdecimal()]
        known = [m for m in with_name if m.id in self.table.actors and not m.id.startswith(PERSON)]
        self.states = bool(known) and len(known) * 2 >= len(with_name)
        self._ours = body_ids(body)
        named = sorted({body.name, body.id, *body.aliases}, key=lambda name: (-len(name), name))
        self._body = lazy_pattern(rf"(?<!\w)(?:{'|'.join(map(re.escape, named))})(?!\w)", of_input=True)
        self._own = _names([m for m in self.members if m.id not in self.table.actors or m.id.startswith(PERSON)])
        self._kept: tuple[str, tuple[NamedMember, ...]] | None = None

    def masked(self, text: str, span: Span) -> Masked:
        """A stretch of a text, its lists of members masked; ``span`` counts in ``text``."""
        start, end = span
        cleaned = _PRIVATE.sub(" ", text[start:end])
        found = self._all(text)
        first = bisect_left(found, start, key=lambda f: f.span.start)
        after = bisect_left(found, end, lo=first, key=lambda f: f.span.start)
        inside = [f for f in found[first:after] if f.span.end <= end]
        lists: list[MemberList] = []
        parts: list[str] = []
        moves: list[tuple[int, int]] = []
        at = length = 0
        for group in member_lists(cleaned, inside, start):
            if len(lists) >= _MOST:
                break
            here = Span(group.span.start - start, group.span.end - start)
            shown = BODY if group.body else chr((_FIRST_STANDING if group.standing else _FIRST_NAMED) + len(lists))
            parts += (cleaned[at : here.start], shown)
            length += here.start - at + len(shown)
            if not group.body:
                lists.append(group)
            at = here.end
            moves.append((length, at - length))
        parts.append(cleaned[at:])
        return Masked("".join(parts), tuple(lists), span, tuple(moves))

    def named(self, text: str) -> Iterator[tuple[Span, str]]:
        """Each place where a text names a member, or a person in a member's office, and which member.

        >>> from whipcount.bodies.catalogue import load_body
        >>> finder = MemberFinder(load_body("NATO"), date(2024, 1, 1))
        >>> [member for _, member in finder.named("Hungary and the Turkish delegate spoke with Sweden.")]
        ['HU', 'TR']
        """
        for found in self._all(text):
            if found.member and not found.body and not found.fellows:
                yield found.span, found.id

    def _all(self, text: str) -> tuple[NamedMember, ...]:
        if self._kept is not None and self._kept[0] is text:
            return self._kept[1]
        found = [self._read(mention, text) for mention in find_actors(text, table=self.table)]
        ours = [Span(*match.span()) for match in self._body.finditer(text)]
        kept = [f for f in found if f is not None and not any(f.span.overlaps(span) for span in ours)]
        kept += [NamedMember(span, self.body.id, False, True, True) for span in ours]
        if self._own is not None:
            taken = kept
            for match in self._own[0].finditer(text):
                span = Span(*match.span())
                # "British Columbia" holds "British", which is another's
                taken[:] = [
                    f for f in taken if not (span.start <= f.span.start and f.span.end < span.end and not f.member)
                ]
                if not any(span.overlaps(f.span) for f in taken):
                    told = match.group().casefold().split()
                    member = self._own[1].get(" ".join(told)) or self._own[1][told[-1]]
                    kept.append(NamedMember(span, member, True, True, person=not self.states))
        persons = [(f.span, f.id) for f in kept if f.person and f.member]
        for span, who in in_office(text, persons) if persons else ():
            if not any(span.overlaps(f.span) for f in kept):
                kept.append(NamedMember(span, who, True, True, person=True))
        for span, members in of_parties(text, persons) if persons else ():
            if not any(span.overlaps(f.span) for f in kept):
                kept.append(NamedMember(span, members[0], True, True, person=True, fellows=members[1:]))
        kept.sort(key=lambda f: f.span.start)
        self._kept = (text, tuple(kept))
        return self._kept[1]

    def _read(self, mention: Mention, text: str) -> NamedMember | None:
        if mention.id in self.but:
            return None
        if mention.via is Via.DEMONYM and _WIDER.search(text, max(0, mention.span.start - 10), mention.span.start):
            return None  # "the South American members" are not those of the United States
        ids = [i for i in mention.ids if i in self.ids and not i.startswith(PERSON)]
        if ids and _LISTED_BEFORE.search(text, max(0, mention.span.start - 8), mention.span.start):
            # "Cyprus, Luxembourg and Malta"
            return NamedMember(mention.span, ids[0], True, mention.via is not Via.DEMONYM)
        if self._ours & set(mention.ids):
            return NamedMember(mention.span, self.body.id, False, True, True)
        if ids and (mention.sure or mention.via in (Via.NAME, Via.DEMONYM)):
            return NamedMember(mention.span, ids[0], True, mention.via is not Via.DEMONYM)
        actor = self.table.actors.get(mention.id)
        if actor is None or actor.kind != "state" or not self.states:
            return None
        return NamedMember(mention.span, mention.id, False, mention.via is not Via.DEMONYM)


def body_ids(body: Body) -> frozenset[str]:
    """The ids of actors by which reports speak of a body: itself, and the organisation that it belongs to.

    >>> from whipcount.bodies.catalogue import load_body
    >>> sorted(body_ids(load_body("EU-COUNCIL")))
    ['EU', 'EU-COUNCIL']
    """
    first = body.id.split("-")[0]
    more = {"UN"} if body.id.startswith("UN") else {"EU"} if body.id == "SCHENGEN" else set()
    return frozenset({body.id, *more, *({first} if first in ("EU", "AU", "WTO", "IMF", "OAS", "IAEA") else set())})


def members_on(body: Body, day: date | None) -> tuple[Member, ...]:
    """The members on a day; of a day that the body's file does not know, its latest ones.

    >>> from whipcount.bodies.catalogue import load_body
    >>> len(members_on(load_body("NATO"), date(2030, 1, 1)))
    32
    """
    try:
        return body.members(day)
    except BodyError:
        return body.members()


def _names(members: Iterable[Member]) -> tuple[re.Pattern[str], dict[str, str]] | None:
    """Members that no table of actors knows: by their full names, or by a last word that only one of them has."""
    by_last: dict[str, list[Member]] = {}
    for member in members:
        words = member.name.split()
        if words and not words[-1].isdecimal():  # "seat 276" names nobody: a report's 276 is a number of votes
            by_last.setdefault(words[-1].casefold(), []).append(member)
    single = {last: found[0] for last, found in by_last.items() if len(found) == 1}
    spelled = []
    more: dict[str, str] = {}
    for member in members:
        words = member.name.split()
        if len(words) > 1 and not words[-1].isdecimal() and words[0][:1].isupper():
            spelled.append(r"\s+".join(map(re.escape, words)))  # "Isle of Dorn"; two members whose last words are one
            more[" ".join(words).casefold()] = member.id
    if not single and not spelled:
        return None
    for last, member in single.items():
        first = re.escape(member.name)[: -len(re.escape(member.name.split()[-1]))].strip()
        surname = re.escape(member.name.split()[-1])
        given = rf"(?:(?!{_OPENERS}\b)[A-Z][\w.’'-]*{_ONE_LINE}){{0,2}}?" if first else r"(?:[A-Z]\.\s+){0,2}"
        spelled.append(rf"{given}{surname}")
        if re.search(r"\s[a-z]", member.name):  # "Party of the Coast"
            spelled.append(re.escape(member.name).replace(r"\ ", r"\s+"))
        if (plain := _without_umlauts(member.name.split()[-1])) != member.name.split()[-1]:
            spelled.append(rf"{given}{re.escape(plain)}")
            more[plain.casefold()] = member.id
        single[last] = member
    longest = sorted(spelled, key=len, reverse=True)
    pattern = lazy_pattern(rf"(?<![\w-])(?:{'|'.join(longest)})(?!\w|-[A-Z])", of_input=True)
    return pattern, {last: member.id for last, member in single.items()} | more


def _without_umlauts(name: str) -> str:
    """How a name is spelled where umlauts are not to be had: Baden-Wuerttemberg."""
    for letter, plain in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue")):
        name = name.replace(letter, plain)
    return name
