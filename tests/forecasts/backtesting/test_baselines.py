"""Kaplan-Meier against lifelines; all baselines keep the contract."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest

from tests.forecasts.tables import league
from whipcount.forecasts.backtesting.baselines import KaplanMeier, baselines, ended
from whipcount.forecasts.core.contract import GRID
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.table import parse_table


@pytest.fixture(scope="module")
def lifelines() -> Any:
    return pytest.importorskip("lifelines")


def _history(day: date) -> list[Snapshot]:
    return [d.as_of(day) for d in parse_table(league(12, 5)) if d.opened < day]


def test_kaplan_meier_is_lifelines_with_two_imagined_decisions(lifelines: Any) -> None:
    day = date(2012, 1, 1)
    history = _history(day)
    past = ended(history)
    curve = KaplanMeier().forecast(history, history[-1])
    # The imagined decisions die by hundredths: the two, spread over the months, as lifelines' weighted observations.
    days = [one.days for one in past]
    met = [one.met for one in past]
    fitter = lifelines.KaplanMeierFitter().fit(days, met)
    age = history[-1].age
    plain = 1 - float(fitter.predict(age + 365)) / float(fitter.predict(age))
    risk = sum(one.days > age for one in past)
    assert curve.at(365) == pytest.approx(plain, abs=2 / (risk + 2) + 0.05)


def test_without_imagined_decisions_it_is_lifelines_itself(lifelines: Any) -> None:
    """Ten thousandfold history drowns the two: then the curves agree at the months' ends but for ties within one."""
    history = _history(date(2012, 1, 1))
    many = history * 2000
    past = ended(many)
    fitter = lifelines.KaplanMeierFitter().fit([o.days for o in past], [o.met for o in past])
    now = history[-1]
    ours = KaplanMeier().forecast(many, now).cdf
    theirs = 1 - fitter.predict(now.age + GRID).to_numpy() / float(fitter.predict(now.age))
    assert ours == pytest.approx(theirs, abs=0.06)  # the risk set is a month's, not a day's


def test_all_baselines_answer_with_rising_probabilities() -> None:
    history = _history(date(2008, 1, 1))
    for one in baselines():
        for past in ([], history):
            curve = one.forecast(past, history[-1])
            assert (np.diff(curve.cdf) >= 0).all(), one.name
