"""Who takes the numbered seats of a chamber: those whom a report tells to sit there, and nobody else."""

from __future__ import annotations

import pytest

from whipcount.bodies.body import Body
from whipcount.bodies.catalogue import load_body
from whipcount.positions.proposal.page import make_page
from whipcount.positions.proposal.seated_persons import seated_persons, with_seats_named
from whipcount.reports.formats.registry import read_report


def seated(text: str, body: str = "UK-COMMONS") -> Body:
    """The body with the seats that a report names."""
    found = load_body(body)
    return with_seats_named(found, make_page(read_report(f"Bill lost\n\n{text}\n"))) or found


def names(body: Body) -> list[str]:
    """The names of its members that are no numbers."""
    return [member.name for member in body.all_members if not member.name.startswith("seat ")]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Nine Tories voted against it, among them Ann Brandle and Roy Castow.", ["Ann Brandle", "Roy Castow"]),
        ("Only two voted against. They were Sir Bill Marsh and Ann Brandle.", ["Bill Marsh", "Ann Brandle"]),
        ("Ann Brandle of the DUP spoke first. Roy Castow of the SNP followed.", ["Ann Brandle", "Roy Castow"]),
        (
            "Ann Brandle, who had defied the whip, wept. Roy Castow, who had resigned from the cabinet, "
            "did not cast a vote.",
            ["Ann Brandle", "Roy Castow"],
        ),
        ("The economist Ann Brandle told the BBC that the bill would cost jobs. Roy Castow sells shoes.", []),
    ],
)
def test_who_is_told_to_sit(text: str, told: list[str]) -> None:
    """By the party or bench, by what only those who sit do; experts and passers-by hold no seat."""
    assert names(seated(text)) == told


def test_size_rules_and_other_bodies_stay() -> None:
    """The chamber keeps its 650 seats and its rules; a body whose members have names is left as it is."""
    text = "Two MPs voted against it: Ann Brandle and Roy Castow."
    body = seated(text)
    assert len(body.all_members) == 650
    assert body.rules == load_body("UK-COMMONS").rules
    assert seated(text, "NATO") is load_body("NATO")


def test_a_number_of_votes_is_no_seat() -> None:
    """A chamber's seat 276 is not meant by "320 votes to 276"."""
    from whipcount.bodies.member_mentions import MemberFinder
    from whipcount.text.span import Span

    text = "It passed by 320 votes to 276."
    assert MemberFinder(load_body("UK-COMMONS"), None).masked(text, Span(0, len(text))).lists == ()


def test_a_number_of_some_is_not_the_size_of_all() -> None:
    """Where far more persons are told to sit than a number tells, the number is of some of them."""
    text = (
        "Ann Brandle, Roy Castow, Una Pell and the two lay trustees, Ida Marsh and Joe Kerr, voted for it.\n"
        "Against were Sue Orr and Max Hill.\n"
    )
    page = make_page(read_report(f"Hall kept\n\n{text}"))
    assert len(seated_persons(page, 2)) == len(seated_persons(page, None)) == 7
    assert len(seated_persons(page, 5)) == 5
