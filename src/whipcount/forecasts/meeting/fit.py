r"""The parameters of a meeting that decisions of the past can inform, and how far.

The model of :mod:`whipcount.forecasts.meeting.chance` in closed form for a body that must agree without objection. Of
:math:`n` members :math:`K` are known to have blocked the last question about the same (leaning :math:`m_j`, faded
with age), the others are silent (leaning :math:`m`). With the mood :math:`z`, and the uncertainty of the two leanings
:math:`u, v`, all standard normal,

.. math:: q = \Phi(m + \sigma z + \tau u), \qquad q_j = \Phi(m_j + \sigma z + \tau v),

a silent member goes along with probability :math:`q`, a known opponent with :math:`q_j`, independently given
:math:`z, u, v`. What is seen: nobody refuses (decided), or exactly the members that are named refuse. A question is
put to a decision with probability :math:`\pi`, and who blocked is named with probability :math:`\nu`, so that "not
decided, nobody named" has probability :math:`1 - \pi + \pi (1 - \nu) P(\text{somebody refuses})`.

Five numbers, normal priors, the mode of the posterior and its curvature (Laplace). Questions of one occasion share
its mood and count together as one: each weighs one over their number (a composite likelihood; Varin, Reid & Firth
2011, *Statistica Sinica* 21, 5-42).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit, log_ndtr

from whipcount.errors import ForecastError
from whipcount.forecasts.core.propensity import MeetingPrior, freshness
from whipcount.forecasts.meeting.occasions import Question

Array = NDArray[np.float64]
_MOOD_NODES, _OWN_NODES = 25, 9


@dataclass(frozen=True, slots=True)
class FitPrior:
    """Normal priors (mean, standard deviation) of the five numbers, on the scale on which they are normal.

    Attributes:
        unknown: leaning of a silent member: most go along with most of what reaches a meeting.
        opposed: leaning of a member that has just blocked, when the question comes back. Even odds and wide: it often
            comes back because what stood in the way was settled.
        mood: logarithm of the mood's standard deviation.
        put: log-odds that a question which came up is put to a decision.
        named: log-odds that who blocked is named.
        half_life: days after which half of a known opposition has faded; not fitted.
        spread: standard deviation of the uncertainty of each leaning; not fitted.
    """

    unknown: tuple[float, float] = (1.9, 0.5)
    opposed: tuple[float, float] = (0.0, 1.5)
    mood: tuple[float, float] = (0.0, 0.4)
    put: tuple[float, float] = (2.44, 0.7)
    named: tuple[float, float] = (2.2, 1.0)
    half_life: float = 180.0
    spread: float = 0.35

    @property
    def centre(self) -> Array:
        """The means, as a vector."""
        return np.array([self.unknown[0], self.opposed[0], self.mood[0], self.put[0], self.named[0]])

    @property
    def scale(self) -> Array:
        """The standard deviations, as a vector."""
        return np.array([self.unknown[1], self.opposed[1], self.mood[1], self.put[1], self.named[1]])


NAMES = ("unknown", "opposed", "log mood", "logit put", "logit named")


@dataclass(frozen=True, eq=False)
class MeetingFit:
    """The mode of the posterior.

    Attributes:
        theta: in the order of :data:`NAMES`.
        error: posterior standard deviations of the same.
        loglik: composite log-likelihood at the mode.
        questions, occasions: how much it saw.
    """

    theta: Array
    error: Array
    loglik: float
    questions: int
    occasions: int
    prior: FitPrior

    @property
    def unknown(self) -> float:
        """Leaning of a silent member."""
        return float(self.theta[0])

    @property
    def opposed(self) -> float:
        """Leaning of a member that has just blocked, when the question comes back."""
        return float(self.theta[1])

    @property
    def mood(self) -> float:
        """Standard deviation of the shared mood."""
        return float(np.exp(self.theta[2]))

    @property
    def put(self) -> float:
        """The chance that a question which came up is put to a decision."""
        return float(expit(self.theta[3]))

    @property
    def named(self) -> float:
        """The chance that who blocked is named."""
        return float(expit(self.theta[4]))

    def chance(self, questions: Sequence[Question]) -> Array:
        """The probability that each question is decided, from its size and what was known beforehand."""
        return np.asarray(self.put * np.exp(_Rows(questions, self.prior).agreed(self.theta)))

    def applied(self, prior: MeetingPrior) -> MeetingPrior:
        """A meeting's prior with the fitted numbers in place of the stated ones; stances stay what they were."""
        return replace(prior, unknown=self.unknown, mood=self.mood, on_agenda=self.put)


