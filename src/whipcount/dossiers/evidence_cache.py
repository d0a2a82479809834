"""What a stored dossier knows, kept in memory and brought up to date: each row is read from the store once.

Rows never change and are never taken away, so what was parsed once holds for good; a later look asks the store only
which rows count by now, and fetches those that it has not seen. Where changes since then only added rows (an edit, a
new report), the rows that counted before still do, and only the new ones are asked for. Which statements are one
utterance is found for each voice apart, and again only for voices that something new was read of.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, exists, func, select

from whipcount.cancelling import checkpoint
from whipcount.dossiers import tables
from whipcount.dossiers.codec import day_in, from_doc, instant, text_in
from whipcount.dossiers.engine import reading
from whipcount.dossiers.live_rows import current_evidence, current_reports, current_statement
from whipcount.dossiers.store import Store
from whipcount.positions.count.origins import Clusters
from whipcount.positions.stance.stance import Evidence
from whipcount.statements.statement import Statement
from whipcount.text.span import Span

_BATCH = 500
_FEW = 2_000  # new rows that are put among the others one by one

_Key = tuple[str, int]
_Place = tuple[str, str, int]  # in the order of the evidence: the day of report, the id, the change


@dataclass
class _Current:
    """What counted at the last look, without a limit of knowledge: up to which change, in order, with its origins."""

    change: int
    order: list[_Place]
    items: list[Evidence]
    origins: dict[str, str]
    wanted: set[str]  # statements whose origin was asked for


class EvidenceCache:
    """The evidence of one dossier, each utterance under one origin, as known by any instant."""

    def __init__(self, store: Store, dossier_id: str) -> None:
        self.store = store
        self.dossier_id = dossier_id
        self._lock = threading.Lock()
        self._rows: dict[_Key, Evidence] = {}
        self._with_origin: dict[_Key, Evidence] = {}
        self._clusters = Clusters()
        self._named: tuple[set[str], dict[str, str]] | None = None  # of which statements, and their origins
        self._current: _Current | None = None
        self._heard: tuple[int, tuple[tuple[date | None, int], ...]] | None = None  # at which change

    def evidence(self, *, known_by: datetime | None = None) -> tuple[Evidence, ...]:
        """All evidence for the fold, as ``Store.evidence`` gives it, with its origins.

        Raises:
            StoreError: a row that does not fit.
        """
        with self._lock, reading(self.store.engine) as connection:
            latest = self._latest(connection)
            if known_by is None and self._current is not None and self._brought_up_to_date(connection, latest):
                return tuple(self._current.items)
            order = self._counting(connection, known_by=known_by)
            keys = [(key, change) for _, key, change in order]
            self._fetch(connection, {key[1] for key in keys if key not in self._rows})
            items = [self._rows[key] for key in keys]
            wanted = _with_origins(items)
            origins = self._origins(connection, wanted)
            placed = [self._placed(key, item, origins) for key, item in zip(keys, items, strict=True)]
            if known_by is None:
                self._current = _Current(latest, order, placed, origins, wanted)
            return tuple(placed)

    def _counting(self, connection: Connection, *, known_by: datetime | None = None, after: int = 0) -> list[_Place]:
        """The places of the rows that count, of those of changes after one."""
        e = tables.evidence
        query = select(e.c.reported_on, e.c.id, e.c.change).where(e.c.dossier == self.dossier_id)
        query = query.where(current_evidence(self.dossier_id, known_by))
        if known_by is not None:
            query = query.where(e.c.recorded_at <= instant(known_by))
        if after:
            query = query.where(e.c.change > after)
        # sorted here, so that new rows find their place whatever the database's own order of texts is
        return sorted((row[0], row[1], row[2]) for row in connection.execute(query))

    def _latest(self, connection: Connection) -> int:
        c = tables.change
        return connection.execute(select(func.max(c.c.number)).where(c.c.dossier == self.dossier_id)).scalar() or 0

    def _brought_up_to_date(self, connection: Connection, latest: int) -> bool:
        """Put what is new among what counted at the last look; False where more than that may have changed."""
        now = self._current
        assert now is not None  # noqa: S101  (for the type checker: the caller asked)
        if latest == now.change:
            return True
        if latest < now.change or not self._only_added(connection, now.change):
            return False
        fresh = self._counting(connection, after=now.change)
        if len(fresh) > _FEW:
            return False
        self._fetch(connection, {change for _, _, change in fresh})
        items = [self._rows[key, change] for _, key, change in fresh]
        wanted = _with_origins(items) - now.wanted
        if wanted:
            now.wanted |= wanted
            now.origins = self._origins(connection, now.wanted)
            now.items = [
                self._placed((key, change), self._rows[key, change], now.origins) for _, key, change in now.order
            ]
        for place, item in zip(fresh, items, strict=True):
            at = bisect_left(now.order, place)
            now.order.insert(at, place)
            now.items.insert(at, self._placed(place[1:], item, now.origins))
        now.change = latest
        return True

    def _only_added(self, connection: Connection, since: int) -> bool:
        """Whether no change after one took rows back: no report read again, dated anew or taken out."""
        d, former = tables.report_edit, tables.reading.alias()
        edited = select(d.c.change).where(d.c.dossier == self.dossier_id, d.c.change > since).limit(1)
        if connection.execute(edited).scalar() is not None:
            return False
        r = tables.reading
        before = exists().where(
            former.c.dossier == r.c.dossier, former.c.report == r.c.report, former.c.change < r.c.change
        )
        again = select(r.c.change).where(r.c.dossier == self.dossier_id, r.c.change > since, before).limit(1)
        return connection.execute(again).scalar() is None

    def last_report(self, *, known_by: datetime | None = None) -> date | None:
        """The day of the latest report (known by then)."""
        query, published = current_reports(self.dossier_id, known_by)
        with reading(self.store.engine) as connection:
            day = connection.execute(query.with_only_columns(func.max(published))).scalar()
        return day_in(day)

    def heard(self, *, known_by: datetime | None = None) -> tuple[tuple[date | None, int], ...]:
        """How many statements of the latest readings were reported on each day; None: on no day that is told."""
        s = tables.statement
        query = select(s.c.reported_on, func.count()).where(
            s.c.dossier == self.dossier_id, current_statement(self.dossier_id, known_by)
        )
        with reading(self.store.engine) as connection:
            latest, heard_then = self._latest(connection), self._heard
            if known_by is None and heard_then is not None and not self._read_since(connection, heard_then[0]):
                return heard_then[1]
            rows = connection.execute(query.group_by(s.c.reported_on)).all()
        heard = tuple((day_in(day), number) for day, number in rows)
        if known_by is None:
            self._heard = latest, heard
        return heard

    def _read_since(self, connection: Connection, change: int) -> bool:
        """Whether a report was read, dated anew or taken out after a change."""
        queries = (
            select(table.c.change).where(table.c.dossier == self.dossier_id, table.c.change > change).limit(1)
            for table in (tables.reading, tables.report_edit)
        )
        return any(connection.execute(query).scalar() is not None for query in queries)

    def _placed(self, key: _Key, item: Evidence, origins: dict[str, str]) -> Evidence:
        """The evidence with its origin; the same object while the origin is the same, so that views share it."""
        origin = item.origin or origins.get(item.statement or "", "")
        with_origin = self._with_origin.get(key)
        if with_origin is None or with_origin.origin != origin:
            with_origin = self._with_origin[key] = item if item.origin == origin else replace(item, origin=origin)
        return with_origin

    def _fetch(self, connection: Connection, changes: Iterable[int]) -> None:
        e = tables.evidence
        for part in _parts(changes):
            checkpoint()
            query = select(e.c.id, e.c.change, e.c.doc).where(e.c.dossier == self.dossier_id, e.c.change.in_(part))
            for key, change, doc in connection.execute(query):
                if (key, change) not in self._rows:
                    item = from_doc(Evidence, doc, where=f"{self.dossier_id}: {key}")
                    self._rows[key, change] = item
                    if item.statement and not item.human:  # its statement may have been read anew too
                        self._clusters.seen.discard(item.statement)

    def _origins(self, connection: Connection, wanted: set[str]) -> dict[str, str]:
        unread = wanted - self._clusters.seen
        if not unread and self._named is not None and self._named[0] == wanted:
            return self._named[1]
        self._read(connection, unread)
        self._named = (set(wanted), self._clusters.names(wanted))
        return self._named[1]

    def _read(self, connection: Connection, ids: set[str]) -> None:
        """Take statements into the clusters, with the words of their reports."""
        s = tables.statement
        latest: dict[str, str] = {}
        for part in _parts(ids):
            query = select(s.c.id, s.c.doc).where(s.c.dossier == self.dossier_id, s.c.id.in_(part)).order_by(s.c.change)
            latest |= {row.id: row.doc for row in connection.execute(query)}
        statements = [from_doc(Statement, doc, where=key) for key, doc in latest.items()]
        texts = self._texts(connection, {statement.report for statement in statements})
        for statement in statements:
            checkpoint()
            text = texts.get(statement.report)
            words = None if text is None else " ".join(_of(span, text) for span in statement.content)
            self._clusters.add(statement, words)

    def _texts(self, connection: Connection, hashes: set[str]) -> dict[str, str]:
        r = tables.report
        origins: dict[str, str] = {}
        for part in _parts(hashes):
            query = select(r.c.sha256, r.c.text).where(r.c.dossier == self.dossier_id, r.c.sha256.in_(part))
            origins |= {
                row.sha256: text_in(row.text, where=f"report {row.sha256[:12]}") for row in connection.execute(query)
            }
        return origins


def _with_origins(items: Iterable[Evidence]) -> set[str]:
    """The statements whose origin is to be found."""
    return {item.statement for item in items if item.statement and item.member and not item.origin}


def _of(span: Span, text: str) -> str:
    return text[span.start : span.end]


def _parts(values: Iterable[Any]) -> Iterable[list[Any]]:
    ordered = sorted(values)
    for at in range(0, len(ordered), _BATCH):
        yield ordered[at : at + _BATCH]
