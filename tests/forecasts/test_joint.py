import numpy as np
import pytest

from whipcount.forecasts.core.contract import GRID, Curve
from whipcount.forecasts.joint import FLOOR, curve_of, odds


def test_odds_are_kept_off_nought_and_one():
    found = odds(np.array([0.0, 0.5, 1.0]))
    assert found == pytest.approx([np.log(FLOOR / (1 - FLOOR)), 0.0, np.log((1 - FLOOR) / FLOOR)])


def test_a_curve_comes_back_from_its_odds_between_the_floors():
    pooled = Curve.of(lambda days: 0.9 * (1 - np.exp(-days / 500)))
    found = curve_of(odds(pooled.cdf), pooled)
    inside = (pooled.cdf > FLOOR) & (pooled.cdf < 1 - FLOOR)
    assert found.cdf[inside] == pytest.approx(pooled.cdf[inside])
    assert found.cdf[0] == 0.0


def test_it_never_falls_and_is_nought_where_the_pool_says_that_it_cannot_be():
    pooled = Curve(np.where(np.arange(len(GRID)) < 10, 0.0, 0.5))
    falling = np.linspace(2.0, -2.0, len(GRID))
    found = curve_of(falling, pooled).cdf
    assert (found[:10] == 0.0).all()
    assert (np.diff(found) >= 0).all()
