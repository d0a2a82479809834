"""Members that come in at their own times: log-normal, with an effect that those of one decision share; the decision's
own record so far says what its effect is (Duchateau & Janssen 2008, ch. 4).

.. math:: \\log(t_{id} + 15) = \\mu - b q_i - s\\, g_{id} + u_d + \\sigma e_{id}

with :math:`q` the quickness of the member and :math:`g` whether it has signed. A share of members that never comes was
fitted too (Farewell 1982) and came out at nought: the spread of the times is wide enough to hold them. Without it the
hazard falls with the effect at all times, so that a consent never makes a decision look slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import log_ndtr, ndtr

from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.poisson_binomial import at_least
from whipcount.forecasts.horizon.features import NODES
from whipcount.forecasts.horizon.quickness import Quickness

Array = NDArray[np.float64]
CENTRE = np.array([6.5, 0.0, -0.4, 1.0, 0.3])
"""Prior means of: mean of log days, log spread within, log spread between decisions, effect of quickness, effect of a
signature."""
SPREAD = np.array([1.0, 0.5, 0.5, 2.0, 1.0])
NEGLIGIBLE = 1e-9
"""Effects of a decision less likely than this are passed over."""
DELAY = 15.0
"""Days added before the logarithm is taken."""

_HERMITE_NODES, _HERMITE_WEIGHTS = np.polynomial.hermite.hermgauss(21)
_EFFECTS, _LOG_WEIGHTS = _HERMITE_NODES * np.sqrt(2), np.log(_HERMITE_WEIGHTS / np.sqrt(np.pi))


@dataclass(frozen=True, eq=False)
class Waits:
    """The members of one decision on a day: one entry a member.

    Attributes:
        logs: log of days waited (until consent, or so far), :data:`DELAY` added.
        came: has consented.
        quickness, signed: covariates.
        listed: its wait says something (:attr:`~whipcount.forecasts.core.decisions.Snapshot.listed`).
    """

    logs: Array
    came: NDArray[np.bool_]
    quickness: Array
    signed: Array
    listed: NDArray[np.bool_]


def waits(snapshot: Snapshot, quickness: Quickness) -> Waits:
    """How long the members of a decision have waited."""
    came = snapshot.consented
    until = np.where(came, np.minimum(snapshot.consent_day, snapshot.today), snapshot.today)
    signed = np.zeros(len(came)) if snapshot.signed is None else (snapshot.signed <= snapshot.today).astype(float)
    days = np.maximum(until - snapshot.opened, 0.0)
    return Waits(np.log(days + DELAY), came, quickness.of(snapshot.members), signed, snapshot.listed)


@dataclass(frozen=True, slots=True)
class MemberTimes:
    """Fitted parameters, in the order of :data:`CENTRE`."""

    values: tuple[float, ...]

    def chance(self, snapshot: Snapshot, quickness: Quickness, horizons: Sequence[int] = NODES) -> Array:
        """The chance that enough members are in within each horizon, averaged over the decision's effect.

        Returns:
            shape (horizons,).
        """
        theirs = waits(snapshot, quickness)
        mean, _, _, by_quickness, by_signature = self.values
        within, between = np.exp(self.values[1]), np.exp(self.values[2])
        seen = theirs.listed
        density = _log_density(np.array(self.values), theirs.logs[seen], theirs.came[seen],
                               theirs.quickness[seen], theirs.signed[seen])  # fmt: skip
        posterior = density.sum(axis=0) + _LOG_WEIGHTS
        posterior = np.exp(posterior - np.logaddexp.reduce(posterior))
        likely = posterior > NEGLIGIBLE
        left = ~theirs.came
        own = mean - by_quickness * theirs.quickness[left] - by_signature * theirs.signed[left]
        centre = own[:, None] + between * _EFFECTS[likely]
        now = (snapshot.today - snapshot.opened[left]).astype(np.float64)
        later = now[:, None] + np.asarray(horizons, dtype=np.float64)
        waiting = ndtr(-(np.log(now + DELAY)[:, None] - centre) / within)
        then = ndtr(-(np.log(later + DELAY)[:, :, None] - centre[:, None, :]) / within)
        joins = np.clip(1 - then / np.maximum(waiting, 1e-300)[:, None, :], 0, 1)
        needed = snapshot.need - int(theirs.came.sum())
        enough = at_least(joins.reshape(len(joins), len(horizons) * int(likely.sum())), needed)
        return np.asarray(enough.reshape(len(horizons), -1) @ (posterior[likely] / posterior[likely].sum()))


def fit_member_times(decisions: Sequence[Waits]) -> MemberTimes:
    """Posterior mode of the parameters, the effects of decisions integrated out by quadrature.

    Args:
        decisions: the waits of each, as far as they were followed.
    """
    rows = [
        np.stack([w.logs, w.came, np.round(w.quickness, 1), w.signed, np.full(len(w.logs), number)])[:, w.listed]
        for number, w in enumerate(decisions)
        if w.listed.any()
    ]
    if not rows:
        return MemberTimes(tuple(CENTRE.tolist()))
    cells, count = np.unique(np.round(np.concatenate(rows, axis=1), 2), axis=1, return_counts=True)
    cells, count = cells[:, order := np.argsort(cells[4], kind="stable")], count[order]
    logs, came, quickness, signed, number = cells[0], cells[1] > 0, cells[2], cells[3], cells[4]
    starts = np.flatnonzero(np.concatenate([[True], number[1:] != number[:-1]]))

    def loss(values: Array) -> float:
        inside = np.add.reduceat(_log_density(values, logs, came, quickness, signed) * count[:, None], starts)
        away = (values - CENTRE) / SPREAD
        return float(0.5 * away @ away - np.logaddexp.reduce(inside + _LOG_WEIGHTS, axis=1).sum())

    optimum: Any = minimize(loss, CENTRE, method="L-BFGS-B", options={"maxiter": 40})
    return MemberTimes(tuple(round(float(v), 5) for v in optimum.x))


def _log_density(values: Array, logs: Array, came: NDArray[np.bool_], quickness: Array, signed: Array) -> Array:
    """Log-likelihood of each member at each decision effect, shape (members, effects)."""
    mean, log_within, log_between, by_quickness, by_signature = values
    centred = logs - mean + by_quickness * quickness + by_signature * signed
    z = (centred[:, None] - np.exp(log_between) * _EFFECTS) / np.exp(log_within)
    return np.asarray(np.where(came[:, None], -0.5 * z**2 - log_within, log_ndtr(-z)))
