"""The priors of the fit: weights of a quadrature that add up, and settings that mean nothing refused."""

from __future__ import annotations

import numpy as np
import pytest

from whipcount.errors import ForecastError
from whipcount.forecasts.hazard.priors import Penalty


@pytest.mark.parametrize("penalty", [Penalty(), Penalty(nodes=9), Penalty(stubborn=0.5, depth=1.0)])
def test_the_holdout_effect_is_a_mixture_of_the_two_kinds(penalty: Penalty) -> None:
    nodes, log_weights = penalty.quadrature()
    weights = np.exp(log_weights)
    assert weights.sum(axis=1) == pytest.approx([1.0, 1.0])
    means = weights @ nodes
    assert means == pytest.approx([0.0, -penalty.stubborn * penalty.depth])
    usual = penalty.holdout**2
    mixed = (1 - penalty.stubborn) * usual + penalty.stubborn * (1 + penalty.depth**2)
    assert weights @ nodes**2 == pytest.approx([usual, mixed])
    assert np.exp(penalty.log_kinds).sum() == pytest.approx(1.0)


@pytest.mark.parametrize("kind", [0, 1])
def test_the_density_is_that_of_the_mixture(kind: int) -> None:
    penalty = Penalty()
    grid = np.linspace(-12, 8, 20_001)
    density = penalty.density(grid, kind)
    density /= density.sum()
    nodes, log_weights = penalty.quadrature()
    assert density @ grid == pytest.approx(float(np.exp(log_weights[kind]) @ nodes), abs=1e-3)


@pytest.mark.parametrize("name", ["frailty", "momentum", "half_life", "member", "holdout", "smooth", "slope"])
def test_a_spread_is_above_nought(name: str) -> None:
    with pytest.raises(ForecastError, match=name):
        Penalty(**{name: 0.0})


@pytest.mark.parametrize("name", ["stubborn", "contested"])
@pytest.mark.parametrize("value", [0.0, 1.0, -0.5])
def test_a_share_lies_between(name: str, value: float) -> None:
    with pytest.raises(ForecastError, match=name):
        Penalty(**{name: value})
