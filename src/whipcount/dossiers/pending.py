"""A change being made to a stored dossier: its line in the history, and the rows that are put under its number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from whipcount.dossiers import tables
from whipcount.dossiers.codec import instant
from whipcount.text.fields import one_field, several_lines


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition did; ``new`` False: it was all there already, and nothing was written.

    ``redated``: it was there, as published on another day.
    """

    new: bool
    revision: int
    redated: bool = False


class Pending:
    """A change being made: rows are put under its number, and all of them or none stay."""

    __slots__ = ("connection", "count", "dossier", "line", "now", "number")

    def __init__(self, connection: Connection, dossier: str, number: int, now: datetime) -> None:
        self.connection, self.dossier, self.number, self.now = connection, dossier, number, now
        self.line: tuple[str, str, str, str] = ("", "", "", "")
        self.count = 0

    @property
    def added(self) -> Added:
        """What came of it."""
        return Added(self.count > 0, self.number)

    def nothing(self) -> Added:
        """What to answer where nothing was to do; the number that was not used up is that of the latest change."""
        return Added(False, self.number - 1)

    def put(self, table: Any, values: Iterable[dict[str, Any]]) -> None:
        """Put rows; the change's own line goes first, with the first of them."""
        batch = list(values)
        if not batch:
            return
        if not self.count:
            action, subject, author, note = self.line
            put_change_line(self.connection, self.dossier, self.number, self.now, author, action, subject, note)
        self.count += put_rows(self.connection, table, self.dossier, self.number, batch)


def put_change_line(
    connection: Connection,
    dossier_id: str,
    number: int,
    now: datetime,
    author: str,
    action: str,
    subject: str,
    note: str,
) -> int:
    """Write the line of a change in the dossier's history; answers its number."""
    connection.execute(
        insert(tables.change).values(
            dossier=dossier_id,
            number=number,
            recorded_at=instant(now),
            author=one_field(author[:200]),
            action=action,
            subject=one_field(subject[:500]),
            note=several_lines(note[:2000]),
        )
    )
    return number


def put_rows(connection: Connection, table: Any, dossier_id: str, number: int, values: Iterable[dict[str, Any]]) -> int:
    """Write rows under a change's number; answers how many."""
    batch = [{"dossier": dossier_id, "change": number, **row} for row in values]
    if batch:
        connection.execute(insert(table), batch)
    return len(batch)


def has_row(connection: Connection, table: Any, dossier_id: str, key: str) -> bool:
    """Whether a table has a row of that id in the dossier."""
    query = select(table.c.id).where(table.c.dossier == dossier_id, table.c.id == key).limit(1)
    return connection.execute(query).scalar() is not None
