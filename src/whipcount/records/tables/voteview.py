"""Votes of the US Congress as Voteview publishes them: votes, roll calls and members in three files.

Votes: ``congress, chamber, rollnumber, icpsr, cast_code``. Roll calls: ``congress, chamber, rollnumber, date`` and
``vote_desc, vote_question, bill_number`` where there. Members: ``congress, chamber, icpsr, bioname, state_abbrev`` and
``bioguide_id, party_code`` where there. Without names nobody is matched: the catalogue knows persons by name and state.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from whipcount.errors import RecordsError
from whipcount.records.tables.ballot import Ballot, RollCall
from whipcount.records.tables.csvrows import MOST_ROWS, Rows, day_in
from whipcount.records.tables.reading import filled, known_call, put_once, shortened, vote_in

_BODIES = {"Senate": "US-SENATE", "House": "US-HOUSE"}
_KEY = ("congress", "chamber", "rollnumber")


class _Person(NamedTuple):
    code: str
    name: str
    party: str


def ballots(
    votes: Path, *, calls: Path | None = None, members: Path | None = None, body: str | None = None,
    most: int = MOST_ROWS,
) -> Iterator[Ballot]:  # fmt: skip
    """The ballots, in the file's order.

    Raises:
        RecordsError: a row that does not hold together, a chamber that is none, or a vote that the roll calls do not
            tell of.
    """
    assert calls is not None  # noqa: S101  (for the type checker; the caller has checked)
    by_id = _calls(calls, body, most)
    people = _people(members, most) if members is not None else {}
    for line, cells in Rows(votes, (*_KEY, "icpsr", "cast_code"), most=most):
        where = f"{votes.name} line {line}"
        congress, chamber, number, icpsr, word = cells
        congress, number, word = whole(congress), whole(number), whole(word)
        call = known_call(by_id, f"{congress}-{chamber}-{number}", where, calls.name)
        vote = vote_in(word, "voteview", where)
        if vote is None:
            continue
        icpsr = whole(filled(icpsr, "icpsr", where))
        person = people.get((congress, icpsr), _Person(icpsr, "", ""))
        yield Ballot(call, person.code, person.name, vote, line, "", person.party)


def whole(number: str) -> str:
    """A number without the decimal that data frames put behind it where a column has gaps.

    >>> whole("14226.0"), whole("14226")
    ('14226', '14226')
    """
    return number.removesuffix(".0")


def _calls(path: Path, body: str | None, most: int) -> dict[str, RollCall]:
    by_id: dict[str, RollCall] = {}
    wanted = ("bill_number", "vote_question", "vote_desc", "dtl_desc")
    for line, cells in Rows(path, (*_KEY, "date"), wanted, most=most):
        where = f"{path.name} line {line}"
        congress, chamber, number, day, bill, question, told, detail = cells
        congress, number = whole(congress), whole(number)
        if chamber not in _BODIES and body is None:
            raise RecordsError(f"the chamber {chamber[:40]!r} is unknown", where=where, accepted=", ".join(_BODIES))
        key = f"{congress}-{chamber}-{number}"
        title = ": ".join(part for part in (bill, question, told or detail) if part)
        call = RollCall(
            body or _BODIES[chamber], key, day_in(day, where), "", shortened(title),
            f"Voteview, {chamber} roll call {number} of Congress {congress}",
        )  # fmt: skip
        put_once(by_id, key, call, where)
    return by_id


def _people(path: Path, most: int) -> dict[tuple[str, str], _Person]:
    persons: dict[tuple[str, str], _Person] = {}
    needed, wanted = ("congress", "icpsr", "bioname"), ("state_abbrev", "bioguide_id", "party_code")
    for _, (congress, icpsr, name, state, bioguide, party) in Rows(path, needed, wanted, most=most):
        full_name = f"{name} ({state})" if state else name
        persons[whole(congress), whole(icpsr)] = _Person(bioguide or whole(icpsr), full_name, whole(party))
    return persons
