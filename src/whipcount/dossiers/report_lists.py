"""Lists of reports, a page at a time, and what reports are called."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, and_, func, or_, select

from whipcount.dossiers import tables
from whipcount.dossiers.codec import day_in
from whipcount.dossiers.engine import reading
from whipcount.dossiers.live_rows import by_others, current_reports
from whipcount.dossiers.pages import MAX_PAGE, Page, bounded, count, place_in_list
from whipcount.dossiers.store import Store


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as lists show it."""

    sha256: str
    name: str
    title: str | None
    publisher: str | None
    published_on: date | None
    statements: int


def list_reports(
    store: Store,
    dossier_id: str,
    *,
    after: str | None = None,
    limit: int = 50,
    words: str | None = None,
    ids: Collection[str] | None = None,
    until: date | None = None,
    known_by: datetime | None = None,
) -> Page[ReportRow]:
    """Reports, newest first, with the number of statements of their latest reading.

    Args:
        store: the store.
        dossier_id: which dossier.
        after: ``Page.next`` of the page before.
        limit: how many, at most 1,000.
        words: only where title, name or publisher hold these words (any case).
        ids: only those of these sha256; at most 20,000.
        until: published on that day or earlier, or on no day that is told.
        known_by: recorded by that instant.

    Raises:
        DossierError: ``after`` is no place in the list.
    """
    r, s = tables.report, tables.statement
    known, published = current_reports(dossier_id, known_by)
    day = func.coalesce(published, "")
    query = known.with_only_columns(r.c.sha256, r.c.name, r.c.title, r.c.publisher, published.label("published_on"))
    if until is not None:
        query = query.where(day <= until.isoformat())
    if words:
        query = query.where(or_(*(c.icontains(words, autoescape=True) for c in (r.c.name, r.c.title, r.c.publisher))))
    if ids is not None:
        query = query.where(r.c.sha256.in_(bounded(ids)))
    with reading(store.engine) as connection:
        total = count(connection, query)
        if after is not None:
            before, key = place_in_list(after)
            query = query.where(or_(day < before, and_(day == before, r.c.sha256 < key)))
        size = max(1, min(limit, MAX_PAGE))
        rows = connection.execute(query.order_by(day.desc(), r.c.sha256.desc()).limit(size + 1)).all()
        shown = rows[:size]
        latest = tables.reading.alias()
        newest = (  # of these reports alone: what all have is looked up in vain
            select(func.max(latest.c.change))
            .where(latest.c.dossier == s.c.dossier, latest.c.report == s.c.report)
            .group_by(by_others(latest.c.coder))
            .correlate(s)
        )
        counted = connection.execute(
            select(s.c.report, func.count())
            .where(s.c.dossier == dossier_id, s.c.report.in_([row.sha256 for row in shown]), s.c.change.in_(newest))
            .group_by(s.c.report)
        ).all()
    counts = {row[0]: row[1] for row in counted}
    items = tuple(
        ReportRow(
            row.sha256,
            row.name,
            row.title,
            row.publisher,
            day_in(row.published_on),
            counts.get(row.sha256, 0),
        )
        for row in shown
    )
    last = shown[-1] if len(rows) > size else None
    return Page(items, total, f"{last.published_on or ''}|{last.sha256}" if last is not None else None)


def report_titles(store: Store, dossier_id: str, hashes: Iterable[str]) -> dict[str, str]:
    """What these reports are called, of at most 1,000: by title, or by name where they have none."""
    with reading(store.engine) as connection:
        names = names_of(connection, dossier_id, set(sorted(hashes)[:MAX_PAGE]))
    return {sha: title or name for sha, (name, title) in names.items()}


def names_of(connection: Connection, dossier_id: str, hashes: set[str]) -> dict[str, tuple[str, str | None]]:
    """The name and the title of each of these reports."""
    r = tables.report
    query = select(r.c.sha256, r.c.name, r.c.title).where(r.c.dossier == dossier_id, r.c.sha256.in_(hashes))
    return {row.sha256: (row.name, row.title) for row in connection.execute(query)}
