"""Whole reports of kinds that anybody may bring: nothing in them is read wrongly, and how much of them is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from whipcount.briefs.make import make_brief
from whipcount.briefs.view.brief import BriefView
from whipcount.errors import WhipcountError
from whipcount.plainyaml import load_yaml

REPORTS: list[dict[str, Any]] = load_yaml((Path(__file__).parent / "whole_reports.yaml").read_text(encoding="utf-8"))
LATER = datetime(2040, 1, 1, tzinfo=UTC)
READ = 0.36
"""Share of the positions told that are read, at least."""


def brief_of(text: str, folder: Path) -> BriefView | None:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    try:
        return make_brief([path], None, known_by=LATER, made_at=LATER, version="test")
    except WhipcountError:
        return None


GROUPS = {"for": "yes", "against": "no", "lean_for": "lean_yes", "lean_against": "lean_no"}


def stances(view: BriefView) -> dict[str, str]:
    """Each member's name and where it is counted; unknown ones are left out."""
    return {row.name: GROUPS.get(str(row.group), str(row.group)) for row in view.members if row.group != "unknown"}


def wrong(row: dict[str, Any], view: BriefView | None) -> list[str]:
    """What the brief says that a careful reader of the report would not."""
    if view is None:
        return []  # nothing is said
    if row["outcome"] is None:
        return [f"a decision: {view.question}"]
    state = str(view.outcome.state) if view.outcome is not None else "open"
    faults = [] if state in (*row["outcome"], "open") else [f"outcome {state}"]
    for name, stance in stances(view).items():
        named = next((accepted for part, accepted in row.get("positions", {}).items() if part in name), None)
        if stance not in (named if named is not None else row.get("others", ())):
            faults.append(f"{name}: {stance}")
    return faults


@pytest.mark.parametrize("row", REPORTS, ids=[row["about"] for row in REPORTS])
def test_nothing_is_read_wrongly(row: dict[str, Any], tmp_path: Path) -> None:
    assert wrong(row, brief_of(row["text"], tmp_path)) == []


def test_how_much_is_read(tmp_path: Path) -> None:
    told = read = 0
    for row in REPORTS:
        view = brief_of(row["text"], tmp_path)
        known = stances(view) if view is not None else {}
        told += len(row.get("positions", {}))
        read += sum(any(part in name for name in known) for part in row.get("positions", {}))
    assert read / told >= READ, (read, told)
