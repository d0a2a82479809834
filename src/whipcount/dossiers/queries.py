"""Lists of statements, a page at a time, without loading the dossier; single statements and pieces of evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, or_, select

from whipcount.dossiers import tables
from whipcount.dossiers.codec import from_doc, instant
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.engine import reading
from whipcount.dossiers.live_rows import current_evidence, current_statement
from whipcount.dossiers.pages import MAX_PAGE, Page, bounded, count, place_in_list
from whipcount.dossiers.report_lists import names_of
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Evidence, Stance
from whipcount.statements.statement import Statement


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement as lists show it: its words without the report's text, and what was coded of it."""

    statement: Statement
    source: str
    cue: str
    content: str
    report_name: str
    report_title: str | None
    evidence: tuple[Evidence, ...] = ()


def list_statements(
    store: Store,
    dossier_id: str,
    *,
    after: str | None = None,
    limit: int = 50,
    oldest_first: bool = False,
    report: str | None = None,
    actor: str | None = None,
    member: str | None = None,
    stance: Stance | None = None,
    since: date | None = None,
    until: date | None = None,
    words: str | None = None,
    ids: Collection[str] | None = None,
    known_by: datetime | None = None,
    total: int | None = None,
) -> Page[StatementRow]:
    """Statements of the latest readings, newest first, with their codings and corrections.

    Args:
        store: the store.
        dossier_id: which dossier.
        after: ``Page.next`` of the page before.
        limit: how many, at most 1,000.
        oldest_first: turn the order round.
        report: only of the report of that sha256.
        actor: only said on behalf of that actor.
        member: only with evidence about that member.
        stance: only with evidence of that stance.
        since: reported on that day or later.
        until: reported on that day or earlier.
        words: only where source, cue or content hold these words (any case).
        ids: only these; at most 20,000.
        known_by: only what was recorded by that instant, of the latest readings made by then.
        total: how many there are in all, where who asks knows it: they are not counted again then.

    Raises:
        DossierError: ``after`` is no place in the list.
    """
    s, e = tables.statement, tables.evidence
    query = select(s).where(s.c.dossier == dossier_id, current_statement(dossier_id, known_by))
    if report is not None:
        query = query.where(s.c.report == report)
    if actor is not None:
        query = query.where(s.c.actor == actor)
    if since is not None:
        query = query.where(s.c.reported_on >= since.isoformat())
    if until is not None:
        query = query.where(s.c.reported_on <= until.isoformat())
    if words:
        query = query.where(_holds(words))
    if ids is not None:
        query = query.where(s.c.id.in_(bounded(ids)))
    if member is not None or stance is not None:
        about = select(e.c.statement).where(e.c.dossier == dossier_id, current_evidence(dossier_id, known_by))
        if known_by is not None:
            about = about.where(e.c.recorded_at <= instant(known_by))
        if member is not None:
            about = about.where(e.c.member == member)
        if stance is not None:
            about = about.where(e.c.stance == stance.value)
        query = query.where(s.c.id.in_(about))
    with reading(store.engine) as connection:
        total = count(connection, query) if total is None else total
        order = (s.c.reported_on, s.c.id) if oldest_first else (s.c.reported_on.desc(), s.c.id.desc())
        if after is not None:
            day, key = place_in_list(after)
            later = s.c.reported_on > day if oldest_first else s.c.reported_on < day
            same = s.c.id > key if oldest_first else s.c.id < key
            query = query.where(or_(later, and_(s.c.reported_on == day, same)))
        size = max(1, min(limit, MAX_PAGE))
        rows = connection.execute(query.order_by(*order).limit(size + 1)).mappings().all()
        shown = rows[:size]
        items = _statement_rows(connection, dossier_id, shown, known_by)
    last = shown[-1] if len(rows) > size else None
    return Page(items, total, f"{last['reported_on']}|{last['id']}" if last is not None else None)


def statements_of_reports(
    store: Store, dossier_id: str, hashes: Iterable[str], *, most: int, known_by: datetime | None = None
) -> dict[str, tuple[Statement, ...]]:
    """Of the latest reading of each of these reports the first ``most`` statements, in the order of lists."""
    s = tables.statement
    wanted: dict[str, list[tuple[str, str]]] = {sha: [] for sha in hashes}
    query = select(s.c.report, s.c.id, s.c.doc).where(
        s.c.dossier == dossier_id, s.c.report.in_(list(wanted)[:MAX_PAGE]), current_statement(dossier_id, known_by)
    )
    with reading(store.engine) as connection:
        for report, key, doc in connection.execute(query.order_by(s.c.reported_on, s.c.id)):
            if len(wanted[report]) < most:
                wanted[report].append((key, doc))
    return {sha: tuple(from_doc(Statement, doc, where=key) for key, doc in found) for sha, found in wanted.items()}


