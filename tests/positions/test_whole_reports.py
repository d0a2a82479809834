"""Whole reports of kinds that anybody may bring: nothing in them is read wrongly, and how much of them is read."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.positions.conftest import Keep
from whipcount.briefs.make import make_brief
from whipcount.briefs.view.brief import BriefView
from whipcount.errors import WhipcountError
from whipcount.plainyaml import load_yaml

REPORTS: list[dict[str, Any]] = load_yaml((Path(__file__).parent / "whole_reports.yaml").read_text(encoding="utf-8"))
LATER = datetime(2040, 1, 1, tzinfo=UTC)
READ = 0.36
"""Share of the positions told that are read, at least."""


GROUPS = {"for": "yes", "against": "no", "lean_for": "lean_yes", "lean_against": "lean_no"}


def said(row: dict[str, Any], folder: Path, keep: Keep) -> dict[str, Any] | None:
    """The question, the outcome and where each named member is counted by the brief; None where there is no brief."""
    told: dict[str, Any] | None = keep(f"whole report {row['about']}", lambda: _read(row["text"], folder))
    return told


def brief_of(text: str, folder: Path) -> BriefView | None:
    path = folder / "report.txt"
    path.write_text(text, encoding="utf-8")
    try:
        return make_brief([path], None, known_by=LATER, made_at=LATER, version="test")
    except WhipcountError:
        return None


def stances(view: BriefView) -> dict[str, str]:
    """Each member's name and where it is counted; unknown ones are left out."""
    return {row.name: GROUPS.get(str(row.group), str(row.group)) for row in view.members if row.group != "unknown"}


def _read(text: str, folder: Path) -> dict[str, Any] | None:
    view = brief_of(text, folder)
    if view is None:
        return None
    outcome = str(view.outcome.state) if view.outcome is not None else "open"
    return {"question": view.question, "outcome": outcome, "stances": stances(view)}


def wrong(row: dict[str, Any], told: dict[str, Any] | None) -> list[str]:
    """What the brief says that a careful reader of the report would not."""
    if told is None:
        return []  # nothing is said
    if row["outcome"] is None:
        return [f"a decision: {told['question']}"]
    faults = [] if told["outcome"] in (*row["outcome"], "open") else [f"outcome {told['outcome']}"]
    for name, stance in told["stances"].items():
        named = next((accepted for part, accepted in row.get("positions", {}).items() if part in name), None)
        if stance not in (named if named is not None else row.get("others", ())):
            faults.append(f"{name}: {stance}")
    return faults


MISREAD = pytest.mark.xfail(strict=True, reason="misread as yet")


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["about"], marks=[MISREAD] if row.get("misread") else []) for row in REPORTS]
)
def test_nothing_is_read_wrongly(row: dict[str, Any], tmp_path: Path, keep: Keep) -> None:
    assert wrong(row, said(row, tmp_path, keep)) == []


def test_how_much_is_read(tmp_path: Path, keep: Keep) -> None:
    told = read = 0
    for row in REPORTS:
        known = (said(row, tmp_path, keep) or {}).get("stances", {})
        told += len(row.get("positions", {}))
        read += sum(any(part in name for name in known) for part in row.get("positions", {}))
    assert read / told >= READ, (read, told)
