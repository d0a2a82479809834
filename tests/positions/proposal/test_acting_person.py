"""What one person does alone is no act of a body."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.acting_person import acts_alone
from whipcount.positions.proposal.frame import find_frames
from whipcount.positions.proposal.page import make_page
from whipcount.reports.formats.registry import read_report


@pytest.mark.parametrize(
    ("sentence", "alone"),
    [
        ("Later she overruled the advisers of the fund.", True),
        ("Keeper Anna Prell rejected an offer from the coast.", True),
        ("Anna Prell came home. Prell then rejected an offer from the coast.", True),
        ("The trustees rejected an offer from the coast.", False),
        ("An offer from the coast was rejected by the trustees.", False),
        ("The Harbour Board rejected an offer from the coast.", False),
        ("Pell rejected an offer from the coast.", False),
    ],
)
def test_who_acts(sentence: str, alone: bool) -> None:
    page = make_page(read_report(f"News of the day\n\n{sentence}\n".encode()))
    told = [acts_alone(page, t.occurrence) for f in find_frames(page) for t in f.tellings if t.occurrence.handling > 1]
    assert told
    assert all(one is alone for one in told)
