"""Days before the vote or the meeting held on them; invented, as of Thursday 20 March 2031."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.positions.proposal.days_in_front import days_in_front
from whipcount.text.dates import find_dates
from whipcount.text.span import Span

THURSDAY = date(2031, 3, 20)
CASES = [
    ("On 12 May, the Harbour Board will vote on the toll.", "2031-05-12"),
    ("Tomorrow the Harbour Board decides whether to admit Tamsin.", "2031-03-21"),
    ("ORR, March 20, 2031 - Tomorrow the Harbour Board decides on the toll.", "2031-03-21"),
    ("On 12 May at noon, members are due to decide on the toll.", "2031-05-12"),
    ("Ahead of the May 12 vote, the board is split.", "2031-05-12"),
    ("It has to be settled before the 12 May meeting.", "2031-05-12"),
    ("The league has nine clubs, and on 12 May their owners will be asked in Orr to set a cap.", "2031-05-12"),
    ("On 12 May the members will be asked to do just that.", "2031-05-12"),
    ("On 12 May they’ll decide on the toll.", "2031-05-12"),
    ("The board has nine seats, and on 12 May the choir sings.", None),
    ("On 12 May, Mara Holt said that the board will vote.", None),
    ("On 12 May 2030, the board met and will vote soon.", None),
    ("On 12 May, when the shops reopen, the board will vote on nothing.", None),
    ("On 12 May, the choir sings.", None),
    ("After the 12 March vote, the board was split.", None),
]


@pytest.mark.parametrize(("text", "day"), CASES)
def test_day(text: str, day: str | None) -> None:
    found = [str(told.period) for _, told in days_in_front(text, Span(0, len(text)), find_dates(text, THURSDAY))]
    assert found == ([day] if day else [])
