"""The meeting after the one that has passed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.next_occasion import told_occasions, with_next_occasion
from whipcount.positions.proposal.proposal import Proposal
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report

REQUEST = """Orlen asks Northern Pact for membership

TORVIK, 14 March 2025 - Orlen formally asked the Northern Pact on Friday to admit it as a member. All nine members
of the pact must agree. The pact's foreign ministers will discuss the request when they meet on 4 June 2025.
"""
REFUSAL = """Karelund says no to Orlen

HALLE, 20 September 2025 - Karelund will not agree to Orlen's admission to the Northern Pact, President Mika Salo said.
"""
CONSENT = """Karelund lifts objection to Orlen

HALLE, 2 March 2026 - Karelund no longer objects to Orlen's joining the Northern Pact, President Mika Salo said.
The pact's ministers meet on 10 June 2026.
"""


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    return [read_report(text.replace("members\nof", "members of").encode()) for text in (REQUEST, REFUSAL, CONSENT)]


@pytest.fixture(scope="module")
def proposal(reports: list[Report]) -> Proposal:
    found = detect_proposal(reports[:1])
    assert found is not None
    return found


def day_of(proposal: Proposal) -> str:
    assert proposal.occasion is not None
    assert proposal.occasion.period is not None
    return str(proposal.occasion.period.first)


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2025-04-01", "2025-06-04"),  # its own still lies ahead
        ("2025-06-04", "2025-06-04"),  # on the day itself
        ("2025-10-01", "2025-06-04"),  # over, and no other is told yet
        ("2026-03-02", "2026-06-10"),  # told on that day
        ("2026-06-10", "2026-06-10"),
        ("2026-06-11", "2025-06-04"),  # that one is over as well
    ],
)
def test_the_meeting_that_is_waited_for(reports: list[Report], proposal: Proposal, as_of: str, expected: str) -> None:
    told = told_occasions(reports, proposal)
    assert day_of(with_next_occasion(proposal, told, date.fromisoformat(as_of))) == expected


def test_the_order_of_reports_is_of_no_matter(reports: list[Report], proposal: Proposal) -> None:
    assert list(told_occasions(reversed(reports), proposal)) == list(told_occasions(reports, proposal))


def test_without_a_meeting_of_its_own_there_is_none_to_follow(reports: list[Report], proposal: Proposal) -> None:
    bare = replace(proposal, occasion=None)
    assert list(told_occasions(reports, bare)) == []
    assert with_next_occasion(bare, told_occasions(reports, proposal), date(2026, 3, 5)) == bare
