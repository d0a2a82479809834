"""Votes that one sentence counts and the next one names."""

from __future__ import annotations

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.positions.proposal.counted_votes import counted_votes
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.proposal import Proposal
from whipcount.text.span import Span

NATO = load_body("NATO")
PROPOSAL = Proposal("p", "NATO adopts the ban on grain", "NATO", "decision")


def votes(first: str, second: str) -> dict[str, str]:
    """The votes told by two sentences, by member."""
    text, finder = f"{first} {second}", MemberFinder(NATO, None)
    before, names = finder.masked(text, Span(0, len(first))), finder.masked(text, Span(len(first) + 1, len(text)))
    return {vote.member: vote.vote for vote in counted_votes(before, names, ObjectWords(PROPOSAL, NATO), None)}


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("Only two members voted against the ban.", "They were Norway and Spain.", {"NO": "no", "ES": "no"}),
        ("Two of the allies abstained.", "They were Italy and Greece.", {"IT": "abstain", "GR": "abstain"}),
        ("Two voted in favour of the ban.", "These were Norway and Spain.", {"NO": "yes", "ES": "yes"}),
        (
            "Two members agreed on Saturday to adopt the ban.",
            "The two are Norway and Spain.",
            {"NO": "yes", "ES": "yes"},
        ),
        ("Two of the allies have accepted the ban.", "They are Italy and Greece.", {"IT": "yes", "GR": "yes"}),
        ("Two members agreed to buy ships.", "The two are Norway and Spain.", {}),
        ("Two members have yet to agree to the ban.", "The two are Norway and Spain.", {}),
        ("Three members voted against the ban.", "They were Norway and Spain.", {}),  # the names do not add up
        ("Two members voted against the minutes.", "They were Norway and Spain.", {}),  # another matter
        ("Two members could have voted against the ban.", "They were Norway and Spain.", {}),
        ("Two members voted against the ban.", "They were in Norway and Spain.", {}),
    ],
)
def test_counted_then_named(first: str, second: str, told: dict[str, str]) -> None:
    """The names must add up to the number told, and the vote be one cast on what is decided."""
    assert votes(first, second) == told


def test_a_semicolon_before_another_clause_ends_a_list() -> None:
    """Those behind the semicolon are the subject of what follows, however many they are."""
    text = "Against it were Norway, Italy and Spain; Germany and Greece approved."
    lists = MemberFinder(NATO, None).masked(text, Span(0, len(text))).lists
    assert [one.members for one in lists] == [("NO", "IT", "ES"), ("DE", "GR")]
