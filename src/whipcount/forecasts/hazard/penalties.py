"""Choosing the penalties: which priors would have foretold each cluster of decisions from all the others?

Leaving out a cluster and fitting again is done by one Newton step from the full fit (Beirami et al. 2017; Giordano
et al. 2019): with the gradient and information of the cluster alone at hand, it costs a solve and no fit. The
left-out decision's frailty and momenta, of which nothing was known, are integrated out by Laplace's method.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from whipcount.forecasts.hazard.design import Panel
from whipcount.forecasts.hazard.fitting import Fit, fit
from whipcount.forecasts.hazard.hazard import Likelihood
from whipcount.forecasts.hazard.priors import Array, Penalty, penalty_matrix, places

GRID: tuple[Penalty, ...] = tuple(
    Penalty(momentum=momentum, half_life=half_life, holdout=holdout, frailty=frailty)
    for momentum in (1.0, 1.5, 2.0)
    for half_life in (4.0, 8.0)
    for holdout in (0.6,)
    for frailty in (0.5, 1.0)
)
"""The penalties that are tried when none is given."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One set of penalties and the log-probability that it gave to the clusters left out, one a cluster."""

    penalty: Penalty
    clusters: tuple[float, ...]

    @property
    def total(self) -> float:
        """The sum over clusters: the higher the better."""
        return float(sum(self.clusters))


def part(panel: Panel, spells: NDArray[np.bool_]) -> Panel:
    """The panel of some spells; decisions and members keep their numbers."""
    rows = spells[panel.spell]
    renumbered = np.cumsum(spells) - 1
    spell = renumbered[panel.spell[rows]]
    start = np.searchsorted(spell, np.arange(int(spells.sum())))
    return replace(
        panel, X=panel.X[rows], spell=spell, bracket=panel.bracket[rows], weight=panel.weight[rows],
        decision=panel.decision[spells], member=panel.member[spells], block=panel.block[rows], start=start,
    )  # fmt: skip


def left_out(fitted: Fit, labels: Sequence[int]) -> tuple[float, ...]:
    """The log-probability of each cluster under the fit to the others.

    Args:
        fitted: the fit to all.
        labels: the cluster of each decision of the panel.
    """
    panel, penalty, theta = fitted.panel, fitted.penalty, fitted.theta
    precision, _ = penalty_matrix(panel, penalty)
    information = Likelihood(panel, penalty).information(theta) + precision
    coefficients, _, momenta, members = places(panel)
    label = np.asarray(labels)
    rows = []
    for cluster in np.unique(label):
        inside = np.flatnonzero(label == cluster)
        spells = np.isin(panel.decision, inside)
        if not spells.any():
            continue
        own = Likelihood(part(panel, spells), penalty)
        rest = information - own.information(theta)
        moved = theta - np.linalg.solve(rest, own.value_and_gradient(theta)[1])
        total = 0.0
        for decision in inside:
            if (panel.decision == decision).any():
                alone = single(panel, int(decision))
                blocks = np.flatnonzero(panel.blocks[:, 0] == decision) + momenta.start
                begin = np.concatenate([moved[coefficients], np.zeros(1 + len(blocks)), moved[members]])
                total += _marginal(alone, penalty, begin)
        rows.append(total)
    return tuple(rows)


def single(panel: Panel, decision: int) -> Panel:
    """The panel of one decision; members keep their numbers, its stretches of time are counted anew."""
    alone = part(panel, panel.decision == decision)
    mine = np.flatnonzero(panel.blocks[:, 0] == decision)
    blocks = panel.blocks[mine].copy()
    blocks[:, 0] = 0
    return replace(
        alone, decision=np.zeros_like(alone.decision), block=np.searchsorted(mine, alone.block), blocks=blocks,
        decisions=(panel.decisions[decision],),
    )  # fmt: skip


def _marginal(panel: Panel, penalty: Penalty, theta: Array) -> float:
    """The log-probability of one decision with its frailty and momenta integrated out (Laplace), the rest held."""
    _, decisions, momenta, _ = places(panel)
    free = slice(decisions.start, momenta.stop)
    precision = penalty_matrix(panel, penalty)[0][free, free]
    likelihood = Likelihood(panel, penalty)

    def loss(values: Array) -> tuple[float, Array]:
        at = theta.copy()
        at[free] = values
        value, gradient = likelihood.value_and_gradient(at)
        pull = precision @ values
        return -value + 0.5 * float(values @ pull), -gradient[free] + pull

    mode = minimize(loss, theta[free], jac=True, method="L-BFGS-B", options={"maxiter": 200})
    at = theta.copy()
    at[free] = mode.x
    curvature = likelihood.information(at)[free, free] + precision
    ratio = np.linalg.slogdet(precision)[1] - np.linalg.slogdet(curvature)[1]
    return float(-mode.fun + 0.5 * ratio)


def choose(panel: Panel, labels: Sequence[int], grid: Iterable[Penalty] = GRID) -> tuple[Penalty, tuple[Tried, ...]]:
    """The penalties of a grid under which left-out clusters are likeliest, and what each gave.

    Args:
        panel: member-months.
        labels: the cluster of each decision of the panel.
        grid: what to try; the first wins a tie.
    """
    tried = []
    start = None
    for penalty in grid:
        fitted = fit(panel, penalty, start=start)
        start = fitted.theta
        tried.append(Tried(penalty, left_out(fitted, labels)))
    best = max(tried, key=lambda t: t.total)
    return best.penalty, tuple(tried)
