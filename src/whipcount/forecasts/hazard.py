r"""The coupled member-month hazard and its penalised fit.

Member *i* of decision *d*, which has not consented when month *k* begins, consents in it with probability

.. math:: h_{idk} = \operatorname{logit}^{-1}(x_{idk}'\beta + u_d + v_i + w_{id}),

with covariates of :mod:`whipcount.forecasts.design`, a decision frailty :math:`u_d \sim N(0, \sigma_u^2)`, a member
effect :math:`v_i \sim N(0, \sigma_v^2)` and a holdout effect :math:`w_{id} \sim N(0, \sigma_w^2)`. The last is
integrated out by Gauss-Hermite quadrature (a spell ends with its only consent, so it has no estimate of its own);
the others are found with :math:`\beta` at the mode of the penalised likelihood (Tutz & Schmid 2016, ch. 9). A
consent between two bounds adds the probability of falling between them. Uncertainty is Laplace's: the information is
the complete data's, less what is missing (Louis 1982).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.optimize import minimize
from scipy.sparse import csr_array

from whipcount.errors import ForecastError
from whipcount.forecasts.design import CALENDAR, KNOTS, NAMES, PEERS, Panel

Array = NDArray[np.float64]
_STEPS, _ROUGH = 400, 30
"""Steps of the search. The likelihood has more than one mode (decisions with stubborn members, or without), so it is
searched twice: from the priors' centre, and from where a few rough steps lead. The better mode is taken."""


def _gauss_hermite(count: int) -> tuple[Array, Array]:
    nodes, weights = np.polynomial.hermite.hermgauss(count)
    return nodes * np.sqrt(2), np.log(weights / np.sqrt(np.pi))


@dataclass(frozen=True)
class Penalty:
    """Priors of the fit: everything that the data are not left alone with. Log-odds units.

    Attributes:
        frailty, momentum, member, holdout: standard deviations of the effects.
        half_life: months after which half of a momentum is gone.
        smooth: standard deviation of the change of slope between stretches of age.
        slope: standard deviation of every other coefficient.
        stubborn: share of spells whose holdout effect is of another kind: ``depth`` lower, with standard deviation
            one.
        depth: how much lower.
        nodes: quadrature nodes for the holdout effect, of either kind.
    """

    frailty: float = 1.0
    momentum: float = 1.5
    half_life: float = 6.0
    member: float = 0.5
    holdout: float = 0.6
    contested: float = 0.5
    stubborn: float = 0.2
    depth: float = 3.5
    smooth: float = 0.5
    slope: float = 1.0
    nodes: int = 5

    def __post_init__(self) -> None:
        for name in ("frailty", "momentum", "half_life", "member", "holdout", "smooth", "slope"):
            if not getattr(self, name) > 0:
                raise ForecastError(f"{name} must be above nought", where="penalty")
        for name in ("stubborn", "contested"):
            if not 0 < getattr(self, name) < 1:
                raise ForecastError(f"{name} is a share", where="penalty", accepted="above 0 and below 1")

    def quadrature(self) -> tuple[Array, Array]:
        """Holdout effects (nodes) and the logarithms of their weights, by kind of decision: shapes (nodes,), (2,
        nodes).

        Decisions of the first kind have no stubborn members, those of the second have.
        """
        usual, log_usual = _gauss_hermite(self.nodes)
        deep, log_deep = _gauss_hermite(3)
        nodes = np.concatenate([self.holdout * usual, deep - self.depth])
        none = np.full(3, -np.inf)
        smooth = np.concatenate([log_usual, none])
        contested = np.concatenate([np.log1p(-self.stubborn) + log_usual, np.log(self.stubborn) + log_deep])
        return nodes, np.stack([smooth, contested])

    @property
    def log_kinds(self) -> Array:
        """The logarithms of the shares of the two kinds of decisions."""
        return np.log([1 - self.contested, self.contested])

    def density(self, effect: Array, kind: int) -> Array:
        """The density of a holdout effect in a decision of a kind, up to a factor."""
        usual = np.exp(-0.5 * (effect / self.holdout) ** 2) / self.holdout
        if kind == 0:
            return np.asarray(usual)
        return np.asarray((1 - self.stubborn) * usual + self.stubborn * np.exp(-0.5 * (effect + self.depth) ** 2))


