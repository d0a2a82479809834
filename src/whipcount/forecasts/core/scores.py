"""Scores of probability forecasts. All are negatively oriented: lower is better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import Curve

FLOOR = 0.001
"""Probabilities are kept this far from 0 and 1 before their logarithm is taken: a miss costs at most 6.9."""


def brier(p: ArrayLike, outcome: ArrayLike) -> NDArray[np.float64]:
    """Squared error of a probability (Brier 1950), one a forecast.

    >>> brier([0.8, 0.2], [1, 1]).round(2).tolist()
    [0.04, 0.64]
    """
    p, outcome = _pair(p, outcome)
    return (p - outcome) ** 2


def logarithmic(p: ArrayLike, outcome: ArrayLike) -> NDArray[np.float64]:
    """Minus the logarithm of the probability of what happened (Good 1952), one a forecast.

    >>> logarithmic([0.5, 0.0], [1, 1]).round(3).tolist()
    [0.693, 6.908]
    """
    p, outcome = _pair(p, outcome)
    p = np.clip(p, FLOOR, 1 - FLOOR)
    return -np.log(np.where(outcome > 0.5, p, 1 - p))


def crps_truncated(curve: Curve, days: float, *, until: float = 730.0) -> float:
    """Continuous ranked probability score of a time, both cut off at ``until`` days (Gneiting & Raftery 2007).

    The integral of (F(t) - 1[t >= days])^2 from 0 to ``until``, in days; a time after ``until`` (or never) never
    sets in.

    >>> step = Curve.of(lambda t: (t >= 100).astype(float))
    >>> round(crps_truncated(step, 1e9), 0) > 600
    True
    """
    grid = np.arange(0.0, until + 1.0)
    values = curve.many(grid)
    return float(np.trapezoid((values - (grid >= days)) ** 2, grid))


@dataclass(frozen=True, slots=True)
class Bin:
    """One bar of a reliability diagram: mean forecast, share that happened, how many."""

    low: float
    high: float
    forecast: float
    happened: float
    count: int


def reliability(p: ArrayLike, outcome: ArrayLike, edges: Sequence[float] = (0, 0.1, 0.3, 0.5, 0.7, 1.0)) -> list[Bin]:
    """Forecasts by height: what was said beside what happened. Empty bins are left out."""
    p, outcome = _pair(p, outcome)
    bins = []
    for low, high in pairwise(edges):
        inside = (p >= low) & ((p < high) | (high >= edges[-1]))
        if inside.any():
            bins.append(Bin(low, high, float(p[inside].mean()), float(outcome[inside].mean()), int(inside.sum())))
    return bins


def sharpness(p: ArrayLike) -> float:
    """Mean distance from one half: how much forecasts dare, whatever happened (0 to .5)."""
    return float(np.abs(np.asarray(p, dtype=float) - 0.5).mean())


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with the bounds between which 95% of cluster-bootstrap means lie."""

    mean: float
    low: float
    high: float


def cluster_bootstrap(values: ArrayLike, clusters: Sequence[int], *, draws: int = 2000, seed: int = 730) -> Interval:
    """Mean of ``values`` with a 95% interval from drawing whole clusters with replacement (Field & Welsh 2007).

    Raises:
        ForecastError: no values, or not one cluster a value.
    """
    values = np.asarray(values, dtype=float)
    if not len(values) or len(values) != len(clusters):
        raise ForecastError("a bootstrap needs values and one cluster each")
    names, index = np.unique(np.asarray(clusters), return_inverse=True)
    sums = np.bincount(index, values, len(names))
    counts = np.bincount(index, minlength=len(names)).astype(float)
    random = np.random.Generator(np.random.PCG64(seed))
    pick = random.integers(0, len(names), (draws, len(names)))
    means = sums[pick].sum(axis=1) / counts[pick].sum(axis=1)
    low, high = np.quantile(means, [0.025, 0.975])
    return Interval(float(values.mean()), float(low), float(high))


def _pair(p: ArrayLike, outcome: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    p, outcome = np.asarray(p, dtype=float), np.asarray(outcome, dtype=float)
    if p.shape != outcome.shape:
        raise ForecastError(f"{p.size} forecasts and {outcome.size} outcomes")
    if p.size and (not np.isfinite(p).all() or p.min() < -1e-9 or p.max() > 1 + 1e-9):
        raise ForecastError("a forecast that is no probability", accepted="0 to 1")
    return p, outcome
