"""The conditional logit against a general optimiser, and its own first-order conditions."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import minimize

from whipcount.bargaining.logit import fit, shares
from whipcount.errors import BargainingError


def invented(seed: int, cases: int = 60, width: int = 3) -> tuple[list[np.ndarray], list[int]]:
    random = np.random.default_rng(seed)
    features = [random.normal(size=(int(random.integers(2, 7)), width)) for _ in range(cases)]
    truth = random.normal(size=width)
    return features, [int(random.choice(len(f), p=shares(f @ truth))) for f in features]


@pytest.mark.parametrize("l2", [0.1, 3.0, 100.0])
def test_the_fit_is_the_maximum_that_a_general_optimiser_finds(l2: float) -> None:
    features, taken = invented(4)

    def loss(b: np.ndarray) -> float:
        return 0.5 * l2 * float(b @ b) - sum(
            float(np.log(shares(f @ b)[row])) for f, row in zip(features, taken, strict=True)
        )

    found = minimize(loss, np.zeros(3), method="BFGS", options={"gtol": 1e-8})
    assert fit(features, taken, l2=l2) == pytest.approx(found.x, abs=1e-5)


def test_it_holds_where_the_options_are_perfectly_told_apart() -> None:
    b = fit([np.array([[1.0], [0.0]])] * 50, [0] * 50, l2=1e-3)
    assert np.isfinite(b).all()
    assert shares(np.array([[1.0], [0.0]]) @ b)[0] > 0.99


@pytest.mark.parametrize(
    ("cases", "taken", "l2"),
    [
        ([], [], 1.0),
        ([np.ones((2, 1))], [0], 0.0),
        ([np.ones((2, 1))], [2], 1.0),
        ([np.ones((2, 1)), np.ones((2, 2))], [0, 0], 1.0),
    ],
)
def test_what_cannot_be_fitted_is_refused(cases: list[np.ndarray], taken: list[int], l2: float) -> None:
    with pytest.raises(BargainingError):
        fit(cases, taken, l2=l2)
