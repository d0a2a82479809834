"""Votes that one sentence counts and the next one names."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.applicable_rule import deciding_body
from whipcount.positions.proposal.named_votes import named_votes
from whipcount.positions.proposal.proposal import Proposal
from whipcount.reports.formats.registry import read_report


def votes(text: str) -> dict[str, str]:
    """The votes told, by member."""
    report = read_report(f"Ban adopted\n\n4 March 2024\n\n{text}\n")
    proposal = Proposal("p", "NATO adopts the ban on grain", "NATO", "decision")
    return {vote.member: vote.vote for vote in named_votes(report, proposal, deciding_body(proposal))}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Only two members voted against the ban. They were Norway and Spain.", {"NO": "no", "ES": "no"}),
        (
            "Three of the allies abstained. They were Italy, Greece and Spain.",
            {"IT": "abstain", "GR": "abstain", "ES": "abstain"},
        ),
        ("Two voted in favour of the ban. These were Norway and Spain.", {"NO": "yes", "ES": "yes"}),
        ("Three members voted against the ban. They were Norway and Spain.", {}),  # the names do not add up
        ("Two members voted against the minutes. They were Norway and Spain.", {}),  # another matter
        ("Two members could have voted against the ban. They were Norway and Spain.", {}),
        ("Two members voted against the ban. The hall was cold. They were Norway and Spain.", {}),
    ],
)
def test_counted_then_named(text: str, told: dict[str, str]) -> None:
    """The names must add up to the number, and stand right behind it."""
    assert votes(text) == told
