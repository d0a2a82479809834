"""Decisions told at length and out of the way, and texts without any; invented. ``!`` marks what is not read yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.positions.proposal.test_kinds import check
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.formats.registry import read_report

HERE = Path(__file__).parent
ROWS = [
    line.split("\t")
    for line in (HERE / "retold.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WITHOUT = [line.split(" | ") for line in (HERE / "no_decision.txt").read_text(encoding="utf-8").splitlines() if line]


@pytest.mark.parametrize("row", ROWS, ids=[f"{row[0]}-{n}" for n, row in enumerate(ROWS)])
def test_retold(row: list[str], request: pytest.FixtureRequest) -> None:
    if row[0].startswith("!"):
        request.applymarker(pytest.mark.xfail(reason="not read yet", strict=True))
    assert check(row) == []


@pytest.mark.parametrize(("title", "body"), WITHOUT, ids=[title for title, _ in WITHOUT])
def test_what_holds_no_decision_gives_none(title: str, body: str) -> None:
    assert detect_proposal([read_report(f"{title}\n12 May 2023\n\n{body}\n".encode())]) is None
