"""What every forecaster takes and gives, so that rivals are compared on equal terms.

A forecaster is given what was known on a day: the *history* (snapshots of other decisions) and the decision at hand
(a snapshot too). It answers with a :class:`Curve`: the probability that the rule is met within so many days from
that day.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import ArrayLike, NDArray

from whipcount.errors import ForecastError
from whipcount.forecasts.core.decisions import Snapshot

MONTH = 365.25 / 12
"""Days in a month: the step of the discrete models."""
RECENT = 6
"""Months within which a consent counts as recent."""
STEPS = 60
GRID: NDArray[np.float64] = np.arange(STEPS + 1, dtype=np.float64) * MONTH
"""Days ahead at which curves are kept: every month for five years."""


@dataclass(frozen=True, eq=False)
class Curve:
    """The probability that the rule is met within a number of days, on :data:`GRID`, linear in between.

    >>> curve = Curve.of(lambda days: 1 - np.exp(-days / 365.25))
    >>> round(curve.at(365.25), 3)
    0.632
    """

    cdf: NDArray[np.float64]

    def __post_init__(self) -> None:
        if self.cdf.shape != GRID.shape or not np.isfinite(self.cdf).all():
            raise ForecastError(f"a curve of shape {self.cdf.shape}", accepted=f"{len(GRID)} probabilities")
        if self.cdf.min() < -1e-9 or self.cdf.max() > 1 + 1e-9 or (np.diff(self.cdf) < -1e-9).any():
            raise ForecastError("a curve that falls or leaves 0 to 1")

    @classmethod
    def of(cls, cdf: Callable[[NDArray[np.float64]], ArrayLike]) -> Curve:
        """A curve from a function of days."""
        values = np.asarray(cdf(GRID), dtype=np.float64)
        return cls(np.maximum.accumulate(np.clip(values, 0, 1)))

    def at(self, days: ArrayLike) -> float:
        """The probability within ``days`` (the last value beyond five years)."""
        return float(np.interp(np.asarray(days, dtype=float), GRID, self.cdf))

    def many(self, days: ArrayLike) -> NDArray[np.float64]:
        """The probabilities within each of ``days``."""
        return np.asarray(np.interp(np.asarray(days, dtype=float), GRID, self.cdf))

    def quantile(self, p: float) -> float | None:
        """The number of days by which the probability reaches ``p``; ``None`` if it does not within five years."""
        if self.cdf[-1] < p:
            return None
        place = int(np.searchsorted(self.cdf, p))
        if place == 0:
            return 0.0
        low, high = self.cdf[place - 1], self.cdf[place]
        return float(GRID[place - 1] + (p - low) / (high - low) * (GRID[place] - GRID[place - 1]))


class Forecaster(Protocol):
    """One way to forecast. ``name`` is what tables call it."""

    name: str

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The curve of ``decision`` as of its day, from what was known of other decisions on that day."""
        ...
