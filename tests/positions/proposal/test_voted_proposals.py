"""Decisions that only a vote tells: the report's own title stands for them; and what is none."""

# ruff: noqa: E501 (one report a line)

from __future__ import annotations

import pytest

from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.formats.registry import read_report

FOUND = [
    ("Tram for Grell", "The city council said yes to the tram, by 21 votes to 20.", "City council"),
    ("Halden gets the fair", "The cantons preferred Halden to Brenn, by 14 votes to nine.", "Cantons"),
    ("Yard on the market", "Shareholders of Holm Yards came down for a sale, 71 per cent voting for it. They met in the old town hall of Holm. The yard is to go in the spring. The Elm Savings Bank spoke against it.", "Shareholders of Holm Yards"),
]  # fmt: skip


@pytest.mark.parametrize(("title", "text", "body"), FOUND)
def test_found(title: str, text: str, body: str) -> None:
    found = detect_proposal([read_report(f"{title}\n\n8 May 2030\n\n{text}\n".encode())])
    assert found is not None
    assert found.told_body is not None
    assert found.told_body.name == body


NONE = [
    ("How a council works", "The council has 21 members. A motion needs a majority of votes, 11 to 10 is enough."),
    (
        "Harrow win again",
        "Harrow beat Pellow by three goals to one. The club's members were for a new stand last year.",
    ),
]


@pytest.mark.parametrize(("title", "text"), NONE)
def test_none(title: str, text: str) -> None:
    assert detect_proposal([read_report(f"{title}\n\n8 May 2030\n\n{text}\n".encode())]) is None
