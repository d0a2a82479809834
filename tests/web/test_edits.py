"""Human work in the pages: stored, signed, undoable, refused where it is stale, forged or too fast."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.web.conftest import TEXT, Desk
from whipcount.positions.stance.stance import Condition

D = "/d/lake-council-orvana"
AS_OF = "?as_of=2025-03-07"


def form_of(desk: Desk, place: str) -> dict[str, str]:
    page = desk.client.get(place).text
    token = re.search(r'name="token" value="([0-9a-f]+)"', page)
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert token
    assert revision
    return {"token": token.group(1), "revision": revision.group(1), "author": "Ada", "reason": "read it again"}


def group(desk: Desk, member: str = "FERROW-BAY") -> str:
    view = desk.client.get(f"{D}.json{AS_OF}").json()
    return next(str(row["group"]) for row in view["members"] if row["id"] == member)


def test_a_correction_counts_is_signed_and_is_undone(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    assert group(desk) == "against"
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "correct", "stance": "yes"})
    assert answer.status_code == 200  # after the redirect
    assert group(desk) == "for"
    history = desk.store.changes("lake-council-orvana")
    assert (history[-1].author, history[-1].action, history[-1].note) == ("Ada", "correct", "read it again")
    (edit,) = desk.store.evidence("lake-council-orvana", withdraws=desk.coding)
    undo = f"{D}/evidence/{edit.id}"
    assert desk.client.post(undo, data={**form_of(desk, undo), "action": "undo"}).status_code == 200
    assert group(desk) == "against"


def test_a_correction_survives_the_next_reading(desk: Desk) -> None:
    from tests.web.conftest import by_hand

    place = f"{D}/evidence/{desk.coding}"
    desk.client.post(place, data={**form_of(desk, place), "action": "correct", "stance": "yes"})
    report = desk.store.report("lake-council-orvana", desk.report)
    before = [e for e in desk.store.evidence("lake-council-orvana") if e.id == desk.coding]
    desk.store.add_report("lake-council-orvana", report, by_hand(report), before, coder="reader-2", again=True)
    assert group(desk) == "for"


def test_a_stale_page_says_so_and_writes_nothing(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    old = form_of(desk, place)
    desk.client.post(place, data={**old, "action": "confirm"})
    revision = desk.store.revision("lake-council-orvana")
    answer = desk.client.post(place, data={**old, "action": "reject"})
    assert answer.status_code == 409
    assert "out of date" in answer.text
    assert desk.store.revision("lake-council-orvana") == revision


@pytest.mark.parametrize("change", [{"token": "0" * 64}, {"token": ""}])
def test_a_forged_form_is_refused(desk: Desk, change: dict[str, str]) -> None:
    place = f"{D}/evidence/{desk.coding}"
    revision = desk.store.revision("lake-council-orvana")
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "reject", **change})
    assert answer.status_code == 403
    assert desk.store.revision("lake-council-orvana") == revision


def test_a_form_from_another_site_is_refused(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    data = {**form_of(desk, place), "action": "reject"}
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}):
        assert desk.client.post(place, data=data, headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"action": "correct", "stance": "yes", "member": "FRANCE"}, "is no member of"),
        ({"action": "condition", "on": "2099-01-01"}, "has not come yet"),
        ({"action": "condition", "on": "2001-01-01"}, "lies before the words"),
    ],
)
def test_a_day_that_cannot_be_and_a_member_that_is_none_are_refused(
    desk: Desk, change: dict[str, str], told: str
) -> None:
    (coding,) = [e for e in desk.store.evidence("lake-council-orvana") if e.id == desk.coding]
    record = replace(coding, id="r-waits", conditions=(Condition("once the locks are built"),))
    desk.store.add_evidence("lake-council-orvana", [record])
    place = f"{D}/evidence/{record.id}"
    revision = desk.store.revision("lake-council-orvana")
    data = {**form_of(desk, place), "condition": record.conditions[0].text, "met": "yes", **change}
    answer = desk.client.post(place, data=data)
    assert answer.status_code == 400
    assert told in answer.text
    assert desk.store.revision("lake-council-orvana") == revision


@pytest.mark.parametrize(
    "change",
    [
        {"action": "explode"},
        {"action": "correct", "stance": "maybe"},
        {"action": "reject", "reason": ""},
        {"reason": "x" * 3000},
    ],
)
def test_a_wrong_form_is_one_clear_error(desk: Desk, change: dict[str, str]) -> None:
    place = f"{D}/evidence/{desk.coding}"
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "confirm", **change})
    assert answer.status_code == 400


def test_writes_are_limited(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    data = {**form_of(desk, place), "action": "explode"}
    codes = [desk.client.post(place, data=data).status_code for _ in range(62)]
    assert codes[0] == 400
    assert codes[-1] == 429


def test_a_body_that_is_too_large_is_refused_unread(desk: Desk) -> None:
    answer = desk.client.post(f"{D}/reports", content=b"x", headers={"content-length": "5000000"})
    assert answer.status_code == 413


def test_a_report_is_added_by_paste(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.web.conftest import by_hand
    from whipcount.statements import reader as reading

    monkeypatch.setattr(reading, "read_statements", lambda report, table=None: by_hand(report))
    data = {**form_of(desk, f"{D}/reports"), "text": "Another day\n" + TEXT, "published": "2025-03-06", "name": "again"}
    answer = desk.client.post(f"{D}/reports", data=data)
    assert answer.status_code == 200
    assert "Another day" in answer.text
    assert desk.store.changes("lake-council-orvana")[-1].author == "Ada"
