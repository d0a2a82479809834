"""Ballots that a later one has made void."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.ballot_rounds import superseded
from whipcount.positions.proposal.outcome_sentences import Sentence
from whipcount.text.span import Span


def sentences(*lines: str) -> list[Sentence]:
    return [Sentence(Span(0, len(line)), line, line, number, False) for number, line in enumerate(lines)]


VOID = [
    (("On the first vote the tram was lost, 20 to 21.", "On the second it was won by 21 to 20."), {0}),
    (("She had 60 votes in the first round.", "She won with 71 in the third round.", "All were glad."), {0}),
    (("In the last ballot Halden won, 48 to 41.", "In the first round the two had been level."), {1}),
]


@pytest.mark.parametrize(("lines", "void"), VOID)
def test_void(lines: tuple[str, ...], void: set[int]) -> None:
    assert superseded(sentences(*lines)) == void


NONE = [
    ("She was elected on the first ballot.", "All were glad."),
    ("She had 60 votes in the first round.", "A new vote will be held in the second round on Monday."),
    ("In the first half the road is wide.", "In the second it is narrow."),
]


@pytest.mark.parametrize("lines", NONE)
def test_none(lines: tuple[str, ...]) -> None:
    assert superseded(sentences(*lines)) == frozenset()
