"""Statements and records in one order of time."""

from __future__ import annotations

from datetime import date
from typing import Literal

from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.evidence import EvidenceView, StatementView

Entry = tuple[Literal["statement"], StatementView] | tuple[Literal["record"], EvidenceView]


def timeline(view: BriefView) -> tuple[Entry, ...]:
    """Everything that was said, oldest first; evidence that codes a shown statement is not told twice.

    What has no day of its own stands at the day on which it was reported, else at the end.
    """
    shown = {statement.id for statement in view.statements}
    entries: list[tuple[date, int, Entry]] = []
    for number, statement in enumerate(view.statements):
        when = statement.said_last or statement.reported_on or date.max
        entries.append((when, number, ("statement", statement)))
    for number, evidence in enumerate(view.evidence):
        if evidence.statement not in shown:
            entries.append((evidence.said_last, number, ("record", evidence)))
    return tuple(entry for _, _, entry in sorted(entries, key=lambda item: item[:2]))
