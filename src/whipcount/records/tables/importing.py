"""From a table of votes into a file of votes: matched, checked and counted, all of it or nothing."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import load_body
from whipcount.errors import BodyError, RecordsError
from whipcount.records.tables.ballot import Ballot, RollCall
from whipcount.records.tables.formats import Sources, read_ballots
from whipcount.records.tables.matching import Roster
from whipcount.records.tables.votefile import CODES, Imported, Unmatched, VoteFile

MOST_CALLS = 200_000
"""Roll calls of one import; what must be remembered of each bounds the memory."""
MOST_VOTES = 10_000_000
"""Votes of members that one import keeps; what is passed over (``since``) does not count."""
_MOST_UNMATCHED = 5_000  # names that match nobody are told one by one up to here
_BATCH = 20_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did.

    Attributes:
        imported: its line in the record of imports.
        unmatched: members that nobody of the body is, each with its first row and the number of its rows.
        uncatalogued: bodies that the catalogue does not have: their members are kept as the table names them.
        repeated: the file was imported before, as it is; nothing was done.
        passed_over: votes before the day from which it was to begin.
    """

    imported: Imported
    unmatched: tuple[Unmatched, ...] = ()
    uncatalogued: tuple[str, ...] = ()
    repeated: bool = False
    passed_over: int = 0


class _Row(NamedTuple):
    call: int
    member: int
    person: int
    vote: int
    line: int
    import_id: int


