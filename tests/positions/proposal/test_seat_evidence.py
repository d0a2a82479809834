"""Who sits in a body of persons: by a stance told, and by the role with which a report introduces somebody."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.seat_evidence import bears_seat, may_sit, stance_behind
from whipcount.text.span import Span

SITS = [
    ("Ada Finch and Lee Doyle oppose the plan.", True),
    ("The treasurer, Ada Finch, was against.", True),
    ("Hilda Maas was for it, and so was Ada Finch of the sopranos.", True),
    ("Old Ada Finch voted no.", True),
    ("Ada Finch, the former health minister, cast her card.", True),
    ("Independent Ada Finch will vote no.", True),
    ("Labour's Ada Finch voted against.", True),
    ("The lawyer Ada Finch was for it.", False),
    ("Ada Finch, a biologist at the institute, opposes it.", False),
    ("A spokeswoman, Ada Finch, said no.", False),
    ("The governor, Ada Finch, is against it.", False),
    ("Ada Finch, who teaches law in Arle, is for it.", False),
    ("Resident Ada Finch opposed it.", False),
]


@pytest.mark.parametrize(("text", "sits"), SITS, ids=[text for text, _ in SITS])
def test_the_role_tells_whether_somebody_may_sit(text: str, sits: bool) -> None:
    at = text.index("Ada Finch")
    assert may_sit(text, Span(at, at + 9), "board of Pell") is sits


SAYS = [
    (" was against.", True),
    (", for her part, called for another vote.", True),
    (" wants a trial first.", True),
    (" would have left the rate where it was.", True),
    (" has just cast her card.", True),
    (" said he would accept 15 but not less.", True),
    (" told reporters that it was late.", False),
    (", 30, sang.", False),
]


@pytest.mark.parametrize(("words", "told"), SAYS)
def test_a_stance_behind_a_name(words: str, told: bool) -> None:
    assert stance_behind("Ada Finch" + words, 9) is told


SEATS = [
    ("Mayor Ada Finch wept.", "town council of Sarn", True),
    ("Mayor Ada Finch wept.", "Supreme Court of Sarn", False),
    ("The Bishop of Arle, Ada Finch, wept.", "General Synod", True),
    ("The chair of the board, Ada Finch, wept.", "Port of Merrow", True),
    ("Kestle's chairwoman, Ada Finch, wept.", "board of Pell", False),
    ("Opposition leader Ada Finch wept.", "Chamber of Deputies", True),
]


@pytest.mark.parametrize(("text", "body", "bears"), SEATS)
def test_titles_of_seats(text: str, body: str, bears: bool) -> None:
    at = text.index("Ada Finch")
    assert bears_seat(text, Span(at, at + 9), body) is bears
