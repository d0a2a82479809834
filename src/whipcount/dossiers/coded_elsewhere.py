"""What people coded in another program, into a store: new reports, and what is new of reports that are there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from whipcount.dossiers import rows, tables
from whipcount.dossiers.codec import from_doc
from whipcount.dossiers.live_rows import READ_BY_OTHERS, current_evidence
from whipcount.dossiers.normal import normal_evidence, normal_report
from whipcount.dossiers.readings import former_reading, parted, put_reading
from whipcount.dossiers.store import Store
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement, statement_id

_OURS = frozenset(("dna:whipcount", "dna:Admin"))
"""Coders under whose names our own export writes: what they say is known where it came from."""


@dataclass(frozen=True, slots=True)
class Brought:
    """What one document brought: counts of what was new, changed, known, and known but no longer in the file.

    ``taken_out``: a person has taken the report out, so that nothing came in.
    """

    report: bool = False
    statements: int = 0
    codings: int = 0
    changed: int = 0
    known: int = 0
    kept: int = 0
    taken_out: bool = False


def held_reports(store: Store, dossier_id: str) -> Callable[[str], Report | None]:
    """A function that gives the dossier's report of a sha256, also one that was taken out; None where it has none."""

    def held(sha256: str) -> Report | None:
        try:
            return store.report(dossier_id, sha256, removed_too=True)
        except DossierError:
            return None

    return held


def add_coded(
    store: Store,
    dossier_id: str,
    report: Report,
    statements: Sequence[Statement],
    evidence: Sequence[Evidence],
    *,
    author: str = "",
) -> Brought:
    """Add a document that people coded elsewhere, beside what our own reader has read in it.

    What is new comes in; a coding of the same words that says something else now takes the place of the former one;
    what came in before and is not in the file any more stays, since it may be in another file. Nothing new, nothing
    written.

    Raises:
        DossierError: no such dossier.
    """
    coder = next(iter(READ_BY_OTHERS))
    with store.change(dossier_id, "read", report.name, author, coder, None) as change:
        r = tables.report
        query = select(r.c.sha256).where(r.c.dossier == dossier_id, r.c.sha256 == report.sha256)
        there = change.connection.execute(query).scalar() is not None
        if there and not store.has_report(dossier_id, report.sha256, connection=change.connection):
            return Brought(taken_out=True)
        own = _own_codings(change.connection, dossier_id, report.sha256) if there else set()
        back = [item for item in evidence if item.coder in _OURS and _key(item, statements) in own]
        fresh = [item for item in evidence if item not in back]
        only_back = {item.statement for item in back} - {item.statement for item in fresh}
        added = [s for s in statements if s.id not in only_back]
        _, former = parted(former_reading(change.connection, dossier_id, report.sha256)) if there else ((), ((), ()))
        merged, brought = _merged(former, added, [normal_evidence(item) for item in fresh])
        brought = replace(brought, report=not there, known=brought.known + len(back))
        if not there:
            change.put(tables.report, [rows.report_row(normal_report(report))])
        if not there or brought.statements or brought.codings or brought.changed:
            put_reading(change, report, coder, *merged)
    return brought


def _merged(
    former: tuple[Sequence[Statement], Sequence[Evidence]], said: Sequence[Statement], coded: Sequence[Evidence]
) -> tuple[tuple[list[Statement], list[Evidence]], Brought]:
    """What the new reading holds: all that the file has, and what an earlier import brought beside it."""
    now, places = {s.id for s in said}, {(s.coder, s.content) for s in said}
    # An earlier version named statements by their words alone: those are replaced by what the file says of the words.
    stale = {
        s.id
        for s in former[0]
        if s.id == statement_id(s.report, s.source, s.cue, s.content) and (s.coder, s.content) in places
    }
    remaining = [s for s in former[0] if s.id not in now and s.id not in stale]
    before = {item.id: item for item in former[1]}
    new_ids = {item.id for item in coded}
    stays = [e for e in former[1] if e.id not in new_ids and (e.statement or "") not in now | stale]
    gone = [e for e in former[1] if e.id not in new_ids and e.statement in now]
    changed = sum(item.id in before and _said(item) != _said(before[item.id]) for item in coded)
    unchanged = sum(item.id in before for item in coded) - changed
    brought = Brought(
        statements=len(now - {s.id for s in former[0]}),
        codings=len(new_ids - set(before)),
        changed=changed,
        known=unchanged,
        kept=len(stays) + len(gone),
    )
    return ([*remaining, *said], [*stays, *gone, *coded]), brought


def _said(item: Evidence) -> tuple[object, ...]:
    return item.member, item.variant, item.stance, item.authority, item.gist, item.said_from, item.said_to


def _key(item: Evidence, statements: Iterable[Statement]) -> tuple[object, ...]:
    spans = next((s.content for s in statements if s.id == item.statement), ())
    hull = (spans[0].start, spans[-1].end) if spans else None
    return hull, item.member, item.variant, item.stance


def _own_codings(connection: Connection, dossier_id: str, sha256: str) -> set[tuple[object, ...]]:
    """The codings of a report that did not come from elsewhere, as :func:`_key` tells them."""
    ours, _ = parted(former_reading(connection, dossier_id, sha256))
    e = tables.evidence
    entered = select(e.c.doc).where(
        e.c.dossier == dossier_id, e.c.report == sha256, e.c.reading.is_(None), current_evidence(dossier_id)
    )
    more = [from_doc(Evidence, doc, where=sha256) for doc in connection.execute(entered).scalars()]
    return {_key(item, ours[0]) for item in (*ours[1], *more)}
