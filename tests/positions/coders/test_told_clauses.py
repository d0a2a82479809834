"""Clauses that tell a stance: subjects, verb groups, predicates, conditions, echoes; and what tells nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.positions.coders.told_stances import told_stances
from whipcount.positions.stance.stance import Evidence

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "told_clauses.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SIGNS = {"yes": "+", "no": "-", "undecided": "~", "abstain": "0", "declined": "d", "will_not_block": "w"}


def sign(item: Evidence) -> str:
    assert item.stance is not None
    return "?" if item.conditions and item.stance.value in ("yes", "will_not_block") else SIGNS[item.stance.value]


@pytest.mark.parametrize(("of", "expected", "text"), ROWS, ids=[row[2][:60] for row in ROWS])
def test_what_a_clause_tells(of: str, expected: str, text: str) -> None:
    made = told_stances([told("Lake news", text)], OF[of], LAKE, table=TABLE)
    got = {item.member[0]: sign(item) for item in made if item.member}
    assert got == dict(re.findall(r"([A-Z])(\S)", expected))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kell stands by Orvana.", {"K": "-"}),
        ("Kell had asked for Orvana's expulsion.", {"K": "+"}),
        ("Kell backs the expulsion of Orvana.", {"K": "+"}),
        ("Kell has turned against Orvana.", {}),
    ],
)
def test_who_stands_by_somebody_to_be_expelled_is_against_it(text: str, expected: dict[str, str]) -> None:
    expulsion = replace(OF["admission"], title="The Lake Council decides on the expulsion of Orvana")
    made = told_stances([told("Lake news", text)], expulsion, LAKE, table=TABLE)
    assert {item.member[0]: sign(item) for item in made if item.member} == expected
