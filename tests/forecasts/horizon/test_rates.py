"""How often decisions alike were met: counted, drawn to the wider class, and never falling with time or consents."""

from __future__ import annotations

import numpy as np
import pytest

from whipcount.forecasts.horizon.features import NAMES
from whipcount.forecasts.horizon.rates import _SHARE, EDGES, PRIOR, fit_rates

HORIZONS = 3


def rows_of(shares: list[float]) -> np.ndarray:
    rows = np.zeros((len(shares) * HORIZONS, len(NAMES)))
    rows[:, _SHARE] = np.repeat(shares, HORIZONS)
    return rows


def test_a_class_is_its_count_drawn_to_the_wider_one() -> None:
    outcome = np.array([[1.0, 1.0, 1.0]] * 6 + [[0.0, 0.0, 1.0]] * 4)
    rates = fit_rates(rows_of([0.1] * 10), outcome, np.ones(10))
    wide = (np.array([6, 6, 10]) + 0.1) / 10.4
    wanted = (np.array([6, 6, 10]) + PRIOR * wide) / (10 + PRIOR)
    p = 1 / (1 + np.exp(-rates.log_odds(rows_of([0.1]))))
    assert p == pytest.approx(np.clip(wanted, 0.005, 0.995))


def test_what_is_not_known_counts_neither_way() -> None:
    told = np.array([[1.0, 0.0, 1.0]] * 4)
    unknown = np.vstack([told, np.full((5, 3), np.nan)])
    one = fit_rates(rows_of([0.1] * 4), told, np.ones(4))
    other = fit_rates(rows_of([0.1] * 9), unknown, np.ones(9))
    assert np.array_equal(one.values, other.values)


def test_chances_rise_with_the_horizon_and_with_the_share_that_is_in() -> None:
    random = np.random.default_rng(3)
    shares = random.uniform(0, 1, 80)
    outcome = (random.uniform(size=(80, HORIZONS)) < 0.5).astype(float)
    values = fit_rates(rows_of(list(shares)), outcome, random.uniform(0.5, 2, 80)).values
    assert values.shape == (4, len(EDGES) + 1, HORIZONS)
    assert (np.diff(values, axis=2) >= 0).all()
    assert (np.diff(values, axis=1) >= 0).all()
    assert values.min() >= 0.005
    assert values.max() <= 0.995
