"""Notes, tags and who looks into what, through the pages."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import Desk
from tests.web.test_edits import AS_OF, D, form_of
from whipcount.dossiers import annotating, edits
from whipcount.dossiers.annotation import About, Target
from whipcount.positions.stance.stance import Stance

LAKE = "lake-council-orvana"
EVIL = "<script>alert(1)</script>"


def noted(desk: Desk, place: str, about: str, target: str, **fields: str) -> str:
    """The page that follows on what is noted from a page."""
    form = {**form_of(desk, place), "action": "note", "about": about, "target": target, **fields}
    answer = desk.client.post(f"{D}/notes", data=form)
    assert answer.status_code == 200, answer.text
    return answer.text


def on(desk: Desk, about: About, target: str) -> tuple[list[str], tuple[str, ...], str]:
    found = annotating.noted_on(desk.store, LAKE, Target(about, target))
    return [signed.annotation.value for signed in found.notes], found.tag_names, found.assignee


def test_on_a_member_a_report_and_the_words_of_an_evidence(desk: Desk) -> None:
    page = noted(
        desk, f"{D}/members/KELL", "member", "KELL", words=f"call\r\n{EVIL}", tags="Urgent, check", assignee="Rob",
        back="member", at="KELL",
    )  # fmt: skip
    assert "Rob</bdi> looks into it" in page
    assert "&lt;script&gt;" in page
    assert EVIL not in page
    assert on(desk, About.MEMBER, "KELL") == ([f"call\n{EVIL}"], ("check", "urgent"), "Rob")
    assert desk.store.changes(LAKE)[-1].author == "Ada"
    page = noted(desk, f"{D}/reports/{desk.report}", "report", desk.report, tags="twice", back="report", at=desk.report)
    assert "#<bdi>twice" in page
    place, back = f"{D}/evidence/{desk.coding}", {"back": "evidence", "at": desk.coding}
    page = noted(desk, place, "statement", desk.statement, words="really?", **back)
    assert "really?" in page
    assert "/evidence/" in page


def test_a_form_changes_only_what_it_shows_and_two_people_do_not_undo_each_other(desk: Desk) -> None:
    place = f"{D}/members/KELL"
    noted(desk, place, "member", "KELL", tags="one, two", assignee="Rob")
    old = form_of(desk, place)
    annotating.tag(desk.store, LAKE, Target(About.MEMBER, "KELL"), "three")
    form = {**old, "action": "note", "about": "member", "target": "KELL", "assignee": "Rob", "assignee_shown": "Rob"}
    desk.client.post(f"{D}/notes", data={**form, "tags_shown": "one, two", "tags": "two, four"})
    assert on(desk, About.MEMBER, "KELL") == ([], ("four", "three", "two"), "Rob")
    annotating.assign(desk.store, LAKE, Target(About.MEMBER, "KELL"), "Cy")
    answer = desk.client.post(f"{D}/notes", data={**form, "assignee": "Di"})
    assert answer.status_code == 409
    assert on(desk, About.MEMBER, "KELL")[2] == "Cy"


def test_a_note_is_in_the_way_of_no_edit_and_makes_no_view_anew(desk: Desk) -> None:
    place = f"{D}/evidence/{desk.coding}"
    form, before = form_of(desk, place), desk.client.get(f"{D}/members{AS_OF}").text
    annotating.note(desk.store, LAKE, Target(About.MEMBER, "KELL"), "meanwhile")
    assert "Being made anew" not in desk.client.get(f"{D}/members{AS_OF}").text
    answer = desk.client.post(place, data={**form, "action": "confirm"})
    assert answer.status_code == 200
    assert "meanwhile" not in before


def test_it_is_undone_on_its_page_and_in_changes(desk: Desk) -> None:
    noted(desk, f"{D}/members/KELL", "member", "KELL", words="wait", assignee="Rob")
    page = desk.client.get(f"{D}/changes").text
    note, assigned = (row["id"] for row in desk.client.get(f"{D}/notes.json").json()["notes"])
    assert note in page
    form = {**form_of(desk, f"{D}/members/KELL"), "action": "undo", "annotation": note, "back": "changes"}
    answer = desk.client.post(f"{D}/notes", data=form)
    assert answer.url.path == f"{D}/changes"
    assert note not in answer.text
    assert assigned in answer.text
    assert desk.client.post(f"{D}/notes", data=form).status_code == 404  # taken back already
    assert on(desk, About.MEMBER, "KELL") == ([], (), "Rob")


def test_lists_are_filtered_by_tag_and_assignee_and_search_finds_notes(desk: Desk) -> None:
    annotating.tag(desk.store, LAKE, Target(About.MEMBER, "KELL"), "urgent")
    annotating.assign(desk.store, LAKE, Target(About.REPORT, desk.report), "Rob")
    annotating.note(desk.store, LAKE, Target(About.STATEMENT, desk.statement), "ask the translator", author="Ada")
    annotating.tag(desk.store, LAKE, Target(About.STATEMENT, desk.statement), "urgent")
    get = desk.client.get
    assert [row["id"] for row in get(f"{D}/members.json{AS_OF}&tag=Urgent").json()] == ["KELL"]
    assert [row["sha256"] for row in get(f"{D}/reports.json{AS_OF}&assignee=rob").json()["reports"]] == [desk.report]
    assert get(f"{D}/reports.json{AS_OF}&assignee=cy").json()["total"] == 0
    for more in ("", "&member=FERROW-BAY", "&words=agree"):
        listed = get(f"{D}/statements.json{AS_OF}&tag=urgent{more}").json()
        assert [row["id"] for row in listed["statements"]] == [desk.statement], more
        assert listed["statements"][0]["notes"] == ["ask the translator"]
        assert get(f"{D}/statements{AS_OF}&tag=urgent{more}").text.count('<li class="card">') == 1
    assert get(f"{D}/statements{AS_OF}&tag=a%2Cb").status_code == 404
    for place in ("members", "reports", "statements", "notes"):
        assert get(f"{D}/{place}{AS_OF}&tag=urgent&assignee=").status_code == 200
    found = get("/search.json?words=translator").json()["found"]
    assert [(row["kind"], row["id"], row["who"]) for row in found] == [("note", desk.statement, "Ada")]
    link = re.search(r'href="(/d/[^"]+/notes\?[^"]+)"', get("/search?words=translator").text)
    assert link is not None
    page = get(link[1].replace("&amp;", "&")).text
    assert "ask the translator" in page
    assert "will not agree" in page or "Ilse Crane" in page  # what it is noted on
    assert "tag,note" not in get(f"{D}/notes.csv").text
    assert len(get(f"{D}/notes.csv").text.splitlines()) == 5


def test_a_corrected_record_keeps_its_notes_in_the_list(desk: Desk) -> None:
    record, member = next(
        (e.id, e.member) for e in desk.store.evidence(LAKE) if not e.statement and e.member and e.stance
    )
    annotating.tag(desk.store, LAKE, Target(About.RECORD, record), "check")
    edits.correct(desk.store, LAKE, record, stance=Stance.NO, reason="misread", author="Ada")
    rows = desk.client.get(f"{D}/statements.json?tag=check").json()["statements"]
    assert [(row["for"], row["stance"], row["tags"]) for row in rows] == [(member, ["no"], ["check"])]
    (edit,) = desk.store.evidence(LAKE, withdraws=record)
    assert "#<bdi>check" in desk.client.get(f"{D}/evidence/{edit.id}").text


@pytest.mark.parametrize(
    "fields",
    [
        {"about": "planet", "target": "KELL", "words": "x"},
        {"about": "member", "target": "NOBODY", "words": "x"},
        {"about": "report", "target": "KELL", "words": "x"},
        {"about": "member", "target": "KELL", "words": "x" * 2_001},
        {"about": "member", "target": "KELL", "tags": "x" * 41},
        {"about": "member", "target": "KELL", "tags": ",".join(f"t{n}" for n in range(21))},
        {"about": "member", "target": "KELL", "assignee": "x" * 101},
        {"action": "undo", "annotation": "n-none"},
        {"action": "burn"},
    ],
)
def test_what_cannot_be_is_refused(desk: Desk, fields: dict[str, str]) -> None:
    form, revision = form_of(desk, f"{D}/notes?about=member&target=KELL"), desk.store.revision(LAKE)
    answer = desk.client.post(f"{D}/notes", data={**form, "action": "note", **fields})
    assert answer.status_code in (400, 404)
    assert desk.store.revision(LAKE) == revision
    forged = {**form, "token": "0" * 64, "action": "note", "about": "member", "target": "KELL", "words": "x"}
    assert desk.client.post(f"{D}/notes", data=forged).status_code == 403
    assert desk.client.get(f"{D}/notes?about=planet").status_code == 400
    assert desk.client.get(f"{D}/notes?about=report&target=KELL").status_code == 404
