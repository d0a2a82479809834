"""The heading under which a report is read, where its first line is only what it is."""

# ruff: noqa: E501 (one report a line)

from __future__ import annotations

import pytest

from whipcount.positions.proposal.headings import retitled
from whipcount.reports.formats.registry import read_report

CASES = [
    ("Minutes of the Quay Trust\n\n4. Sale of the tender\n\nMoved that the tender be sold. Carried.\n", "Sale of the tender"),
    ("COURT OF ELM\nInformation for the press, 17 May 2033\n\nToll act is void\n\nThe court holds the toll act void.\n", "Toll act is void"),
    ("The Hoe\n\nBees: where we are\n\nThe question whether members may keep bees will come before the committee.\n", "Bees: where we are"),
    ("NEWS AT NINE, script\n\nHoe wins third term\n\nGood evening. Ada Hoe was given a third term.\n", "Hoe wins third term"),
    ("Council bans gulls\n\nOther news\n\nThe council has banned gulls. Other councils have not.\n", "Council bans gulls"),
    ("Minutes of the Quay Trust\n\nPresent: A. Ness, B. Quill\n\nMs Ness and Mr Quill spoke.\n", "Minutes of the Quay Trust"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), CASES)
def test_title(text: str, title: str) -> None:
    assert retitled(read_report(text.encode())).title == title
