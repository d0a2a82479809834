"""Reading a store: dossiers as values, their evidence, reports and history, as of any day and any knowledge."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import Connection, Engine, exists, func, select

from whipcount.dossiers import rows, tables
from whipcount.dossiers.codec import day_in, from_doc, instant, instant_in
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.engine import place, reading
from whipcount.dossiers.live_rows import by_others, current_entry, current_evidence, current_reports, current_statement
from whipcount.dossiers.rows import Outline
from whipcount.dossiers.sealed import SealedForecast, check_chain
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Evidence
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


class StoreReader:
    """What can be asked of a store; writes nothing."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.place = place(engine.url)

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

    def counted_revision(self, dossier_id: str, *, before: int | None = None) -> int:
        """The number of the latest change that a count can rest on: notes, tags and assignments are none.

        ``before``: of those before a revision; 0 where there is none.
        """
        with reading(self.engine) as connection:
            return self._counted(connection, dossier_id, before)

    def dossier(
        self,
        dossier_id: str | None = None,
        *,
        as_of: date | None = None,
        known_by: datetime | None = None,
        with_reports: bool = True,
    ) -> Dossier:
        """The dossier as a value: what was reported by ``as_of`` and recorded by ``known_by`` (both: all of it).

        Without ``with_reports`` their texts stay where they are.

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
                reports=tuple(self._reports(connection, dossier_id, as_of, known_by)) if with_reports else (),
                records=tuple(item for item in entered if not item.human),
                corrections=tuple(item for item in entered if item.human),
                events=tuple(self._events(connection, dossier_id, as_of, known_by)),
                note=outline.note,
                own_body=outline.own_body,
                actors=rows.actors_of(outline),
            )

    def events(
        self, dossier_id: str, *, as_of: date | None = None, known_by: datetime | None = None
    ) -> tuple[Event, ...]:
        """What happened by a day, and the meetings and votes that are to come, as recorded by an instant."""
        with reading(self.engine) as connection:
            return tuple(self._events(connection, dossier_id, as_of, known_by))

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

    def statements(self, dossier_id: str, *, known_by: datetime | None = None) -> tuple[Statement, ...]:
        """The statements of the latest reading of each report, in the order of reports and of their text.

        ``known_by``: of the latest reading made by then.
        """
        s = tables.statement
        query = select(s.c.id, s.c.doc).where(s.c.dossier == dossier_id, current_statement(dossier_id, known_by))
        with reading(self.engine) as connection:
            rows = connection.execute(query.order_by(s.c.reported_on, s.c.report, s.c.start, s.c.id))
            return tuple(from_doc(Statement, row.doc, where=row.id) for row in rows)

    def read_by(self, dossier_id: str, *, known_by: datetime | None = None) -> frozenset[str]:
        """The sha256 of the reports that a reader has read (by ``known_by``).

        What was only coded in another program is not read yet, unless it came from there.
        """
        r, c, came = tables.reading, tables.change, tables.report
        query = select(r.c.report).where(r.c.dossier == dossier_id).distinct()
        query = query.join(came, (came.c.dossier == r.c.dossier) & (came.c.sha256 == r.c.report))
        query = query.where((by_others(r.c.coder) == 0) | (came.c.change == r.c.change))
        if known_by is not None:
            query = query.join(c, (c.c.dossier == r.c.dossier) & (c.c.number == r.c.change))
            query = query.where(c.c.recorded_at <= instant(known_by))
        with reading(self.engine) as connection:
            return frozenset(connection.execute(query).scalars())

    def has_report(self, dossier_id: str, sha256: str, connection: Connection | None = None) -> bool:
        """Whether the dossier has the report of that text, and nobody has taken it out."""
        query = current_reports(dossier_id)[0].where(tables.report.c.sha256 == sha256)
        query = query.with_only_columns(tables.report.c.sha256)
        if connection is not None:
            return connection.execute(query).scalar() is not None
        with reading(self.engine) as own:
            return own.execute(query).scalar() is not None

    def report_day(self, dossier_id: str, sha256: str) -> tuple[bool, date | None]:
        """Whether the dossier has the report of that text, and the day of publication that counts for it."""
        query, day = current_reports(dossier_id)
        query = query.where(tables.report.c.sha256 == sha256).with_only_columns(day)
        with reading(self.engine) as connection:
            row = connection.execute(query).one_or_none()
        return row is not None, day_in(row[0]) if row is not None else None

    def report(self, dossier_id: str, sha256: str, *, removed_too: bool = False) -> Report:
        """The report of that hash, or of the only hash that begins so; ``removed_too``: also one that was taken out.

        Raises:
            DossierError: no such report, or several.
        """
        query, _ = current_reports(dossier_id, removed_too=removed_too)
        query = query.where(tables.report.c.sha256.startswith(sha256, autoescape=True))
        with reading(self.engine) as connection:
            first_two = connection.execute(query.limit(2)).mappings().all()
        if len(first_two) != 1:
            raise DossierError(
                f"{'no' if not first_two else 'more than one'} report {sha256!r}",
                where=dossier_id,
                accepted="its sha256",
            )
        return rows.read_report_row(first_two[0])  # type: ignore[arg-type]  # a row mapping

    def reports_of(self, dossier_id: str, hashes: Iterable[str]) -> tuple[Report, ...]:
        """The reports of those hashes, as far as the dossier has them."""
        known, wanted = current_reports(dossier_id)[0], sorted(hashes)
        reports: list[Report] = []
        with reading(self.engine) as connection:
            for at in range(0, len(wanted), 500):
                part = wanted[at : at + 500]
                query = known.where(tables.report.c.sha256.in_(part))
                reports += [rows.read_report_row(row) for row in connection.execute(query).mappings()]  # type: ignore[arg-type]  # row mappings
        return tuple(reports)

    def changes(self, dossier_id: str, *, after: int = 0, limit: int = 1000) -> tuple[Change, ...]:
        """The history after a revision, oldest first."""
        t = tables.change
        query = select(t).where(t.c.dossier == dossier_id, t.c.number > after).order_by(t.c.number).limit(limit)
        with reading(self.engine) as connection:
            return tuple(
                Change(r.number, instant_in(r.recorded_at), r.author, r.action, r.subject, r.note)
                for r in connection.execute(query)
            )

    def forecasts(self, dossier_id: str) -> tuple[SealedForecast, ...]:
        """The record: sealed forecasts, oldest first, each checked against its seal and its place in the chain.

        Raises:
            StoreError: a stored forecast was altered, or one is missing.
        """
        f = tables.forecast
        query = select(f.c.id, f.c.doc).where(f.c.dossier == dossier_id).order_by(f.c.change)
        with reading(self.engine) as connection:
            rows = connection.execute(query).all()
        changes = tuple(
            replace(from_doc(SealedForecast, row.doc, where=f"{dossier_id}: forecast"), seal=row.id) for row in rows
        )
        check_chain(changes, where=dossier_id)
        return changes

    def evidence_since(self, dossier_id: str, after: int, *, limit: int = 20) -> tuple[str, ...]:
        """The ids of the evidence that came with changes after a revision, the latest first."""
        e = tables.evidence
        query = select(e.c.id).where(e.c.dossier == dossier_id, e.c.change > after)
        with reading(self.engine) as connection:
            return tuple(connection.execute(query.order_by(e.c.change.desc(), e.c.id).limit(limit)).scalars())

    def _revision(self, connection: Connection, dossier_id: str) -> int:
        t = tables.change
        number = connection.execute(select(func.max(t.c.number)).where(t.c.dossier == dossier_id)).scalar()
        if number is None:
            raise DossierError(f"no dossier {dossier_id!r}", where=self.place)
        return int(number)

    def _counted(self, connection: Connection, dossier_id: str, before: int | None = None) -> int:
        t, a = tables.change, tables.annotation
        noted = exists().where(a.c.dossier == t.c.dossier, a.c.change == t.c.number)
        query = select(t.c.number).where(t.c.dossier == dossier_id, ~noted).order_by(t.c.number.desc()).limit(1)
        if before is not None:
            return connection.execute(query.where(t.c.number < before)).scalar() or 0
        number = connection.execute(query).scalar()
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
        rows = connection.execute(query).all()
        if not rows:
            raise DossierError(f"no dossier {dossier_id!r}", where=self.place)
        # What it was about from the start is no later knowledge: the first row counts for all earlier times too.
        in_time = [row for row in rows if known_by is None or row.recorded_at <= instant(known_by)] or rows[-1:]
        return from_doc(Outline, in_time[0].doc, where=f"{dossier_id}: outline")

    def _reports(
        self, connection: Connection, dossier_id: str, as_of: date | None, known_by: datetime | None
    ) -> Iterator[Report]:
        query, day = current_reports(dossier_id, known_by)
        if as_of is not None:
            query = query.where((day <= as_of.isoformat()) | day.is_(None))
        query = query.order_by(day, tables.report.c.sha256)
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
            event = from_doc(Event, doc, where=f"{dossier_id}: event")
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
        query = query.where(current_entry(dossier_id, known_by) if entered else current_evidence(dossier_id, known_by))
        if known_by is not None:
            query = query.where(e.c.recorded_at <= instant(known_by))
        if as_of is not None:
            query = query.where(e.c.reported_on <= as_of.isoformat())
        for column, value in (only or {}).items():
            if value is not None:
                query = query.where(e.c[column] == value)
        return [from_doc(Evidence, doc, where=f"{dossier_id}: evidence") for doc in connection.execute(query).scalars()]
