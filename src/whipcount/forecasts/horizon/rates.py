"""How often decisions alike were met within a horizon: by the kind of rule and how far it is filled."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.horizon.additive import kinds
from whipcount.forecasts.horizon.features import NAMES

Array = NDArray[np.float64]
EDGES = (0.25, 0.5, 0.75)
"""Shares of the needed consents between which decisions count as alike."""
PRIOR = 3.0
"""Decisions of the wider class (all kinds, that share) that each class starts with."""
_SHARE = NAMES.index("share in")


@dataclass(frozen=True, eq=False)
class Rates:
    """Shares that were met, shape (kinds, shares in, horizons); they rise with the share in and with the horizon."""

    values: Array

    def log_odds(self, rows: Array) -> Array:
        """Log-odds of rows, horizons running fastest: shape (rows,)."""
        horizons = self.values.shape[2]
        place = np.arange(len(rows)) % horizons
        p = self.values[kinds(rows), np.searchsorted(EDGES, rows[:, _SHARE], side="right"), place]
        return np.asarray(np.log(p / (1 - p)))


def fit_rates(rows: Array, outcome: Array, weight: Array) -> Rates:
    """Count, with each class drawn towards the wider one.

    Args:
        rows: columns of :mod:`~whipcount.forecasts.horizon.features`, shape (looks times horizons, columns).
        outcome: 1, 0 or NaN, shape (looks, horizons).
        weight: of each look.
    """
    horizons = outcome.shape[1]
    first = rows[::horizons]
    kind, filled = kinds(first), np.searchsorted(EDGES, first[:, _SHARE], side="right")
    answered = ~np.isnan(outcome)
    hits, trials = np.zeros((4, len(EDGES) + 1, horizons)), np.zeros((4, len(EDGES) + 1, horizons))
    np.add.at(hits, (kind, filled), np.where(answered, outcome, 0) * weight[:, None])
    np.add.at(trials, (kind, filled), answered * weight[:, None])
    wide = (hits.sum(axis=0) + 0.1) / (trials.sum(axis=0) + 0.4)
    values = (hits + PRIOR * wide) / (trials + PRIOR)
    values = np.maximum.accumulate(np.maximum.accumulate(values, axis=2), axis=1)
    return Rates(np.clip(values, 0.005, 0.995))
