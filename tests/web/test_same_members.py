"""The list of a page, its drawing, its CSV and its JSON have the same members, however many there are."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.dossiers.conftest import a_coding, a_dossier, a_record, a_report, a_statement
from whipcount.bodies.bodyfile import parse_body
from whipcount.dossiers import edits
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.positions.stance.stance import Stance
from whipcount.text.span import Span
from whipcount.web.app import create_app
from whipcount.web.library import Library

SWEDEN, LAKE = "/d/sweden-accession", "/d/lake"
BODY = """
id: LAKE
name: Lake Council
sources: [invented]
covers: {from: 2001-05-01}
default: all
members:
  - {id: AA, name: Arvania, from: 2001-05-01, provenance: invented}
  - {id: BB, name: Belvar, from: 2001-05-01, provenance: invented}
rules:
  all: {rule: no objection, for: [admission], provenance: invented}
"""


def lake() -> Dossier:
    return replace(a_dossier(), own_body=parse_body(BODY), reports=())


@pytest.fixture(scope="module")
def client(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Sweden's accession, whose evidence is records, and a dossier of 340 reports, some edited by people."""
    with Store.open(tmp_path_factory.mktemp("same") / "s.db", create=True) as store:
        store.create(load_dossier_file(root / "examples" / "sweden-accession" / "dossier.yaml"))
        store.create(lake())
        keys = []
        for number in range(340):
            report = a_report(number, date(2029, 1, 1) + timedelta(days=number))
            said = a_statement(report)
            coding = a_coding(said, list(Stance)[number % 8], ("AA", "BB")[number % 2])
            coded = [replace(coding, origin=f"utterance {number}")] if number % 5 else []
            store.add_report("lake", report, [said], coded)
            keys += [item.id for item in coded]
        store.add_evidence("lake", [a_record(f"r-{n}", "BB") for n in range(2, 60)])
        edits.correct(store, "lake", keys[0], stance=Stance.NO, reason="misread", author="ada")
        edits.reject(store, "lake", keys[1], reason="of another", author="ada")
        edits.correct(store, "lake", keys[2], stance=Stance.YES, member="BB", reason="hers", author="ada")
        edits.reject(store, "lake", "r-7", reason="no such minutes", author="ada")
        edits.confirm(store, "lake", "r-8", author="ada")
        # of a report that is read again with nothing in it a person's word stays
        gone = a_report(3, date(2029, 1, 4))
        edits.confirm(store, "lake", f"{a_statement(gone).id}:asked", author="ada")
        store.add_report("lake", gone, [], [], again=True)
        library = Library(store, patience=600.0)
        with TestClient(create_app(library, hosts=("testserver",))) as made:
            yield made
        library.close()


def walked(client: TestClient, place: str) -> str:
    """The pages of a list, one after another, as one text."""
    told, address = "", place
    for _ in range(60):
        page = client.get(address)
        assert page.status_code == 200
        told += page.text
        following = re.search(r'rel="next" href="([^"]+)"', page.text)
        if following is None:
            return told
        address = following.group(1).replace("&amp;", "&")
    raise AssertionError("without end")


def twins(client: TestClient, place: str) -> tuple[Any, list[dict[str, str]]]:
    path, _, query = place.partition("?")
    told = client.get(f"{path}.json?{query}").text
    table = client.get(f"{path}.csv?{query}").text
    return json.loads(told), list(csv.DictReader(io.StringIO(table)))


FILTERS = ["", "member=BB", "member=AA", "stance=no", "member=BB&stance=yes", "words=yes", "words=minutes",
           "first=2029-03-01&last=2029-06-30", "member=AA&first=2029-03-01", "words=nothing-like-it",
           "as_of=2029-07-01", "as_of=2029-07-01&member=BB"]  # fmt: skip


@pytest.mark.parametrize("asked", FILTERS)
def test_statements(client: TestClient, asked: str) -> None:
    place = f"{LAKE}/statements?{asked}"
    told, table = twins(client, place)
    ids = [row["id"] for row in told["statements"]]
    assert len(ids) == len(set(ids)) == told["total"]
    assert [row["id"] for row in table] == ids
    days = [row["reported_on"] for row in told["statements"]]
    assert days == sorted(days, reverse=True)
    pages = walked(client, place)
    listed = re.findall(r'class="words"><a href="/d/lake/(?:reports/[0-9a-f]+[^"]*#|evidence/)([^"?]+)', pages)
    assert [key.replace("%3A", ":") for key in listed] == ids
    count = re.search(r"<p>([\d,]+) statements? (?:or|and) records? ", pages)
    assert count
    assert int(count.group(1).replace(",", "")) == len(ids)


def _drawn(pages: str) -> int:
    """How many statements the marks of a drawing stand for."""
    return sum(int(n.replace(",", "")) for n in re.findall(r"<title>[^<]*?: ([\d,]+) statements? \(", pages))


