"""The store: dossiers kept in a database, append-only, each change numbered, timed and signed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select

from whipcount.dossiers import rows, tables
from whipcount.dossiers.codec import as_instant, from_plain, instant
from whipcount.dossiers.current import current_evidence
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.engine import open_engine, place, reading, writing
from whipcount.dossiers.rows import Outline
from whipcount.errors import DossierError, StaleError, StoreError
from whipcount.positions.proposal import Proposal
from whipcount.positions.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a dossier's history; ``number`` is the revision that it made."""

    number: int
    recorded_at: datetime
    author: str
    action: str
    subject: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """What an addition did; ``new`` False: it was all there already, and nothing was written."""

    new: bool
    revision: int


class Store:
    """Dossiers in one database (SQLite file or PostgreSQL), never overwritten: what is known only grows.

    All times are aware. A dossier's *revision* is the number of its latest change; an edit may say which revision it
    was made on (``expected``) and is refused with ``StaleError`` where the dossier has moved on since.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/a.db", create=True) as store:
    ...     store.create(Dossier("lake", "The Lake Council admits Orvana", None))
    ...     store.ids(), store.dossier("lake").title
    1
    (('lake',), 'The Lake Council admits Orvana')
    """

    def __init__(self, engine: Engine, *, clock: Callable[[], datetime] | None = None) -> None:
        self.engine = engine
        self.place = place(engine.url)
        self._clock = clock or (lambda: datetime.now(UTC))

    @classmethod
    def open(
        cls,
        location: str | Path,
        *,
        create: bool = False,
        migrate: bool = True,
        clock: Callable[[], datetime] | None = None,
    ) -> Store:
        """Open a store by path (SQLite) or URL (SQLite, PostgreSQL).

        Raises:
            StoreError: absent (unless ``create``), damaged, locked, another program's, or of a newer schema.
        """
        return cls(open_engine(location, create=create, migrate=migrate), clock=clock)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def now(self) -> datetime:
        """The time by the store's clock."""
        return self._clock()

    # -- which dossiers

    def ids(self) -> tuple[str, ...]:
        """The ids of all dossiers, in the order of their making."""
        table = tables.dossier
        with reading(self.engine) as connection:
            return tuple(connection.execute(select(table.c.id).order_by(table.c.created_at, table.c.id)).scalars())

    def only(self, dossier_id: str | None = None) -> str:
        """``dossier_id`` if the store has it; without one, the id of the only dossier.

        Raises:
            DossierError: no such dossier, or none named where there are several.
        """
        ids = self.ids()
        if dossier_id in ids or (dossier_id is None and len(ids) == 1):
            return dossier_id or ids[0]
        problem = (
            "there are no dossiers" if not ids else f"no dossier {dossier_id!r}" if dossier_id else "which dossier?"
        )
        raise DossierError(problem, where=self.place, accepted=", ".join(ids[:20]))

    def revision(self, dossier_id: str) -> int:
        """The number of the dossier's latest change."""
        with reading(self.engine) as connection:
            return self._revision(connection, dossier_id)

    # -- writing

    def create(self, dossier: Dossier, *, author: str = "") -> int:
        """Start a dossier with all that the value holds, in one transaction; answers its revision.

        Evidence keeps the times at which it says that it was recorded.

        Raises:
            DossierError: the store has a dossier of that id.
        """
        now = self._clock()
        with writing(self.engine) as connection:
            if connection.execute(select(tables.dossier.c.id).where(tables.dossier.c.id == dossier.id)).scalar():
                raise DossierError(
                    f"there is a dossier {dossier.id!r} already", where=self.place, accepted="another id"
                )
            connection.execute(insert(tables.dossier).values(id=dossier.id, created_at=instant(now)))
            number = self._change(connection, dossier.id, 1, now, author, "create", dossier.title, "")
            self._put(connection, tables.outline, dossier.id, number, [rows.outline_row(rows.outline_of(dossier))])
            self._put(
                connection, tables.report, dossier.id, number, _once("sha256", map(rows.report_row, dossier.reports))
            )
            evidence = map(rows.evidence_row, (*dossier.records, *dossier.corrections))
            self._put(connection, tables.evidence, dossier.id, number, _once("id", evidence))
            self._put(connection, tables.event, dossier.id, number, _once("id", map(rows.event_row, dossier.events)))
        return number

    def outline(
        self,
        dossier_id: str,
        *,
        title: str | None = None,
        note: str | None = None,
        proposal: Proposal | None = None,
        author: str = "",
        expected: int | None = None,
    ) -> Added:
        """Change what the dossier is about: its title, note, or proposal with its variants. The old row stays."""
        with self.change(
            dossier_id, "outline", title or (proposal.title if proposal else ""), author, "", expected
        ) as c:
            before = self._outline(c.connection, dossier_id)
            after = replace(
                before,
                title=before.title if title is None else title,
                note=before.note if note is None else note,
                proposal=proposal or before.proposal,
            )
            if after != before:
                c.put(tables.outline, [rows.outline_row(after)])
        return c.added

    def add_report(
        self,
        dossier_id: str,
        report: Report,
        statements: Sequence[Statement] = (),
        evidence: Sequence[Evidence] = (),
        *,
        coder: str = "reader",
        author: str = "",
        again: bool = False,
        expected: int | None = None,
    ) -> Added:
        """Add a report with what a reader made of it, in one transaction.

        A report is known by the hash of its text; one that is there already is left alone, unless it is to be read
        ``again``: then the new statements and codings take the place of those of the former reading, which stays in
        the history. What people entered stays as it is.
        """
        with self.change(dossier_id, "read", report.name, author, coder, expected) as c:
            known = self.has_report(dossier_id, report.sha256, connection=c.connection)
            if known and not again:
                return c.nothing()
            if not known:
                c.put(tables.report, [rows.report_row(report)])
            c.put(tables.reading, [{"report": report.sha256, "coder": coder, "doc": "{}"}])
            told = [replace(s, recorded_at=s.recorded_at or c.now) for s in statements]
            c.put(tables.statement, _once("id", (rows.statement_row(s, report) for s in told)))
            coded = (replace(e, recorded_at=c.now, report=e.report or report.sha256) for e in evidence)
            c.put(tables.evidence, _once("id", (rows.evidence_row(e, reading=c.number) for e in coded)))
        return c.added

    def add_evidence(
        self,
        dossier_id: str,
        evidence: Iterable[Evidence],
        *,
        action: str = "record",
        author: str = "",
        note: str = "",
        expected: int | None = None,
    ) -> Added:
        """Add records and corrections that people entered; those whose id is there already are left alone."""
        items = list(evidence)
        subject = items[0].id if len(items) == 1 else f"{len(items)} entries"
        with self.change(dossier_id, action, subject, author, note, expected) as c:
            fresh = [item for item in items if not self._has(c.connection, tables.evidence, dossier_id, item.id)]
            c.put(tables.evidence, _once("id", map(rows.evidence_row, fresh)))
        return c.added

    def add_event(self, dossier_id: str, event: Event, *, author: str = "", expected: int | None = None) -> Added:
        """Add something that happened and bears on the decision."""
        row = rows.event_row(event)
        with self.change(dossier_id, "event", event.what, author, "", expected) as c:
            if not self._has(c.connection, tables.event, dossier_id, row["id"]):
                c.put(tables.event, [row])
        return c.added

    # -- reading

    def dossier(
        self, dossier_id: str | None = None, *, as_of: date | None = None, known_by: datetime | None = None
    ) -> Dossier:
        """The dossier as a value: what was reported by ``as_of`` and recorded by ``known_by`` (both: all of it).

        ``records`` and ``corrections`` hold what people entered; what readers coded is given by ``evidence``.
        """
        dossier_id = self.only(dossier_id)
        with reading(self.engine) as connection:
            outline = self._outline(connection, dossier_id, known_by)
            entered = self._evidence(connection, dossier_id, as_of, known_by, entered=True)
            return Dossier(
                id=dossier_id,
                title=outline.title,
                proposal=outline.proposal,
                reports=tuple(self._reports(connection, dossier_id, as_of, known_by)),
                records=tuple(item for item in entered if not item.human),
                corrections=tuple(item for item in entered if item.human),
                events=tuple(self._events(connection, dossier_id, as_of, known_by)),
                note=outline.note,
                own_body=outline.own_body,
                actors=rows.actors_of(outline),
            )

    def about(self, dossier_id: str) -> Outline:
        """Title, note, proposal, own body and actors, without reports and evidence."""
        with reading(self.engine) as connection:
            return self._outline(connection, dossier_id)

    def evidence(
        self,
        dossier_id: str,
        *,
        as_of: date | None = None,
        known_by: datetime | None = None,
        member: str | None = None,
        variant: str | None = None,
        withdraws: str | None = None,
    ) -> tuple[Evidence, ...]:
        """All evidence for the fold: codings of the latest reading of each report, records and corrections."""
        only = {"member": member, "variant": variant, "withdraws": withdraws}
        with reading(self.engine) as connection:
            return tuple(self._evidence(connection, dossier_id, as_of, known_by, only=only))

    def has_report(self, dossier_id: str, sha256: str, *, connection: Connection | None = None) -> bool:
        """Whether the dossier has the report of that text."""
        table = tables.report
        query = select(table.c.sha256).where(table.c.dossier == dossier_id, table.c.sha256 == sha256)
        if connection is not None:
            return connection.execute(query).scalar() is not None
        with reading(self.engine) as own:
            return own.execute(query).scalar() is not None

    def report(self, dossier_id: str, sha256: str) -> Report:
        """The report of that hash, or of the only hash that begins so.

        Raises:
            DossierError: no such report, or several.
        """
        table = tables.report
        query = select(table).where(table.c.dossier == dossier_id, table.c.sha256.startswith(sha256, autoescape=True))
        with reading(self.engine) as connection:
            found = connection.execute(query.limit(2)).mappings().all()
        if len(found) != 1:
            raise DossierError(
                f"{'no' if not found else 'more than one'} report {sha256!r}", where=dossier_id, accepted="its sha256"
            )
        return rows.read_report_row(found[0])  # type: ignore[arg-type]  # a row mapping

    def changes(self, dossier_id: str, *, after: int = 0, limit: int = 1000) -> tuple[Change, ...]:
        """The history after a revision, oldest first."""
        t = tables.change
        query = select(t).where(t.c.dossier == dossier_id, t.c.number > after).order_by(t.c.number).limit(limit)
        with reading(self.engine) as connection:
            return tuple(
                Change(r.number, as_instant(r.recorded_at), r.author, r.action, r.subject, r.note)
                for r in connection.execute(query)
            )

    # -- the machinery

    @contextmanager
    def change(
        self, dossier_id: str, action: str, subject: str, author: str, note: str, expected: int | None
    ) -> Iterator[Pending]:
        """A transaction that makes one change; nothing put, nothing written."""
        try:
            with writing(self.engine) as connection:
                pending = self._begin(connection, dossier_id, expected)
                pending.line = (action, subject, author, note)
                yield pending
                if not pending.count:
                    raise _NothingNew
        except _NothingNew:
            pending.number -= 1

    def _begin(self, connection: Connection, dossier_id: str, expected: int | None) -> Pending:
        lock = select(tables.dossier.c.id).where(tables.dossier.c.id == dossier_id)
        if connection.execute(lock.with_for_update()).scalar() is None:  # SQLite locks as a whole and ignores it
            raise DossierError(f"no dossier {dossier_id!r}", where=self.place)
        t = tables.change
        latest = connection.execute(
            select(t.c.number, t.c.recorded_at).where(t.c.dossier == dossier_id).order_by(t.c.number.desc()).limit(1)
        ).one()
        if expected is not None and expected != latest.number:
            raise StaleError(
                f"the dossier has changed since revision {expected}: it is at {latest.number}",
                where=dossier_id,
                accepted="an edit of the latest revision",
            )
        now = max(self._clock(), as_instant(latest.recorded_at))  # a clock set back never reorders the history
        return Pending(self, connection, dossier_id, latest.number + 1, now)

    @staticmethod
    def _change(
        connection: Connection,
        dossier_id: str,
        number: int,
        now: datetime,
        author: str,
        action: str,
        subject: str,
        note: str,
    ) -> int:
        connection.execute(
            insert(tables.change).values(
                dossier=dossier_id,
                number=number,
                recorded_at=instant(now),
                author=author[:200],
                action=action,
                subject=subject[:500],
                note=note[:2000],
            )
        )
        return number

    @staticmethod
    def _put(connection: Connection, table: Any, dossier_id: str, number: int, values: Iterable[dict[str, Any]]) -> int:
        batch = [{"dossier": dossier_id, "change": number, **row} for row in values]
        if batch:
            connection.execute(insert(table), batch)
        return len(batch)

    @staticmethod
    def _has(connection: Connection, table: Any, dossier_id: str, key: str) -> bool:
        query = select(table.c.id).where(table.c.dossier == dossier_id, table.c.id == key).limit(1)
        return connection.execute(query).scalar() is not None

    def _revision(self, connection: Connection, dossier_id: str) -> int:
        t = tables.change
        number = connection.execute(select(func.max(t.c.number)).where(t.c.dossier == dossier_id)).scalar()
        if number is None:
            raise DossierError(f"no dossier {dossier_id!r}", where=self.place)
        return int(number)

    def _outline(self, connection: Connection, dossier_id: str, known_by: datetime | None = None) -> Outline:
        o, c = tables.outline, tables.change
        query = (
            select(o.c.doc, c.c.recorded_at)
            .join(c, (c.c.dossier == o.c.dossier) & (c.c.number == o.c.change))
            .where(o.c.dossier == dossier_id)
            .order_by(o.c.change.desc())
        )
        found = connection.execute(query).all()
        if not found:
            raise DossierError(f"no dossier {dossier_id!r}", where=self.place)
        # What it was about from the start is no later knowledge: the first row counts for all earlier times too.
        known = [row for row in found if known_by is None or row.recorded_at <= instant(known_by)] or found[-1:]
        return from_plain(Outline, json.loads(known[0].doc), where=f"{dossier_id}: outline")

    def _reports(
        self, connection: Connection, dossier_id: str, as_of: date | None, known_by: datetime | None
    ) -> Iterator[Report]:
        r, c = tables.report, tables.change
        query = select(r).where(r.c.dossier == dossier_id).order_by(r.c.published_on, r.c.sha256)
        if as_of is not None:
            query = query.where((r.c.published_on <= as_of.isoformat()) | r.c.published_on.is_(None))
        if known_by is not None:
            query = query.join(c, (c.c.dossier == r.c.dossier) & (c.c.number == r.c.change))
            query = query.where(c.c.recorded_at <= instant(known_by))
        for row in connection.execute(query).mappings():
            yield rows.read_report_row(row)  # type: ignore[arg-type]  # a row mapping

    def _events(
        self, connection: Connection, dossier_id: str, as_of: date | None, known_by: datetime | None
    ) -> Iterator[Event]:
        e, c = tables.event, tables.change
        query = select(e.c.doc).where(e.c.dossier == dossier_id).order_by(e.c.day, e.c.id)
        if known_by is not None:
            query = query.join(c, (c.c.dossier == e.c.dossier) & (c.c.number == e.c.change))
            query = query.where(c.c.recorded_at <= instant(known_by))
        for doc in connection.execute(query).scalars():
            event = from_plain(Event, json.loads(doc), where=f"{dossier_id}: event")
            # A meeting may be known to come; an outcome of a later day may not.
            if as_of is None or event.on <= as_of or event.kind in ("meeting", "vote_scheduled"):
                yield event

    def _evidence(
        self,
        connection: Connection,
        dossier_id: str,
        as_of: date | None,
        known_by: datetime | None,
        *,
        entered: bool = False,
        only: dict[str, str | None] | None = None,
    ) -> list[Evidence]:
        e = tables.evidence
        query = select(e.c.doc).where(e.c.dossier == dossier_id).order_by(e.c.reported_on, e.c.id, e.c.change)
        query = query.where(e.c.reading.is_(None) if entered else current_evidence(known_by))
        if known_by is not None:
            query = query.where(e.c.recorded_at <= instant(known_by))
        if as_of is not None:
            query = query.where(e.c.reported_on <= as_of.isoformat())
        for column, value in (only or {}).items():
            if value is not None:
                query = query.where(e.c[column] == value)
        return [
            from_plain(Evidence, json.loads(doc), where=f"{dossier_id}: evidence")
            for doc in connection.execute(query).scalars()
        ]


class _NothingNew(Exception):  # noqa: N818  (a signal within this module, not an error)
    """Rolls a transaction back that put nothing."""


class Pending:
    """A change being made: rows are put under its number, and all of them or none stay."""

    __slots__ = ("connection", "count", "dossier", "line", "now", "number", "store")

    def __init__(self, store: Store, connection: Connection, dossier: str, number: int, now: datetime) -> None:
        self.store, self.connection, self.dossier, self.number, self.now = store, connection, dossier, number, now
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
            self.store._change(self.connection, self.dossier, self.number, self.now, author, action, subject, note)
        self.count += self.store._put(self.connection, table, self.dossier, self.number, batch)


def _once(key: str, values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each key once: of equal ones the first."""
    kept: dict[str, dict[str, Any]] = {}
    for row in values:
        kept.setdefault(row[key], row)
    return list(kept.values())


def open_store(location: str | Path) -> Store:
    """Open a store that exists.

    Raises:
        StoreError: see ``Store.open``.
    """
    if not str(location):
        raise StoreError("no store is named", accepted="a path or a database URL")
    return Store.open(location)
