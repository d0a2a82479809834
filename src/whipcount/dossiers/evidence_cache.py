"""What a stored dossier knows, kept in memory and brought up to date: each row is read from the store once.

Rows never change and are never taken away, so what was parsed once holds for good; a later look asks the store only
which rows count by now, and fetches those that it has not seen. Which statements are one utterance is found for each
voice apart, and again only for voices that something new was read of.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

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


class EvidenceCache:
    """The evidence of one dossier, each utterance under one origin, as known by any instant."""

    def __init__(self, store: Store, dossier_id: str) -> None:
        self.store = store
        self.dossier_id = dossier_id
        self._lock = threading.Lock()
        self._rows: dict[tuple[str, int], Evidence] = {}
        self._with_origin: dict[tuple[str, int], Evidence] = {}
        self._clusters = Clusters()
        self._named: tuple[set[str], dict[str, str]] | None = None  # of which statements, and their origins

    def evidence(self, *, known_by: datetime | None = None) -> tuple[Evidence, ...]:
        """All evidence for the fold, as ``Store.evidence`` gives it, with its origins.

        Raises:
            StoreError: a row that does not fit.
        """
        e = tables.evidence
        query = select(e.c.id, e.c.change).where(e.c.dossier == self.dossier_id)
        query = query.where(current_evidence(self.dossier_id, known_by)).order_by(e.c.reported_on, e.c.id, e.c.change)
        if known_by is not None:
            query = query.where(e.c.recorded_at <= instant(known_by))
        with self._lock, reading(self.store.engine) as connection:
            found = connection.execute(query).all()
            keys = [(row[0], row[1]) for row in found]
            self._fetch(connection, {key[1] for key in keys if key not in self._rows})
            items = [self._rows[key] for key in keys]
            origins = self._origins(connection, items)
            return tuple(self._placed(key, item, origins) for key, item in zip(keys, items, strict=True))

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
            found = connection.execute(query.group_by(s.c.reported_on)).all()
        return tuple((day_in(day), number) for day, number in found)

    def _placed(self, key: tuple[str, int], item: Evidence, origins: dict[str, str]) -> Evidence:
        """The evidence with its origin; the same object while the origin is the same, so that views share it."""
        origin = item.origin or origins.get(item.statement or "", "")
        kept = self._with_origin.get(key)
        if kept is None or kept.origin != origin:
            kept = self._with_origin[key] = item if item.origin == origin else replace(item, origin=origin)
        return kept

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

    def _origins(self, connection: Connection, items: Iterable[Evidence]) -> dict[str, str]:
        wanted = {item.statement for item in items if item.statement and item.member and not item.origin}
        unread = wanted - self._clusters.seen
        if not unread and self._named is not None and self._named[0] == wanted:
            return self._named[1]
        self._read(connection, unread)
        self._named = (wanted, self._clusters.names(wanted))
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
        found: dict[str, str] = {}
        for part in _parts(hashes):
            query = select(r.c.sha256, r.c.text).where(r.c.dossier == self.dossier_id, r.c.sha256.in_(part))
            found |= {
                row.sha256: text_in(row.text, where=f"report {row.sha256[:12]}") for row in connection.execute(query)
            }
        return found


def _of(span: Span, text: str) -> str:
    return text[span.start : span.end]


def _parts(values: Iterable[Any]) -> Iterable[list[Any]]:
    ordered = sorted(values)
    for at in range(0, len(ordered), _BATCH):
        yield ordered[at : at + _BATCH]
