"""Curves: they rise, stay between 0 and 1, and their quantiles are where they say."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import GRID, Curve

CURVES = st.lists(st.floats(0, 1), min_size=len(GRID), max_size=len(GRID)).map(
    lambda values: Curve(np.maximum.accumulate(np.array(values)))
)


@given(CURVES, st.floats(0.001, 0.999))
def test_a_quantile_is_the_first_day_by_which_the_chance_is_that_high(curve: Curve, p: float) -> None:
    day = curve.quantile(p)
    if day is None:
        assert curve.cdf[-1] < p
        return
    assert curve.at(day) >= p - 1e-9
    assert day == 0.0 or curve.at(np.nextafter(day, 0) - 1e-6) <= p + 1e-9


@given(CURVES, st.lists(st.floats(0, 4_000), min_size=1, max_size=5))
def test_many_days_are_each_day_and_more_time_never_lowers_the_chance(curve: Curve, days: list[float]) -> None:
    days = sorted(days)
    chances = curve.many(days)
    assert chances.tolist() == [curve.at(day) for day in days]
    assert (np.diff(chances) >= 0).all()
    assert curve.at(10_000) == curve.cdf[-1]


def test_a_function_of_days_is_held_within_its_bounds() -> None:
    made = Curve.of(lambda days: 2 * np.sin(days / 500))
    assert made.cdf.min() >= 0
    assert made.cdf.max() == 1.0
    assert (np.diff(made.cdf) >= 0).all()


@pytest.mark.parametrize(
    "cdf", [np.zeros(3), np.full(len(GRID), np.nan), np.full(len(GRID), 1.1), np.full(len(GRID), -0.1),
            np.linspace(1, 0, len(GRID))],
)  # fmt: skip
def test_what_is_no_curve_is_refused(cdf: np.ndarray) -> None:
    with pytest.raises(ForecastError):
        Curve(cdf)
