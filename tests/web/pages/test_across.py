"""Across days, members and dossiers: compared, searched, supposed for several at once, put on record."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from tests.web.conftest import Desk
from tests.web.html import WebPage
from tests.web.test_edits import form_of
from whipcount.bargaining.formats import write_table
from whipcount.bargaining.table import Issue, Table
from whipcount.web.library import Library
from whipcount.web.state import State

D = "/d/lake-council-orvana"


def test_two_days_stand_side_by_side(shown: Desk) -> None:
    WebPage(shown.client.get(f"{D}/compare").text).check()
    page = shown.client.get(f"{D}/compare?as_of=2025-03-06&then=2025-02-10")
    WebPage(page.text).check()
    told = shown.client.get(f"{D}/compare.json?as_of=2025-03-06&then=2025-02-10").json()
    views = [shown.client.get(f"{D}.json?as_of={day}").json() for day in ("2025-02-10", "2025-03-06")]
    labels = [{row["id"]: row["label"] for row in view["members"]} for view in views]
    for row in told["members"]:
        assert (row["then"], row["now"]) == (labels[0][row["member"]], labels[1][row["member"]])
        assert row["moved"] is (row["then"] != row["now"])
    assert f"{sum(row['moved'] for row in told['members'])} members stand elsewhere" in page.text
    assert shown.client.get(f"{D}/compare?as_of=2025-03-06&then=2025-03-06").status_code == 400


def test_several_are_supposed_at_once_and_a_named_one_goes_first(shown: Desk) -> None:
    base = shown.client.get(f"{D}.json?as_of=2025-02-10").json()
    silent = {row["id"] for row in base["members"] if row["group"] in ("unknown", "declined")}
    assert len(silent) > 1
    one = sorted(silent)[0]
    place = f"as_of=2025-02-10&set=all+silent:yes&set={one}:lean_no"
    told = {row["id"]: row["group"] for row in shown.client.get(f"{D}/what-if.json?{place}").json()["members"]}
    assert {told[member] for member in silent - {one}} == {"for"}
    assert told[one] == "lean_against"
    before = {row["id"]: row["group"] for row in base["members"]}
    assert all(told[member] == before[member] for member in before if member not in silent)
    WebPage(shown.client.get(f"{D}/what-if?{place}").text).check()
    assert shown.client.get(f"{D}/what-if?set=all+nobody:yes").status_code == 400


def test_search_finds_statements_and_records_and_says_how_many(shown: Desk) -> None:
    WebPage(shown.client.get("/search").text).check()
    told = shown.client.get("/search.json?words=crane").json()
    assert {row["kind"] for row in told["found"]} >= {"statement"}
    WebPage(shown.client.get("/search?words=accession").text).check()
    records = shown.client.get("/search.json?words=accession").json()
    assert any(row["kind"] == "record" and row["dossier"] == "sweden-accession" for row in records["found"])
    assert "Nothing holds" in shown.client.get("/search?words=zzzz").text


def test_members_are_sorted_filtered_and_found_in_every_dossier(shown: Desk) -> None:
    page = shown.client.get(f"{D}/members?group=for&sort=name&as_of=2025-03-06")
    WebPage(page.text).check()
    rows = shown.client.get(f"{D}/members.json?group=for&sort=name&as_of=2025-03-06").json()
    assert rows
    assert {row["group"] for row in rows} == {"for"}
    assert [row["name"] for row in rows] == sorted(row["name"] for row in rows)
    assert shown.client.get(f"{D}/members?group=none").status_code == 400
    assert shown.client.get(f"{D}/members?sort=colour").status_code == 400
    for _ in range(600):
        profile = shown.client.get("/members/KELL")
        if "refresh" not in profile.headers:
            break
        time.sleep(0.1)
    WebPage(profile.text).check()
    assert "Orvana and the Lake Council" in profile.text
    assert shown.client.get("/members/NOBODY").status_code == 404


def test_a_forecast_is_put_on_record_from_the_page(desk: Desk) -> None:
    form = form_of(desk, f"{D}/forecast")
    answer = desk.client.post(f"{D}/forecast", data={**form, "on": "2025-03-06", "note": "before the session"})
    assert answer.url.path == f"{D}/record"
    (made,) = desk.store.forecasts("lake-council-orvana")
    assert (str(made.as_of), made.note) == ("2025-03-06", "before the session")
    stale = desk.client.post(f"{D}/forecast", data={**form, "on": "2025-03-06"})
    assert stale.status_code == 409
    assert len(desk.store.forecasts("lake-council-orvana")) == 1


def test_the_chances_of_stated_positions_are_drawn_and_nothing_is_stored(desk: Desk) -> None:
    names, places = "AT BE DE DK FR IE IT NL".split(), [[40], [0], [40], [0], [40], [40], [100], [40]]
    table = write_table(
        Table(names, [Issue("x<y", reference=0)], position=places, salience=[[1]] * 8, capability=[1] * 8)
    )
    place, form = f"{D}/bargain/choice", {"token": form_of(desk, f"{D}/evidence/{desk.coding}")["token"]}
    before = desk.store.revision("lake-council-orvana")
    page = desk.client.post(place, data={**form, "table": table})
    WebPage(page.text).check()
    assert "Chances of the stated positions" in page.text
    assert "Most likely" in page.text
    assert desk.client.post(place, data={**form, "table": "no table"}).status_code == 400
    assert desk.client.post(place, data={"token": "x", "table": table}).status_code == 403
    assert desk.store.revision("lake-council-orvana") == before


def test_a_page_that_has_not_changed_is_not_sent_again(shown: Desk) -> None:
    first = shown.client.get(f"{D}/members")
    assert first.headers["content-encoding"] == "gzip"
    again = shown.client.get(f"{D}/members", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = shown.client.get(f"{D}/members?as_of=2025-02-10", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_past_votes_have_their_column_and_are_no_position(desk: Desk, root: Path, tmp_path: Path) -> None:
    votes = tmp_path / "votes.votes.csv"
    shutil.copy(root / "examples" / "lake-council" / "dossier.votes.csv", votes)
    library = Library(desk.store, patience=300.0, votes={"lake-council-orvana": votes})
    opened = library.open("lake-council-orvana", State())
    records = library.records("lake-council-orvana", opened)
    assert records is not None
    assert records.label == "from records: not a position"
    silent = {row.id for row in opened.view.members if row.stance is None}
    assert {row.id for row in records.members} == silent
    assert library.records("sweden-accession", library.open("sweden-accession", State())) is None
    library.close()


@pytest.mark.parametrize("place", ["/nothing", f"{D}/members/NOBODY", "/d/none"])
def test_an_error_page_offers_a_way_on(shown: Desk, place: str) -> None:
    page = WebPage(shown.client.get(place).text)
    page.check()
    ways = [attrs.get("href") for tag, attrs in page.elements if tag == "a"]
    assert "/" in ways
    assert "/search" in ways
