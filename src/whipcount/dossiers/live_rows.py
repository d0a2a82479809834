"""Which rows count: those of the latest reading of their report, and what people entered.

A reading has a change of its own, so that a row belongs to the latest reading of its report exactly where its change is
that one's. The latest readings are looked up once a query, not once a row.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select

from whipcount.dossiers.codec import instant
from whipcount.dossiers.tables import change, evidence, reading, statement


def _latest(dossier_id: str, known_by: datetime | None = None) -> Select[tuple[int]]:
    """The change of each report's latest reading (of those made by ``known_by``)."""
    read = reading.alias()
    query = select(func.max(read.c.change)).where(read.c.dossier == dossier_id).group_by(read.c.report)
    if known_by is not None:
        made = change.alias()
        query = query.join(made, (made.c.dossier == read.c.dossier) & (made.c.number == read.c.change))
        query = query.where(made.c.recorded_at <= instant(known_by))
    return query


def current_statement(dossier_id: str, known_by: datetime | None = None) -> ColumnElement[bool]:
    """A statement counts while its report has not been read again (by ``known_by``)."""
    # "+ 0" keeps the change out of index lookups: one for each reading would be made for each statement.
    return (statement.c.change + 0).in_(_latest(dossier_id, known_by))


def current_evidence(dossier_id: str, known_by: datetime | None = None) -> ColumnElement[bool]:
    """A coding counts while its report has not been read again (by ``known_by``); what people entered always does."""
    return evidence.c.reading.is_(None) | evidence.c.reading.in_(_latest(dossier_id, known_by))
