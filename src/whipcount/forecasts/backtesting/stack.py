"""A pool whose weights are learned on the way: what the forecasts of the past, resolved by then, say of their makers.

The weights of each forecast come from the forecasts made earlier of other decisions whose horizon had passed by its
day, so nothing later is looked at. They start from the pool's stated weights, and stay near while little is resolved.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from whipcount.forecasts.core.contract import Curve

Array = NDArray[np.float64]
STACKED = "pool, weights learned"
FLOOR = 0.005
SPREAD = 0.3
"""Prior standard deviation of weights and intercept around their start and nought."""


class Resolved(Protocol):
    """What is asked of a case: when it was made, of what, and what came of it at each horizon."""

    @property
    def cluster(self) -> int:
        """Decisions of one cluster never teach each other."""

    @property
    def origin(self) -> date:
        """The day of the forecast."""

    @property
    def outcomes(self) -> tuple[bool | None, ...]:
        """Met within each horizon, or not, or unknown."""


def log_odds(p: Array) -> Array:
    """Log-odds of probabilities, kept off 0 and 1."""
    p = np.clip(p, FLOOR, 1 - FLOOR)
    return np.asarray(np.log(p / (1 - p)))


def learn(odds: Array, outcome: Array, start: Sequence[float], *, row: float = 1 / 3) -> Array:
    """Intercept and weights: logistic regression on log-odds with a normal prior around where they start.

    Args:
        odds: log-odds of each forecaster, shape (forecasts, forecasters).
        outcome: what happened, shape (forecasts,).
        start: weights while nothing has been learned, one a forecaster; scaled to a sum of one.
        row: weight of a row; the three horizons of a case count as one, since they go together.

    Returns:
        shape (1 + forecasters,).

    >>> learn(np.zeros((0, 2)), np.zeros(0), (3.0, 1.0)).tolist()
    [0.0, 0.75, 0.25]
    """
    centre = np.concatenate([[0.0], np.asarray(start) / sum(start)])
    if not len(outcome):
        return centre

    def loss(b: Array) -> tuple[float, Array]:
        eta = b[0] + odds @ b[1:]
        away = (b - centre) / SPREAD**2
        slope = row * (1 / (1 + np.exp(-eta)) - outcome)
        value = row * float((np.logaddexp(0, eta) - outcome * eta).sum()) + 0.5 * float((b - centre) @ away)
        return value, np.concatenate([[slope.sum()], odds.T @ slope]) + away

    fit: Any = minimize(loss, centre, jac=True, method="BFGS", options={"gtol": 1e-8})
    return np.asarray(fit.x)


def learned_pool(
    cases: Sequence[Resolved], curves: Sequence[Sequence[Curve]], horizons: Sequence[int], start: Sequence[float]
) -> list[Curve]:
    """One pooled curve a case, with weights learned on what was resolved by its origin.

    Args:
        cases: in any order.
        curves: of each case, one a forecaster.
        horizons: days of each outcome.
        start: weights while nothing is resolved.
    """
    pooled = []
    odds = [[log_odds(curve.many(horizons)) for curve in answer] for answer in curves]
    for case, answer in zip(cases, curves, strict=True):
        rows, happened = [], []
        for other, theirs in zip(cases, odds, strict=True):
            if other.cluster == case.cluster:
                continue
            for place, (days, outcome) in enumerate(zip(horizons, other.outcomes, strict=True)):
                if outcome is not None and other.origin + timedelta(days=days) <= case.origin:
                    rows.append([one[place] for one in theirs])
                    happened.append(float(outcome))
        weights = learn(np.array(rows).reshape(-1, len(answer)), np.array(happened), start)
        eta = weights[0] + sum(w * log_odds(curve.cdf) for w, curve in zip(weights[1:], answer, strict=True))
        cdf = 1 / (1 + np.exp(-np.asarray(eta)))
        cdf[0] = 0.0
        pooled.append(Curve(np.maximum.accumulate(cdf)))
    return pooled
