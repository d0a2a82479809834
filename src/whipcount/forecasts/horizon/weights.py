"""Weights of a pool of forecasters, learned across clusters; they stay with the best single one where evidence is thin.

The pool is a weighted sum of log-odds with an intercept (Genest & Zidek 1986; Ranjan & Gneiting 2010). Weights are at
least nought and the same at every horizon, so that a pool of curves that never fall never falls.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

Array = NDArray[np.float64]
SPREADS: tuple[tuple[float, float], ...] = ((0.3, 0.15), (0.1, 0.03), (0.03, 0.01))
"""Prior standard deviations to choose from: of the weights that all kinds share, around the best single forecaster, and
of those of one kind around them (and of intercepts around nought)."""


@dataclass(frozen=True, eq=False)
class Weights:
    """Intercept and weights by kind of rule: shape (kinds, 1 + forecasters)."""

    values: Array

    def log_odds(self, odds: Array, kind: NDArray[np.int64]) -> Array:
        """Pooled log-odds, shape (rows,).

        Args:
            odds: of each forecaster, shape (rows, forecasters).
            kind: of each row.
        """
        mine = self.values[kind]
        return np.asarray(mine[:, 0] + (mine[:, 1:] * odds).sum(axis=1))


def losses(odds: Array, outcome: Array) -> Array:
    """Minus the logarithm of the probability of what happened, from log-odds."""
    return np.asarray(np.logaddexp(0, odds) - outcome * odds)


def learn_weights(
    odds: Array, outcome: Array, weight: Array, kind: NDArray[np.int64], *, kinds: int, spread: tuple[float, float]
) -> Weights:
    """Posterior mode of the weights under normal priors.

    Args:
        odds: of forecasts of decisions that the forecasters had not seen, shape (rows, forecasters).
        outcome: 0 or 1, shape (rows,).
        weight: of each row; rows of one decision go together, so theirs add up to a few.
        kind: of each row, from nought.
        kinds: how many there are.
        spread: one of :data:`SPREADS`.

    >>> none = np.zeros(0)
    >>> learn_weights(np.zeros((0, 2)), none, none, none.astype(int), kinds=1, spread=(0.3, 0.1)).values.tolist()
    [[0.0, 1.0, 0.0]]
    """
    size = odds.shape[1]
    single = [float(weight @ losses(odds[:, place], outcome)) for place in range(size)]
    start = np.zeros(size)
    start[int(np.argmin(single))] = 1.0
    if not len(outcome):
        return Weights(np.tile(np.concatenate([[0.0], start]), (kinds, 1)))

    with_one = np.concatenate([np.ones((len(odds), 1)), odds], axis=1)
    here = (kind[None, :] == np.arange(kinds)[:, None]).astype(np.float64)

    def loss(flat: Array) -> tuple[float, Array]:
        shared, mine = flat[:size], flat[size:].reshape(kinds, 1 + size)
        eta = mine[kind, 0] + (mine[kind, 1:] * odds).sum(axis=1)
        slope = weight * (expit(eta) - outcome)
        gradient = here @ (slope[:, None] * with_one)
        away, apart = (shared - start) / spread[0] ** 2, (mine[:, 1:] - shared) / spread[1] ** 2
        lifted = mine[:, 0] / spread[1] ** 2
        value = float(weight @ losses(eta, outcome)) + 0.5 * float(
            away @ (shared - start) + (apart * (mine[:, 1:] - shared)).sum() + lifted @ mine[:, 0]
        )
        gradient[:, 1:] += apart
        gradient[:, 0] += lifted
        return value, np.concatenate([away - apart.sum(axis=0), gradient.ravel()])

    begin = np.concatenate([start, np.tile(np.concatenate([[0.0], start]), kinds)])
    bounds = [(0.0, None)] * size + ([(None, None)] + [(0.0, None)] * size) * kinds
    optimum: Any = minimize(loss, begin, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500})
    return Weights(np.asarray(optimum.x[size:]).reshape(kinds, 1 + size))


def choose_weights(
    odds: Array, outcome: Array, weight: Array, kind: NDArray[np.int64], fold: NDArray[np.int64], *, kinds: int
) -> tuple[Weights, tuple[float, float], tuple[float, ...]]:
    """The weights under the prior spread that does best on folds that had no say in them.

    Args:
        odds, outcome, weight, kind, kinds: as of :func:`learn_weights`.
        fold: of each row.

    Returns:
        the weights from all rows, the spread, and the loss of each of :data:`SPREADS`.
    """
    totals = []
    for spread in SPREADS:
        total = 0.0
        for number in np.unique(fold):
            out = fold == number
            learned = learn_weights(odds[~out], outcome[~out], weight[~out], kind[~out], kinds=kinds, spread=spread)
            total += float(weight[out] @ losses(learned.log_odds(odds[out], kind[out]), outcome[out]))
        totals.append(total)
    best = SPREADS[int(np.argmin(totals))]
    return learn_weights(odds, outcome, weight, kind, kinds=kinds, spread=best), best, tuple(totals)
