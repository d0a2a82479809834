"""What comes in by the pages: a position, a whip count that is shown before it is stored, a new dossier, reports."""

from __future__ import annotations

import html
import io
import json
import re

import pytest
from openpyxl import Workbook

from tests.web.conftest import EVIL, Desk
from tests.web.html import WebPage
from tests.web.test_edits import form_of, group
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import fingerprint

D = "/d/lake-council-orvana"
KEY = "lake-council-orvana"
ENTER = f"{D}/enter"
TABLE = (
    "country,vote,date,note\nKel,yes,2025-03-04,x\nThale,agianst,2025-03-04,\n"
    "Pell,blue,2025-03-04,\nMerrow,leaning no,2025-03-04,\n"
)


def fields(page: str) -> dict[str, str]:
    """What the form of a preview would send as it stands."""
    found = {}
    form = page[page.index('action="/d/lake-council-orvana/whip-count') :]
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = html.unescape(value[1]) if value else ""
    for select in re.findall(r"<select.*?</select>", form, re.DOTALL):
        name = re.search(r'name="([^"]*)"', select)
        chosen = re.search(r'<option value="([^"]*)" selected', select)
        assert name
        found[name[1]] = chosen[1] if chosen else ""
    return found


def preview(desk: Desk, **values: str) -> str:
    answer = desk.client.post(
        f"{D}/whip-count", data={**form_of(desk, ENTER), "text": TABLE, "do": "preview", **values}
    )
    assert answer.status_code == 200
    return answer.text


def test_a_position_is_entered_and_signed(desk: Desk) -> None:
    data = {
        **form_of(desk, ENTER), "member": "FERROW-BAY", "stance": "yes", "on": "2025-03-07", "source": EVIL,
        "speaker": "Ilse Crane", "note": EVIL, "condition": "",
    }  # fmt: skip
    answer = desk.client.post(ENTER, data=data)
    assert answer.url.path == f"{D}/members/FERROW-BAY"
    WebPage(answer.text).check()
    assert group(desk) == "for"
    last = desk.store.changes(KEY)[-1]
    assert (last.author, last.action) == ("Ada", "record")


@pytest.mark.parametrize(
    "change",
    [{"member": "ATLANTIS"}, {"stance": "blue"}, {"on": ""}, {"on": "2999-01-01"}, {"source": " "}, {"variant": "x"},
     {"authority": "boss"}, {"token": "0"}, {"revision": "1"}],
)  # fmt: skip
def test_what_cannot_be_entered_is_refused_and_writes_nothing(desk: Desk, change: dict[str, str]) -> None:
    before = desk.store.revision(KEY)
    good = {"member": "KELL", "stance": "yes", "on": "2025-03-07", "source": "call"}
    answer = desk.client.post(ENTER, data={**form_of(desk, ENTER), **good, **change})
    assert answer.status_code in (400, 403, 404, 409)
    assert desk.store.revision(KEY) == before


def test_a_whip_count_is_shown_answered_and_stored(desk: Desk) -> None:
    before = desk.store.revision(KEY)
    page = preview(desk)
    WebPage(page).check()
    assert "1 of 4 rows are understood, 2 rest on a guess, 1 are not understood" in page
    assert desk.store.revision(KEY) == before
    sent = fields(page)
    assert (sent["member-2"], sent["stance-3"], sent["stance-4"]) == ("KELL", "no", "")
    again = desk.client.post(f"{D}/whip-count", data={**sent, "stance-4": "abstain", "do": "preview"}).text
    assert "4 of 4 rows are understood" in again
    assert desk.store.revision(KEY) == before
    answer = desk.client.post(f"{D}/whip-count", data={**sent, "stance-4": "abstain", "do": "store"})
    assert answer.url.path == f"{D}/members"
    assert desk.store.revision(KEY) == before + 1
    told = {e.member: e.stance for e in desk.store.evidence(KEY) if e.source == "pasted table"}
    assert told == {"KELL": Stance.YES, "THALE": Stance.NO, "PELL": Stance.ABSTAIN, "MERROW": Stance.LEAN_NO}
    assert desk.store.changes(KEY)[-1].note == "pasted table: 4 of 4 rows"


