"""Several decisions in one report: the one that it is about, and the others by name."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.formats.registry import read_report

SOLD = "voted on Monday to sell the old mill."


@pytest.mark.parametrize(
    ("told", "first", "others"),
    [
        (f"{SOLD} It also approved a timetable for the ferry.", "sells the old mill", ["approve a timetable"]),
        ("raised the harbour levy. It also decided to buy state bonds.", "harbour levy", ["buy state bonds"]),
        (f"{SOLD} The text also condemns whoever objects.", "sells the old mill", []),
        (f"{SOLD} Kell, which also approved a loan for the ferry, was glad.", "sells the old mill", []),
    ],
)
def test_what_else_is_decided_is_named(told: str, first: str, others: list[str]) -> None:
    made = detect_proposal([read_report(f"News\n\nTARN, 5 March 2031 - The town council of Brim {told}\n".encode())])
    assert made is not None
    assert first in made.title
    assert len(made.others) == len(others)
    assert all(found.startswith(wanted) for found, wanted in zip(made.others, others, strict=True))
