"""Which rows count: those of the latest reading of their report, and what people entered.

A reading has a change of its own, so that a row belongs to a former reading exactly where its change is that of one.
The former readings are looked up once a query (most often there are none), not once a row.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, select

from whipcount.dossiers.codec import instant
from whipcount.dossiers.tables import change, evidence, reading, statement


def _former(dossier_id: str, known_by: datetime | None = None) -> Select[tuple[int]]:
    """The changes of readings after which their report was read again (by ``known_by``)."""
    old, new = reading.alias(), reading.alias()
    query = (
        select(old.c.change)
        .join(new, (new.c.dossier == old.c.dossier) & (new.c.report == old.c.report) & (new.c.change > old.c.change))
        .where(old.c.dossier == dossier_id)
    )
    if known_by is not None:
        made = change.alias()
        query = query.join(made, (made.c.dossier == new.c.dossier) & (made.c.number == new.c.change))
        query = query.where(made.c.recorded_at <= instant(known_by))
    return query


def current_statement(dossier_id: str) -> ColumnElement[bool]:
    """A statement counts while its report has not been read again."""
    return statement.c.change.not_in(_former(dossier_id))


def current_evidence(dossier_id: str, known_by: datetime | None = None) -> ColumnElement[bool]:
    """A coding counts while its report has not been read again (by ``known_by``); what people entered always does."""
    return evidence.c.reading.is_(None) | evidence.c.reading.not_in(_former(dossier_id, known_by))
