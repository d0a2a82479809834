"""From scores to chances: a logit with two coefficients for yes, and one more for what lies between no and yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_RIDGE = 0.5  # draws the two coefficients to 0 and 1, as much as half a vote would: they stay finite
LEAST, MOST = 0.002, 0.998
"""No chance is told beyond these: no record of finite length shows more."""


def logistic(x: Floats) -> Floats:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-np.clip(x, -40, 40))), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Logit:
    """Chances of yes, abstention and no for a score: cumulative logits with one slope (McCullagh 1980).

    Attributes:
        cut: log odds of yes at a score of nought.
        slope: by how much a score of one raises them.
        second: log odds of yes or abstention at a score of nought; not below ``cut``.
        covariance: of cut and slope, with roll calls as what is drawn (the clustered sandwich of Liang and Zeger 1986).
        calls: on how many roll calls it was set.
    """

    cut: float
    slope: float
    second: float
    covariance: Floats
    calls: int

    def yes(self, score: Floats) -> Floats:
        """The chance of yes."""
        return np.asarray(np.clip(logistic(self.cut + self.slope * score), LEAST, MOST), dtype=np.float64)

    def abstain(self, score: Floats) -> Floats:
        """The chance of an abstention."""
        not_no = np.clip(logistic(self.second + self.slope * score), LEAST, MOST)
        return np.maximum(not_no - self.yes(score), 0.0)

    def error(self, score: Floats, score_error: Floats) -> Floats:
        """Standard deviation of the log odds of yes, from the coefficients and from the score."""
        at = np.vstack([np.ones_like(score), score])
        variance = np.einsum("in,ij,jn->n", at, self.covariance, at) + (self.slope * score_error) ** 2
        return np.asarray(np.sqrt(np.maximum(variance, 0.0)), dtype=np.float64)


def fit_logit(scores: Floats, votes: Floats, calls: NDArray[np.intp]) -> Logit:
    """Set the coefficients on scores whose votes are known, by penalised maximum likelihood (Newton's method).

    Args:
        scores: one an answer.
        votes: 1, 0 or -1 an answer.
        calls: the roll call of each answer; answers of one roll call hang together.

    >>> rng = np.random.default_rng(1)
    >>> score = rng.normal(size=4000)
    >>> vote = np.where(rng.random(4000) < logistic(0.5 + 2 * score), 1.0, -1.0)
    >>> fitted = fit_logit(score, vote, np.arange(4000))
    >>> round(fitted.cut, 1), round(fitted.slope, 1), fitted.second == fitted.cut
    (0.5, 2.1, True)
    """
    at = np.column_stack([np.ones_like(scores), scores])
    yes = (votes == 1).astype(float)
    aim, theta = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    curvature = np.eye(2)
    for _ in range(40):
        p = logistic(at @ theta)
        gradient = at.T @ (p - yes) + _RIDGE * (theta - aim)
        curvature = (at * (p * (1 - p))[:, None]).T @ at + _RIDGE * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        step = step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-12))
        theta = theta - step
        if float(np.abs(step).max()) < 1e-8:
            break
    theta[1] = max(float(theta[1]), 0.0)  # a higher score never means a lower chance
    off = at * (yes - logistic(at @ theta))[:, None]
    distinct, place = np.unique(calls, return_inverse=True)
    sums = np.zeros((len(distinct), 2))
    np.add.at(sums, place, off)
    bread = np.linalg.inv(curvature)
    covariance = bread @ (sums.T @ sums + _RIDGE * np.eye(2)) @ bread
    second = float(theta[0])
    if (votes == 0).any():
        second = max(_second(float(theta[1]) * scores, (votes != -1).astype(float), second), second)
    return Logit(float(theta[0]), float(theta[1]), second, covariance, len(distinct))


def _second(shift: Floats, not_no: Floats, start: float) -> float:
    cut = start
    for _ in range(40):
        p = logistic(cut + shift)
        step = float((p - not_no).sum() + _RIDGE * cut * 0.1) / float((p * (1 - p)).sum() + _RIDGE * 0.1)
        cut -= max(-2.0, min(2.0, step))
        if abs(step) < 1e-8:
            break
    return cut
