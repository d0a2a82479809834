"""Intervals that have been right before: residuals on known outcomes as the predictive distribution.

The predictive distribution of an issue is the model's point plus the residuals of other issues, cut to the
range (0 to 100). What is learned from one proposal is never used on another issue of the same proposal: issues
of a proposal are one cluster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Residuals:
    """Residuals (outcome - point) on the 0 to 100 scale, equally weighted, sorted."""

    values: FloatArray

    @classmethod
    def learn(cls, points: FloatArray, outcomes: FloatArray) -> Residuals:
        """From points and outcomes on 0 to 100.

        Raises `BargainingError` for fewer than 10 pairs.
        """
        complete = ~(np.isnan(points) | np.isnan(outcomes))
        if complete.sum() < 10:
            raise BargainingError(f"{int(complete.sum())} known outcomes to learn from", accepted="10 or more")
        return cls(np.sort(outcomes[complete] - points[complete]))

    def predict(self, point: float) -> FloatArray:
        """The predictive sample around a point, cut to 0 to 100.

        >>> Residuals(np.array([-10.0, 0.0, 30.0])).predict(80.0).tolist()
        [70.0, 80.0, 100.0]
        """
        return np.clip(point + self.values, 0.0, 100.0)

    def interval(self, point: float, level: float = 0.8) -> tuple[float, float]:
        """The central interval of that level."""
        low, high = np.quantile(self.predict(point), [(1 - level) / 2, (1 + level) / 2])
        return float(low), float(high)


def crps(sample: FloatArray, outcome: float) -> float:
    """Continuous ranked probability score of an equally weighted sample (Gneiting & Raftery 2007, eq.

    21); lower is better.

    >>> crps(np.array([0.0, 100.0]), 0.0)
    25.0
    """
    x = np.sort(np.asarray(sample, dtype=np.float64))
    n = len(x)
    spread = float((x * (2.0 * np.arange(1, n + 1) - n - 1.0)).sum()) / n**2  # half the mean distance between members
    return float(np.abs(x - outcome).mean()) - spread


def leave_one_cluster_out(points: FloatArray, outcomes: FloatArray, clusters: Sequence[str]) -> FloatArray:
    """CRPS of every issue with residuals learned on the other clusters only; NaN where the point is missing."""
    names = np.asarray(clusters)
    scores = np.full(len(points), np.nan)
    for name in np.unique(names):
        inside = names == name
        learned = Residuals.learn(points[~inside], outcomes[~inside])
        for k in np.flatnonzero(inside):
            if not np.isnan(points[k]):
                scores[k] = crps(learned.predict(float(points[k])), float(outcomes[k]))
    return scores


def cluster_interval(
    values: FloatArray, clusters: Sequence[str], *, draws: int = 2000, seed: int = 0, level: float = 0.95
) -> tuple[float, float]:
    """Bootstrap interval of a mean when whole clusters are drawn.

    >>> low, high = cluster_interval(np.array([1.0, 1.0, 3.0, 3.0]), ["a", "a", "b", "b"], draws=200)
    >>> low, high
    (1.0, 3.0)
    """
    present = ~np.isnan(values)
    names = np.asarray(clusters)[present]
    labels, index = np.unique(names, return_inverse=True)
    total = np.bincount(index, weights=values[present], minlength=len(labels))
    size = np.bincount(index, minlength=len(labels))
    picks = np.random.default_rng(seed).integers(0, len(labels), (draws, len(labels)))
    means = total[picks].sum(axis=1) / size[picks].sum(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)