def test_rows_that_nobody_answered_are_not_stored(desk: Desk) -> None:
    sent = fields(preview(desk))
    desk.client.post(f"{D}/whip-count", data={**sent, "member-2": "skip", "do": "store"})
    told = {e.member for e in desk.store.evidence(KEY) if e.source == "pasted table"}
    assert told == {"THALE", "MERROW"}


def test_a_stale_or_forged_whip_count_writes_nothing(desk: Desk) -> None:
    sent = fields(preview(desk))
    assert desk.client.post(f"{D}/whip-count", data={**sent, "token": "0", "do": "store"}).status_code == 403
    assert desk.client.post(f"{D}/whip-count", data={**sent, "table": "[[", "do": "store"}).status_code == 400
    other = {**form_of(desk, ENTER), "member": "SARN", "stance": "no", "on": "2025-03-07", "source": "call"}
    desk.client.post(ENTER, data=other)
    before = desk.store.revision(KEY)
    assert desk.client.post(f"{D}/whip-count", data={**sent, "do": "store"}).status_code == 409
    assert desk.store.revision(KEY) == before


def test_a_workbook_with_hostile_cells(desk: Desk) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.append(["Stance", "Member", "Note", EVIL])
    sheet.append(["yes", "Kell", EVIL, "x"])
    sheet.append([EVIL, EVIL, EVIL, "x"])
    out = io.BytesIO()
    made.save(out)
    answer = desk.client.post(
        f"{D}/whip-count", data={**form_of(desk, ENTER), "do": "preview", "on": "2025-03-04"},
        files={"file": ("..\\x/<b>.xlsx", out.getvalue())},
    )  # fmt: skip
    assert answer.status_code == 200
    page = WebPage(answer.text)
    page.check()
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in answer.text.replace("\\u202e", "")


@pytest.mark.parametrize("upload", [b"", b"\x89PNG\r\n\x1a\n\x00", b"PK\x03\x04zzzz", b"a,b\n1,2\n"])
def test_what_is_no_whip_count_gets_a_page(desk: Desk, upload: bytes) -> None:
    data = {**form_of(desk, ENTER), "do": "preview"}
    answer = desk.client.post(f"{D}/whip-count", data=data, files={"file": ("x.csv", upload)})
    assert answer.status_code in (400, 404)
    WebPage(answer.text).check()


def test_a_table_to_fill_in_is_understood(desk: Desk) -> None:
    table = desk.client.get(f"{ENTER}.csv").text.splitlines()
    assert table[0] == "member,name,stance,date,source,speaker,note,condition"
    assert len(table) == 8
    filled = [table[0], *(line.replace(",,", ",yes,2025-03-04,", 1) for line in table[1:])]
    page = preview(desk, text="\n".join(line.rsplit(",", 1)[0] if n else line for n, line in enumerate(filled)))
    assert "7 of 7 rows are understood" in page


def test_a_dossier_is_started_from_a_title(desk: Desk) -> None:
    data = {**form_of_new(desk), "title": "NATO invites Orvana", "body": "NATO", "decision": "invitation"}
    answer = desk.client.post("/new", data=data)
    assert answer.url.path == "/d/nato-invites-orvana"
    WebPage(answer.text).check()
    assert desk.store.changes("nato-invites-orvana")[0].author == "Ada"
    assert desk.client.post("/new", data=data).url.path == "/d/nato-invites-orvana-2"


