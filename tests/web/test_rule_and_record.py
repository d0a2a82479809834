"""The power page and the record: what they show is what the rule, the store and the scores say."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime

import pytest

from tests.web.conftest import Desk
from tests.web.html import WebPage
from whipcount.bodies.catalogue import load_body
from whipcount.dossiers.sealed import SealedForecast
from whipcount.rules.power.table import power

D = "/d/lake-council-orvana"
SWEDEN = "/d/sweden-accession"


def test_every_member_has_its_power_in_all_faces(shown: Desk) -> None:
    told = shown.client.get(f"{SWEDEN}/rule.json").json()
    day = date.fromisoformat(told["as_of"])
    members = [member.id for member in load_body("NATO").members(day)]
    assert {row["id"] for row in told["power"]} <= set(members)
    for index in ("banzhaf_normalized", "shapley_shubik"):
        assert sum(row[index] for row in told["power"]) == pytest.approx(1.0)
    rows = list(csv.DictReader(io.StringIO(shown.client.get(f"{SWEDEN}/rule.csv").text)))
    assert len(rows) == len(told["power"])
    assert float(rows[0]["shapley_shubik"]) == pytest.approx(1 / len(rows), rel=1e-4)
    page = WebPage(shown.client.get(f"{SWEDEN}/rule").text)
    page.check()
    assert "Every member's vote weighs the same" in page.text


def test_the_page_shows_what_the_library_counts() -> None:
    from whipcount.web.pages.rule import SHOWN, _power

    rule = load_body("EU-COUNCIL").rule(None, date(2024, 11, 29))
    table, why_not = _power(rule)
    assert table is not None
    assert not why_not
    assert table.columns == power(rule, SHOWN).columns
    assert len(set(table.columns["banzhaf_normalized"])) > 10


def put_on_record(desk: Desk, as_of: date, p: float) -> None:
    now, by = datetime(2023, 7, 1, tzinfo=UTC), date(2024, 6, 30)
    proposal = desk.store.about("sweden-accession").proposal
    assert proposal is not None
    variant = proposal.asked.id
    forecast = SealedForecast(now, as_of, now, "by_day", variant, by, p, p / 2, p, (), "m", "0", "", "", 0)
    desk.store.add_forecast("sweden-accession", forecast)


def test_the_record_scores_what_is_resolved_and_keeps_the_rest_open(desk: Desk) -> None:
    assert "Nothing is on the record" in desk.client.get(f"{SWEDEN}/record").text
    put_on_record(desk, date(2023, 7, 1), 0.8)
    told = desk.client.get(f"{SWEDEN}/record.json").json()
    (row,) = told["record"]
    assert row["happened"] is True
    assert row["brier"] == pytest.approx(0.04)
    early = desk.client.get(f"{SWEDEN}/record.json?as_of=2023-12-31").json()
    assert (early["resolved"], early["open"]) == (0, 1)
    for place in (f"{SWEDEN}/record", "/record"):
        page = WebPage(desk.client.get(place).text)
        page.check()
        assert "sweden-accession" in page.text or place != "/record"
    assert desk.client.get("/record.csv").text.count("\n") == 2
    assert desk.client.get(f"{D}/record.json").json()["record"] == []


def test_reports_are_filtered_by_their_address(shown: Desk) -> None:
    late = shown.client.get(f"{D}/reports.json?as_of=2025-03-07").json()
    early = shown.client.get(f"{D}/reports.json?as_of=2025-02-01").json()
    assert (early["total"], late["total"], len(late["reports"])) == (0, 3, 3)
    found = shown.client.get(f"{D}/reports.json?as_of=2025-03-07&words=crane").json()
    assert [row["name"] for row in found["reports"]] == ["crane.txt"]
    assert shown.client.get(f"{D}/reports.json?as_of=2025-03-07&words=nothing-like-it").json()["total"] == 0
    kept = WebPage(shown.client.get(f"{D}/reports?as_of=2025-03-07&words=crane").text)
    kept.check()
    hidden = [a for t, a in kept.elements if t == "input" and a.get("type") == "hidden" and a.get("name") == "as_of"]
    assert any(a["value"] == "2025-03-07" for a in hidden)
