"""Bodies as told, parties to treaties, candidates that are no members, and the rule told against the body's own."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.positions.proposal.applicable_rule import deciding_body, membership_day, rule_of
from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.proposal.told_body import is_unnamed
from whipcount.reports.formats.registry import read_report
from whipcount.rules.algebra.status import Status


def found(title: str, body: str, day: str = "2 March 2021") -> Proposal:
    made = detect_proposal([read_report(f"{title}\n{day}\n\n{body}\n".encode())])
    assert made is not None
    return made


LAKE = (
    "The members of the Lake Council will decide on 9 March whether to admit Orvana. The decision requires the "
    "agreement of all seven members. Marn and Ilvest have backed the admission, and Kell opposes it."
)


def test_a_body_as_told_has_its_named_and_its_unnamed_members() -> None:
    told = found("Lake Council nears vote on letting Orvana in", LAKE)
    body = deciding_body(told)
    assert (body.name, len(body.members(date(2021, 3, 2)))) == ("Lake Council", 7)
    assert {m.name for m in body.all_members if not is_unnamed(m.id)} == {"Marn", "Ilvest", "Kell"}
    named, rule = rule_of(told, body, date(2021, 3, 2))
    assert (named.id, named.provenance) == ("unanimity", "as told by the report")
    assert rule.status({}) is Status.OPEN


def test_a_treaty_is_decided_by_its_parties() -> None:
    told = found("Ocean treaty near", "Two states ratified the Deep Ocean Treaty, bringing the total to 49, just "
                 "11 short of the 60 needed for it to enter into force.")  # fmt: skip
    body = deciding_body(told)
    assert body.name == "Parties to the Deep Ocean Treaty"
    assert rule_of(told, body, date(2021, 3, 2))[1].text() == "60 members"
    assert told.told_number is not None
    assert (told.told_number.agreed, told.told_number.of) == (49, 60)
    assert told.title == "The Deep Ocean Treaty enters into force"


def test_a_candidate_is_no_member_before_or_after_it_has_joined() -> None:
    told = found("NATO to admit Finland", "All NATO members must ratify Finland's accession.", "17 March 2023")
    sizes = [len(deciding_body(told).members(day)) for day in (date(2023, 3, 17), date(2023, 5, 1))]
    assert sizes == [30, 30]
    assert "FI" in {m.id for m in load_body("NATO").members(date(2023, 5, 1))}


def test_membership_is_frozen_once_decided() -> None:
    told = Proposal("p", "P", "EU-COUNCIL", decided=date(2019, 6, 1))
    assert membership_day(told, date(2024, 1, 1)) == date(2019, 6, 1)
    assert len(rule_of(told, deciding_body(told), date(2024, 1, 1))[1].members) == 28


@pytest.mark.parametrize(
    ("lead", "rule"),
    [
        ("EU ministers will vote on sanctions on Belarus, which take unanimity.", "unanimity"),
        ("EU ministers will vote on a law on car emissions.", "qmv"),
        ("EU ministers will vote on a law on car emissions, which takes unanimity.", "unanimity"),
        ("EU ministers will vote on the trade agreement with Chile.", "qmv"),
        ("The Security Council votes on a resolution on aid corridors.", "substantive"),
        ("The US Senate will vote on the border bill, which needs 60 votes.", "cloture"),
        ("The US Senate will vote on the border bill.", "bill"),
        ("The World Trade Organization will decide on a fisheries agreement by consensus.", "consensus"),
    ],
)
def test_the_rule_told_wins_else_that_of_the_act(lead: str, rule: str) -> None:
    told = found("A vote is near", lead)
    assert rule_of(told, deciding_body(told), date(2021, 3, 2))[0].id == rule
