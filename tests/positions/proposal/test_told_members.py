"""Members that only a report knows: in lists, beside known ones, by offices held of them; who is none."""

from __future__ import annotations

from time import process_time

import pytest

from whipcount.positions.proposal.page import make_page
from whipcount.positions.proposal.told_members import told_members
from whipcount.reports.formats.registry import read_report

FOUND = [
    ("Kellow, Pellory and the Outer Sarns voted for the cut.", {"Kellow", "Pellory", "Outer Sarns"}),
    ("FOR (2): Kellow, Pell Cross\n\nAGAINST (1): Sarnby", {"Kellow", "Pell Cross", "Sarnby"}),
    ("FOR\n* Kellow\n* Pellory\n\nUNDECIDED\n* Sarnby", {"Kellow", "Pellory", "Sarnby"}),
    ("The landammann of Kellow, Urs Zell, said the toll was wrong.", {"Kellow"}),
    ("Kellow voted against. A truce suits Kellow, Pellory and Sarnby.", {"Kellow", "Pellory", "Sarnby"}),
    ("The other two members - Kellow and Pellory - have supported it.", {"Kellow", "Pellory"}),
    ("The plan was taken up by Kellow and Pellory.", {"Kellow", "Pellory"}),
    ("Kellow has not decided.", {"Kellow"}),
    ("Kellow drops its objection.", {"Kellow"}),
    ("Kellow\tyes\nPellory\tno", {"Kellow", "Pellory"}),
    ("Nine votes are needed. Sixty-two voted for it.", set()),
    ("President Agnes Thorsby had refused to sign it. Thorsby voted no.", set()),
    ("Sorrel is not a member of the union. Sorrel supported the plan.", set()),
    ("On Monday ministers voted for it.", set()),
    ("So said President Iva Soren. Kellow's foreign minister opposed it.", {"Kellow"}),
    ("Kellow withheld its consent.", {"Kellow"}),
    ("Kellow and Pellory, which share a border, had earlier voiced doubts.", {"Kellow", "Pellory"}),
]


@pytest.mark.parametrize(("text", "members"), FOUND)
def test_members(text: str, members: set[str]) -> None:
    page = make_page(read_report(f"League meets on a toll\n\nTORSVIK - The league met on Friday.\n\n{text}\n"))
    assert set(told_members(page, taken=())) == members


@pytest.mark.parametrize("words", ["Kellow, ", "Kellow and ", "Kellow Pell, ", "The mayor of "])
def test_hostile_text_takes_no_long_time(words: str) -> None:
    page = make_page(read_report("News\n\n" + words * (50_000 // len(words)), name="a.txt"))
    started = process_time()
    told_members(page, taken=())
    assert process_time() - started < 6