def test_a_dossier_that_cannot_be_counted_is_told_with_what_was_typed(desk: Desk) -> None:
    before = desk.store.ids()
    for change in (
        {"decision": "marriage"},
        {"title": ""},
        {"body": ""},
        {"body": "ATLANTIS"},
        {"title": EVIL, "body": "X"},
    ):
        data = {**form_of_new(desk), "title": "NATO invites Orvana", "body": "NATO", **change}
        answer = desk.client.post("/new", data=data)
        assert answer.status_code == 400
        WebPage(answer.text).check()
        assert "Not done" in answer.text
    assert desk.client.post("/new", data={"title": "x", "body": "NATO"}).status_code == 403
    assert desk.store.ids() == before


def form_of_new(desk: Desk) -> dict[str, str]:
    token = re.search(r'name="token" value="([0-9a-f]+)"', desk.client.get("/new").text)
    assert token
    return {"token": token[1], "author": "Ada"}


def test_a_report_brings_its_title_and_outlet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.web.conftest import by_hand
    from whipcount.web import edits

    def add(store, key, report, **values):  # type: ignore[no-untyped-def]
        return store.add_report(key, report, by_hand(report), (), **values)

    monkeypatch.setattr(edits, "add_report", add)
    data = {
        **form_of(desk, f"{D}/reports"), "text": "Ferrow Bay will agree, Ilse Crane said.",
        "title": "A title of its own", "publisher": "The Ferry", "published": "2025-03-07",
    }  # fmt: skip
    answer = desk.client.post(f"{D}/reports", data=data)
    kept = desk.store.report(KEY, answer.url.path.rsplit("/", 1)[1])
    assert (kept.title, kept.publisher, str(kept.day)) == ("A title of its own", "The Ferry", "2025-03-07")


def test_a_file_of_many_reports_is_added_whole_and_each_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.web.conftest import by_hand
    from whipcount.web import report_intake

    def add(store, key, report, *, reader=None, **values):  # type: ignore[no-untyped-def]
        return store.add_report(key, report, by_hand(report), (), **values)

    monkeypatch.setattr(report_intake, "add_report", add)
    one, two = "Ferrow Bay will agree, Ilse Crane said.", "The ferries of the lake run again, Ilse Crane said."
    rows = [{"text": one, "title": EVIL, "date": "2025-03-04"}, {"text": two, "date": "2025-03-05"}, {"text": ""}]
    form = form_of(desk, f"{D}/reports")
    answer = desk.client.post(f"{D}/reports", data=form, files={"file": ("a.json", json.dumps(rows).encode())})
    assert answer.status_code == 200
    page = WebPage(answer.text)
    page.check()
    assert "2 reports of a.json added, 0 known already, 1 not added." in page.text
    assert "not read: " in page.text
    assert all(f"{D}/reports/{desk.store.report(KEY, fingerprint(text)).sha256}" in answer.text for text in (one, two))
    again = desk.client.post(f"{D}/reports", data=form, files={"file": ("a.json", json.dumps(rows).encode())})
    assert again.status_code == 409  # the page was made of an earlier revision
    none = desk.client.post(
        f"{D}/reports", data=form_of(desk, f"{D}/reports"), files={"file": ("a.json", b'[{"text": ""}, {"text": ""}]')}
    )
    assert "0 reports of a.json added" in WebPage(none.text).text


def test_a_long_table_comes_back_from_its_preview_whole(desk: Desk) -> None:
    rows = "".join(f"{member},yes,2025-03-0{day},{'a long note, ' * 40}{EVIL}\n" for day in (1, 2, 3, 4) for member in
                   ("Vessary", "Kell", "Thale", "Merrow", "Pell", "Sarn"))  # fmt: skip
    table = "member,stance,date,note\n" + rows.replace(", ", "; ").replace('"', "'")
    sent = fields(preview(desk, text=table))
    desk.client.post(f"{D}/whip-count", data={**sent, "do": "store"})
    kept = [item for item in desk.store.evidence(KEY) if item.source == "pasted table"]
    assert len(kept) == 24
    assert all(item.gist.startswith("a long note; ") and "alert(1)" in item.gist for item in kept)