PRIOR_MEAN: dict[str, float] = {
    "constant": -2.6,  # seven in a hundred members a month: half of them within nine months or so
    "refused": -2.5,  # who has said no comes back twelve times slower
    "provisional": -0.7,  # what is applied already is in no hurry
    "deadline near": 1.0,  # in proportion to one over the time left
    "recent": 1.0,  # members bunch
    "said": 1.0,  # statements weigh what the evidence prior says
}
"""Where coefficients are pulled to; nought for all others. Stated beforehand, not fitted."""
PRIOR_SD: dict[str, float] = {"constant": 1.0, "refused": 0.7, "provisional": 0.5, "deadline near": 0.5, "said": 0.4}


@dataclass(frozen=True, eq=False)
class Fit:
    """A fitted hazard.

    Attributes:
        beta: coefficients in the order of :data:`~whipcount.forecasts.design.NAMES`.
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


def places(panel: Panel) -> tuple[slice, slice, slice, slice]:
    """Where coefficients, decision effects, momenta and member effects stand among the parameters."""
    sizes = np.cumsum([0, len(NAMES), len(panel.decisions), len(panel.blocks), len(panel.members)])
    one, two, three, four = (slice(int(a), int(b)) for a, b in pairwise(sizes))
    return one, two, three, four


def penalty_matrix(panel: Panel, penalty: Penalty) -> tuple[Array, Array]:
    """Precision (matrix) and centre (vector) of the Gaussian prior of all parameters."""
    _, decisions, momenta, members = places(panel)
    size = members.stop
    precision = np.zeros((size, size))
    centre = np.zeros(size)
    for place, name in enumerate(NAMES):
        centre[place] = PRIOR_MEAN.get(name, 0.0)
        if place < len(CALENDAR) or name in (*PEERS, "said"):
            precision[place, place] = PRIOR_SD.get(name, penalty.slope) ** -2
    first = len(CALENDAR)
    bends = len(KNOTS) - 1
    widths = np.diff(np.log1p(np.asarray(KNOTS) / 3.0))
    difference = np.zeros((bends - 1, bends))
    for row in range(bends - 1):  # change of slope (per unit of the log scale) from one stretch to the next
        difference[row, row] = -1 / widths[row]
        difference[row, row + 1] = 1 / widths[row + 1]
    block = difference.T @ difference / penalty.smooth**2 + np.eye(bends) / (3 * penalty.slope) ** 2
    precision[first : first + bends, first : first + bends] = block
    diagonal = np.arange(size)
    precision[diagonal[decisions], diagonal[decisions]] = penalty.frailty**-2
    precision[diagonal[members], diagonal[members]] = penalty.member**-2
    for number in np.unique(panel.blocks[:, 0]):
        own = np.flatnonzero(panel.blocks[:, 0] == number)
        apart = np.abs(panel.blocks[own, 1][:, None] - panel.blocks[own, 1][None, :])
        at = own + momenta.start
        covariance = penalty.momentum**2 * 0.5 ** (apart / penalty.half_life)
        precision[np.ix_(at, at)] = np.linalg.inv(covariance)
    return precision, centre


class Likelihood:
    """The marginal log-likelihood of a panel, its gradient and its information."""

    def __init__(self, panel: Panel, penalty: Penalty) -> None:
        self.panel = panel
        self.offsets, self.log_weights = penalty.quadrature()
        self.log_kinds = penalty.log_kinds
        coefficients, decisions, momenta, members = places(panel)
        rows = len(panel.spell)
        owners = np.stack(
            [
                panel.decision[panel.spell] + decisions.start,
                panel.block + momenta.start,
                panel.member[panel.spell] + members.start,
            ],
            axis=1,
        )
        columns = np.concatenate([np.tile(np.arange(coefficients.stop), (rows, 1)), owners], axis=1)
        values = np.concatenate([panel.X, np.ones((rows, 3))], axis=1)
        width = columns.shape[1]
        self.Z = csr_array(
            (values.ravel(), columns.ravel(), np.arange(0, rows * width + 1, width)), shape=(rows, members.stop)
        )
        self.gather = csr_array(
            (np.ones(rows), np.arange(rows), np.append(panel.start, rows)), shape=(len(panel.start), rows)
        )
        self.Zt = self.Z.T.tocsr()
        ends = np.concatenate([panel.start[1:], [rows]])
        self.closed = panel.bracket[ends - 1] if len(panel.start) else np.zeros(0, dtype=bool)
        self.outside = np.where(panel.bracket, 0.0, panel.weight)
        self.inside = panel.bracket.astype(float)

    def linear(self, theta: Array) -> Array:
        """The linear predictor of each row, without the holdout effect."""
        return np.asarray(self.Z @ theta)

    def parts(self, theta: Array) -> tuple[float, Array, Array, Array, Array]:
        """Everything that gradient and information need.

        Returns:
            the log-likelihood; per row and node the residual; per spell and node the posterior; the hazards; per
            decision the posterior of its kind.
        """
        eta = self.linear(theta)[:, None] + self.offsets[None, :]
        odds = np.exp(np.minimum(eta, 500.0))
        hazard = odds / (1 + odds)
        log_stay = -np.log1p(odds)
        survived = self.gather @ (log_stay * self.outside[:, None])
        bracket = np.minimum(self.gather @ (log_stay * self.inside[:, None]), -1e-300)
        log_event = np.where(self.closed[:, None], np.log(-np.expm1(bracket)), 0.0)
        joint = (survived + log_event)[None, :, :] + self.log_weights[:, None, :]
        spell_ll = np.logaddexp.reduce(joint, axis=2)
        owner, decisions = self.panel.decision, len(self.panel.decisions)
        by_kind = np.stack([np.bincount(owner, spell_ll[kind], decisions) for kind in (0, 1)]) + self.log_kinds[:, None]
        decision_ll = np.logaddexp(by_kind[0], by_kind[1])
        kind = np.exp(by_kind - decision_ll)
        posterior = (np.exp(joint - spell_ll[:, :, None]) * kind[:, owner, None]).sum(axis=0)
        pull = np.where(self.closed[:, None], np.exp(bracket - log_event), 0.0)  # P / (1 - P)
        residual = np.where(self.inside[:, None] > 0, hazard * pull[self.panel.spell], -hazard * self.outside[:, None])
        return float(decision_ll.sum()), residual, posterior, hazard, kind

    def value_and_gradient(self, theta: Array) -> tuple[float, Array]:
        """Log-likelihood and its gradient in all parameters."""
        value, residual, posterior, _, _ = self.parts(theta)
        row = (residual * posterior[self.panel.spell]).sum(axis=1)
        return value, np.asarray(self.Zt @ row)

    def information(self, theta: Array, *, missing: bool = True) -> Array:
        """Observed information by Louis's identity: complete minus missing, shape (parameters, parameters).

        The kind of each decision is taken with its posterior probability, as if that were known. Without what is
        missing it is positive semidefinite everywhere, which is what a preconditioner needs.
        """
        _, residual, posterior, hazard, _ = self.parts(theta)
        spell = self.panel.spell
        _, log_odds, log_square = self.brackets(hazard)
        per_row = np.where(self.inside[:, None] > 0, -np.exp(log_odds)[spell], self.outside[:, None])
        weight = (hazard * (1 - hazard) * per_row * posterior[spell]).sum(axis=1)
        total = self.Zt @ (self.Z * weight[:, None])
        scores = []
        for node in range(len(self.offsets)):
            # the months of one bracket are not independent: a square of rank one
            size = np.exp(0.5 * log_square[:, node]) * np.sqrt(posterior[:, node])
            together = self.gather @ (self.Z * (hazard[:, node] * self.inside)[:, None])
            together = together * size[:, None]
            total = total + together.T @ together
            if missing:
                scores.append(self.gather @ (self.Z * residual[:, node, None]))
        if not missing:
            return np.asarray(total.todense())
        # missing: the variance over nodes of each spell's score
        mean: Any = csr_array(scores[0].shape)  # Any: the stubs lose track of what sparse sums and products give
        for node, score in enumerate(scores):
            mean = mean + score * posterior[:, node, None]
        for node, score in enumerate(scores):
            away = (score - mean) * np.sqrt(posterior[:, node, None])
            total = total - away.T @ away
        return np.asarray(total.todense())

    def brackets(self, hazard: Array) -> tuple[Array, Array, Array]:
        """Per spell and node: log P of no consent in the bracket, log P/(1-P), log P/(1-P)^2 (minus infinity if
        open).
        """
        stay = np.add.reduceat(
            np.log1p(-np.minimum(hazard, 1 - 1e-15)) * self.inside[:, None], self.panel.start, axis=0
        )
        stay = np.minimum(stay, -1e-300)
        go = np.where(self.closed[:, None], np.log(-np.expm1(stay)), np.inf)
        return stay, stay - go, stay - 2 * go


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
    found = [_descend(likelihood, precision, centre, begin, factor, _STEPS)]
    rough = _descend(likelihood, precision, centre, begin, None, _ROUGH).theta
    factor = root(likelihood.information(rough, missing=False) + precision)
    found.append(_descend(likelihood, precision, centre, rough, factor, _STEPS))
    theta = min(found, key=lambda mode: mode.loss).theta
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
    found: Any = minimize(loss, np.zeros_like(begin), jac=True, method="L-BFGS-B", options=options)
    return _Mode(wide(np.asarray(found.x)), float(found.fun))


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
