"""Sentences that tell of a vote of those who decide together, whatever its verb; and what is none."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.page import make_page
from whipcount.positions.proposal.told_votes import vote_lines
from whipcount.reports.formats.registry import read_report


def lines(text: str) -> list[str]:
    page = make_page(read_report(f"What is new\n\n12 May 2031\n\n{text}\n".encode()))
    return [page.sentences[n].of(page.text) for n in vote_lines(page)]


VOTES = [
    "The county assembly came down for the crossing, by 41 to 22.",
    "The regional council preferred Elm to Oak, 23 votes to 18.",
    "The jury sided with the builders, ten jurors to two.",
    "Of the 130 members of the club 88 wanted the night shift gone.",
    "The nine parishes are being asked whether the bells may ring.",
    "The seven commissioners must say by 1 March what becomes of the gardens.",
    "In the referendum 58 per cent of voters said no to the turbines.",
    "The board of trustees settled on her after two ballots; she had seven votes, Dahl five.",
]


@pytest.mark.parametrize("text", VOTES)
def test_votes(text: str) -> None:
    assert lines(text) == [text]


NONE = [
    "Harrow beat the club from Pellow by five goals to four on penalties.",
    "Fifty-eight per cent of voters are for longer holidays, according to a poll.",
    "In 1998 the council came down for the dam, 21 to 20.",
    "The council has put out two leaflets on gulls.",
    "Temperatures of 41 degrees are expected in the south.",
    "Sir, I was for it when the people voted, and I am for it now.",
]


@pytest.mark.parametrize("text", NONE)
def test_none(text: str) -> None:
    assert lines(text) == []
