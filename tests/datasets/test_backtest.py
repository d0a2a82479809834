"""The packaged record of the backtest: of these very tables, whole, and refused where it does not hold together."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest

from whipcount.datasets import load_ratifications
from whipcount.datasets.backtest import corpus_hash, is_stale, load_backtest, read_backtest
from whipcount.errors import DatasetError
from whipcount.forecasts.core.scores import brier, logarithmic, reliability

PATH = files("whipcount.datasets").joinpath("backtest.json")


def test_it_was_made_from_the_tables_of_the_package() -> None:
    told = "the tables have changed: run benchmarks/record.py"
    assert load_backtest().corpus == corpus_hash(), told
    assert not is_stale()


def test_it_is_small() -> None:
    assert len(PATH.read_bytes()) < 150_000


def test_the_scores_are_those_of_its_own_forecasts() -> None:
    for table in load_backtest().tables:
        made = [forecast for one in table.decisions for forecast in one.forecasts]
        happened = [float(forecast.happened) for forecast in made]
        for place, one in enumerate(table.forecasters):
            p = [forecast.p[place] for forecast in made]
            assert brier(p, happened).mean() == pytest.approx(one.brier, abs=2e-4)
            assert logarithmic(p, happened).mean() == pytest.approx(one.log, abs=2e-3)
            assert one.brier_interval[0] <= one.brier <= one.brier_interval[1]
        main = table.names.index(load_backtest().main)
        groups = reliability([forecast.p[main] for forecast in made], happened)
        assert sum(b.count for b in groups) == sum(b.count for b in table.forecasters[main].reliability)


def test_what_happened_is_what_the_tables_say() -> None:
    opened = {(row["decision"], row["opened"]) for row in load_ratifications()}
    for table in load_backtest().tables:
        assert {(one.decision, one.opened.isoformat()) for one in table.decisions} <= opened


def broken(**changes: Any) -> str:
    content = json.loads(PATH.read_text(encoding="utf-8"))
    return json.dumps({**content, **changes})


def test_a_file_that_does_not_hold_together_is_refused() -> None:
    tables = json.loads(PATH.read_text(encoding="utf-8"))["tables"]
    worse = json.loads(json.dumps(tables))
    worse[0]["forecasters"][0]["brier"] += 0.01
    short = json.loads(json.dumps(tables))
    short[0]["decisions"][0]["forecasts"][0]["p"].pop()
    for text, words in (
        (broken(main="nobody"), "nobody is not scored"),
        (broken(corpus="abc"), "corpus"),
        (broken(more=1), "more"),
        (broken(tables=worse), "do not give its Brier score"),
        (broken(tables=short), "one p a forecaster"),
        ("{", "Invalid JSON"),
    ):
        with pytest.raises(DatasetError, match=words):
            read_backtest(text, where="test")
