"""Statements and records in one order of time, each once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.briefs.sample import sample
from whipcount.briefs.sections.timeline import timeline

VIEW = sample()


def test_each_statement_and_each_record_stands_once() -> None:
    entries = timeline(VIEW)
    statements = [item.id for kind, item in entries if kind == "statement"]
    records = [item.id for kind, item in entries if kind == "record"]
    assert sorted(statements) == sorted(item.id for item in VIEW.statements)
    shown = set(statements)
    assert sorted(records) == sorted(item.id for item in VIEW.evidence if item.statement not in shown)


def test_without_the_statements_all_evidence_is_told() -> None:
    assert len(timeline(replace(VIEW, statements=()))) == len(VIEW.evidence)


def test_time_orders_them_and_what_has_no_day_comes_last() -> None:
    late = replace(VIEW.statements[0], id="s-late", said_first=None, said_last=None, reported_on=None)
    reported = replace(VIEW.statements[0], id="s-told", said_first=None, said_last=None, reported_on=date(1990, 1, 1))
    entries = timeline(replace(VIEW, statements=(late, *VIEW.statements, reported)))
    assert entries[0][1].id == "s-told"
    assert entries[-1][1].id == "s-late"
    days = [item.said_last or getattr(item, "reported_on", None) or date.max for _, item in entries]
    assert days == sorted(days)
