"""Two reports of one utterance, marked as one in the page: counts once, signed, undoable, survives the next reading."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from tests.web.conftest import Desk, by_hand
from tests.web.test_edits import AS_OF, D, form_of
from whipcount.positions.stance.stance import Stance
from whipcount.reports.formats.registry import read_report
from whipcount.reports.report import Report

LAKE = "lake-council-orvana"
OTHER = "Paraphrased\nThe bay would never let it in, Ilse Crane said in the evening.\n"


def second(desk: Desk) -> tuple[str, Report]:
    """Another report in other words, which no shingle joins with the first."""
    report = read_report(OTHER, name="other.txt", published=date(2025, 3, 6))
    (statement,) = by_hand(report)
    first = next(e for e in desk.store.evidence(LAKE) if e.id == desk.coding)
    coding = replace(
        first, id=f"{statement.id}:admission", statement=statement.id, report=report.sha256, stance=Stance.LEAN_NO
    )
    desk.store.add_report(LAKE, report, [statement], [coding])
    return coding.id, report


def outcomes(desk: Desk) -> dict[str, str]:
    row = desk.client.get(f"{D}/members/FERROW-BAY.json{AS_OF}").json()["member"]
    return {step["evidence"]: step["outcome"] for step in row["steps"]}


def test_merged_reports_count_once_until_it_is_undone(desk: Desk) -> None:
    other, report = second(desk)
    assert "repeats" not in outcomes(desk).values()
    place = f"{D}/evidence/{desk.coding}"
    page = desk.client.get(place).text
    assert f'name="with" value="{other}"' in page
    data = {**form_of(desk, place), "action": "merge", "with": other}
    assert desk.client.post(place, data=data).status_code == 200
    edits = [e for e in desk.store.evidence(LAKE) if e.withdraws in (desk.coding, other)]
    assert len({e.origin for e in edits}) == 1
    assert {e.coder for e in edits} == {"Ada"}
    line = desk.store.changes(LAKE)[-1]
    assert (line.action, line.author) == ("merge", "Ada")
    after = desk.client.get(f"{D}/members/FERROW-BAY.json{AS_OF}").json()
    assert [step["outcome"] for step in after["member"]["steps"]].count("repeats") == 1

    (statement,) = by_hand(report)  # the report is read again, by another reader
    coding = next(e for e in desk.store.evidence(LAKE) if e.id == other)
    desk.store.add_report(LAKE, report, [statement], [replace(coding, coder="reader-2")], coder="reader-2", again=True)
    again = desk.client.get(f"{D}/members/FERROW-BAY.json{AS_OF}").json()
    assert [step["outcome"] for step in again["member"]["steps"]].count("repeats") == 1

    for edit in edits:
        undo = f"{D}/evidence/{edit.id}"
        assert desk.client.post(undo, data={**form_of(desk, undo), "action": "undo"}).status_code == 200
    assert "repeats" not in [
        step["outcome"] for step in desk.client.get(f"{D}/members/FERROW-BAY.json{AS_OF}").json()["member"]["steps"]
    ]


def test_what_cannot_be_merged_is_one_clear_error(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    revision = desk.store.revision(LAKE)
    kell = next(e.id for e in desk.store.evidence(LAKE) if e.member not in (None, "FERROW-BAY"))
    for picked, status in (([], 400), ([desk.coding], 404), ([kell], 404), (["none"], 404), (["x"] * 21, 400)):
        answer = desk.client.post(place, data={**form_of(desk, place), "action": "merge", "with": picked})
        assert answer.status_code == status, picked
    assert desk.store.revision(LAKE) == revision
    assert re.search("Merge", desk.client.get(place).text) is None  # there is nothing to merge it with
