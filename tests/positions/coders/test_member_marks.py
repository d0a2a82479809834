from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.member_actors import with_members
from whipcount.positions.coders.member_marks import mark_members
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.reports.formats.registry import read_report
from whipcount.statements.reader import read_statements

LAKE = Path(__file__).resolve().parents[3] / "examples" / "lake-council" / "lake-council.body.yaml"
BODY = load_body(str(LAKE))
PROPOSAL = Proposal(
    "orvana", "The Lake Council admits Orvana", "LAKE-COUNCIL", candidate="ORVANA", variants=(Variant("a", "admitted"),)
)


def marks(text: str) -> list[tuple[str, str]]:
    report = read_report(text, published=date(2025, 3, 7))
    table = with_members(None, BODY)
    said = read_statements(report, table=table)
    made = mark_members(report, PROPOSAL, BODY, statements=said, table=table)
    return [(span.of(report.text), owner) for span, owner in zip(made.spans, made.owners, strict=True)]


def test_members_are_marked_and_others_stay() -> None:
    found = marks("Talks\n\nKell met Pell in Brussels. Harrow was not there, and Kell left.")
    assert found == [("Kell", "KELL"), ("Pell", "PELL"), ("Kell", "KELL")]


def test_who_speaks_for_a_member_is_marked_wherever_the_name_stands() -> None:
    found = marks(
        'Talks\n\n"We are not ready," Kell\'s foreign minister, Ada Brim, said on Friday. The others waited for Brim.'
    )
    assert ("KELL") in {owner for _, owner in found}
    assert [owner for words, owner in found if words.endswith("Brim")] == ["KELL", "KELL"]


def test_a_text_without_members_has_no_marks() -> None:
    assert marks("Weather\n\nIt rained on Friday.") == []


def test_where_a_town_lies_is_no_mark() -> None:
    assert marks("Talks\n\nThey met in Old Brin, Kell, on Friday, and in Ost, Pell.") == []
    assert marks("Talks\n\nWhen they met in Brin, Kell and Pell agreed.") == [("Kell", "KELL"), ("Pell", "PELL")]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Baltic states and Poland want it.", "EE LV LT PL"),
        ("The three Baltic states want it.", "EE LV LT"),
        ("Germany is against it, and so are the Benelux countries.", "DE BE LU NL"),
        ("The Nordics are for it.", "DK FI SE"),
        ("Two of the Baltic states want it.", ""),
        ("Some Baltic states want it.", ""),
        ("Talks in the Baltic states went on.", ""),
        ("Outside the Benelux countries nobody wants it.", ""),
    ],
)
def test_a_group_of_members_is_marked_as_each_of_them(words: str, expected: str) -> None:
    body = load_body("EU-COUNCIL")
    proposal = Proposal("x", "EU imposes a ban", "EU-COUNCIL", variants=(Variant("a", "adopted"),))
    report = read_report(f"Ban\n\n{words}", published=date(2022, 3, 7))
    made = mark_members(report, proposal, body)
    assert " ".join(made.owners) == expected
    assert len(made.words) == len(made.owners) + 1 == len(made.spans) + 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Syria, Lebanon and Yemen voted against it.", "SY LB YE"),
        ("Lebanon, Yemen and Syria itself voted against it.", "LB YE SY"),
        ("Voting against were Lebanon, Yemen and Syria.", "LB YE SY"),
        ("Against it were Lebanon and Syria.", "LB SY"),
        ("Syria's ambassador said that it was illegal.", "SY"),
        ("The suspension of Syria was backed by Lebanon.", "LB"),
        ("Lebanon met Syria, which has been at war.", "LB"),
    ],
)
def test_whom_it_is_about_is_marked_where_it_votes_or_speaks(words: str, expected: str) -> None:
    body = load_body("ARAB-LEAGUE")
    proposal = Proposal("x", "Arab League suspends Syria", "ARAB-LEAGUE", candidate="SY", variants=(Variant("a", "a"),))
    report = read_report(f"Talks\n\n{words}", published=date(2011, 11, 12))
    assert " ".join(mark_members(report, proposal, body).owners) == expected
