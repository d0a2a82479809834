"""A report's own page: date it anew, take it out, take either back, each signed and on the revision of its page."""

from __future__ import annotations

from tests.web.conftest import TEXT, Desk
from tests.web.test_edits import AS_OF, D, form_of, group

LAKE = "lake-council-orvana"


def test_it_is_dated_anew_and_that_is_undone(desk: Desk) -> None:
    place = f"{D}/reports/{desk.report}"
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "redate", "published": "2025-03-07"})
    assert answer.status_code == 200
    assert desk.store.report_day(LAKE, desk.report)[1].__str__() == "2025-03-07"
    assert "dated it 7 Mar" in answer.text
    assert "read it again" in answer.text
    assert (desk.store.changes(LAKE)[-1].author, desk.store.changes(LAKE)[-1].action) == ("Ada", "redate")
    assert desk.client.post(place, data={**form_of(desk, place), "action": "undo"}).status_code == 200
    assert desk.store.report_day(LAKE, desk.report)[1].__str__() == "2025-03-06"


def test_taken_out_nothing_of_it_counts_and_its_page_says_so(desk: Desk) -> None:
    place = f"{D}/reports/{desk.report}"
    assert group(desk) == "against"
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "remove"})
    assert answer.status_code == 200
    assert "Taken out" in answer.text
    assert "Nothing of this report counts." in answer.text
    assert group(desk) != "against"
    listed = desk.client.get(f"{D}/reports.json{AS_OF}").json()
    assert desk.report not in {row["sha256"] for row in listed["reports"]}
    assert desk.client.get(f"{place}.json").json()["removed"] is True
    assert desk.client.get(f"{D}/changes").status_code == 200
    answer = desk.client.post(place, data={**form_of(desk, place), "action": "undo"})
    assert "Taken out" not in answer.text
    assert group(desk) == "against"


def test_what_cannot_be_is_refused(desk: Desk) -> None:
    place = f"{D}/reports/{desk.report}"
    form, revision = form_of(desk, place), desk.store.revision(LAKE)
    for data in (
        {"action": "redate"},
        {"action": "redate", "published": "soon"},
        {"action": "redate", "published": "2031-01-01"},
        {"action": "remove", "reason": " \u200b"},
        {"action": "burn"},
        {"action": "undo"},
    ):
        assert desk.client.post(place, data={**form, **data}).status_code in (400, 404), data
    assert desk.client.post(f"{D}/reports/{'f' * 64}", data={**form, "action": "undo"}).status_code == 404
    assert desk.client.post(place, data={**form, "action": "remove", "token": "0" * 64}).status_code == 403
    assert desk.client.post(place, data={**form, "action": "remove", "revision": "1"}).status_code == 409
    assert desk.store.revision(LAKE) == revision


def test_added_again_with_its_day_it_is_dated_anew(desk: Desk) -> None:
    form = {**form_of(desk, f"{D}/reports"), "text": TEXT, "published": "2025-03-05"}
    answer = desk.client.post(f"{D}/reports", data=form)
    assert answer.status_code == 200
    assert desk.store.report_day(LAKE, desk.report)[1].__str__() == "2025-03-05"
    again = desk.client.post(f"{D}/reports", data={**form, **form_of(desk, f"{D}/reports")})
    assert "has this report already" in again.text
