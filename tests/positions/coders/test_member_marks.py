from __future__ import annotations

from datetime import date
from pathlib import Path

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
