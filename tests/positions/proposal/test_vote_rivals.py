"""Votes of two who stood, and of what one had and what it needed."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.vote_counts import vote_count

TOLD = [
    ("She had seven votes, Erik Dahl five.", (7, 5)),
    ("It won 48 votes in the second round in Lusk on Wednesday, Brenn 41.", (48, 41)),
    ("She won with 23 votes on Wednesday against 18 for Erik Dahl.", (23, 18)),
    ("Sofia Dahlin had 143 of the 270 votes on the second ballot on Friday, Dean Karl Rask 127.", (143, 127)),
    ("Twelve jurors were for it, three for Salt.", (12, 3)),
    ("The green design won with 33 votes, the blue one had 30.", (33, 30)),
    ("Orland had 34 of the 36 that it needed.", (34, None)),
    ("The bill fell two short of the 40 votes that it needed.", (38, None)),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD)
def test_told(sentence: str, wanted: tuple[int, int | None]) -> None:
    count = vote_count(sentence)
    assert count is not None
    assert (count.yes, count.no) == wanted


NONE = ["She had seven children, Erik Dahl five.", "The ship had 40 cabins, the old one had 12."]


@pytest.mark.parametrize("sentence", NONE)
def test_none(sentence: str) -> None:
    assert vote_count(sentence) is None
