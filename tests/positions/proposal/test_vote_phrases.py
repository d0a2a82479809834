"""Votes told in a turn of phrase: ties, those who voted to do something, those by whom a thing was backed."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.vote_counts import vote_count

TOLD = [
    ("The vote had been tied at nine each.", (9, 9)),
    ("The chair decided after a tie of 13 votes each.", (13, 13)),
    ("The board of Lusk was evenly split at four votes apiece on the motion.", (4, 4)),
    ("Ten of the 17 councillors of the Danby town council voted on Friday evening to adopt the bill.", (10, None)),
    ("106 of the 150 lawmakers of the Assembly of Tarn voted yesterday to sell the mill.", (106, None)),
    ("Nine of the 15 directors voted to reject the offer.", (None, 9)),
    ("The sale was backed by eight trustees and opposed by three.", (8, 3)),
    ("The motion was opposed on Monday by 12 of the 20 delegates.", (None, 12)),
    ("It needed 11 votes and got nine.", (9, None)),
    ("The bill required at least 60 votes to pass but only won 58.", (58, None)),
    ("In favour were 52 members, against 33.", (52, 33)),
    ("One member alone voted against.", (None, 1)),
    ("The assembly passed it with 54 deputies dissenting.", (None, 54)),
    ("The commission voted on Tuesday not to build the tram line, by 17 to eight.", (8, 17)),
    ("The assembly voted on Friday evening against the budget, by 107 votes to 11.", (11, 107)),
    ("The assembly voted on February 15 in favour of the tax, 22 to 4.", (22, 4)),
    ("The senate passed the cut on April 16 - twenty-five for, nineteen against.", (25, 19)),
    ("Ten of the 17 councillors voted to sell the mill.", (10, None)),
    ("In May, 12 countries voted for it.", (12, None)),
    ("The assembly adopted it yesterday; there were 25 no votes.", (None, 25)),
    ("The board declined on Monday to build the line, five votes to two.", (2, 5)),
    ("All 64 delegates of the union voted late on Thursday to sell the mill.", (64, None)),
    ("After rejecting an amendment, the congress adopted the bill by 38 votes to nine.", (38, 9)),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD)
def test_told(sentence: str, wanted: tuple[int | None, int | None]) -> None:
    count = vote_count(sentence)
    assert count is not None
    assert (count.yes, count.no) == wanted


NONE = [
    "The two teams were tied at 13 points each.",
    "They got nine crowns each.",
    "Ten of the 17 councillors voted to postpone the item.",
    "The bridge was backed by two pillars.",
    "It needed 11 votes.",
    "The sale failed by one vote.",
    "The motion fell in the senate by two votes.",
    "The bill was passed on the night on which Danford lost 3-2 to Orlen.",
    "The assembly decided on April 14 against the ban.",
    "The house needed 11 windows and got nine.",
    "The bill passed with three members missing.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_none(sentence: str) -> None:
    count = vote_count(sentence)
    assert count is None or (count.yes, count.no) == (None, None)


@pytest.mark.parametrize(
    ("sentence", "unanimous"),
    [
        ("The plan was passed unopposed.", True),
        ("The budget was adopted unopposed late on Monday.", True),
        ("All 64 delegates of the union voted on Thursday to sell the mill.", True),
        ("All 64 delegates voted to postpone the sale.", None),
        ("Ada Holt stood unopposed.", None),
    ],
)
def test_unopposed(sentence: str, *, unanimous: bool | None) -> None:
    count = vote_count(sentence)
    assert (count.unanimous if count else None) is unanimous
