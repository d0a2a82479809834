"""Who belongs when: spans of days, members with the spans of their membership, and the roster of a day.

A file knows its members for some days only. For another day the nearest roster that it knows is given, with the
:class:`Doubt` beside it as a value, so that a page can show it: a body is never refused for a day.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included; ``None`` is open.

    >>> Span(date(1973, 1, 1), date(2020, 1, 31)).covers(date(2020, 2, 1))
    False
    """

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    def nearest(self, day: date) -> date:
        """The day itself, or the end of the span that lies nearest to it.

        >>> Span(date(1995, 1, 1), date(2025, 12, 31)).nearest(date(2030, 6, 1))
        datetime.date(2025, 12, 31)
        """
        if self.start is not None and day < self.start:
            return self.start
        return self.end if self.end is not None and day > self.end else day

    def distance(self, day: date) -> int:
        """How many days lie between the day and the span; 0 within it."""
        return abs((self.nearest(day) - day).days)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a body, with the stretches of its membership.

    Attributes:
        id: ISO 3166 alpha-2 in capitals for states (``HU``), the catalogue's id for bodies (``EU-COUNCIL``), the seat's
            region and the family name for persons (``ME-COLLINS``).
        name: in English, as the body writes it.
        spans: when it was a member, in order.
        provenance: where the dates come from; says ``unverified`` where they are from memory.
        party: of a person, the party of the latest term; empty for states.
        region: of a person, what the seat is of (``ME``, ``ME-02``); empty for states.
        also: other names by which reports speak of it ("Bayern"), where no table of actors knows them.
    """

    id: str
    name: str
    spans: tuple[Span, ...]
    provenance: str = ""
    party: str = ""
    region: str = ""
    also: tuple[str, ...] = ()

    @property
    def since(self) -> date | None:
        """The first day of the first membership, if known."""
        return self.spans[0].start

    @property
    def until(self) -> date | None:
        """The last day of the last membership; ``None`` while it lasts."""
        return self.spans[-1].end

    def belongs(self, on: date | None) -> bool:
        """Whether it is a member on that day (``None``: by the latest known state)."""
        return self.until is None if on is None else any(span.covers(on) for span in self.spans)


@dataclass(frozen=True, slots=True)
class Doubt:
    """What an answer rests on where the file does not know the day that was asked for.

    Attributes:
        about: what is doubted: ``members``, or the name of a weight (``population``).
        asked: the day that was asked for.
        used: the day whose state was taken instead (the nearest that the file knows).
        text: the same in a sentence, for people.
    """

    about: str
    asked: date
    used: date
    text: str


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a body on a day.

    Attributes:
        members: in the file's order.
        day: the day whose members these are; ``None`` for the latest state.
        doubt: where the file does not know the day that was asked for; ``None`` where it does.
        seats: how many there are when all are filled, where the body has a fixed number.
    """

    members: tuple[Member, ...]
    day: date | None = None
    doubt: Doubt | None = None
    seats: int | None = None

    @property
    def vacant(self) -> int:
        """How many seats nobody holds; 0 where the body has no fixed number of them."""
        return max(0, self.seats - len(self.members)) if self.seats is not None else 0


def roster_on(
    members: tuple[Member, ...],
    on: date | None,
    coverage: Span,
    known_to: date | None,
    *,
    gaps: tuple[Span, ...] = (),
    seats: int | None = None,
) -> Roster:
    """The members on a day, or on the nearest day that is known, with the doubt that then stands beside them.

    Args:
        members: everybody who ever was one.
        on: the day; ``None`` for the latest state.
        coverage: from when to when the list is complete.
        known_to: the last day on which it was known to hold.
        gaps: stretches within for which it is not complete, none touching another.
        seats: how many there are when all are filled.

    >>> lake = (Member("A", "A", (Span(date(2000, 1, 1)),)),)
    >>> roster_on(lake, date(1990, 1, 1), Span(date(2000, 1, 1)), None).doubt.text
    'the members on 1990-01-01 are not known; those of 2000-01-01 are taken'
    """
    day = on or coverage.end
    if day is None:
        return Roster(tuple(member for member in members if member.belongs(None)), None, None, seats)
    used = coverage.nearest(day)
    for gap in gaps:
        if gap.covers(used):
            used = _beside(gap, used)
    doubt = None
    if used != day:
        doubt = Doubt("members", day, used, f"the members on {day} are not known; those of {used} are taken")
    elif on is not None and known_to is not None and day > known_to:
        doubt = Doubt("members", day, known_to, f"the members are known to {known_to}; taken to be the same on {day}")
    kept = tuple(member for member in members if member.belongs(used))
    if used > day and seats is not None and any(member.region for member in kept):
        kept = _with_earlier(members, kept, day, seats)
    return Roster(kept, used, doubt, seats)


def _with_earlier(members: tuple[Member, ...], later: tuple[Member, ...], day: date, seats: int) -> tuple[Member, ...]:
    """Persons on a day before a chamber's list is complete: whom it knows to have sat then; the rest of another day.

    >>> seat = lambda i, first, last: Member(i, i, (Span(first, last),), region=i[:2])
    >>> was, was_not = seat("AA-1", date(1990, 1, 1), date(1999, 12, 31)), seat("AA-2", date(2000, 1, 1), None)
    >>> stayed, came = seat("BB-1", date(1990, 1, 1), None), seat("CC-1", date(2000, 1, 1), None)
    >>> [m.id for m in _with_earlier((was, was_not, stayed, came), (was_not, stayed, came), date(1995, 1, 1), 3)]
    ['AA-1', 'BB-1', 'CC-1']
    """
    then = [member for member in members if member.belongs(day)][:seats]
    held = Counter(member.region for member in then)
    rest = []
    for member in later:
        if member in then:
            continue
        if held[member.region] > 0 and not member.belongs(day):
            held[member.region] -= 1  # the seat is known to have been another's
        else:
            rest.append(member)
    kept = {member.id for member in (*then, *rest[: max(0, seats - len(then))])}
    return tuple(member for member in members if member.id in kept)


def _beside(gap: Span, day: date) -> date:
    """The day before or after a gap, whichever is nearer."""
    sides = [gap.start - timedelta(days=1)] if gap.start else []
    sides += [gap.end + timedelta(days=1)] if gap.end else []
    return min(sides, key=lambda side: abs((side - day).days), default=day)
