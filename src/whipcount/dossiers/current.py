"""Which rows count: those of the latest reading of their report, and what people entered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select

from whipcount.dossiers.codec import instant
from whipcount.dossiers.tables import change, evidence, reading, statement


def current_statement() -> ColumnElement[bool]:
    """A statement counts while its report has not been read again."""
    newer = reading.alias()
    return (
        ~select(newer.c.change)
        .where(
            newer.c.dossier == statement.c.dossier,
            newer.c.report == statement.c.report,
            newer.c.change > statement.c.change,
        )
        .exists()
    )


def current_evidence(known_by: datetime | None = None) -> ColumnElement[bool]:
    """A coding counts while its report has not been read again (by ``known_by``); what people entered always does."""
    newer = reading.alias()
    later = select(newer.c.change).where(
        newer.c.dossier == evidence.c.dossier,
        newer.c.report == evidence.c.report,
        newer.c.change > evidence.c.reading,
    )
    if known_by is not None:
        made = change.alias()
        later = later.join(made, (made.c.dossier == newer.c.dossier) & (made.c.number == newer.c.change))
        later = later.where(made.c.recorded_at <= instant(known_by))
    return evidence.c.reading.is_(None) | ~later.exists()
