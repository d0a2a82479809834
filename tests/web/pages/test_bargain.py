"""The bargaining page: a model and a what-if by address, the same in HTML, JSON and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.briefs.sections.test_bargaining import small
from tests.web.conftest import EVIL, Desk
from tests.web.html import WebPage
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.store import Store
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.pages.bargain import pulls

PLACE = "/d/ukraine-invitation/bargain"
DAY = "as_of=2024-11-29"


@dataclass
class Table:
    client: TestClient

    def json(self, query: str = "") -> dict:  # type: ignore[type-arg]
        answer = self.client.get(f"{PLACE}.json?{DAY}&{query}")
        assert answer.status_code == 200, answer.text
        return answer.json()  # type: ignore[no-any-return]

    def value(self, which: str, model: str = "compromise", query: str = "") -> float:
        rows = self.json(query)[which]["models"]
        return next(float(r["value"]) for r in rows if r["model"] == model)


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[Table]:
    with Store.open(tmp_path_factory.mktemp("bargain") / "desk.db", create=True) as store:
        store.create(load_dossier_file(root / "examples" / "ukraine-invitation" / "dossier.yaml"))
        with TestClient(create_app(Library(store), hosts=("testserver",))) as client:
            yield Table(client)


def test_the_page_is_whole_with_and_without_a_what_if(table: Table) -> None:
    plain = table.client.get(f"{PLACE}?{DAY}")
    page = WebPage(plain.text)
    page.check()
    assert "What bargaining would give" in page.text
    assert "would lose by any step" in page.text
    assert "what-if" in page.text.lower()
    what = WebPage(table.client.get(f"{PLACE}?{DAY}&member=SK&position=60&salience=0.2&model=challenge").text)
    what.check()
    assert "As it is, and as it would be" in what.text
    assert any(dict(a).get("aria-labelledby") == "chart-curve-title chart-curve-desc" for _, a in what.elements)
    selected = [a["value"] for t, a in what.elements if t == "option" and "selected" in a]
    assert {"challenge", "SK"} <= set(selected)


def test_a_what_if_changes_one_cell_and_nothing_else(table: Table) -> None:
    asked = "member=SK&position=60"
    told = table.json(asked)
    before = {a["member"]: a for a in told["now"]["actors"]}
    after = {a["member"]: a for a in told["then"]["actors"]}
    assert [m for m in before if before[m]["position"] != after[m]["position"]] == ["SK"]
    assert after["SK"]["position"] == 60.0
    share = before["SK"]["weight"]
    expected = table.value("now", query=asked) + share * (60 - before["SK"]["position"])
    assert table.value("then", query=asked) == pytest.approx(expected, abs=0.01)
    cares_less = table.json("member=SK&salience=0.1")["then"]
    assert next(a for a in cares_less["actors"] if a["member"] == "SK")["weight"] < share
    assert table.json()["then"] is None


def test_csv_holds_the_same_numbers(table: Table) -> None:
    answer = table.client.get(f"{PLACE}.csv?{DAY}&member=SK&position=60")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    models = {r["name"]: r for r in rows if r["kind"] == "model"}
    assert float(models["compromise"]["outcome"]) == pytest.approx(table.value("then", query="member=SK&position=60"))
    assert float(models["compromise"]["as_it_is"]) == pytest.approx(table.value("now"))
    assert len([r for r in rows if r["kind"] == "member"]) == 32


@pytest.mark.parametrize(
    "query",
    [
        "model=nope",
        "member=Atlantis",
        "member=SK&position=101",
        "member=SK&position=nan",
        "member=SK&salience=1.1",
        "member=SK&salience=<script>",
        "model=exchange",
    ],
)
def test_wrong_addresses_are_one_clear_answer(table: Table, query: str) -> None:
    answer = table.client.get(f"{PLACE}?{DAY}&{query}")
    assert answer.status_code == 400
    WebPage(answer.text).check()
    assert "accepted" in answer.text


def test_hostile_values_stay_text(desk: Desk) -> None:
    for name in ("model", "member", "position"):
        answer = desk.client.get("/d/lake-council-orvana/bargain", params={name: EVIL, "as_of": "2025-03-07"})
        assert "<script>alert" not in answer.text
        WebPage(answer.text).check()


def test_too_little_known_is_said(table: Table) -> None:
    page = WebPage(table.client.get(f"{PLACE}?as_of=2021-07-01").text)
    page.check()
    assert "nothing to bargain from" in page.text
    assert table.client.get(f"{PLACE}.json?as_of=2021-07-01").json() is None


def test_the_brief_of_the_store_has_the_section(table: Table) -> None:
    assert "What bargaining would give (a what-if)" in table.client.get(f"/d/ukraine-invitation/brief?{DAY}").text


def test_pulls_are_shares_of_distance() -> None:
    found = {bar.label: bar.value for bar in pulls(small())}
    assert found == {"Sorrel": 24.0, "Quill": -4.0, "Brenn +1, each": -1.0}
