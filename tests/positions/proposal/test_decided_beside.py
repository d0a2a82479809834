"""Several decisions in one report: the one that it is about, and the others by name."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.detection import detect_proposal
from whipcount.reports.formats.registry import read_report


@pytest.mark.parametrize(
    ("told", "first", "other"),
    [
        ("voted on Monday to sell the old mill. It also approved a timetable for the ferry.", "sells the old mill", ("approve a timetable for the ferry",)),
        ("raised the harbour levy on Monday. It also decided to buy state bonds for a year.", "harbour levy", ("buy state bonds",)),
        ("voted on Monday to sell the old mill. The text also condemns whoever condemns the mill.", "sells the old mill", ()),
        ("voted on Monday to sell the old mill. Kell, which also approved a loan for the ferry, was glad.", "sells the old mill", ()),
    ],
)  # fmt: skip
def test_what_else_is_decided_is_named(told: str, first: str, other: tuple[str, ...]) -> None:
    made = detect_proposal([read_report(f"News\n\nTARN, 5 March 2031 - The town council of Brim {told}\n".encode())])
    assert made is not None
    assert first in made.title
    assert tuple(words for words in made.others if any(words.startswith(wanted) for wanted in other)) == made.others
    assert len(made.others) == len(other)
