"""Clauses about persons who vote: by the majority, by another wish, by a judgement, named behind what they did."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.positions.invented import ALDER, ALDER_IDS, BOARD, to_decide, told
from whipcount.bodies.member_actors import with_members
from whipcount.positions.coders.told_by_reports import told_by_reports
from whipcount.positions.proposal.clause_claims import BY_OUTCOME, settled

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "voter_clauses.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SIGNS = {
    "yes": "+", "lean_yes": "+", "will_not_block": "+", "no": "-", "lean_no": "-", "undecided": "~", "declined": "d",
    "abstain": "0",
}  # fmt: skip


@pytest.mark.parametrize(("of", "expected", "text"), ROWS, ids=[f"{row[0]}: {row[2]}"[:80] for row in ROWS])
def test_what_a_clause_tells(of: str, expected: str, text: str) -> None:
    decision, end = of.split(" | ")
    last = f" The proposal to {decision} was {end}." if end != "open" else ""
    report = told("Alder news", text + last)
    made = told_by_reports([report], (), to_decide(decision), BOARD, table=with_members(None, BOARD))
    got = {
        ALDER_IDS[item.member].split()[-1][0]: "?" if item.conditions else SIGNS[item.stance.value]
        for item in made
        if item.member in ALDER_IDS and item.stance is not None and "by the totals" not in item.reasons[0]
    }
    asked = dict(re.findall(r"([A-Z])(\S)", expected))
    assert {name: got.get(name) for name in asked} == asked
    named = {name.split()[-1][0] for name in ALDER if name.split()[-1] in text}
    assert {name for name in got if name in named} == set(asked)


def test_a_side_by_the_outcome_is_settled_by_it() -> None:
    assert {side: settled(side, None) for side in BY_OUTCOME} == {
        "won": "", "lost": "no", "other": "", "wait": "undecided",
    }  # fmt: skip
    assert {side: settled(side, False) for side in BY_OUTCOME} == {"won": "no", "lost": "yes", "other": "", "wait": ""}
