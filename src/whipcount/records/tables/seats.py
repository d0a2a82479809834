"""Who held which seat when, for bodies whose members are seats: senators are persons, and the seat outlasts them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from whipcount.errors import RecordsError
from whipcount.records.tables.csvrows import Rows, day_in


class _Term(NamedTuple):
    seat: str
    state: str
    last: str
    start: date
    end: date | None


class Seats:
    """Terms of persons in seats, read from a roster.

    The roster is a CSV file with ``bioguide, last, state, seat, start, end`` (one row a term; ``seat`` a number within
    the state; an empty ``end`` is open), as made from the congress-legislators project.

    Raises:
        RecordsError: the file does not hold together.
    """

    def __init__(self, path: Path) -> None:
        self._by_id: dict[str, list[_Term]] = {}
        self._by_name: dict[tuple[str, str], list[_Term]] = {}
        for line, cells in Rows(path, ("bioguide", "last", "state", "seat", "start"), ("end",)):
            where = f"{path.name} line {line}"
            person, last, state, seat, start, end = cells
            begin = day_in(start, where)
            until = day_in(end, where) if end else None
            if until is not None and until < begin:
                raise RecordsError(f"a term that ends on {end}, before it starts", where=where, accepted="start to end")
            term = _Term(f"{state}-{seat}", state, last, begin, until)
            self._by_id.setdefault(person.upper(), []).append(term)
            self._by_name.setdefault((last.casefold(), state), []).append(term)

    def seat(self, code: str, name: str, day: date) -> str:
        """The seat that a person held on a day, by id, or by last name and state ("ALEXANDER, Lamar (TN)"); "" if none.

        A person with two seats on one day is told none.
        """
        terms = self._by_id.get(code.upper(), [])
        if not terms and name.endswith(")") and "(" in name:
            last, _, state = name[:-1].rpartition("(")
            terms = self._by_name.get((last.split(",")[0].strip().casefold(), state.strip()), [])
        fitting = {term.seat for term in terms if term.start <= day and (term.end is None or day <= term.end)}
        return fitting.pop() if len(fitting) == 1 else ""
