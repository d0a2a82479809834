"""Outcomes told by the decision's own verb, from report to outcome; invented reports."""

# ruff: noqa: E501 (one report a line)

from __future__ import annotations

import pytest

from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.outcome import State, read_outcome
from whipcount.reports.formats.registry import read_report

TOLD = [
    ("Bank of Varn trims rate", "The Bank of Varn's rate committee lowered its key rate by a quarter point on Thursday.", State.ADOPTED),
    ("Varn lifts borrowing costs", "The Bank of Varn's board raised its key rate on Thursday.", State.ADOPTED),
    ("Fund sells coal", "Trustees of the Calder Fund resolved on Monday to sell its coal shares.", State.ADOPTED),
    ("Old pier to go", "The Pell Harbour Board voted on Monday to demolish the old pier.", State.ADOPTED),
    ("Old pier stays", "The Pell Harbour Board voted on Monday not to demolish the old pier.", State.REJECTED),
    ("Cod catch cut", "The Bight Fisheries Council has set the cod catch at 9,400 tonnes.", State.ADOPTED),
    ("Pell court voids levy", "The Pell Tax Board annulled the fuel levy on Friday.", State.ADOPTED),
    ("Ban ends", "The Pell Chess Union lifted the ban on Vostran teams on Sunday.", State.ADOPTED),
    ("Society renamed", "The Pell Choral Society agreed on Friday to rename the summer fair.", State.ADOPTED),
    ("Park widened", "The Pell Lake Council voted on Friday to extend the bird sanctuary to the east bank.", State.ADOPTED),
    ("Pier stays on agenda", "The Pell Harbour Board voted on Monday not to postpone a decision on the old pier.", State.OPEN),
    ("Pell board debates pier", "The Greens decided on Saturday to vote for the sale of the old pier when the Pell Harbour Board takes it up.", State.OPEN),
    ("Greens to oppose merger", "The Green group decided on Friday by 5 votes to 2 to oppose the merger of the two ports, on which the Pell Harbour Board votes next week.", State.OPEN),
    ("Board unsure", "The Pell Harbour Board votes next week on the motion to rename the old pier.", State.OPEN),
    ("Pell board refers net ban back", "The ban on nets was referred back to the finance committee on Friday by the Pell Harbour Board.", State.REFERRED),
    ("Pell board refuses sale", "The Pell Harbour Board refused on Friday to sell the old pier; 9 members were against and 5 in favour.", State.REJECTED),
    ("Ban goes back", "The Pell Harbour Board decided on Friday to refer the ban on nets back to the finance committee.", State.REFERRED),
    ("Board to vote on pier", "The Pell Harbour Board will vote on Friday on a plan to demolish the old pier.", State.OPEN),
    ("Board may drop pier", "The Pell Harbour Board could vote to demolish the old pier, its chair said.", State.OPEN),
    ("Members want pier gone", "Three members of the Pell Harbour Board want to vote to demolish the old pier.", State.OPEN),
    ("Bank expected to trim rate", "The Bank of Varn's board is expected to cut its key rate on Friday.", State.OPEN),
]  # fmt: skip


@pytest.mark.parametrize(("title", "lead", "state"), TOLD)
def test_told(title: str, lead: str, state: State) -> None:
    report = read_report(f"{title}\n12 May 2031\n\n{lead}\n".encode())
    found = detect_proposal([report])
    assert found is not None
    assert read_outcome([report], found, deciding_body(found)).state is state
