"""Who held which seat when, for bodies whose members are seats: senators are persons, and the seat outlasts them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import NamedTuple

from whipcount.errors import RecordsError
from whipcount.records.tables.csvrows import Rows, day_in


class _Term(NamedTuple):
    seat: int
    state: str
    last: str
    start: date
    end: date | None


class Seats:
    """Terms of persons in seats, read from a roster.

    The roster is a CSV file with ``bioguide, last, state, seat, start, end`` (one row a term; an empty ``end`` is
    open), as made from the congress-legislators project: ``seat`` is a senator's class (1 to 3) or a representative's
    district (0 for a state with only one).

    Raises:
        RecordsError: the file does not hold together.
    """

    def __init__(self, path: Path) -> None:
        self._seats: dict[str, set[int]] = {}
        self._by_id: dict[str, list[_Term]] = {}
        self._by_name: dict[tuple[str, str], list[_Term]] = {}
        for line, cells in Rows(path, ("bioguide", "last", "state", "seat", "start"), ("end",)):
            where = f"{path.name} line {line}"
            person, last, state, seat, start, end = cells
            begin = day_in(start, where)
            until = day_in(end, where) if end else None
            if until is not None and until < begin:
                raise RecordsError(f"a term that ends on {end}, before it starts", where=where, accepted="start to end")
            if not seat.isdigit():
                raise RecordsError(
                    f"the seat {seat[:20]!r} is no number", where=where, accepted="a class or a district"
                )
            term = _Term(int(seat), state, last, begin, until)
            self._seats.setdefault(state, set()).add(int(seat))
            self._by_id.setdefault(person.upper(), []).append(term)
            self._by_name.setdefault((last.casefold(), state), []).append(term)

    def seat(self, code: str, name: str, day: date, seats: Collection[str]) -> str:
        """The seat that a person held on a day, by id, or by last name and state ("ALEXANDER, Lamar (TN)"); "" if none.

        Args:
            code: the person's id.
            name: the person's name, the state in brackets.
            day: the day.
            seats: ids of the body's seats: the state, a hyphen and a number.

        A person with two seats on one day is told none, and neither is one of two persons of that name and state.
        """
        terms = self._by_id.get(code.upper(), [])
        if not terms and name.endswith(")") and "(" in name:
            last, _, state = name[:-1].rpartition("(")
            terms = self._by_name.get((last.split(",")[0].strip().casefold(), state.strip()), [])
        held = {(t.state, t.seat) for t in terms if t.start <= day and (t.end is None or day <= t.end)}
        return self._id(*held.pop(), seats) if len(held) == 1 else ""

    def _id(self, state: str, seat: int, seats: Collection[str]) -> str:
        """The body's id of a seat: a district by its number, a class by its place among the state's two classes."""
        numbered = {int(number): one for one in seats for s, _, number in [one.rpartition("-")] if s == state}
        known = self._seats[state]
        if known <= numbered.keys():
            return numbered[seat]
        if len(known) == len(numbered):  # two seats of the classes 1 and 3, or 2 and 3; or the only district
            return numbered[sorted(numbered)[sorted(known).index(seat)]]
        return numbered.get(seat, "")