@pytest.mark.parametrize(
    "asked", ["member=BB", "member=AA", "stance=no", "member=BB&stance=yes", "member=AA&first=2029-03-01"]
)
def test_the_drawing_has_what_the_list_has(client: TestClient, asked: str) -> None:
    page = client.get(f"{LAKE}/statements?{asked}").text
    told, _ = twins(client, f"{LAKE}/statements?{asked}")
    one_by_one = page.count('<use href="#said-') - page.count('aria-hidden="true" focusable="false"><use')
    assert max(_drawn(page), one_by_one if "one statement or record" in page else 0) == told["total"]


def test_what_is_not_drawn_is_told(client: TestClient) -> None:
    page = client.get(f"{LAKE}/statements").text
    told, _ = twins(client, f"{LAKE}/statements")
    drawn = re.search(r"; (\d+) of them are drawn above", page)
    assert drawn
    uncoded = [row for row in told["statements"] if row["kind"] == "statement" and not row["stance"]]
    assert int(drawn.group(1)) == told["total"] - len(uncoded) - 1  # and the one whose only coding was rejected
    assert _drawn(page) == int(drawn.group(1))


def test_the_records_of_sweden_are_listed(client: TestClient) -> None:
    told, table = twins(client, f"{SWEDEN}/statements")
    page = client.get(f"{SWEDEN}/statements").text
    marks = page.count('<use href="#said-') - page.count('aria-hidden="true" focusable="false"><use')
    assert told["total"] == len(table) == marks > 50


def test_reports(client: TestClient) -> None:
    told, table = twins(client, f"{LAKE}/reports")
    ids = [row["sha256"] for row in told["reports"]]
    assert len(set(ids)) == told["total"] == 340
    assert [row["sha256"] for row in table] == ids
    assert re.findall(r'href="/d/lake/reports/([0-9a-f]{64})', walked(client, f"{LAKE}/reports")) == ids


def test_a_member(client: TestClient) -> None:
    told, table = twins(client, f"{LAKE}/members/BB")
    ids = [row["id"] for row in told["evidence"]]
    assert len(set(ids)) == told["total"] > 150
    assert [row["id"] for row in table] == ids
    pages = walked(client, f"{LAKE}/members/BB")
    assert [
        key.replace("%3A", ":") for key in re.findall(r'href="/d/lake/evidence/([^"?]+)[^"]*">correct<', pages)
    ] == ids


def test_changes(client: TestClient) -> None:
    told, table = twins(client, f"{LAKE}/changes?since=2029-06-01")
    numbers = [row["number"] for row in told["history"]]
    assert numbers == list(range(len(numbers), 0, -1))
    assert len(numbers) > 340
    assert [int(row["revision"]) for row in table if row["kind"] == "entry"] == numbers
    assert len(told["changes"]) == sum(row["kind"] == "position" for row in table) > 0
    page = client.get(f"{LAKE}/changes?since=2029-06-01").text
    assert f"{len(numbers) - 200} earlier entries" in page


def _rows(key: str) -> Callable[[Any], list[str]]:
    return lambda told: [row["id"] for row in (told[key] if key else told)]


@pytest.mark.parametrize(
    ("place", "of", "links"),
    [
        ("", _rows("members"), r"/members/(\w+)"),
        ("/members", _rows(""), r"/members/(\w+)"),
        ("/rule", _rows("power"), r"/members/(\w+)"),
        ("/what-if", _rows("members"), r""),
    ],
)
@pytest.mark.parametrize("dossier", [LAKE, SWEDEN])
def test_boards(client: TestClient, dossier: str, place: str, of: Callable[[Any], list[str]], links: str) -> None:
    told, table = twins(client, dossier + place)
    ids = of(told)
    assert [row["id"] for row in table] == ids
    if links:
        assert set(re.findall(f'href="{dossier}{links}', client.get(dossier + place).text)) >= set(ids)


def test_a_report_of_many_statements(client: TestClient, tmp_path: Path) -> None:
    with Store.open(tmp_path / "s.db", create=True) as store:
        store.create(lake())
        report = a_report()
        said = [replace(a_statement(report), cue=(Span(n, n + 1),), id="") for n in range(90)]
        said += [replace(st, content=(Span(1, 2),), id="") for st in said]
        store.add_report("lake", report, said, [])
        library = Library(store, patience=600.0)
        with TestClient(create_app(library, hosts=("testserver",))) as own:
            told, table = twins(own, f"{LAKE}/reports/{report.sha256}")
            page = own.get(f"{LAKE}/reports/{report.sha256}").text
        library.close()
    assert len(told["statements"]) == len(table) == 180
    assert "The first 150 of 180 statements" in page
