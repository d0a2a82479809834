"""Rosters of persons: CSV with one row for a stretch in one seat and one party.

Chambers have too many members over time for a body file; its field ``roster`` names such a table beside it. The
codebook is in ``docs/bodies.md``.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta

from whipcount.bodies.membership import Member, Span
from whipcount.errors import BodyError, DateError
from whipcount.text.fields import one_field
from whipcount.text.moments import day_of

COLUMNS = ("id", "person", "family", "region", "party", "from", "to", "doubt")
MAX_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Term:
    """A person in one seat, in one party, without a break.

    Attributes:
        id: the person's id within the body (``ME-COLLINS``).
        person: the name as reports write it.
        family: the family name.
        region: what the seat is of: a state (``ME``), or a state and district (``ME-02``; ``00`` is at large).
        party: its letter (``R``).
        span: the days, both included.
        doubt: what is not sure about the row; empty where it is as the source has it.
    """

    id: str
    person: str
    family: str
    region: str
    party: str
    span: Span
    doubt: str = ""

    @property
    def state(self) -> str:
        """The state that the seat is of."""
        return self.region.partition("-")[0]


def parse_roster(text: str, *, where: str) -> tuple[Term, ...]:
    """Read a roster.

    Raises:
        BodyError: a column is missing, a cell is empty that must not be, a day is none, or an end before its start.

    >>> rows = "id,person,family,region,party,from,to,doubt\\nXX-TULLY,Ann Tully,Tully,XX,R,2020-01-03,2026-01-02,"
    >>> parse_roster(rows, where="lake.csv")[0].person
    'Ann Tully'
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
    if missing:
        raise BodyError(f"there is no column {missing[0]}", where=where, accepted=", ".join(COLUMNS))
    terms: list[Term] = []
    for row in reader:
        place = f"{where} line {reader.line_num}"
        if len(terms) >= MAX_ROWS:
            raise BodyError("too many rows", where=place, accepted=f"at most {MAX_ROWS}")
        row = {name: one_field(cell) if isinstance(cell, str) else cell for name, cell in row.items()}
        if None in row or not (row["id"] and row["person"] and row["region"]):
            raise BodyError("id, person or region is empty, or a cell too many", where=place)
        try:
            first = date.fromisoformat(row["from"])
            span = Span(day_of(first.isoformat()), day_of(row["to"]))
        except (TypeError, ValueError, DateError):
            raise BodyError("from or to is no day", where=place, accepted="2024-11-29; to may be empty") from None
        if span.end is not None and span.start is not None and span.end < span.start:
            raise BodyError(f"ends on {span.end}, before it starts on {span.start}", where=place)
        family = row["family"] or row["person"].split()[-1]
        terms.append(Term(row["id"], row["person"], family, row["region"], row["party"], span, row["doubt"]))
    return tuple(terms)


def members_of(terms: tuple[Term, ...], provenance: str = "") -> tuple[Member, ...]:
    """The persons of a roster as members of a body, each once, in the order of the table.

    >>> day = date(2020, 1, 3)
    >>> one = Term("XX-TULLY", "Ann Tully", "Tully", "XX", "R", Span(day, date(2022, 1, 2)))
    >>> two = Term("XX-TULLY", "Ann Tully", "Tully", "XX", "I", Span(date(2022, 1, 3), None))
    >>> [(m.id, m.party, m.since == day, m.until) for m in members_of((one, two))]
    [('XX-TULLY', 'I', True, None)]
    """
    mine: dict[str, list[Term]] = {}
    for term in terms:
        mine.setdefault(term.id, []).append(term)
    members = []
    for rows in mine.values():
        rows.sort(key=lambda term: term.span.start or date.min)
        last = rows[-1]
        doubts = "; ".join(dict.fromkeys(f"unverified: {t.doubt}" for t in rows if t.doubt))
        note = "; ".join(part for part in (provenance, doubts) if part)
        members.append(Member(last.id, last.person, _joined(rows), note, last.party, last.region))
    return tuple(members)


def _joined(rows: list[Term]) -> tuple[Span, ...]:
    """Spans without a break between them made one: a change of party or district ends no membership."""
    spans: list[Span] = []
    for term in rows:
        before = spans[-1] if spans else None
        if before and before.end and term.span.start and term.span.start <= before.end + timedelta(days=1):
            spans[-1] = Span(before.start, term.span.end and max(before.end, term.span.end))
        else:
            spans.append(term.span)
    return tuple(spans)
