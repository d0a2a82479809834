"""The store: dossiers kept in a database, append-only, each change numbered, timed and signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine, insert, select

from whipcount.bodies.countries import ActorTable
from whipcount.dossiers import rows, tables
from whipcount.dossiers.codec import instant, instant_in
from whipcount.dossiers.consistency import check_times
from whipcount.dossiers.deposits import check_deposits
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.engine import open_engine, writing
from whipcount.dossiers.ledger import seal_change
from whipcount.dossiers.normal import normal_event, normal_evidence, normal_outline, normal_report
from whipcount.dossiers.pending import Added, Pending, has_row, put_change_line, put_rows
from whipcount.dossiers.sealed import SealedForecast, sealed
from whipcount.dossiers.storereader import Change, StoreReader
from whipcount.errors import DossierError, StaleError, StoreError
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report, fingerprint
from whipcount.statements.statement import Statement
from whipcount.text.fields import one_field

__all__ = ["Added", "Change", "Pending", "Store", "open_store"]


class Store(StoreReader):
    """Dossiers in one database (SQLite file or PostgreSQL), never overwritten: what is known only grows.

    All times are aware. A dossier's *revision* is the number of its latest change; an edit may say which revision it
    was made on (``expected``) and is refused with ``StaleError`` where the dossier has moved on since (by more than
    notes and tags).

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, Store.open(f"{folder}/a.db", create=True) as store:
    ...     store.create(Dossier("lake", "The Lake Council admits Orvana", None))
    ...     store.ids(), store.dossier("lake").title
    1
    (('lake',), 'The Lake Council admits Orvana')
    """

    def __init__(self, engine: Engine, *, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__(engine)
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

    # -- writing

    def create(self, dossier: Dossier, *, author: str = "") -> int:
        """Start a dossier with all that the value holds, in one transaction; answers its revision.

        Evidence keeps the times at which it says that it was recorded.

        Raises:
            DossierError: the store has a dossier of that id, or a deposit or deadline does not hold together.
        """
        check_deposits(dossier.events, dossier.proposal, dossier.own_body, where=dossier.id)
        check_times(dossier.proposal, dossier.events, where=dossier.id)
        now = self._clock()
        with writing(self.engine) as connection:
            if connection.execute(select(tables.dossier.c.id).where(tables.dossier.c.id == dossier.id)).scalar():
                raise DossierError(
                    f"there is a dossier {dossier.id!r} already", where=self.place, accepted="another id"
                )
            connection.execute(insert(tables.dossier).values(id=dossier.id, created_at=instant(now)))
            number = put_change_line(connection, dossier.id, 1, now, author, "create", dossier.title, "")
            put_rows(
                connection,
                tables.outline,
                dossier.id,
                number,
                [rows.outline_row(normal_outline(rows.outline_of(dossier)))],
            )
            put_rows(
                connection,
                tables.report,
                dossier.id,
                number,
                _once("sha256", map(rows.report_row, map(normal_report, dossier.reports))),
            )
            evidence = map(rows.evidence_row, map(normal_evidence, (*dossier.records, *dossier.corrections)))
            put_rows(connection, tables.evidence, dossier.id, number, _once("id", evidence))
            events = map(rows.event_row, map(normal_event, dossier.events))
            put_rows(connection, tables.event, dossier.id, number, _once("id", events))
            seal_change(connection, dossier.id, number)
        return number

    def outline(
        self,
        dossier_id: str,
        *,
        title: str | None = None,
        note: str | None = None,
        proposal: Proposal | None = None,
        actors: ActorTable | None = None,
        author: str = "",
        expected: int | None = None,
    ) -> Added:
        """Change what the dossier is about: title, note, proposal with its variants, own actors. The old row stays."""
        subject = title or (proposal.title if proposal else "actors" if actors else "")
        with self.change(dossier_id, "outline", subject, author, "", expected) as c:
            before = self._outline(c.connection, dossier_id)
            after = normal_outline(
                replace(
                    before,
                    title=before.title if title is None else title,
                    note=before.note if note is None else note,
                    proposal=proposal or before.proposal,
                    actors=before.actors if actors is None else rows.own_actors(actors),
                )
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
        coder = one_field(coder) or "reader"
        with self.change(dossier_id, "read", report.name, author, coder, expected) as c:
            there = self.has_report(dossier_id, report.sha256, connection=c.connection)
            if not again and (there or self.has_report(dossier_id, _with_carriage_returns(report), c.connection)):
                return c.nothing()
            r = tables.report
            query = select(r.c.sha256).where(r.c.dossier == dossier_id, r.c.sha256 == report.sha256)
            if c.connection.execute(query).scalar() is not None:
                if not there:  # taken out before, and wanted again
                    restored = rows.report_edit_row(report.sha256, report.day, what="restore")
                    c.put(tables.report_edit, [restored])
            else:
                c.put(tables.report, [rows.report_row(normal_report(report))])
            c.put(tables.reading, [{"report": report.sha256, "coder": coder, "doc": "{}"}])
            dated = [replace(s, recorded_at=s.recorded_at or c.now) for s in statements]
            c.put(tables.statement, _once("id", (rows.statement_row(s, report) for s in dated)))
            coded = (normal_evidence(replace(e, recorded_at=c.now, report=e.report or report.sha256)) for e in evidence)
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
        stamped: bool = False,
    ) -> Added:
        """Add records and corrections that people entered; those whose id is there already are left alone.

        ``stamped``: they are entered now, so they bear the time of the change that they are made in.
        """
        items = list(map(normal_evidence, evidence))
        subject = items[0].id if len(items) == 1 else f"{len(items)} entries"
        with self.change(dossier_id, action, subject, author, note, expected) as c:
            fresh = [item for item in items if not has_row(c.connection, tables.evidence, dossier_id, item.id)]
            if stamped:
                fresh = [replace(item, recorded_at=c.now) for item in fresh]
            c.put(tables.evidence, _once("id", map(rows.evidence_row, fresh)))
        return c.added

    def add_event(self, dossier_id: str, event: Event, *, author: str = "", expected: int | None = None) -> Added:
        """Add something that happened and bears on the decision."""
        event = normal_event(event)
        row = rows.event_row(event)
        with self.change(dossier_id, "event", event.what, author, "", expected) as c:
            if not has_row(c.connection, tables.event, dossier_id, row["id"]):
                c.put(tables.event, [row])
        return c.added

    def add_forecast(
        self, dossier_id: str, forecast: SealedForecast, *, author: str = "", expected: int | None = None
    ) -> SealedForecast:
        """Put a forecast on record: at the end of the chain, sealed, as made now by the store's clock.

        Raises:
            DossierError: no such dossier.
            StaleError: the dossier is no longer at revision ``expected``: the forecast rests on something older.
        """
        subject = f"{forecast.probability:.4f} as of {forecast.as_of}"
        f = tables.forecast
        with self.change(dossier_id, "forecast", subject, author, forecast.model, expected) as c:
            last = select(f.c.id).where(f.c.dossier == dossier_id).order_by(f.c.change.desc()).limit(1)
            entry = sealed(replace(forecast, made_at=c.now), c.connection.execute(last).scalar() or "")
            c.put(f, [rows.forecast_row(entry)])
        return entry

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
                seal_change(connection, dossier_id, pending.number)
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
        if expected is not None and not self._counted(connection, dossier_id) <= expected <= latest.number:
            raise StaleError(
                f"the dossier has changed since revision {expected}: it is at {latest.number}",
                where=dossier_id,
                accepted="an edit of the latest revision",
            )
        # A clock set back never reorders the history, and no two changes bear one instant.
        now = max(self._clock(), instant_in(latest.recorded_at) + timedelta(microseconds=1))
        return Pending(connection, dossier_id, latest.number + 1, now)


class _NothingNew(Exception):  # noqa: N818  (a signal within this module, not an error)
    """Rolls a transaction back that put nothing."""


def _once(key: str, values: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows, each key once: of equal ones the first."""
    by_origin: dict[str, dict[str, Any]] = {}
    for row in values:
        by_origin.setdefault(row[key], row)
    return list(by_origin.values())


def open_store(location: str | Path) -> Store:
    """Open a store that exists, to read it; where it may be written to, it may be written to through this too.

    Raises:
        StoreError: see ``Store.open``.
    """
    if not str(location):
        raise StoreError("no store is named", accepted="a path or a database URL")
    return Store(open_engine(location, to_read=True))


def _with_carriage_returns(report: Report) -> str:
    """The hash under which a store of an earlier version may hold the report: pasted, with the line ends of a form."""
    return fingerprint(report.text.replace("\n", "\r\n"))
