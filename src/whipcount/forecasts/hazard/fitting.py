"""Finding the mode of the hazard's penalised likelihood, and its curvature there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.optimize import minimize

from whipcount.errors import ForecastError
from whipcount.forecasts.hazard.design import NAMES, Panel
from whipcount.forecasts.hazard.hazard import Likelihood
from whipcount.forecasts.hazard.priors import Array, Penalty, penalty_matrix, places

_STEPS, _ROUGH = 400, 30
"""Steps of the search. The likelihood has more than one mode (decisions with stubborn members, or without), so it is
searched twice: from the priors' centre, and from where a few rough steps lead. The better mode is taken."""


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted hazard.

    Attributes:
        beta: coefficients in the order of :data:`~whipcount.forecasts.hazard.design.NAMES`.
        decision: frailty of each decision, by name.
        member: effect of each member, by key.
        contested: the chance that a decision has stubborn members, by name.
        covariance: of ``theta``: ``[beta, decisions, momenta, members]``, in that order.
        loglik: marginal log-likelihood at the mode (without the penalty).
        penalty: the priors it was fitted under.
        spells, consents: how much it saw.
    """

    beta: Array
    decision: dict[str, float]
    member: dict[str, float]
    contested: dict[str, float]
    covariance: Array
    loglik: float
    penalty: Penalty
    spells: int
    consents: int
    theta: Array = field(repr=False)
    panel: Panel = field(repr=False)


def fit(panel: Panel, penalty: Penalty | None = None, *, start: Array | None = None) -> Fit:
    """Find the mode of the penalised likelihood, and its curvature.

    Args:
        panel: member-months; may be empty, then the prior is the answer.
        penalty: the priors.
        start: where to begin, in the order of ``Fit.theta``.

    Raises:
        ForecastError: the fit did not converge.
    """
    penalty = penalty or Penalty()
    precision, centre = penalty_matrix(panel, penalty)
    if not len(panel.start):
        covariance: Array = np.asarray(np.linalg.inv(precision), dtype=np.float64)
        return Fit(centre[: len(NAMES)], {}, {}, {}, covariance, 0.0, penalty, 0, 0, centre, panel)
    likelihood = Likelihood(panel, penalty)
    begin = centre.copy() if start is None or start.shape != centre.shape else start
    factor = root(likelihood.information(begin, missing=False) + precision)
    fits = [_descend(likelihood, precision, centre, begin, factor, _STEPS)]
    rough = _descend(likelihood, precision, centre, begin, None, _ROUGH).theta
    factor = root(likelihood.information(rough, missing=False) + precision)
    fits.append(_descend(likelihood, precision, centre, rough, factor, _STEPS))
    theta = min(fits, key=lambda mode: mode.loss).theta
    if not np.isfinite(theta).all():
        raise ForecastError("the hazard's fit did not converge")
    information = likelihood.information(theta) + precision
    value, *_, kinds = likelihood.parts(theta)
    coefficients, decisions, _, members = places(panel)
    return Fit(
        beta=theta[coefficients],
        decision=dict(zip(panel.decisions, theta[decisions].tolist(), strict=True)),
        member=dict(zip(panel.members, theta[members].tolist(), strict=True)),
        contested=dict(zip(panel.decisions, kinds[1].tolist(), strict=True)),
        covariance=_inverse(information),
        loglik=value,
        penalty=penalty,
        spells=len(panel.start),
        consents=int(likelihood.closed.sum()),
        theta=theta,
        panel=panel,
    )


@dataclass(frozen=True, eq=False)
class _Mode:
    theta: Array
    loss: float


def _descend(
    likelihood: Likelihood, precision: Array, centre: Array, begin: Array, factor: Array | None, steps: int
) -> _Mode:
    """L-BFGS for at most so many steps; with a root of the curvature, on the scale on which that is round."""

    def wide(z: Array) -> Array:
        return begin + (z if factor is None else solve_triangular(factor, z, lower=True, trans=1))

    def loss(z: Array) -> tuple[float, Array]:
        at = wide(z)
        value, gradient = likelihood.value_and_gradient(at)
        away = precision @ (at - centre)
        slope = away - gradient
        if factor is not None:
            slope = solve_triangular(factor, slope, lower=True)
        return -value + 0.5 * float((at - centre) @ away), slope

    options: Any = {"maxiter": steps, "ftol": 1e-12, "gtol": 1e-5, "maxcor": 20}
    optimum: Any = minimize(loss, np.zeros_like(begin), jac=True, method="L-BFGS-B", options=options)
    return _Mode(wide(np.asarray(optimum.x)), float(optimum.fun))


def root(matrix: Array) -> Array:
    """The lower Cholesky factor of a symmetric matrix; a ridge grows until there is one. Of nought it is nought.

    Draws are made with it and not with eigenvectors, whose signs and order differ between machines.

    >>> root(np.array([[4.0, 2.0], [2.0, 5.0]])).tolist(), root(np.zeros((1, 1))).tolist()
    ([[2.0, 0.0], [1.0, 2.0]], [[0.0]])
    """
    scale = float(np.abs(np.diag(matrix)).max(initial=0.0))
    if scale == 0:
        return np.zeros_like(matrix)
    ridge = 0.0
    while True:
        try:
            return np.asarray(np.linalg.cholesky(matrix + ridge * np.eye(len(matrix))), dtype=np.float64)
        except np.linalg.LinAlgError:
            ridge = max(1e-12 * scale, ridge * 10)


def _inverse(matrix: Array) -> Array:
    """Inverse of a symmetric matrix; a ridge grows until it is positive definite."""
    ridge = 0.0
    while True:
        try:
            factor = cho_factor(matrix + ridge * np.eye(len(matrix)))
            return np.asarray(cho_solve(factor, np.eye(len(matrix))))
        except np.linalg.LinAlgError:
            ridge = max(1e-6, ridge * 10)