def import_votes(
    kept: VoteFile,
    sources: Sources,
    form: str,
    *,
    author: str = "",
    bodies: Mapping[str, Body] | None = None,
    now: datetime | None = None,
    most: int = MOST_VOTES,
    progress: Callable[[int], None] | None = None,
) -> Outcome:
    """Bring a table into a file of votes.

    Args:
        kept: the file of votes.
        sources: the table, and what its format keeps beside it.
        form: its format.
        author: who imports.
        bodies: bodies of your own by id; they come before the catalogue's.
        now: when the import is made.
        most: votes of members before the table is refused.
        progress: told from time to time how many votes have been read.

    Raises:
        RecordsError: the table does not hold together, or contradicts what is kept; nothing is written then.
    """
    digest = _digest(path for path in (sources.votes, sources.calls, sources.members) if path is not None)
    label = f"{form}, since {sources.since}" if sources.since else form
    for before in kept.imports():
        if (before.sha256, before.form) == (digest, label):
            return Outcome(before, repeated=True)
    with kept.writing():
        writer = _Writer(kept, sources.votes.name, len(kept.imports()) + 1, bodies or {}, most)
        passed_over = 0
        for count, ballot in enumerate(read_ballots(sources, form), 1):
            if sources.since is not None and ballot.call.day < sources.since:
                passed_over += 1
            else:
                writer.take(ballot)
            if progress is not None and count % _BATCH == 0:
                progress(count)
        writer.flush()
        if not writer.seen:
            late = f" on or after {sources.since}" if passed_over else ""
            raise RecordsError(f"holds no votes{late}", where=sources.votes.name, accepted="one row a vote of a member")
        if not writer.ballots and not writer.known:
            example = next(iter(writer.unmatched.values()))
            raise RecordsError(
                f"no row names a member of the body ({example.code or example.name!r}: {example.why})",
                where=f"{sources.votes.name} line {example.line}", accepted="ids, codes or names of its members",
            )  # fmt: skip
        at = (now or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
        imported = Imported(
            at, author, sources.votes.name, digest, label, writer.ballots, writer.calls, writer.known,
            sum(one.rows for one in writer.unmatched.values()),
        )  # fmt: skip
        unmatched = tuple(sorted(writer.unmatched.values(), key=lambda one: one.line))
        kept.base.execute(
            "INSERT INTO imports (at, author, file, sha256, format, ballots, calls, known, unmatched) "
            "VALUES (?,?,?,?,?,?,?,?,?)",
            (at, author, sources.votes.name, digest, label, imported.ballots, imported.calls, imported.known,
             imported.unmatched),
        )  # fmt: skip
        kept.base.executemany(
            "INSERT INTO unmatched VALUES (?,?,?,?,?,?)",
            [(writer.number, one.code, one.name, one.why, one.line, one.rows) for one in unmatched],
        )
    return Outcome(imported, unmatched, tuple(sorted(writer.uncatalogued)), passed_over=passed_over)


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
        except OSError as error:
            raise RecordsError(f"cannot be read ({error.strerror})", where=path.name, accepted="a CSV file") from None
    return whole.hexdigest()


class _Writer:
    """Ballots into the tables, batch by batch; remembers roll calls and members, never votes."""

    def __init__(self, kept: VoteFile, file: str, number: int, bodies: Mapping[str, Body], most: int) -> None:
        self.base, self.file, self.number, self.most = kept.base, file, number, most
        self.bodies = bodies
        self.rosters: dict[str, Roster] = {}
        self.uncatalogued: set[str] = set()
        self._calls: dict[tuple[str, str], tuple[int, RollCall]] = {}
        self._members: dict[tuple[str, str], int] = {}
        self._people: dict[tuple[str, str, str, str], int] = {}
        self._batch: list[_Row] = []
        self.unmatched: dict[tuple[str, str, str], Unmatched] = {}
        self.seen = self.ballots = self.known = self.calls = 0

    def take(self, ballot: Ballot) -> None:
        self.seen += 1
        if self.seen > self.most:
            raise RecordsError(
                f"more than {self.most:,} votes of members", where=f"{self.file} line {ballot.line}",
                accepted=f"at most {self.most:,} at a time: only later ones (--since DATE), or a table split by years",
            )  # fmt: skip
        roster = self._roster(ballot.call.body)
        match = roster.of(ballot)
        if not match.member:
            self._leave_out(ballot, match.why)
            return
        body = roster.body.id if roster.body is not None else ballot.call.body  # a table may write an alias
        person = (body, match.member, ballot.person, ballot.bloc)
        call, member, holder = self._call(ballot, body), self._member(person[:2]), self._person(person)
        self._batch.append(_Row(call, member, holder, CODES[ballot.vote], ballot.line, self.number))
        if len(self._batch) >= _BATCH:
            self.flush()

    def _leave_out(self, ballot: Ballot, why: str) -> None:
        key = (ballot.code, ballot.name, why)
        before = self.unmatched.get(key)
        if before is None and len(self.unmatched) >= _MOST_UNMATCHED:
            raise RecordsError(
                f"more than {_MOST_UNMATCHED:,} names that match nobody", where=f"{self.file} line {ballot.line}",
                accepted="a table of this body (--body), with its members' ids, codes or names",
            )  # fmt: skip
        line, rows = (before.line, before.rows + 1) if before else (ballot.line, 1)
        self.unmatched[key] = Unmatched(ballot.code, ballot.name, why, line, rows)

    def _roster(self, body: str) -> Roster:
        if body not in self.rosters:
            loaded: Body | None = self.bodies.get(body)
            if loaded is None and not body.lower().endswith((".yaml", ".yml", ".toml")):  # a table's cell is no path
                try:
                    loaded = load_body(body)
                except BodyError:
                    loaded = None
            if loaded is None:
                self.uncatalogued.add(body)
            self.rosters[body] = Roster(loaded)
        return self.rosters[body]

    def _call(self, ballot: Ballot, body: str) -> int:
        call = ballot.call if ballot.call.body == body else ballot.call._replace(body=body)
        key = (call.body, call.vote_id)
        if key not in self._calls:
            if len(self._calls) >= MOST_CALLS:
                raise RecordsError(
                    f"more than {MOST_CALLS:,} roll calls", where=f"{self.file} line {ballot.line}",
                    accepted="a smaller table: split it by years",
                )  # fmt: skip
            self._calls[key] = (self._kept_call(call, ballot.line), call)
        number, first = self._calls[key]
        if first is not call and first != call:
            raise self._twice(call, ballot.line)
        return number

    def _kept_call(self, call: RollCall, line: int) -> int:
        row = self.base.execute(
            "SELECT id, day, topic, title, source FROM calls WHERE body = ? AND vote_id = ?", call[:2]
        ).fetchone()
        if row is None:
            self.calls += 1
            added = self.base.execute(
                "INSERT INTO calls (body, vote_id, day, topic, title, source, import) VALUES (?,?,?,?,?,?,?)",
                (call.body, call.vote_id, call.day.isoformat(), call.topic, call.title, call.source, self.number),
            )
            return int(added.lastrowid or 0)
        if row[1] != call.day.isoformat():
            raise self._twice(call, line)
        return int(row[0])

    def _twice(self, call: RollCall, line: int) -> RecordsError:
        return RecordsError(
            f"the vote {call.vote_id[:40]!r} is there twice, with two dates or titles",
            where=f"{self.file} line {line}",
            accepted="one date and title for each vote id of a body",
        )  # fmt: skip

    def _member(self, key: tuple[str, str]) -> int:
        if key not in self._members:
            self.base.execute("INSERT OR IGNORE INTO members (body, member) VALUES (?,?)", key)
            row = self.base.execute("SELECT id FROM members WHERE body = ? AND member = ?", key).fetchone()
            self._members[key] = int(row[0])
        return self._members[key]

    def _person(self, key: tuple[str, str, str, str]) -> int:
        if key not in self._people:
            self.base.execute("INSERT OR IGNORE INTO people (body, member, person, bloc) VALUES (?,?,?,?)", key)
            row = self.base.execute(
                "SELECT id FROM people WHERE body = ? AND member = ? AND person = ? AND bloc = ?", key
            ).fetchone()
            self._people[key] = int(row[0])
        return self._people[key]

    def flush(self) -> None:
        batch, self._batch = self._batch, []
        before = self.base.total_changes
        try:
            self.base.executemany("INSERT OR IGNORE INTO votes VALUES (?,?,?,?,?,?)", batch)
        except (sqlite3.Error, OverflowError) as error:
            raise RecordsError(f"cannot be written ({error})", where=self.file, accepted="room on the disk") from None
        new = self.base.total_changes - before
        self.ballots += new
        if new < len(batch):
            for row in batch:
                self._check(row)

    def _check(self, row: _Row) -> None:
        """Where the vote was there already: the same from an earlier import is known, all else is an error."""
        vote, line, number = self.base.execute(
            "SELECT vote, line, import FROM votes WHERE call = ? AND member = ?", row[:2]
        ).fetchone()
        if (line, number) == (row.line, row.import_id):
            return
        if number != row.import_id and vote == row.vote:
            self.known += 1
            return
        vote_id, member = self.base.execute(
            "SELECT calls.vote_id, members.member FROM calls, members WHERE calls.id = ? AND members.id = ?", row[:2]
        ).fetchone()
        where = f"on line {line}" if number == row.import_id else "in an earlier import, and another one"
        raise RecordsError(
            f"a second vote of {member!r} on {vote_id!r}: the first is {where}", where=f"{self.file} line {row.line}",
            accepted="one vote a member and roll call",
        )  # fmt: skip