def statements_of_ids(
    store: Store, dossier_id: str, ids: Sequence[str], *, known_by: datetime | None = None
) -> tuple[StatementRow, ...]:
    """The statements of these ids, as far as the latest readings have them, in that order; at most 1,000."""
    s = tables.statement
    query = select(s).where(
        s.c.dossier == dossier_id, s.c.id.in_(list(ids)[:MAX_PAGE]), current_statement(dossier_id, known_by)
    )
    with reading(store.engine) as connection:
        by_id = {row["id"]: row for row in connection.execute(query).mappings()}
        return _statement_rows(connection, dossier_id, [by_id[key] for key in ids if key in by_id], known_by)


def _statement_rows(
    connection: Connection, dossier_id: str, found: Sequence[Any], known_by: datetime | None
) -> tuple[StatementRow, ...]:
    coded = _coded(connection, dossier_id, [row["id"] for row in found], known_by)
    names = names_of(connection, dossier_id, {row["report"] for row in found})
    return tuple(
        StatementRow(
            from_doc(Statement, row["doc"], where=row["id"]),
            row["source"],
            row["cue"],
            row["content"],
            names.get(row["report"], (row["report"][:12], None))[0],
            names.get(row["report"], (row["report"][:12], None))[1],
            tuple(coded[row["id"]]),
        )
        for row in found
    )


def present_statements(
    store: Store, dossier_id: str, ids: Iterable[str], *, known_by: datetime | None = None
) -> frozenset[str]:
    """Those of these statements that the latest readings have: a person may have edited one that is read no more."""
    s, wanted = tables.statement, sorted(ids)
    matching: set[str] = set()
    with reading(store.engine) as connection:
        for at in range(0, len(wanted), 500):
            query = select(s.c.id).where(
                s.c.dossier == dossier_id, s.c.id.in_(wanted[at : at + 500]), current_statement(dossier_id, known_by)
            )
            matching.update(connection.execute(query).scalars())
    return frozenset(matching)


def statements_with(store: Store, dossier_id: str, words: str, *, known_by: datetime | None = None) -> dict[str, str]:
    """The statements of the latest readings whose source, cue or content hold these words (any case).

    By id the day of report as it is kept: empty where none is told.
    """
    s = tables.statement
    query = select(s.c.id, s.c.reported_on).where(
        s.c.dossier == dossier_id, current_statement(dossier_id, known_by), _holds(words)
    )
    with reading(store.engine) as connection:
        return {row.id: row.reported_on for row in connection.execute(query)}


def _holds(words: str) -> ColumnElement[bool]:
    s = tables.statement
    return or_(*(column.icontains(words, autoescape=True) for column in (s.c.source, s.c.cue, s.c.content)))


def get_evidence(store: Store, dossier_id: str, evidence_id: str) -> Evidence:
    """The latest version of one piece of evidence.

    Raises:
        DossierError: there is none of that id.
    """
    e = tables.evidence
    query = select(e.c.doc).where(e.c.dossier == dossier_id, e.c.id == evidence_id).order_by(e.c.change.desc()).limit(1)
    with reading(store.engine) as connection:
        doc = connection.execute(query).scalar()
    if doc is None:
        for item in _deposits(store, dossier_id):
            if item.id == evidence_id:
                return item
        raise DossierError(f"no evidence {evidence_id!r}", where=dossier_id, accepted="an id that `why` shows")
    return from_doc(Evidence, doc, where=evidence_id)


def _deposits(store: Store, dossier_id: str) -> tuple[Evidence, ...]:
    """The consents that the dossier's events tell: evidence that stands in no table of its own."""
    proposal = store.about(dossier_id).proposal
    return deposits(store.events(dossier_id), proposal.asked.id) if proposal else ()


def report_of_statement(store: Store, dossier_id: str, statement_id: str) -> str | None:
    """The sha256 of the report that a statement was read in, None where there is no such statement."""
    s = tables.statement
    query = select(s.c.report).where(s.c.dossier == dossier_id, s.c.id == statement_id).limit(1)
    with reading(store.engine) as connection:
        return connection.execute(query).scalar()


def _coded(
    connection: Connection, dossier_id: str, ids: list[str], known_by: datetime | None
) -> dict[str, list[Evidence]]:
    """The evidence on statements: of codings those that count, and all that people entered."""
    e = tables.evidence
    query = select(e.c.statement, e.c.id, e.c.change, e.c.doc).where(
        e.c.dossier == dossier_id, e.c.statement.in_(ids), current_evidence(dossier_id, known_by)
    )
    if known_by is not None:
        query = query.where(e.c.recorded_at <= instant(known_by))
    latest: dict[tuple[str, str], str] = {}
    # Sorted here: asked to sort, SQLite walks all evidence in the order of its changes.
    for statement, key, _, doc in sorted(connection.execute(query), key=lambda row: row.change):
        latest[(statement, key)] = doc
    coded: dict[str, list[Evidence]] = defaultdict(list)
    for (statement, key), doc in latest.items():
        coded[statement].append(from_doc(Evidence, doc, where=key))
    return coded
