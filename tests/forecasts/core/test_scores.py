"""Scores against scoringrules, numeric integration and formulas; the bootstrap against a normal interval."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import GRID, Curve
from whipcount.forecasts.core.scores import (
    brier,
    cluster_bootstrap,
    crps_truncated,
    logarithmic,
    reliability,
    sharpness,
)

pairs = st.lists(st.tuples(st.floats(0.01, 0.99), st.booleans()), min_size=1, max_size=30)


@pytest.fixture(scope="module")
def scoringrules() -> Any:
    """In numpy, as it is where numba is not installed: with it, four seconds go by to compile what is not asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "numba", None)
        return pytest.importorskip("scoringrules")


@given(forecasts=pairs)
def test_brier_and_log_are_scoringrules_own(scoringrules: Any, forecasts: list[tuple[float, bool]]) -> None:
    p = np.array([f for f, _ in forecasts])
    happened = np.array([o for _, o in forecasts], dtype=float)
    assert brier(p, happened) == pytest.approx(scoringrules.brier_score(happened, p))
    assert logarithmic(p, happened) == pytest.approx(scoringrules.log_score(happened, p))


def test_crps_is_that_of_a_big_ensemble(scoringrules: Any) -> None:
    curve = Curve.of(lambda days: 1 - np.exp(-days / 400))
    random = np.random.Generator(np.random.PCG64(1))
    drawn = np.interp(random.random(8000), curve.cdf, GRID, right=1e4)
    for days in (30.0, 200.0, 600.0, 5000.0):
        ours = crps_truncated(curve, days)
        theirs = scoringrules.crps_ensemble(min(days, 730.0), np.minimum(drawn, 730.0))
        assert ours == pytest.approx(float(theirs), abs=6)  # days, of some hundred


@given(st.floats(1, 700), st.floats(50, 2000))
def test_crps_is_the_integral_it_says_it_is(days: float, scale: float) -> None:
    curve = Curve.of(lambda t: 1 - np.exp(-t / scale))
    knots = [g for g in GRID if g < 730]
    pieces = sorted({0.0, days, 730.0, *knots})
    whole = sum(
        quad(lambda t, shift=float(low >= days): (curve.at(t) - shift) ** 2, low, high, limit=100)[0]
        for low, high in pairwise(pieces)
        if high - low > 1e-6
    )
    assert crps_truncated(curve, days) == pytest.approx(whole, abs=1.1)  # a day's grid


def test_a_perfect_step_scores_nought_and_late_never_differ_not() -> None:
    step = Curve.of(lambda t: (t >= 365).astype(float))
    assert crps_truncated(step, 365) < 32  # the grid's month
    assert crps_truncated(step, 731) == pytest.approx(crps_truncated(step, float("inf")))


def test_reliability_counts_every_forecast_once() -> None:
    p = [0.0, 0.05, 0.1, 0.5, 0.99, 1.0]
    bins = reliability(p, [0, 0, 1, 1, 1, 1])
    assert sum(b.count for b in bins) == len(p)
    assert sharpness([0.5, 0.5]) == 0


def test_bootstrap_of_singletons_is_near_the_normal_interval() -> None:
    values = np.random.Generator(np.random.PCG64(3)).standard_normal(400)
    found = cluster_bootstrap(values, list(range(400)))
    half = 1.96 * values.std() / 20
    assert (found.low, found.high) == pytest.approx((values.mean() - half, values.mean() + half), abs=0.02)


def test_one_cluster_has_no_spread() -> None:
    found = cluster_bootstrap([0.1, 0.5], [7, 7])
    assert found.low == found.high == pytest.approx(0.3)


@pytest.mark.parametrize(("p", "happened"), [([0.5], [1, 0]), ([1.2], [1]), ([float("nan")], [0])])
def test_what_is_no_probability_is_an_error(p: list[float], happened: list[int]) -> None:
    with pytest.raises(ForecastError):
        brier(p, happened)
