"""Which rows count: those of the latest reading of their report, and what people entered; none of a report taken out.

A reading has a change of its own, so that a row belongs to the latest reading of its report exactly where its change is
that one's. The latest readings are looked up once a query, not once a row. What people coded in another program stands
beside what a reader of ours read: the latest reading of each counts.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select

from whipcount.dossiers.codec import instant
from whipcount.dossiers.tables import change, evidence, reading, report, report_edit, statement

READ_BY_OTHERS = frozenset({"dna"})
"""Readers that are no readers of ours, but people in another program: they read beside ours, not in place of it."""


def by_others(coder: ColumnElement[str]) -> ColumnElement[int]:
    """1 where a reading is that of people in another program, 0 where it is one of our own."""
    return case((coder.in_(sorted(READ_BY_OTHERS)), 1), else_=0)


def _latest(dossier_id: str, known_by: datetime | None = None) -> Select[tuple[int]]:
    """The changes of each report's latest readings, ours and that of others (of those made by ``known_by``)."""
    read = reading.alias()
    query = select(func.max(read.c.change)).where(read.c.dossier == dossier_id)
    query = query.group_by(read.c.report, by_others(read.c.coder))
    if known_by is not None:
        its_change = change.alias()
        query = query.join(
            its_change, (its_change.c.dossier == read.c.dossier) & (its_change.c.number == read.c.change)
        )
        query = query.where(its_change.c.recorded_at <= instant(known_by))
    return query.where(read.c.report.not_in(_removed(dossier_id, known_by)))


def report_edits_now(dossier_id: str, known_by: datetime | None = None) -> Subquery:
    """What holds of each report that people have edited (by ``known_by``): its latest edit."""
    made, newest = report_edit, report_edit.alias()
    last = select(newest.c.report, func.max(newest.c.change).label("last")).where(newest.c.dossier == dossier_id)
    if known_by is not None:
        when = change.alias()
        last = last.join(when, (when.c.dossier == newest.c.dossier) & (when.c.number == newest.c.change))
        last = last.where(when.c.recorded_at <= instant(known_by))
    of = last.group_by(newest.c.report).subquery()
    return (
        select(made.c.report, made.c.published_on, made.c.removed)
        .join(of, (of.c.report == made.c.report) & (of.c.last == made.c.change))
        .where(made.c.dossier == dossier_id)
        .subquery()
    )


def _removed(dossier_id: str, known_by: datetime | None) -> Select[tuple[str]]:
    edited = report_edits_now(dossier_id, known_by)
    return select(edited.c.report).where(edited.c.removed == 1)


def current_reports(
    dossier_id: str, known_by: datetime | None = None, *, removed_too: bool = False
) -> tuple[Select[Any], ColumnElement[str | None]]:
    """The reports that are there (by ``known_by``), each with what people made of its day, and the day that counts.

    ``removed_too``: with those that people took out.
    """
    edited = report_edits_now(dossier_id, known_by)
    day = case((edited.c.report.is_not(None), edited.c.published_on), else_=report.c.published_on)
    query = (
        select(report, edited.c.report.is_not(None).label("edited"), day.label("day"))
        .outerjoin(edited, edited.c.report == report.c.sha256)
        .where(report.c.dossier == dossier_id)
    )
    if not removed_too:
        query = query.where(func.coalesce(edited.c.removed, 0) == 0)
    if known_by is not None:
        query = query.join(change, (change.c.dossier == report.c.dossier) & (change.c.number == report.c.change))
        query = query.where(change.c.recorded_at <= instant(known_by))
    return query, day


def current_statement(dossier_id: str, known_by: datetime | None = None) -> ColumnElement[bool]:
    """A statement counts while its report is there and has not been read again (by ``known_by``)."""
    # "+ 0" keeps the change out of index lookups: one for each reading would be made for each statement.
    return (statement.c.change + 0).in_(_latest(dossier_id, known_by))


def current_evidence(dossier_id: str, known_by: datetime | None = None) -> ColumnElement[bool]:
    """A coding counts while its report has not been read again (by ``known_by``); what people entered always does.

    Neither counts while its report is taken out.
    """
    return current_entry(dossier_id, known_by) | evidence.c.reading.in_(_latest(dossier_id, known_by))


def current_entry(dossier_id: str, known_by: datetime | None = None) -> ColumnElement[bool]:
    """What people entered, of what was dated anew with its report the latest; unless the report is taken out."""
    later = evidence.alias()
    edited = select(report_edit.c.report).where(report_edit.c.dossier == dossier_id)
    overtaken = exists().where(
        later.c.dossier == evidence.c.dossier,
        later.c.id == evidence.c.id,
        later.c.reading.is_(None),
        later.c.change > evidence.c.change,
        *((later.c.recorded_at <= instant(known_by),) if known_by is not None else ()),
    )
    held = and_(
        evidence.c.report.not_in(_removed(dossier_id, known_by)), or_(evidence.c.report.not_in(edited), ~overtaken)
    )
    return and_(evidence.c.reading.is_(None), or_(evidence.c.report.is_(None), held))
