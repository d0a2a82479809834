"""Where members stand by what a report tells itself: by named votes, clauses, groups, all read together."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.positions.invented import BAN, LAKE, TABLE, told
from whipcount.positions.coders.told_by_reports import told_by_reports
from whipcount.positions.stance.stance import Evidence

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "told_by_reports.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SIGNS = {"yes": "+", "no": "-", "undecided": "~", "abstain": "0", "declined": "d", "will_not_block": "w"}


def sign(item: Evidence) -> str:
    assert item.stance is not None
    return "?" if item.conditions and item.stance.value in ("yes", "will_not_block") else SIGNS[item.stance.value]


@pytest.mark.parametrize(("expected", "text"), ROWS, ids=[row[1][:60] for row in ROWS])
def test_what_a_report_tells_of_members(expected: str, text: str) -> None:
    made = told_by_reports([told("Lake news", text)], (), BAN, LAKE, table=TABLE)
    got = {item.member[0]: sign(item) for item in made if item.member and item.stance is not None}
    wanted = dict(re.findall(r"([A-Z])(\S)", expected.rstrip("*")))
    if "*" in expected:
        got = {member: side for member, side in got.items() if member in wanted}
    assert got == wanted
