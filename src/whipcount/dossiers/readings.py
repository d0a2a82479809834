"""Readings as rows: what the last readings made of a report, parted by who read, and a new one put."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from whipcount.dossiers import rows, tables
from whipcount.dossiers.codec import from_doc
from whipcount.dossiers.live_rows import READ_BY_OTHERS, current_evidence, current_statement
from whipcount.dossiers.normal import normal_evidence
from whipcount.dossiers.pending import Pending
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.report import Report
from whipcount.statements.statement import Statement

Reading = tuple[Sequence[Statement], Sequence[Evidence]]
"""The statements and codings of a report."""


def put_reading(
    change: Pending, report: Report, coder: str, statements: Iterable[Statement], evidence: Iterable[Evidence]
) -> None:
    """Put a reading of a report under a change: it takes the place of the one before by the same kind of reader.

    A report has one reading a change at most.
    """
    change.put(tables.reading, [{"report": report.sha256, "coder": coder, "doc": "{}"}])
    by_id = {st.id: replace(st, recorded_at=change.now) for st in statements}
    change.put(tables.statement, [rows.statement_row(st, report) for st in by_id.values()])
    coded = {
        item.id: normal_evidence(replace(item, recorded_at=change.now, report=item.report or report.sha256))
        for item in evidence
    }
    change.put(tables.evidence, [rows.evidence_row(item, reading=change.number) for item in coded.values()])


def parted(former: Reading) -> tuple[Reading, Reading]:
    """What our reader made, and what people coded in another program."""
    theirs = tuple(f"{name}:" for name in READ_BY_OTHERS)
    ours, others = (
        (
            [item for item in former[0] if item.coder.startswith(theirs) is other],
            [item for item in former[1] if item.coder.startswith(theirs) is other],
        )
        for other in (False, True)
    )
    return ours, others


def former_reading(connection: Connection, dossier_id: str, sha256: str) -> tuple[list[Statement], list[Evidence]]:
    """What the last readings made of the report."""
    s, e = tables.statement, tables.evidence
    statements = select(s.c.doc).where(s.c.dossier == dossier_id, s.c.report == sha256, current_statement(dossier_id))
    coded = select(e.c.doc).where(
        e.c.dossier == dossier_id, e.c.report == sha256, e.c.reading.is_not(None), current_evidence(dossier_id)
    )
    return (
        [from_doc(Statement, doc, where=sha256) for doc in connection.execute(statements).scalars()],
        [from_doc(Evidence, doc, where=sha256) for doc in connection.execute(coded).scalars()],
    )
