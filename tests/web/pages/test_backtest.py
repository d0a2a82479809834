"""The backtest's page: it shows the figures of the packaged file, in all faces."""

from __future__ import annotations

import csv
import io

import pytest

from tests.web.conftest import Desk
from tests.web.html import WebPage
from whipcount.datasets.backtest import load_backtest
from whipcount.web.pages import backtest

PLACE = "/record/backtest"


def test_the_page_shows_the_figures_of_the_file(shown: Desk) -> None:
    answer = shown.client.get(PLACE)
    page = WebPage(answer.text)
    page.check()
    assert len(answer.content) < 500_000
    record = load_backtest()
    assert record.corpus[:16] in page.text
    assert "Out of date" not in page.text
    for table in record.tables:
        for one in table.forecasters:
            assert f"{one.brier:.4f}" in page.text
            assert f"{one.log:.4f}" in page.text
        for decision in table.decisions:
            assert decision.decision in page.text
    assert answer.text.count("<svg") == 2 * len(record.tables)


def test_every_forecast_is_in_the_json_and_the_csv(shown: Desk) -> None:
    record = load_backtest()
    told = shown.client.get(f"{PLACE}.json").json()
    assert not told.pop("stale")
    assert told == record.model_dump(mode="json")
    rows = list(csv.DictReader(io.StringIO(shown.client.get(f"{PLACE}.csv").text)))
    assert len(rows) == sum(table.count for table in record.tables)
    for table in record.tables:
        mine = [row for row in rows if row["table"] == table.table]
        squares = [(float(row[record.main]) - (row["happened"] == "yes")) ** 2 for row in mine]
        scored = table.forecasters[table.names.index(record.main)]
        assert sum(squares) / len(squares) == pytest.approx(scored.brier, abs=2e-4)


def test_a_record_of_other_tables_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backtest, "is_stale", lambda: True)
    assert "Out of date" in desk.client.get(PLACE).text
    assert desk.client.get(f"{PLACE}.json").json()["stale"] is True


def test_links_lead_to_it(shown: Desk) -> None:
    for place in ("/", "/record", "/d/lake-council-orvana/record", "/d/lake-council-orvana/forecast"):
        assert f'href="{PLACE}"' in shown.client.get(place).text
