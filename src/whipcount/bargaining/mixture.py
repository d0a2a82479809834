"""What the choice model predicts of one issue: chances of the stated positions, and something smooth around them.

F = share * sum_k p_k [x_k <= .] + (1 - share) * S, with p of a conditional logit over the stated positions x_k and S
the compromise plus what outcomes that met no stated position were off it elsewhere, cut to the range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import logit
from whipcount.bargaining.choice_features import FEATURES, Stated

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A predicted distribution on the unit line.

    Attributes:
        positions: the stated positions, rising, shape (options,).
        chances: of each to be the outcome, adding up to less than one, shape (options,).
        smooth: equally likely points that stand for all the rest, rising, shape (points,).
    """

    positions: FloatArray
    chances: FloatArray
    smooth: FloatArray

    def _points(self) -> tuple[FloatArray, FloatArray]:
        x = np.concatenate([self.positions, self.smooth])
        w = np.concatenate([self.chances, np.full(len(self.smooth), (1.0 - self.chances.sum()) / len(self.smooth))])
        order = np.argsort(x, kind="stable")
        return x[order], w[order]

    def crps(self, outcome: float) -> float:
        """Continuous ranked probability score, E|X - y| - E|X - X'| / 2 (Gneiting & Raftery 2007, eq. 21).

        >>> Mixture(np.array([0.0, 1.0]), np.array([0.5, 0.5]), np.array([0.5])).crps(0.0)
        0.25
        """
        x, w = self._points()
        below = np.cumsum(w)[:-1]
        return float((w * np.abs(x - outcome)).sum() - (below * (1.0 - below) * np.diff(x)).sum())

    def quantile(self, level: float) -> float:
        """The least point with at least that probability at or below it."""
        x, w = self._points()
        below = np.cumsum(w)
        return float(x[min(int(np.searchsorted(below, level - 1e-12)), len(x) - 1)])

    def density(self, points: FloatArray, width: float = 0.06) -> FloatArray:
        """Density of the smooth part at points of the unit line (kernel of that standard deviation, for a drawing)."""
        gaps = (points[:, None] - self.smooth[None, :]) / width
        heights = np.exp(-0.5 * gaps**2).mean(axis=1) / (width * np.sqrt(2.0 * np.pi))
        return np.asarray(heights * (1.0 - self.chances.sum()))


@dataclass(frozen=True, slots=True, eq=False)
class ChoiceModel:
    """Fitted weights.

    Attributes:
        beta: coefficient of each feature that is used, by name.
        share: probability that an outcome is a stated position.
        apart: quantiles of outcome less compromise where it was none, on the unit line, rising, shape (levels,).
    """

    beta: Mapping[str, float]
    share: float
    apart: FloatArray

    def predict(self, stated: Stated) -> Mixture:
        """The predicted distribution of an issue."""
        weights = np.array([self.beta.get(name, 0.0) for name in FEATURES])
        chances = self.share * logit.shares(stated.features @ weights)
        return Mixture(stated.positions, chances, np.clip(stated.compromise + self.apart, 0.0, 1.0))
