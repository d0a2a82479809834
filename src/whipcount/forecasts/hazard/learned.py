"""What the hazard has learned from other decisions, and how the decision at hand updates it.

A fit on everything takes seconds, and a forecast is wanted for every week of two years. So the decisions of the past
are fitted once for each year (:func:`learn`, kept on disk by :mod:`whipcount.forecasts.hazard.fit_cache`), and
the decision's own record comes in by Bayes' rule (:func:`updated`): what was learned of coefficients and members is a
normal prior, the penalised likelihood of the own record is maximised under it, and Laplace's method gives the
uncertainty. It is the joint fit of :class:`~whipcount.forecasts.hazard.coupled.Coupled` with the past's likelihood
replaced by its quadratic approximation at its mode.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve, solve_triangular
from scipy.optimize import minimize

from whipcount.errors import ForecastError
from whipcount.forecasts.core.decisions import Decision, Snapshot
from whipcount.forecasts.core.member_names import name_key
from whipcount.forecasts.hazard.design import Panel, build
from whipcount.forecasts.hazard.fitting import Fit, fit
from whipcount.forecasts.hazard.hazard import Likelihood
from whipcount.forecasts.hazard.panel_cache import own_panel
from whipcount.forecasts.hazard.priors import Array, Penalty, penalty_matrix, places


@dataclass(frozen=True, eq=False)
class Learned:
    """What other decisions say, as a normal distribution of coefficients and member effects.

    Attributes:
        until: nothing later was looked at.
        beta: coefficients, in the order of :data:`~whipcount.forecasts.hazard.design.NAMES`.
        members: keys of the members that were met.
        effects: effect of each.
        covariance: of ``[beta, effects]``.
        penalty: the priors it was fitted under.
        decisions, consents: how much it saw.
        key: hash of all that the fit depends on, where it was asked for.
    """

    until: date
    beta: Array
    members: tuple[str, ...]
    effects: Array
    covariance: Array
    penalty: Penalty
    decisions: int
    consents: int
    key: str = ""


def year_of(day: date) -> date:
    """The day up to which others are learned from: the first of the year, so that a series over years fits few times.

    >>> year_of(date(2023, 6, 14))
    datetime.date(2023, 1, 1)
    """
    return date(day.year, 1, 1)


def history(decisions: Sequence[Decision], until: date) -> tuple[Snapshot, ...]:
    """What was known on a day of the decisions opened before it."""
    return tuple(decision.as_of(until) for decision in decisions if decision.opened < until)


def learn(snapshots: Sequence[Snapshot], until: date, penalty: Penalty | None = None) -> Learned:
    """Fit the hazard on other decisions, and keep what bears on the next one.

    Raises:
        ForecastError: no decision to learn from, or the fit did not converge.
    """
    if not snapshots:
        raise ForecastError(f"no decision of the past had been opened by {until}", accepted="a later day")
    fitted = fit(build(snapshots), penalty)
    coefficients, _, _, members = places(fitted.panel)
    at = np.r_[np.arange(coefficients.stop), np.arange(members.start, members.stop)]
    return Learned(
        until, fitted.beta, fitted.panel.members, fitted.theta[members], fitted.covariance[np.ix_(at, at)],
        fitted.penalty,
        len(snapshots), fitted.consents,
    )  # fmt: skip


def updated(learned: Learned, decision: Snapshot) -> Fit:
    """What was learned, with the decision's own record so far; stands where a fit on everything would.

    Members that the past does not know keep their prior, as do frailty and momenta of the decision.

    Raises:
        ForecastError: the fit did not converge.
    """
    panel = _with_members(own_panel(decision), decision)
    coefficients, decisions, _, members = places(panel)
    precision, centre = penalty_matrix(panel, learned.penalty)
    numbers = {name: place for place, name in enumerate(learned.members)}
    familiar = [(place, numbers[name]) for place, name in enumerate(panel.members) if name in numbers]
    here = [*range(coefficients.stop), *(members.start + place for place, _ in familiar)]
    there = [*range(coefficients.stop), *(coefficients.stop + number for _, number in familiar)]
    prior = learned.covariance[np.ix_(there, there)]
    precision[np.ix_(here, here)] = cho_solve(cho_factor(prior), np.eye(len(prior)))
    centre[here] = np.concatenate([learned.beta, learned.effects])[there]
    theta, value, kinds = centre.copy(), 0.0, np.full((2, 1), np.nan)
    information = precision
    if len(panel.start):
        likelihood = Likelihood(panel, learned.penalty)
        # in units of the prior's own spread: the search then takes a fifth of the steps
        spread = solve_triangular(np.linalg.cholesky(precision), np.eye(len(centre)), lower=True).T

        def loss(steps: Array) -> tuple[float, Array]:
            inside, gradient = likelihood.value_and_gradient(centre + spread @ steps)
            return -inside + 0.5 * float(steps @ steps), steps - spread.T @ gradient

        optimum: Any = minimize(
            loss, np.zeros_like(centre), jac=True, method="L-BFGS-B", options={"maxiter": 500, "gtol": 1e-4}
        )
        theta = centre + spread @ np.asarray(optimum.x)
        if not np.isfinite(theta).all():
            raise ForecastError("the update by the decision's own record did not converge", where=decision.name)
        information = likelihood.information(theta) + precision
        value, *_, kinds = likelihood.parts(theta)
    covariance = np.asarray(np.linalg.inv(information))
    return Fit(
        beta=theta[coefficients],
        decision=dict(zip(panel.decisions, theta[decisions].tolist(), strict=True)),
        member=dict(zip(panel.members, theta[members].tolist(), strict=True)),
        contested=dict(zip(panel.decisions, kinds[1].tolist(), strict=False)) if len(panel.start) else {},
        covariance=(covariance + covariance.T) / 2,
        loglik=value,
        penalty=learned.penalty,
        spells=len(panel.start),
        consents=int(decision.consented.sum()),
        theta=theta,
        panel=panel,
    )


def _with_members(panel: Panel, decision: Snapshot) -> Panel:
    """The panel with all members of the decision, those too that have not been followed for a day yet."""
    there = set(panel.members)
    more = [name for member in decision.members if (name := name_key(member)) not in there]
    return replace(panel, members=(*panel.members, *dict.fromkeys(more)))
