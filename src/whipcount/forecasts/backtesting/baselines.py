"""The forecasters to beat, all behind the contract of :mod:`whipcount.forecasts.core.contract`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_ndtr, ndtr

from whipcount.forecasts.core.contract import GRID, Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.poisson_binomial import at_least

ORIGINS = (60, 112, 209, 391, 730)
"""Ages in days from which a backtest looks ahead: even steps of the logarithm from 60 to 730 days."""


@dataclass(frozen=True, slots=True)
class Ended:
    """When a decision of the past was met, or until when it is known not to have been. Days since its opening."""

    days: float
    met: bool


def ended(history: Sequence[Snapshot]) -> list[Ended]:
    """The durations of whole decisions, as far as they were known."""
    return [_ended(past) for past in history if not past.rule.missing]


@lru_cache(maxsize=8192)
def _ended(past: Snapshot) -> Ended:
    """The duration of one, kept, since many decisions are forecast from the same others."""
    order = np.sort(past.consent_day[past.consented])
    fewest = past.rule.need(max(int((past.opened <= past.start).sum()), 1))
    day = next((float(d) for d in order[fewest - 1 :] if _met_on(past, d)), None)
    if day is not None:
        return Ended(max(day - past.start, 1.0), met=True)
    return Ended(max(float(past.followed.max(initial=past.start)) - past.start, 1.0), met=False)


def _met_on(past: Snapshot, day: float) -> bool:
    """Whether the rule was met on a day by those who were members then: who joined later was not needed."""
    here = past.opened <= day
    return bool(past.rule.met((past.consent_day <= day)[here], past.weights[here]))


class Half:
    """Always one half."""

    name = "always .5"

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:  # noqa: ARG002  (contract)
        """One half at every horizon."""
        return Curve(np.full(len(GRID), 0.5))


class Climatology:
    """How often a past decision that was still open was met within the horizon, whatever its age.

    Past decisions are looked at from the ages of the backtest; before there are any, a stated guess of one third
    within a year counts as two decisions.
    """

    name = "climatology by horizon"

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:  # noqa: ARG002  (contract)
        """Shares of past origins whose decision was met within each horizon."""
        past = ended(history)
        guess = 1 - 0.5 ** (GRID / 624)  # one third within a year
        hits, trials = 2 * guess, np.full(len(GRID), 2.0)
        for age in ORIGINS:
            for one in past:
                if one.days <= age:
                    continue
                resolved = one.met | (one.days - age >= GRID)
                hits += resolved & one.met & (one.days - age <= GRID)
                trials += resolved
        return Curve(np.maximum.accumulate(hits / trials))


class KaplanMeier:
    """Kaplan & Meier (1958) on the durations of whole decisions, given that this one is still open at its age.

    Two imagined decisions of a stated duration (exponential, half in 600 days) keep early forecasts off 0 and 1.
    """

    name = "Kaplan-Meier of decisions"

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """1 - S(age + horizon) / S(age)."""
        past = ended(history)
        ages = max(decision.age, 0) + GRID
        risk = np.full(len(GRID) - 1, 2.0)
        deaths = 2 * (1 - 0.5 ** (np.diff(GRID) / 600))
        for one in past:
            spent = np.clip((one.days - ages[:-1]) / np.diff(ages), 0, 1)
            if one.met and ages[0] < one.days <= ages[-1]:
                place = int(np.searchsorted(ages, one.days)) - 1
                deaths[place] += 1
                spent[place] = 1.0
            risk += spent
        survival = np.cumprod(1 - np.clip(deaths / risk, 0, 1))
        return Curve(np.concatenate([[0.0], 1 - survival]))


class Pace:
    """The members left at the pace so far: their time is log-normal around it, with a stated spread of one (a factor
    e).
    """

    name = "pace extrapolation"

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:  # noqa: ARG002  (contract)
        """Half a consent is added on either side, so that nobody in is no pace of nought."""
        need = decision.rule.need(len(decision.members))
        done = int(decision.consented.sum())
        left = max(need - done, 1)
        days = left * max(decision.age, 1) / (done + 0.5)
        with np.errstate(divide="ignore"):
            return Curve(ndtr(np.log(GRID / days)))


@dataclass(frozen=True, slots=True)
class _LogNormal:
    """Log-normal member times: log days ~ N(mean + decision effect, within); decision effects ~ N(0, between)."""

    mean: float
    within: float
    between: float


def _member_times(snapshot: Snapshot) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    until = np.where(snapshot.consented, np.minimum(snapshot.consent_day, snapshot.today), snapshot.followed)
    return np.log(np.maximum(until - snapshot.opened, 0) + 15.0), snapshot.consented


_HERMITE_NODES, _HERMITE_WEIGHTS = np.polynomial.hermite.hermgauss(31)
_NODES, _LOG_WEIGHTS = _HERMITE_NODES * np.sqrt(2), np.log(_HERMITE_WEIGHTS / np.sqrt(np.pi))


def _loglik(snapshot: Snapshot, mean: float, within: float, effects: NDArray[np.float64]) -> NDArray[np.float64]:
    logs, seen = _member_times(snapshot)
    logs, seen = logs[snapshot.listed], seen[snapshot.listed]
    (logs, flags), count = np.unique(np.stack([logs, seen]), axis=1, return_counts=True)  # many wait equally long
    z = (logs[:, None] - mean - effects[None, :]) / within
    parts = np.where(flags[:, None] > 0, -0.5 * z**2 - np.log(within), log_ndtr(-z))
    return np.asarray(count @ parts)


_WITHIN = (0.6, 0.8, 1.0, 1.3)
_PLACES = np.arange(1.0, 12.0, 0.04)
"""Means of log days at which likelihoods are worked out; between them they are interpolated."""


@lru_cache(maxsize=2048)
def _profiles(snapshot: Snapshot) -> tuple[NDArray[np.float64], ...]:
    """The log-likelihood of a snapshot (which equals itself only) at each mean, one array a spread within."""
    return tuple(_loglik(snapshot, 0.0, within, _PLACES) for within in _WITHIN)


class _LogNormalModel:
    """Shared by the two log-normal baselines: parameters by posterior mode on a small grid, priors stated."""

    pooled = False

    def __init__(self) -> None:
        self._seen: dict[int, _LogNormal] = {}

    def _fit(self, history: Sequence[Snapshot]) -> _LogNormal:
        key = hash(tuple((s.name, s.today, int(s.consented.sum())) for s in history))
        if key not in self._seen:
            best, score = _LogNormal(6.2, 0.9, 0.6), -np.inf
            means = np.arange(5.2, 7.3, 0.1)
            for between in (0.0,) if self.pooled else (0.3, 0.6, 0.9):
                nodes = np.zeros(1) if between == 0 else between * _NODES
                weights = np.zeros(1) if between == 0 else _LOG_WEIGHTS
                places = (means[:, None] + nodes).ravel()
                for number, within in enumerate(_WITHIN):
                    total = -0.5 * ((means - 6.2) / 0.7) ** 2  # prior: half of the members within 500 days
                    for past in history:
                        lik = np.interp(places, _PLACES, _profiles(past)[number]).reshape(len(means), -1) + weights
                        total = total + np.logaddexp.reduce(lik, axis=1)
                    top = int(total.argmax())
                    if total[top] > score:
                        best, score = _LogNormal(float(means[top]), within, between), float(total[top])
            self._seen[key] = best
        return self._seen[key]

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The chance that enough members are in, averaged over the decision's effect given its own record."""
        fit = self._fit(history)
        posterior = _loglik(decision, fit.mean, fit.within, fit.between * _NODES) + _LOG_WEIGHTS
        posterior = np.exp(posterior - np.logaddexp.reduce(posterior))
        left = ~decision.consented
        now = decision.today - decision.opened[left]
        z0 = (np.log(now + 15.0)[:, None] - fit.mean - fit.between * _NODES) / fit.within
        done, need = int(decision.consented.sum()), decision.rule.need(len(decision.members))
        nodes = posterior > 1e-9
        if fit.between == 0:  # without an effect all of them are one
            nodes = np.arange(len(_NODES)) == 0
        posterior = posterior[nodes] / posterior[nodes].sum()
        z0 = z0[:, nodes]
        later = np.log(now[:, None] + GRID + 15.0)[:, :, None]
        z1 = (later - fit.mean - fit.between * _NODES[nodes]) / fit.within
        joined = 1 - np.exp(log_ndtr(-z1) - log_ndtr(-z0)[:, None, :])
        enough = at_least(joined.reshape(len(joined), len(GRID) * len(posterior)), need - done)
        cdf = enough.reshape(len(GRID), -1) @ posterior
        return Curve(np.maximum.accumulate(np.clip(cdf, 0, 1)))


class IndependentMembers(_LogNormalModel):
    """Log-normal members that know nothing of each other; the last of them decides."""

    name = "independent members"
    pooled = True


class Hierarchical(_LogNormalModel):
    """Log-normal members with a frailty that those of one decision share."""

    name = "hierarchical log-normal"


def baselines() -> tuple[Half | Climatology | KaplanMeier | Pace | IndependentMembers | Hierarchical, ...]:
    """A fresh one of each."""
    return Half(), Pace(), IndependentMembers(), Climatology(), KaplanMeier(), Hierarchical()
