"""The pages: every state is an address, every page has its faces, nothing later than as-of is told."""

from __future__ import annotations

import csv
import io
import re

import pytest

from tests.web.conftest import EVIL, Desk
from tests.web.html import WebPage

D = "/d/lake-council-orvana"
PAGES = [
    "",
    "/members",
    "/members/FERROW-BAY",
    "/members/KELL",
    "/statements",
    "/reports",
    "/enter",
    "/charts",
    "/forecast",
    "/rule",
    "/record",
    "/what-if",
    "/bargain",
    "/changes",
    "/notes",
]
AS_OF = "?as_of=2025-03-07"


@pytest.mark.parametrize("place", ["/", *(D + p + AS_OF for p in PAGES)])
def test_every_page_is_whole_and_runs_no_script_of_a_report(shown: Desk, place: str) -> None:
    answer = shown.client.get(place)
    assert answer.status_code == 200
    WebPage(answer.text).check()


@pytest.mark.parametrize("place", PAGES)
def test_every_page_has_json_and_csv(shown: Desk, place: str) -> None:
    base = D + place
    answer = shown.client.get(f"{base}.json{AS_OF}")
    assert answer.status_code == 200
    assert answer.json() is not None or place == "/forecast"
    table = shown.client.get(f"{base}.csv{AS_OF}")
    assert table.status_code == 200
    rows = list(csv.reader(io.StringIO(table.text)))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+@＝")]


def test_from_a_figure_to_its_words_in_two_clicks(shown: Desk) -> None:
    page = shown.client.get(D + AS_OF).text
    link = next(h for h in re.findall(r'href="([^"]+)"', page) if f"/at/{shown.statement}" in h)
    answer = shown.client.get(link.replace("&amp;", "&"))
    assert answer.url.path == f"{D}/reports/{shown.report}"
    assert f'id="{shown.statement}"' in answer.text
    assert re.search(
        rf'<mark class="content" id="{shown.statement}-content-1"[^>]*>Ferrow Bay will not agree', answer.text
    )


def test_the_report_keeps_hostile_text_as_text(shown: Desk) -> None:
    answer = shown.client.get(f"{D}/reports/{shown.report}{AS_OF}")
    page = WebPage(answer.text)
    page.check()
    assert "<script>alert(1)</script>" in page.text
    assert "\u202e" not in answer.text
    for place in ("/members/FERROW-BAY", f"/evidence/{shown.coding}"):
        page = WebPage(shown.client.get(f"{D}{place}{AS_OF}").text)
        page.check()


def test_as_of_changes_the_count_and_uses_no_later_source(shown: Desk) -> None:
    early = shown.client.get(f"{D}.json?as_of=2025-02-10").json()
    late = shown.client.get(f"{D}.json?as_of=2025-03-07").json()

    def group(view: dict, member: str) -> str:  # type: ignore[type-arg]
        return next(row["group"] for row in view["members"] if row["id"] == member)

    assert group(early, "FERROW-BAY") == "unknown"
    assert group(late, "FERROW-BAY") == "against"
    assert all(item["reported_on"] <= "2025-02-10" for item in early["evidence"])
    assert shown.client.get(f"{D}/reports/{shown.report}?as_of=2025-02-10").status_code == 404
    assert shown.client.get(f"{D}/evidence/{shown.coding}?as_of=2025-02-10").status_code == 404
    listed = shown.client.get(f"{D}/statements.json?as_of=2025-02-10").json()
    assert listed["total"] == 0


def test_statements_are_filtered_by_their_address(shown: Desk) -> None:
    found = shown.client.get(f"{D}/statements.json{AS_OF}&member=FERROW-BAY&stance=no&words=agree").json()
    assert [row["id"] for row in found["statements"]] == [shown.statement]
    assert shown.client.get(f"{D}/statements.json{AS_OF}&member=FERROW-BAY&stance=yes").json()["total"] == 0


def test_what_if_is_an_address_and_stores_nothing(shown: Desk) -> None:
    before = shown.store.revision("lake-council-orvana")
    changed = shown.client.get(f"{D}/what-if.json{AS_OF}&set=FERROW-BAY:yes").json()
    assert next(row["group"] for row in changed["members"] if row["id"] == "FERROW-BAY") == "for"
    assert shown.store.revision("lake-council-orvana") == before
    assert "What if" in shown.client.get(f"{D}/what-if{AS_OF}&set=FERROW-BAY:yes&set=").text


def test_changes_since_a_day_are_told(shown: Desk) -> None:
    answer = shown.client.get(f"{D}/changes.json{AS_OF}&since=2025-02-25").json()
    assert any(change["text"].startswith("Ferrow Bay: unknown") for change in answer["changes"])


def test_the_brief_is_served_with_its_own_policy(shown: Desk) -> None:
    answer = shown.client.get(f"{D}/brief{AS_OF}")
    assert answer.status_code == 200
    assert "sha256-" in answer.headers["content-security-policy"]
    assert "Ferrow Bay will not agree" in answer.text


def test_the_feed_is_well_formed(shown: Desk) -> None:
    from xml.etree import ElementTree

    root = ElementTree.fromstring(shown.client.get(f"{D}/feed.atom").text)
    assert len(root.findall("{http://www.w3.org/2005/Atom}entry")) >= 2


@pytest.mark.parametrize(
    ("place", "status"),
    [
        ("/d/none", 404),
        (f"{D}/members/XX", 404),
        (f"{D}/reports/feed", 404),
        (f"{D}/evidence/none", 404),
        (f"{D}/at/s-000000000000", 404),
        (f"{D}?as_of=yesterday", 400),
        (f"{D}?known_by=x", 400),
        (f"{D}?variant=none", 404),
        (f"{D}/statements?stance=maybe", 400),
        (f"{D}/what-if?set=XX:yes", 400),
        (f"{D}/statements?words=" + "x" * 400, 400),
        ("/nothing", 404),
    ],
)
def test_a_wrong_address_is_one_clear_page(shown: Desk, place: str, status: int) -> None:
    answer = shown.client.get(place)
    assert answer.status_code == status
    WebPage(answer.text).check()


def test_every_answer_has_the_headers(shown: Desk) -> None:
    for place in ("/", D, f"{D}.json", "/nothing", "/static/style.css", "/static/keys.js", f"{D}/brief"):
        headers = shown.client.get(place).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
    assert shown.client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_the_hostile_string_is_hostile() -> None:
    assert "<script>" in EVIL


def test_a_what_if_is_made_once_for_a_revision(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from whipcount.dossiers.edits import reject
    from whipcount.web import what_if as whatif
    from whipcount.web.pages import outlook

    made: list[dict[str, object]] = []

    def counted(opened: object, settings: dict[str, object]) -> object:
        made.append(settings)
        return whatif.what_if(opened, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(outlook, "suppose", counted)
    base = f"{D}/what-if{AS_OF}&set=FERROW-BAY:yes"
    assert desk.client.get(base).status_code == 200
    assert desk.client.get(f"{base}&n=1").status_code == 200
    assert desk.client.get(base.replace("what-if", "what-if.json")).status_code == 200
    assert len(made) == 1
    assert desk.client.get(f"{D}/what-if{AS_OF}&set=FERROW-BAY:no").status_code == 200
    assert len(made) == 2
    reject(desk.store, "lake-council-orvana", desk.coding, reason="not so")
    assert desk.client.get(base).status_code == 200
    assert len(made) == 3
