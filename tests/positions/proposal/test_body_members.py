"""Members of bodies that no catalogue knows, of every kind: who is found in a short report, and that nobody else is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from whipcount.plainyaml import load_yaml
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.told_body import is_unnamed
from whipcount.reports.formats.registry import read_report

REPORTS: list[dict[str, Any]] = load_yaml((Path(__file__).parent / "body_members.yaml").read_text(encoding="utf-8"))
FOUND = 0.88
"""Share of the members named that are found, at least."""


def members_of(text: str) -> set[str]:
    """The names of the members that a report's body is read to have."""
    proposal = detect_proposal([read_report(text)])
    if proposal is None or proposal.told_body is None:
        return set()
    return {member.name for member in proposal.told_body.all_members if not is_unnamed(member.id)}


MISREAD = pytest.mark.xfail(strict=True, reason="misread as yet")


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["about"], marks=[MISREAD] if row.get("misread") else []) for row in REPORTS]
)
def test_nobody_else_is_a_member(row: dict[str, Any]) -> None:
    assert {name for name in members_of(row["text"]) if not any(m in name for m in row["members"])} == set()


def test_how_many_are_found() -> None:
    named = found = 0
    for row in REPORTS:
        names = members_of(row["text"])
        named += len(row["members"])
        found += sum(sum(member in name for name in names) == 1 for member in row["members"])
    assert found / named >= FOUND, (found, named)
