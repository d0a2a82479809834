"""Whether what an export holds counts the same: the dossier against the file, read back, as of every day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from whipcount.analysis.analyse import Read
from whipcount.analysis.count import Counted, count_of
from whipcount.analysis.opening import stored
from whipcount.errors import BodyError
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Evidence

if TYPE_CHECKING:
    from whipcount.dossiers.store import Store

MOST_DAYS = 400
"""So many days are counted; of more, the latest, and what is said tells so."""
_MOST = 12


@dataclass(frozen=True, slots=True)
class Difference:
    """A member, or the rule (``member`` empty), that counts otherwise for a time: before, and read back."""

    member: str
    name: str
    first: date
    last: date | None
    before: str
    after: str

    def text(self) -> str:
        """In words.

        >>> Difference("KELL", "Kell", date(2025, 3, 1), None, "no", "unknown").text()
        'Kell is unknown instead of no from 2025-03-01'
        """
        until = "" if self.last is None else f" to {self.last}"
        days = f"as of {self.first}" if self.last == self.first else f"from {self.first}{until}"
        return f"{self.name} is {self.after} instead of {self.before} {days}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What counts otherwise, and since which day it was looked at (None: since the first)."""

    differences: tuple[Difference, ...] = ()
    since: date | None = None

    def lines(self) -> list[str]:
        """What is told of it, a line each; none where all counts the same.

        >>> Compared().lines()
        []
        """
        if not self.differences:
            return []
        shown = [item.text() for item in self.differences[:_MOST]]
        more = len(self.differences) - len(shown)
        lines = ["what is left out counts: imported anew, this file gives another count", *shown]
        lines += [f"and {more} more such differences"] if more else []
        return lines + ([f"days before {self.since} were not compared"] if self.since else [])


def compared(
    store: Store,
    dossier_id: str,
    again: Iterable[Evidence],
    *,
    known_by: datetime | None = None,
) -> Compared:
    """What a dossier counts otherwise once it was exported and imported into one that has nothing else.

    Args:
        store: the store.
        dossier_id: which dossier.
        again: the evidence as the file gives it back.
        known_by: nothing recorded later was exported.

    Raises:
        DossierError: the dossier has no proposal.
        BodyError: its body is unknown.
    """
    opened = stored(store, dossier_id, known_by=known_by)
    back = tuple(again)
    bare = replace(opened.dossier, records=(), corrections=(), events=(), reports=())
    proposal = opened.read.proposal
    limit = max([opened.known_by, *(item.recorded_at for item in back)])
    days = {item.reported_on for item in (*opened.read.evidence, *back)}
    days |= {event.on for event in opened.dossier.events}
    chosen = sorted(days)[-MOST_DAYS:]
    since = chosen[0] if len(days) > len(chosen) else None
    open_ones: dict[str, Difference] = {}
    differences: list[Difference] = []
    for day in chosen:
        try:
            before = count_of(opened.dossier, opened.read, known_by=limit, as_of=day)
            after = count_of(bare, Read(proposal, evidence=back), known_by=limit, as_of=day)
        except BodyError:  # no members on that day: nothing to count
            continue
        now = {item.member: item for item in _of_day(before, after, day)}
        for member, item in list(open_ones.items()):
            new = now.get(member)
            if new is None or (new.before, new.after) != (item.before, item.after):
                differences.append(replace(open_ones.pop(member), last=_before(day, chosen)))
        for member, item in now.items():
            open_ones.setdefault(member, item)
    differences += open_ones.values()
    return Compared(tuple(sorted(differences, key=lambda item: (item.first, item.member))), since)


def _before(day: date, days: list[date]) -> date:
    """The last day on which what held before a day held: the day before it."""
    return max(date.fromordinal(day.toordinal() - 1), days[0])


def _of_day(before: Counted, after: Counted, day: date) -> Iterator[Difference]:
    new = {position.member: position for position in after.tally.positions}
    for position in before.tally.positions:
        one, two = told(position), told(new[position.member])
        if one != two:
            yield Difference(position.member, before.name(position.member), day, None, one, two)
    one, two = (_rule(of) for of in (before, after))
    if one != two:
        yield Difference("", "the rule", day, None, one, two)


def _rule(of: Counted) -> str:
    return f"{of.tally.state.value} ({len(of.tally.agreed)} agreed, {len(of.tally.passing)} pass)"


def told(position: Position) -> str:
    """Where a member stands, in words: its stance, and what it hangs on.

    >>> told(Position("KELL", None, None, (), ()))
    'unknown'
    """
    stance = position.stance.value.replace("_", " ") if position.stance else "unknown"
    waits = [c.text for c in position.conditions if c.met is not True and c.about is None]
    return stance + (f" ({'; '.join(waits)[:100]})" if waits else "")
