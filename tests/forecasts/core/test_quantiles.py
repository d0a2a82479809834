import math

import numpy as np
import pytest
from scipy.special import betaincinv, ndtri

from whipcount.forecasts.core.quantiles import beta_quantiles, normal_quantile

LEVELS = tuple((i + 0.5) / 21 for i in range(21))


def test_normal_quantiles_are_those_of_scipy_in_the_middle_and_far_out():
    p = np.concatenate([np.linspace(0.001, 0.999, 999), [1e-300, 1e-20, 1e-9, 1 - 1e-12]])
    np.testing.assert_allclose(normal_quantile(p), ndtri(p), rtol=1e-13, atol=1e-15)


def test_normal_quantiles_keep_their_shape_and_are_infinite_at_the_ends():
    found = normal_quantile([[0.0, 0.5], [1.0, 2.0]])
    assert found.shape == (2, 2)
    assert found[0].tolist() == [-math.inf, 0.0]
    assert found[1, 0] == math.inf
    assert math.isnan(found[1, 1])
    assert normal_quantile(0.5).shape == ()


@pytest.mark.parametrize("weight", [0.5, 2.0, 5.0, 12.5, 60.0, 4000.0])
@pytest.mark.parametrize("p", [0.001, 0.02, 0.15, 0.5, 0.62, 0.97, 0.9995])
def test_beta_quantiles_are_those_of_scipy(p, weight):
    found = np.array(beta_quantiles(p * weight, (1 - p) * weight, LEVELS))
    np.testing.assert_allclose(found, betaincinv(p * weight, (1 - p) * weight, LEVELS), rtol=1e-8, atol=1e-300)


def test_beta_quantiles_of_closed_forms():
    q = (0.01, 0.3, 0.99)
    assert beta_quantiles(1.0, 1.0, q) == pytest.approx(q, rel=1e-12)
    assert beta_quantiles(3.0, 1.0, q) == pytest.approx([x ** (1 / 3) for x in q], rel=1e-12)
    assert beta_quantiles(1.0, 4.0, q) == pytest.approx([1 - (1 - x) ** 0.25 for x in q], rel=1e-12)
