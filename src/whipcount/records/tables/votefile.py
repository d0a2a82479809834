"""A file of past votes: SQLite, with every roll call, every member's vote, and who imported what and when.

One file may hold the votes of several bodies. Nothing is ever changed in it: an import adds what is new, says what was
there already, and is refused as a whole where it contradicts what is there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from whipcount.errors import RecordsError
from whipcount.records.tables.ballot import RollCall, Vote

ENDING = ".votes.db"
_LATEST = "~"  # sorts behind every text that a day may be, also behind what is none
_SCHEMA_VERSION = 1
_APPLICATION = 0x57435652  # "WCVR", in the file's header: another program's database is not taken for ours
_SCHEMA = """
CREATE TABLE imports (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, author TEXT NOT NULL, file TEXT NOT NULL, sha256 TEXT NOT NULL,
  format TEXT NOT NULL, ballots INTEGER NOT NULL, calls INTEGER NOT NULL, known INTEGER NOT NULL,
  unmatched INTEGER NOT NULL);
CREATE TABLE calls (
  id INTEGER PRIMARY KEY, body TEXT NOT NULL, vote_id TEXT NOT NULL, day TEXT NOT NULL, topic TEXT NOT NULL,
  title TEXT NOT NULL, source TEXT NOT NULL, import INTEGER NOT NULL, UNIQUE (body, vote_id));
CREATE TABLE people (
  id INTEGER PRIMARY KEY, body TEXT NOT NULL, member TEXT NOT NULL, person TEXT NOT NULL, bloc TEXT NOT NULL,
  UNIQUE (body, member, person, bloc));
CREATE TABLE votes (
  call INTEGER NOT NULL, member INTEGER NOT NULL, person INTEGER NOT NULL, vote INTEGER NOT NULL, line INTEGER NOT NULL,
  import INTEGER NOT NULL, PRIMARY KEY (call, member)) WITHOUT ROWID;
CREATE TABLE members (id INTEGER PRIMARY KEY, body TEXT NOT NULL, member TEXT NOT NULL, UNIQUE (body, member));
CREATE TABLE unmatched (
  import INTEGER NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL, why TEXT NOT NULL, line INTEGER NOT NULL,
  rows INTEGER NOT NULL);
"""
CODES = {Vote.YES: 1, Vote.NO: -1, Vote.ABSTAIN: 0, Vote.ABSENT: 9}
"""How a vote is kept: 1 yes, -1 no, 0 abstained, 9 absent."""


@dataclass(frozen=True, slots=True)
class Imported:
    """One line of the record of imports.

    Attributes:
        at: when, ISO 8601 in UTC.
        author: who imported.
        file: the file's name.
        sha256: of the file's bytes.
        form: its format.
        ballots: votes of members that were new.
        calls: roll calls that were new.
        known: votes of members that were there already, and the same.
        unmatched: rows that name nobody of the body; they are not kept.
    """

    at: str
    author: str
    file: str
    sha256: str
    form: str
    ballots: int
    calls: int
    known: int
    unmatched: int


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A member that a table names and the body does not have: on which line first, and in how many rows."""

    code: str
    name: str
    why: str
    line: int
    rows: int


class VoteFile:
    """A file of past votes, open; a context manager.

    Args:
        path: the file; ``None`` for one in memory.
        create: make it if it is not there.

    Raises:
        RecordsError: it is not there, no file of votes, or of a newer version.
    """

    def __init__(self, path: Path | None, *, create: bool = False) -> None:
        self.place = str(path) if path is not None else "memory"
        fresh = path is None or not path.exists()
        if fresh and not create and path is not None:
            raise RecordsError("there is no such file", where=self.place, accepted="a file made by records import")
        try:
            self.base = sqlite3.connect(str(path) if path is not None else ":memory:", isolation_level=None)
            self._prepare(fresh)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise RecordsError(
                f"is no file of votes ({error})", where=self.place, accepted="a file made by records import"
            ) from None

    def _prepare(self, fresh: bool) -> None:
        if fresh:
            self.base.executescript(
                f"BEGIN; PRAGMA application_id={_APPLICATION}; PRAGMA user_version={_SCHEMA_VERSION}; {_SCHEMA} COMMIT;"
            )
            return
        marks = [self.base.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
        if marks[0] != _APPLICATION:
            raise sqlite3.DatabaseError("another program's database")
        if marks[1] != _SCHEMA_VERSION:
            raise RecordsError(
                f"was written by another version ({marks[1]})", where=self.place, accepted=f"version {_SCHEMA_VERSION}"
            )

    def __enter__(self) -> VoteFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.base.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """All or nothing: what was written within is undone where an error comes."""
        try:
            self.base.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise RecordsError(f"cannot be written ({error})", where=self.place, accepted="a file of yours") from None
        try:
            yield
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self.base.execute("COMMIT")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Whatever a damaged file brings about is one error.

        Raises:
            RecordsError: the file is damaged, or was written by somebody else.
        """
        try:
            yield
        except (sqlite3.Error, ValueError, TypeError, OverflowError, KeyError) as error:
            raise RecordsError(
                f"is damaged ({type(error).__name__}: {error})", where=self.place,
                accepted="a file made by records import, as it was made",
            ) from None  # fmt: skip

    def imports(self) -> tuple[Imported, ...]:
        """Who imported what, in order."""
        with self.reading():
            rows = self.base.execute(
                "SELECT at, author, file, sha256, format, ballots, calls, known, unmatched FROM imports ORDER BY id"
            )
            return tuple(Imported(*row) for row in rows)

    def unmatched(self, number: int | None = None) -> tuple[Unmatched, ...]:
        """The members that the import of that number (from 1; the last if not told) could not match."""
        wanted = len(self.imports()) if number is None else number
        with self.reading():
            rows = self.base.execute(
                "SELECT code, name, why, line, rows FROM unmatched WHERE import = ? ORDER BY line", (wanted,)
            )
            return tuple(Unmatched(*row) for row in rows)

    def bodies(self) -> dict[str, int]:
        """The bodies whose votes are kept, with the number of their roll calls."""
        with self.reading():
            return dict(self.base.execute("SELECT body, count(*) FROM calls GROUP BY body ORDER BY body"))

    def calls(self, body: str, *, before: date | None = None) -> tuple[tuple[int, RollCall], ...]:
        """The roll calls of a body before a day, oldest first, each with its number in the file."""
        with self.reading():
            rows = self.base.execute(
                "SELECT id, body, vote_id, day, topic, title, source FROM calls WHERE body = ? AND day < ? "
                "ORDER BY day, id",
                (body, before.isoformat() if before else _LATEST),
            )
            return tuple(
                (number, RollCall(name, vote_id, date.fromisoformat(day), topic, title, source))
                for number, name, vote_id, day, topic, title, source in rows
            )
