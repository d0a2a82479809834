"""Who held which office when, and who a name is on a given day.

The table is kept by hand; every row says where it comes from, and most say "unverified": known in general, not checked
against a page. It ends on ``KNOWN_TO``; after that day an office that was still held is given as held, and said to be
assumed. Users add rows of their own. A person out of office speaks for nobody but himself.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from whipcount.bodies.countries import read_own_table
from whipcount.errors import BodyError
from whipcount.text.name_comparison import names_match
from whipcount.text.person_names import fold, parse_name, sound_key, spellings

KNOWN_TO = date(2025, 11, 30)
ROLES = (
    "body", "head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister",
    "permanent_representative", "spokesperson", "parliament", "parliamentarian", "opposition", "official", "other",
)  # fmt: skip
_COLUMNS = ("actor", "role", "office", "person", "variants", "gender", "from", "to", "source")
_RANK = {role: number for number, role in enumerate(ROLES)}


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one office of one actor, from ``start`` to ``end``; None: not known, or not ended.

    A month or a year in the table counts from its first to its last day. ``role`` is one of :data:`ROLES`.
    """

    actor: str
    role: str
    office: str
    person: str
    variants: tuple[str, ...] = ()
    gender: str | None = None
    start: date | None = None
    end: date | None = None
    source: str = "unverified"

    def held_on(self, day: date) -> bool:
        """Whether the office was held on a day; on the day of a handover it is held by both."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class WhoIs:
    """Who a name is on a day: the offices held then, earlier and later; ``others`` are further persons so called."""

    person: str
    gender: str | None
    now: tuple[Tenure, ...]
    before: tuple[Tenure, ...]
    after: tuple[Tenure, ...]
    assumed: bool = False
    others: tuple[str, ...] = ()

    @property
    def tenure(self) -> Tenure | None:
        """The weightiest office held on the day."""
        return self.now[0] if self.now else None


class OfficeTable:
    """Tenures with an index by name."""

    def __init__(self, tenures: Iterable[Tenure]) -> None:
        self.tenures = tuple(tenures)
        self._by_person: dict[str, list[Tenure]] = {}
        self._by_word: dict[str, set[str]] = {}
        for tenure in self.tenures:
            self._by_person.setdefault(tenure.person, []).append(tenure)
            for name in (tenure.person, *tenure.variants):
                for word in parse_name(name).tokens:
                    for key in _keys(word):
                        self._by_word.setdefault(key, set()).add(tenure.person)

    def holders(self, actor: str, role: str, on: date) -> tuple[Tenure, ...]:
        """Who held an office of a kind for an actor on a day.

        >>> [t.person for t in default_offices().holders("NATO", "body", date(2024, 11, 29))]
        ['Mark Rutte']
        """
        return tuple(t for t in self.tenures if t.actor == actor and t.role == role and t.held_on(on))

    def who_is(self, name: str, on: date, *, actors: Iterable[str] = ()) -> WhoIs | None:
        """Who a name is on a day; None where the table knows nobody so called.

        ``actors`` are the states and bodies that the text speaks of: they decide between namesakes, and a surname
        alone counts only where one of its actors is among them.

        >>> default_offices().who_is("Rutte", date(2024, 3, 1), actors=["NL", "NATO"]).tenure.office
        'prime minister'
        >>> default_offices().who_is("Mark Rutte", date(2024, 11, 29)).tenure.office
        'secretary general'
        """
        wanted = frozenset(actors)
        persons = self._persons(name)
        if len(parse_name(name).tokens) < 2:
            persons = [p for p in persons if any(t.actor in wanted for t in self._by_person[p])]
        if not persons:
            return None

        def weight(person: str) -> tuple[int, int, int, str]:
            tenures = self._by_person[person]
            here = [t for t in tenures if t.held_on(on)]
            exact = any(fold(name) == fold(n) for t in tenures for n in (t.person, *t.variants))
            near = any(t.actor in wanted for t in here) * 2 + any(t.actor in wanted for t in tenures)
            return (-int(exact), -near, -int(bool(here)), person)

        persons.sort(key=weight)
        best = persons[0]
        tenures = sorted(self._by_person[best], key=lambda t: (_RANK[t.role], t.start or date.min))
        now = tuple(t for t in tenures if t.held_on(on))
        return WhoIs(
            best,
            tenures[0].gender,
            now,
            tuple(t for t in tenures if t.end is not None and t.end < on),
            tuple(t for t in tenures if t.start is not None and t.start > on),
            assumed=on > KNOWN_TO and any(t.end is None for t in now),
            others=tuple(persons[1:]),
        )

    def _persons(self, name: str) -> list[str]:
        tokens = parse_name(name).tokens
        if not tokens:
            return []
        owners: set[str] = set()
        for word in tokens:
            for key in _keys(word):
                owners |= self._by_word.get(key, set())
        return [
            p
            for p in sorted(owners)
            if any(names_match(name, n) for t in self._by_person[p] for n in (t.person, *t.variants))
        ]

    def with_file(self, path: str | Path) -> OfficeTable:
        """This table and the rows of a user's own CSV file (only actor, role, office and person must be filled).

        Raises:
            BodyError: the file cannot be read, or a row does not hold together.
        """
        return OfficeTable((*parse_tenures(read_own_table(path), where=str(path)), *self.tenures))


@lru_cache(maxsize=65536)
def _keys(word: str) -> frozenset[str]:
    return frozenset(k for s in spellings(word) for k in (s, "~" + sound_key(s)))


def parse_tenures(text: str, *, where: str) -> tuple[Tenure, ...]:
    """Read tenures from CSV text with the columns actor, role, office, person, variants, gender, from, to, source.

    Raises:
        BodyError: columns missing, an unknown role or gender, a date that is none, an end before the start.

    >>> row = "actor,role,office,person,from\\nXA,minister,transport minister,Ada Brim,2024-02"
    >>> parse_tenures(row, where="mine.csv")[0].start
    datetime.date(2024, 2, 1)
    """
    reader = csv.DictReader(io.StringIO(text, newline=""))
    columns = reader.fieldnames or []
    for needed in ("actor", "role", "office", "person"):
        if needed not in columns:
            raise BodyError(f"there is no column {needed}", where=where, accepted=", ".join(_COLUMNS))
    out = []
    for row in reader:
        place = f"{where} line {reader.line_num}"
        if None in row:
            raise BodyError("too many cells", where=place, accepted=", ".join(columns))
        cell = {name: (row.get(name) or "").strip() for name in _COLUMNS}
        for needed in ("actor", "office", "person"):
            if not cell[needed]:
                raise BodyError(f"{needed} is empty", where=place, accepted="a name")
        if cell["role"] not in _RANK:
            raise BodyError(f'role "{cell["role"]}" is unknown', where=place, accepted=", ".join(ROLES))
        if cell["gender"] not in ("", "f", "m"):
            raise BodyError(f'gender "{cell["gender"]}" is unknown', where=place, accepted="f, m or empty")
        start, end = _day(cell["from"], place, last=False), _day(cell["to"], place, last=True)
        if start and end and end < start:
            raise BodyError(f"ends ({end}) before it begins ({start})", where=place)
        variants = tuple(v.strip() for v in cell["variants"].split("|") if v.strip())
        out.append(
            Tenure(
                cell["actor"],
                cell["role"],
                cell["office"],
                cell["person"],
                variants,
                cell["gender"] or None,
                start,
                end,
                cell["source"] or "unverified",
            )
        )
    return tuple(out)


def _day(text: str, place: str, *, last: bool) -> date | None:
    if not text:
        return None
    parts = text.split("-")
    try:
        year = int(parts[0])
        month = int(parts[1]) if len(parts) > 1 else (12 if last else 1)
        number = int(parts[2]) if len(parts) > 2 else (monthrange(year, month)[1] if last else 1)
        return date(year, month, number)
    except (ValueError, IndexError):
        raise BodyError(f'"{text}" is no date', where=place, accepted="2024, 2024-11 or 2024-11-29") from None


@lru_cache(maxsize=1)
def default_offices() -> OfficeTable:
    """The table that comes with the package.

    >>> default_offices().who_is("Sibiga", date(2024, 11, 29), actors=["UA"]).person
    'Andrii Sybiha'
    """
    text = (files("whipcount.bodies") / "data" / "holders.csv").read_text(encoding="utf-8")
    return OfficeTable(parse_tenures(text, where="holders.csv"))
