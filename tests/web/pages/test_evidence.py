"""The page of one piece of evidence: what is told beside the text of its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.web.conftest import EVIL, TEXT, Desk, by_hand
from whipcount.positions.stance.stance import Authority, Evidence, Stance
from whipcount.reports.formats.registry import read_report

HOME = "/d/lake-council-orvana"


def coded(desk: Desk) -> Evidence:
    """A coding of a report that somebody collected elsewhere, with a section and notes."""
    report = replace(
        read_report("Second edition\n" + TEXT, name="second.txt", published=date(2025, 3, 6)),
        author="Bo Lund", section=f"Letters {EVIL}", notes="found by hand,\np. 4",
    )  # fmt: skip
    (statement,) = by_hand(report)
    day = date(2025, 3, 6)
    item = Evidence(
        id=f"{statement.id}:admission:dna", member="FERROW-BAY", variant="admission", stance=Stance.NO, said_from=day,
        said_to=day, reported_on=day, recorded_at=desk.store.now(), authority=Authority.MINISTER,
        statement=statement.id, report=report.sha256, coder="dna:ada", speaker="Ilse Crane", gist="no",
    )  # fmt: skip
    desk.store.add_report("lake-council-orvana", report, [statement], [item])
    return item


def test_section_and_notes_are_shown_and_harmless(desk: Desk) -> None:
    item = coded(desk)
    page = desk.client.get(f"{HOME}/evidence/{item.id}").text
    assert "<dt>section</dt><dd><bdi>Letters" in page
    assert "<dt>notes</dt><dd><bdi>found by hand, p. 4" in page
    assert "<dt>author</dt><dd><bdi>Bo Lund" in page
    assert "<script>alert(1)" not in page
    told = desk.client.get(f"{HOME}/evidence/{item.id}.json").json()
    assert told["document"] == {"author": "Bo Lund", "section": f"Letters {EVIL}", "notes": "found by hand,\np. 4"}


def test_the_report_tells_them_too(desk: Desk) -> None:
    item = coded(desk)
    facts = desk.client.get(f"{HOME}/reports/{item.report}.json").json()["report"]["facts"]
    assert {fact["what"]: fact["value"] for fact in facts}["notes"] == "found by hand, p. 4"


def test_evidence_without_such_a_report_has_none(desk: Desk) -> None:
    assert desk.client.get(f"{HOME}/evidence/{desk.coding}.json").json()["document"] == {}
    assert "<dt>section</dt>" not in desk.client.get(f"{HOME}/evidence/{desk.coding}").text
