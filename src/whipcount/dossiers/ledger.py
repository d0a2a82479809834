"""The ledger: every change of a dossier sealed over what it brought and over the seal before it.

A change's seal is the sha256 of the seal before it, of its own line and of all rows that came with it. A row that was
altered, taken out or slipped in, a change that is missing: from there on nothing fits. Whoever can write the database
can make all seals anew; keep the head (the last seal) elsewhere to be sure against that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from whipcount.dossiers import tables
from whipcount.dossiers.codec import canonical

ROWS = (
    tables.outline,
    tables.report,
    tables.reading,
    tables.statement,
    tables.evidence,
    tables.event,
    tables.forecast,
    tables.report_edit,
    tables.annotation,
)
_LATER = frozenset(
    {"report_edit", "annotation"}
)  # unknown to the seals of earlier versions: sealed where there are rows


@dataclass(frozen=True, slots=True)
class Head:
    """Where a dossier's ledger ends: its revision and the seal of it."""

    dossier: str
    revision: int
    seal: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first link of a ledger that does not hold."""

    dossier: str
    revision: int
    why: str


def seal_change(connection: Connection, dossier_id: str, number: int) -> str:
    """Seal a change, all of whose rows are there, and keep the seal; answers it."""
    s = tables.seal
    before = connection.execute(select(s.c.seal).where(s.c.dossier == dossier_id, s.c.change == number - 1)).scalar()
    seal = _seal(connection, dossier_id, number, before or "")
    connection.execute(insert(s).values(dossier=dossier_id, change=number, seal=seal))
    return seal


def seal_all(connection: Connection, dossier_id: str) -> None:
    """Seal every change of a dossier that has no seal yet (one from an archive, or of an older schema)."""
    s = tables.seal
    done = set(connection.execute(select(s.c.change).where(s.c.dossier == dossier_id)).scalars())
    for number in _numbers(connection, dossier_id):
        if number not in done:
            seal_change(connection, dossier_id, number)


def head(connection: Connection, dossier_id: str) -> Head | None:
    """Where the ledger ends; None for a dossier without a sealed change."""
    s = tables.seal
    query = select(s.c.change, s.c.seal).where(s.c.dossier == dossier_id).order_by(s.c.change.desc()).limit(1)
    row = connection.execute(query).one_or_none()
    return None if row is None else Head(dossier_id, row.change, row.seal)


def walk(connection: Connection, dossier_id: str) -> Iterator[Head | Broken]:
    """Every link from the first on: its head as far as it holds, then the first that is broken."""
    s = tables.seal
    seals: Mapping[int, str] = {
        row.change: row.seal
        for row in connection.execute(select(s.c.change, s.c.seal).where(s.c.dossier == dossier_id))
    }
    before, expected = "", 1
    for number in _numbers(connection, dossier_id):
        if number != expected:
            yield Broken(dossier_id, expected, "this change is missing")
            return
        if number not in seals:
            yield Broken(dossier_id, number, "this change has no seal")
            return
        if _seal(connection, dossier_id, number, before) != seals[number]:
            yield Broken(dossier_id, number, "what it holds is not what was sealed")
            return
        before, expected = seals[number], number + 1
        yield Head(dossier_id, number, before)
    if len(seals) >= expected:
        yield Broken(dossier_id, expected, "this change was sealed and is missing")


def _numbers(connection: Connection, dossier_id: str) -> list[int]:
    c = tables.change
    return list(connection.execute(select(c.c.number).where(c.c.dossier == dossier_id).order_by(c.c.number)).scalars())


def _seal(connection: Connection, dossier_id: str, number: int, before: str) -> str:
    c = tables.change
    line = connection.execute(select(c).where(c.c.dossier == dossier_id, c.c.number == number)).mappings().one()
    digest = hashlib.sha256(before.encode())
    digest.update(canonical({str(key): _told(value) for key, value in line.items()}).encode("utf-8", "surrogatepass"))
    for table in ROWS:
        rows = connection.execute(select(table).where(table.c.dossier == dossier_id, table.c.change == number))
        lines = sorted(canonical({str(key): _told(value) for key, value in row.items()}) for row in rows.mappings())
        if not lines and table.name in _LATER:
            continue
        digest.update(f"{table.name} {len(lines)}\n".encode())
        for text in lines:
            digest.update(text.encode("utf-8", "surrogatepass") + b"\n")
    return digest.hexdigest()


def _told(value: object) -> object:
    """A cell as it is sealed; what no cell of ours ever holds (bytes, a number that is none) as words for it."""
    return value if value is None or isinstance(value, str | int) else repr(value)
