"""Ideal points: members as points on one or two dimensions, each roll call as a line that parts yes from no.

The logistic item response model of roll calls (Clinton, Jackman and Rivers 2004; Rasch 1960 for its root): the log odds
of yes are alpha + beta . x. Members, slopes and cutting points have normal priors; the mode of the posterior is found
by L-BFGS (Byrd, Lu, Nocedal and Zhu 1995, as in SciPy), its spread by the curvature there (Laplace). An abstention is a
vote between: a quarter of a yes, where :mod:`whipcount.records.models.covariance` puts it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import minimize

from whipcount.records.models.covariance import numbers
from whipcount.records.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

MOST_CALLS = 400
"""The latest roll calls that ideal points are fitted on."""
_SLOPE = 2.0  # prior standard deviation of a roll call's slope, and of its cutting point
_STEPS = 30  # of Newton's method for a new roll call; it converges in fewer


@dataclass(frozen=True, slots=True)
class FittedPoints:
    """Members' points and what new roll calls are expected to be like.

    Attributes:
        points: members by dimensions; the prior is standard normal.
        errors: their standard deviations, in the same shape.
        centre: the mean cutting point and slopes of past roll calls.
        precision: the inverse of their covariance over past roll calls; both are the prior of a new one.
    """

    points: Floats
    errors: Floats
    centre: Floats
    precision: Floats

    def score(self, declared: Places, votes: Floats, asked: Places) -> Floats:
        """See :class:`whipcount.records.models.contract.Fitted`.

        The log odds of yes at the mode of the new roll call's cutting point and slopes given the declared votes,
        damped by its variance as a logistic of a normal is (MacKay 1992).
        """
        where = np.hstack([np.ones((len(declared), 1)), self.points[declared]])
        mode, curvature = self._mode(where, (numbers(votes) + 1) / 2)
        at = np.hstack([np.ones((len(asked), 1)), self.points[asked]])
        variance = np.einsum("ij,jk,ik->i", at, np.linalg.inv(curvature), at)
        variance = variance + (self.errors[asked] ** 2 * mode[1:] ** 2).sum(axis=1)
        return np.asarray((at @ mode) / np.sqrt(1 + np.pi / 8 * variance), dtype=np.float64)

    def _mode(self, where: Floats, yes: Floats) -> tuple[Floats, Floats]:
        """The likeliest cutting point and slopes of a new roll call, and the curvature there (damped Newton)."""

        def loss(at: Floats) -> float:
            odds = where @ at
            about = at - self.centre
            return float((np.logaddexp(0, odds) - yes * odds).sum() + about @ self.precision @ about / 2)

        mode, curvature = self.centre, self.precision
        for _ in range(_STEPS if len(yes) else 0):
            p = 1 / (1 + np.exp(-np.clip(where @ mode, -30, 30)))
            gradient = where.T @ (p - yes) + self.precision @ (mode - self.centre)
            curvature = (where * (p * (1 - p))[:, None]).T @ where + self.precision
            step = np.linalg.solve(curvature, gradient)
            now = loss(mode)
            while loss(mode - step) > now and float(np.abs(step).max()) > 1e-6:
                step = step / 2
            mode = mode - step
            if float(np.abs(step).max()) < 1e-4:
                break
        return mode, curvature


@dataclass(frozen=True, slots=True)
class IdealPoints:
    """The model, on one or two dimensions.

    >>> import datetime
    >>> from whipcount.records.tables.ballot import RollCall
    >>> calls = tuple(RollCall("B", str(n), datetime.date(2020, 1, 1 + n)) for n in range(20))
    >>> votes = np.array([[1, 1, -1, -1], [-1, -1, 1, 1]] * 10, dtype=float)
    >>> record = Record("B", calls, ("P", "Q", "R", "S"), ("",) * 4, ("",) * 4, votes)
    >>> points = IdealPoints(1).fit(record, np.ones(20)).points[:, 0]
    >>> bool(points[0] * points[1] > 0 > points[0] * points[2])
    True
    """

    dimensions: int = 1

    @property
    def name(self) -> str:
        """``ideal points, 1-D`` or ``2-D``."""
        return f"ideal points, {self.dimensions}-D"

    def fit(self, record: Record, weights: Floats) -> FittedPoints:
        """See :class:`whipcount.records.models.contract.Model`."""
        votes, weights = record.votes[-MOST_CALLS:], weights[-MOST_CALLS:]
        used = weights > 0
        return _fitted(votes[used], weights[used], self.dimensions)


def _fitted(votes: Floats, weights: Floats, dimensions: int) -> FittedPoints:
    calls, members = votes.shape
    there = np.isfinite(votes)
    yes = np.where(there, (numbers(np.nan_to_num(votes)) + 1) / 2, 0.0)
    heavy = weights[:, None] * there
    start = _start(votes, weights, dimensions)
    count = members * dimensions

    def parts(vector: Floats) -> tuple[Floats, Floats, Floats]:
        points = vector[:count].reshape(members, dimensions)
        slopes = vector[count:-calls].reshape(calls, dimensions)
        return points, slopes, vector[-calls:]

    def loss(vector: Floats) -> tuple[float, Floats]:
        points, slopes, cuts = parts(vector)
        odds = cuts[:, None] + slopes @ points.T
        off = heavy * (1 / (1 + np.exp(-odds)) - yes)
        value = float((heavy * (np.logaddexp(0, odds) - yes * odds)).sum())
        value += float((points**2).sum()) / 2
        value += float((weights[:, None] * slopes**2).sum() + (weights * cuts**2).sum()) / (2 * _SLOPE**2)
        gradient = np.concatenate(
            [
                (off.T @ slopes + points).ravel(),
                (off @ points + weights[:, None] * slopes / _SLOPE**2).ravel(),
                off.sum(axis=1) + weights * cuts / _SLOPE**2,
            ]
        )
        return value, gradient

    if not calls:
        none = np.zeros((members, dimensions))
        return FittedPoints(none, none + 1, np.zeros(dimensions + 1), np.eye(dimensions + 1) / _SLOPE**2)
    fit = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-7})
    points, slopes, cuts = parts(fit.x)
    p = 1 / (1 + np.exp(-(cuts[:, None] + slopes @ points.T)))
    information = np.asarray((heavy * p * (1 - p)).T @ slopes**2 + 1, dtype=np.float64)
    past = np.column_stack([cuts, slopes])
    centre = np.average(past, axis=0, weights=weights)
    about = past - centre
    spread = (weights[:, None] * about).T @ about / float(weights.sum()) + 0.05 * np.eye(dimensions + 1)
    precision = np.asarray(np.linalg.inv(spread), dtype=np.float64)
    errors = np.asarray(information**-0.5, dtype=np.float64)
    return FittedPoints(points, errors, np.asarray(centre, dtype=np.float64), precision)


def _start(votes: Floats, weights: Floats, dimensions: int) -> Floats:
    """The first principal components of the votes about their roll calls' means."""
    calls, members = votes.shape
    there = np.isfinite(votes)
    count = np.maximum(there.sum(axis=1), 1)
    mean = np.where(there, votes, 0.0).sum(axis=1) / count
    centred = np.where(there, votes - mean[:, None], 0.0)
    heavy = centred * np.sqrt(weights)[:, None]
    points = np.zeros((members, dimensions))
    slopes = np.zeros((calls, dimensions))
    if calls and members:
        _, size, right = np.linalg.svd(heavy, full_matrices=False)
        for place in range(min(dimensions, len(size))):
            way = right[place]
            way = way * np.sign(way[np.abs(way).argmax()] or 1.0)
            points[:, place] = way / max(float(way.std()), 1e-6)
        slopes = np.clip(centred @ points / max(members, 1), -2, 2)
    share = np.clip((mean + 1) / 2, 0.03, 0.97)
    return np.concatenate([points.ravel(), slopes.ravel(), np.log(share / (1 - share))])
