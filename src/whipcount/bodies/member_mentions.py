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
from functools import lru_cache

from whipcount.bodies.actors import Mention, Via, find_actors
from whipcount.bodies.body import Body, Member
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.group_lists import groups_in
from whipcount.bodies.member_actors import PERSON
from whipcount.bodies.member_lists import MemberList, NamedMember, member_lists
from whipcount.bodies.member_subjects import acts_itself, stands_as_subject
from whipcount.bodies.own_names import OwnName, own_names
from whipcount.bodies.party_mentions import of_parties
from whipcount.bodies.person_mentions import in_office
from whipcount.errors import BodyError
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

STANDING = "[\ue000-\uefff]"
"""A list of members, in a masked text; a class for regular expressions."""
BODY = "BODY"
"""A name of the body itself, in a masked text."""
NAMED = "[\uf000-\uf8ff]"
"""What bears a member's or another state's name and does not stand for it."""

_FIRST_STANDING, _FIRST_NAMED, _MOST = 0xE000, 0xF000, 0x7FF
_LISTED_BEFORE = lazy_pattern(r"[\w)](?:,|,?\sand)\s(?:the\s)?\Z")
_WIDER = lazy_pattern(r"(?:\b(?:South|North|Latin|Central|Native|African)\s|\b(?:Afro|Pan|Latin|Anglo)[-–])\Z")
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
        self.day = day
        self.but = frozenset(but)
        self.table = table or default_table()
        self.members = members_on(body, day)
        self.ids = frozenset(member.id for member in self.members)
        with_name = [m for m in self.members if not m.name.split()[-1].strip("()").isdecimal()]
        known = [m for m in with_name if m.id in self.table.actors and not m.id.startswith(PERSON)]
        self.states = bool(known) and len(known) * 2 >= len(with_name)
        self._ours = body_ids(body)
        named = sorted({body.name, body.id, *body.aliases}, key=lambda name: (-len(name), name))
        self._body = _whole_names(tuple(named))
        own = tuple(m for m in self.members if m.id not in self.table.actors or m.id.startswith(PERSON))
        self._own = own_names(own)
        self._kept: tuple[str, tuple[NamedMember, ...]] | None = None
        self._starts: list[int] = []  # of the names that are kept

    def masked(self, text: str, span: Span) -> Masked:
        """A stretch of a text, its lists of members masked; ``span`` counts in ``text``."""
        start, end = span
        cleaned = _PRIVATE.sub(" ", text[start:end])
        found = self._all(text)
        first = bisect_left(self._starts, start)
        after = bisect_left(self._starts, end, lo=first)
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
            kept = self._with_own(text, kept)
        persons = [(f.span, f.id) for f in kept if f.person and f.member]
        for span, who in in_office(text, persons) if persons else ():
            if not any(span.overlaps(f.span) for f in kept):
                kept.append(NamedMember(span, who, True, True, person=True))
        for span, members in of_parties(text, persons) if persons else ():
            if not any(span.overlaps(f.span) for f in kept):
                kept.append(NamedMember(span, members[0], True, True, person=True, fellows=members[1:]))
        for span, members in groups_in(text, self.ids, self.day) if self.states else ():
            kept = [f for f in kept if not (span.start <= f.span.start and f.span.end <= span.end)]
            if not any(span.overlaps(f.span) for f in kept):
                kept.append(NamedMember(span, members[0], True, True, fellows=members[1:]))
        kept.sort(key=lambda f: f.span.start)
        self._kept = (text, tuple(kept))
        self._starts = [f.span.start for f in kept]
        return self._kept[1]

    def _with_own(self, text: str, found: list[NamedMember]) -> list[NamedMember]:
        """What was found, and the members that no table knows.

        "British Columbia" holds "British", which is another's; Delhi is a member beside India, whose capital it is.
        """
        assert self._own is not None  # noqa: S101  asked for only where it is there
        theirs = sorted(found, key=lambda f: f.span.start)
        gone: set[int] = set()
        own: list[NamedMember] = []
        starts = [f.span.start for f in theirs]
        longest = max((f.span.end - f.span.start for f in theirs), default=0)
        for name in self._own.find(text):
            near = range(bisect_left(starts, name.span.start - longest), bisect_left(starts, name.span.end))
            over = [n for n in near if n not in gone and theirs[n].span.overlaps(name.span)]
            if all(_yields(theirs[n], name, self.ids) for n in over):
                gone.update(over)
                own.append(NamedMember(name.span, name.member, True, True, person=not self.states))
        return [f for n, f in enumerate(theirs) if n not in gone] + own

    def _read(self, mention: Mention, text: str) -> NamedMember | None:
        if mention.id in self.but and not (mention.id in self.ids and acts_itself(text, mention.span)):
            return None  # whom it is about; one that is a member may vote on it all the same
        if mention.via is Via.DEMONYM and _WIDER.search(text, max(0, mention.span.start - 10), mention.span.start):
            return None  # "the South American members" are not those of the United States
        ids = [i for i in mention.ids if i in self.ids and not i.startswith(PERSON)]
        if ids and _LISTED_BEFORE.search(text, max(0, mention.span.start - 8), mention.span.start):
            # "Cyprus, Luxembourg and Malta"
            return NamedMember(mention.span, ids[0], True, mention.via is not Via.DEMONYM)
        if self._ours & set(mention.ids):
            return NamedMember(mention.span, self.body.id, False, True, True)
        capital = mention.via is Via.CAPITAL and ids == list(mention.ids) and stands_as_subject(text, mention.span)
        if ids and (mention.sure or capital or mention.via in (Via.NAME, Via.DEMONYM)):
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


@lru_cache(maxsize=64)
def _whole_names(names: tuple[str, ...]) -> re.Pattern[str]:
    return lazy_pattern(rf"(?<!\w)(?:{'|'.join(map(re.escape, names))})(?!\w)", of_input=True)


def _yields(found: NamedMember, name: OwnName, ids: frozenset[str]) -> bool:
    """Whether what a table of actors finds gives way to a member's own name: within it, or at the same place."""
    inside = name.span.start <= found.span.start and found.span.end <= name.span.end
    if not inside or (found.body and found.span.end == name.span.end):
        return False  # "Trustees Nora Nash" is a member, where the trustees are the body
    if found.span == name.span:
        return name.whole and found.id != name.member and (not found.member or name.member in ids)
    return not found.member
