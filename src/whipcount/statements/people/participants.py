"""Everybody and everything that may speak in one report: actors, offices, persons with the offices that they hold."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from whipcount.bodies.actors import Mention, Via, find_actors
from whipcount.bodies.countries import ActorTable, default_table
from whipcount.bodies.offices import OfficeTable, WhoIs, default_offices
from whipcount.statements.people.offices_in_text import Office, find_offices
from whipcount.statements.people.persons import People, Person, find_people
from whipcount.statements.statement import Role
from whipcount.text.span import Span

_BEFORE_NAME = re.compile(r",? \(?$|,? [“\"]?$")
_ACCORDING = re.compile(r"\b[Aa]ccording to (?:[\w.’'-]+ ){0,3}$")
_MEETING = r"summit|meetings?|meet|meets|met|session|talks|conference|gather\w*|vote|conven\w+"
_WAS = re.compile(r"\bwas\b")
_IS = re.compile(r" (?:is|became|remains|serves as)(?: (?:now|currently|also))? ?")
_PRONOUN_IS = re.compile(r"\b(She|He) (?:is|became|remains)(?: (?:now|currently|also))? ?$")
_POSSESSIVE_GAP = re.compile(r"['’]s? $")
_BESIDE = re.compile(r" (?:of (?:the )?|(?P<open>\()(?:the )?)")
_AFTER_NAME = re.compile(
    r"(?:,| \(| [–—-])?(?: (?:who|and)(?: (?:is|was|serves as|heads|leads|has been))?)?(?: (?:now|currently|also))? ?$"
)


@dataclass(slots=True)
class Cast:
    """What :func:`find_participants` finds in a report; spans count in its text."""

    text: str
    mentions: tuple[Mention, ...]
    offices: tuple[Office, ...]
    people: People
    table: ActorTable
    holders: OfficeTable
    actors: frozenset[str]  # ids of all actors that the report surely speaks of
    written_in: str | None = None  # the state whose seat the dateline names, where no meeting takes place there

    def is_state(self, actor: str) -> bool:
        """Whether an id is that of a state."""
        entry = self.table.actors.get(actor)
        return entry is not None and entry.kind == "state"

    def mentions_in(self, span: Span) -> tuple[Mention, ...]:
        """The actor mentions that begin inside a span."""
        starts = self._starts()
        return self.mentions[bisect_left(starts, span.start) : bisect_left(starts, span.end)]

    def state_before(self, at: int, *, floor: int = 0) -> Mention | None:
        """The last state spoken of before a place."""
        for index in range(bisect_right(self._starts(), at) - 1, -1, -1):
            mention = self.mentions[index]
            if mention.span.start < floor:
                return None
            if self.is_state(mention.id):
                return mention
        return None

    def office_at(self, span: Span) -> Office | None:
        """The first office phrase whose head lies in a span."""
        at = bisect_left(self._office_heads, span.start) if self._office_heads else 0
        if at < len(self.offices) and self.offices[at].head.start < span.end:
            return self.offices[at]
        return None

    def who_is(self, person: Person, on: date) -> WhoIs | None:
        """What the table of holders knows about a person on a day."""
        return self.holders.who_is(person.name, on, actors=self.actors)

    @property
    def unheld(self) -> tuple[Office, ...]:
        """The offices of one person that the report gives to nobody by name."""
        if self._unheld is None:
            held = {o.head for person in self.people.persons for o in person.offices}
            self._unheld = tuple(o for o in self.offices if o.head not in held and not o.title.plural)
        return self._unheld

    _unheld: tuple[Office, ...] | None = None
    _mention_starts: list[int] | None = None
    _office_heads: tuple[int, ...] = ()

    def _starts(self) -> list[int]:
        if self._mention_starts is None:
            self._mention_starts = [m.span.start for m in self.mentions]
        return self._mention_starts


def find_participants(
    text: str,
    sources: Sequence[Span] = (),
    *,
    table: ActorTable | None = None,
    holders: OfficeTable | None = None,
    place: str | None = None,
) -> Cast:
    """The cast of a report; ``sources`` are the spans that a reader took for sources, ``place`` is its dateline's.

    >>> cast = find_participants("Turkish President Ada Brim met Tov Lund, the foreign minister of Norway.")
    >>> [(p.name, str(p.office.role), p.office.actors) for p in cast.people.persons]
    [('Ada Brim', 'head_of_state', ('TR',)), ('Tov Lund', 'foreign_minister', ('NO',))]
    """
    actor_table = table or default_table()
    mentions = find_actors(text, table=actor_table)
    offices = find_offices(text, mentions)
    people = find_people(text, mentions, offices, sources)
    cast = Cast(
        text,
        mentions,
        offices,
        people,
        actor_table,
        holders or default_offices(),
        frozenset(m.id for m in mentions),
        _written_in(text, place, actor_table),
        _office_heads=tuple(o.head.start for o in offices),
    )
    _attach(cast)
    return cast


def _written_in(text: str, place: str | None, table: ActorTable) -> str | None:
    """The state whose seat a dateline names; none where ministers of many states have come there."""
    if not place:
        return None
    found = [m for m in find_actors(place, table=table) if m.sure and m.via is Via.CAPITAL]
    if len(found) != 1 or table.actors[found[0].id].kind != "state":
        return None
    name = re.escape(place)
    meets = rf"(?:\b(?:{_MEETING})\b[^.\n]{{0,80}}\b(?:in|at)\s+{name}\b|\b{name}\s+(?:{_MEETING})\b)"
    return None if re.search(meets, text, re.IGNORECASE) else found[0].id


def _attach(cast: Cast) -> None:
    text = cast.text
    places = cast.people._at
    starts = [span.start for span, _ in places]
    ends = sorted((span.end, index) for index, (span, _) in enumerate(places))
    end_keys = [end for end, _ in ends]
    for office in cast.offices:
        if office.title.plural:
            continue
        following = bisect_left(starts, office.span.end)
        if following < len(places):
            span, person = places[following]
            gap = text[office.span.end : span.start]
            if len(gap) <= 3 and "\n" not in gap and _BEFORE_NAME.fullmatch(gap):
                closed = text[span.end : span.end + 1] in (",", ")", ".", ";", "")
                if "," not in gap or closed:
                    person.offices.append(office)
                    continue
        at = bisect_right(end_keys, office.span.start) - 1
        if at >= 0 and office.span.start - end_keys[at] <= 24:
            gap = text[end_keys[at] : office.span.start]
            if _IS.fullmatch(gap):
                places[ends[at][1]][1].offices.append(office)
                continue
            if gap.strip() and "\n" not in gap and gap[0] in ", (–—-" and _AFTER_NAME.fullmatch(gap):
                apposition = gap[0] == "," or gap.lstrip()[:1] in "(–—-"
                if apposition and not _opens_a_clause(text, places[ends[at][1]][0], office):
                    once = _WAS.search(gap) is not None and office.ended is None
                    told_office = replace(office, ended=date.min) if once else office
                    places[ends[at][1]][1].offices.append(told_office)
                    continue
        told = _PRONOUN_IS.search(text, max(0, office.span.start - 24), office.span.start)
        if told is not None:
            gender = "f" if told.group(1) == "She" else "m"
            before = cast.people.before(told.start(), floor=max(0, told.start() - 300))
            person_told = next((p for p in before if p.gender in (None, gender)), None)
            if person_told is not None:
                person_told.offices.append(office)
    _homes(cast)
    for person in cast.people.persons:
        # an office with an actor tells more than one without
        person.offices.sort(key=lambda o: (not o.actors, o.role is Role.OTHER, o.span.start))
        if person.gender is None and person.office is not None:
            person.gender = _office_gender(person.office.text)


def _opens_a_clause(text: str, person: Span, office: Office) -> bool:
    """ "According to Oln, the office failed": what follows the comma is a new subject unless a comma ends it, too."""
    told = _ACCORDING.search(text, max(0, person.start - 40), person.start)
    return told is not None and text[office.span.end : office.span.end + 1] != ","


def _homes(cast: Cast) -> None:
    """ "Pell's Oln", "Tov Oln of Pell", "Tov Oln (Pell)": the actor that stands beside a name."""
    ends = {m.span.end: m for m in cast.mentions}
    starts = {m.span.start: m for m in cast.mentions if m.via is Via.NAME and cast.is_state(m.id)}
    for span, person in cast.people._at:
        for length in (3, 2):
            mention = ends.get(span.start - length)
            if mention is not None and _POSSESSIVE_GAP.fullmatch(cast.text, mention.span.end, span.start):
                person.home = person.home or mention.ids
        beside = _BESIDE.match(cast.text, span.end)
        of = starts.get(beside.end()) if beside is not None else None
        if beside is not None and of is not None:
            closed = beside["open"] is None or cast.text[of.span.end : of.span.end + 1] == ")"
            if closed and not person.home:
                person.home = of.ids


def _office_gender(text: str) -> str | None:
    words = text.lower()
    if re.search(r"\b(?:\w*woman|queen|princess|actress)\b", words):
        return "f"
    return "m" if re.search(r"\b(?:spokesman|chairman|congressman|king|prince)\b", words) else None