class _Rows:
    """Questions as arrays; members' chances of going along at every quadrature node."""

    def __init__(self, questions: Sequence[Question], prior: FitPrior) -> None:
        shared = Counter(q.occasion for q in questions)
        self.weight = np.array([1.0 / shared[q.occasion] for q in questions])
        self.decided = np.array([q.decided for q in questions], dtype=bool)
        positions = [dict(q.known) for q in questions]
        self.silent = np.array([q.size - len(k) for q, k in zip(questions, positions, strict=True)], dtype=float)
        self.refused = np.array(
            [len(q.refused - k.keys()) for q, k in zip(questions, positions, strict=True)], dtype=float
        )
        self.named = np.array([bool(q.refused) for q in questions], dtype=bool)
        flat = [
            (row, freshness(since, question.day, prior.half_life), who in question.refused)
            for row, question in enumerate(questions)
            for who, since in question.known
        ]
        self.owner = np.array([row for row, _, _ in flat], dtype=np.int64)
        self.kept = np.array([kept for _, kept, _ in flat], dtype=float)
        self.holds = np.array([holds for _, _, holds in flat], dtype=bool)
        self.spread = prior.spread
        z, weights = np.polynomial.hermite_e.hermegauss(_MOOD_NODES)
        u, inner = np.polynomial.hermite_e.hermegauss(_OWN_NODES)
        self.z, self.log_z = z, np.log(weights / weights.sum())
        self.u, self.log_u = u, np.log(inner / inner.sum())

    def _given_mood(self, theta: Array, refused: Array, holds: NDArray[np.bool_]) -> Array:
        """The logarithm of the chance that exactly these refuse, shape (rows, mood nodes)."""
        shared = np.exp(theta[2]) * self.z[:, None] + self.spread * self.u[None, :]  # (mood, own)
        go, stay = log_ndtr(theta[0] + shared), log_ndtr(-theta[0] - shared)
        silent = (self.silent - refused)[:, None, None] * go + refused[:, None, None] * stay
        total = np.logaddexp.reduce(silent + self.log_u, axis=2)
        if len(self.owner):
            leaning = theta[0] + self.kept * (theta[1] - theta[0])
            sign = np.where(holds, -1.0, 1.0)
            own = np.zeros((len(refused), len(self.z), len(self.u)))
            np.add.at(own, self.owner, log_ndtr(sign[:, None, None] * (leaning[:, None, None] + shared)))
            total = total + np.logaddexp.reduce(own + self.log_u, axis=2)
        return np.asarray(total)

    def agreed(self, theta: Array) -> Array:
        """The logarithm of the chance that nobody refuses, one a row."""
        nobody = self._given_mood(theta, np.zeros(len(self.silent)), np.zeros_like(self.holds))
        return np.asarray(np.logaddexp.reduce(nobody + self.log_z, axis=1))

    def loglik(self, theta: Array) -> float:
        """The composite log-likelihood."""
        agreed = self.agreed(theta)
        these = np.logaddexp.reduce(self._given_mood(theta, self.refused, self.holds) + self.log_z, axis=1)
        put, named = expit(theta[3]), expit(theta[4])
        unnamed = np.log1p(-put + put * (1 - named) * -np.expm1(agreed))
        each = np.where(
            self.decided, np.log(put) + agreed, np.where(self.named, np.log(put) + np.log(named) + these, unnamed)
        )
        return float(self.weight @ each)


def fit_meetings(questions: Sequence[Question], prior: FitPrior | None = None) -> MeetingFit:
    """Find the mode of the posterior, and its curvature.

    Args:
        questions: of the past; may be empty, then the prior is the answer.
        prior: what is believed beforehand.

    Raises:
        ForecastError: the fit did not converge.

    >>> nothing = fit_meetings(())
    >>> round(nothing.unknown, 2), round(nothing.put, 2)
    (1.9, 0.92)
    """
    prior = prior or FitPrior()
    rows = _Rows(questions, prior)
    centre, scale = prior.centre, prior.scale

    def loss(theta: Array) -> float:
        away = (theta - centre) / scale
        return 0.5 * float(away @ away) - (rows.loglik(theta) if len(questions) else 0.0)

    optimum: Any = minimize(loss, centre, method="BFGS", options={"gtol": 1e-4})  # Any: scipy's result has no type
    theta = np.asarray(optimum.x, dtype=np.float64)
    curve = _curvature(loss, theta)
    if not np.isfinite(theta).all() or not np.isfinite(curve).all() or np.linalg.eigvalsh(curve).min() <= 0:
        raise ForecastError("the fit of meetings did not converge")
    error = np.sqrt(np.diag(np.linalg.inv(curve)))
    loglik = rows.loglik(theta) if len(questions) else 0.0
    return MeetingFit(theta, error, loglik, len(questions), len({q.occasion for q in questions}), prior)


def _curvature(loss: Any, theta: Array, step: float = 1e-3) -> Array:
    """Second derivatives by central differences."""
    size = len(theta)
    result = np.empty((size, size))
    for i in range(size):
        for j in range(i, size):
            a, b = np.eye(size)[i] * step, np.eye(size)[j] * step
            value = loss(theta + a + b) - loss(theta + a - b) - loss(theta - a + b) + loss(theta - a - b)
            result[i, j] = result[j, i] = value / (4 * step * step)
    return result
