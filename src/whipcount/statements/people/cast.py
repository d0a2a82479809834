"""Everybody and everything that may speak in one report: actors, offices, persons with the offices that they hold."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

from whipcount.bodies.actors import Mention
from whipcount.bodies.countries import ActorTable
from whipcount.bodies.offices import OfficeTable, WhoIs
from whipcount.statements.people.offices_in_text import Office
from whipcount.statements.people.persons import People, Person
from whipcount.text.span import Span


@dataclass(slots=True)
class Cast:
    """What :func:`~whipcount.statements.people.participants.find_participants` finds; spans count in the text."""

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
        return self.table.is_state(actor)

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
    everybody: People | None = None  # persons with those among them that are members themselves, for pronouns

    def _starts(self) -> list[int]:
        if self._mention_starts is None:
            self._mention_starts = [m.span.start for m in self.mentions]
        return self._mention_starts
