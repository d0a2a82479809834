"""The pooled model: boosted trees, an additive logistic model, member times, pace and base rates, at each horizon.

It is fitted on some hundred decisions by :mod:`whipcount.forecasts.horizon.fitting`, once on all of them and in folds:
each such :class:`Fold` has not seen some clusters of decisions. A decision that the model was fitted on is forecast by
the fold that has not seen it, so what is said of the tables that it learned from is said blindly; any other by the fit
on all, which counts as half, and the folds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, log_ndtr, ndtr

from whipcount.forecasts.core.contract import GRID, Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.horizon.additive import Additive, kinds
from whipcount.forecasts.horizon.features import NAMES, NODES, at_day, with_horizons
from whipcount.forecasts.horizon.known import Known
from whipcount.forecasts.horizon.membertimes import MemberTimes
from whipcount.forecasts.horizon.quickness import Quickness
from whipcount.forecasts.horizon.rates import Rates
from whipcount.forecasts.horizon.trees import Trees
from whipcount.forecasts.horizon.weights import Weights

Array = NDArray[np.float64]
PARTS = ("boosted trees", "additive logistic", "member times", "pace", "base rates")
"""What is pooled, in order."""
FLOOR = 0.003
"""Parts are kept this far from 0 and 1, or one of them alone could settle it."""
REFUSED = 0.4
"""What is left of the chance of a decision of all in which a member has openly refused; stated, as in
:class:`~whipcount.forecasts.hazard.failure_prior.NeverPrior`."""
_PACE = NAMES.index("log horizon over pace, all")
_LIMIT = float(np.log((1 - FLOOR) / FLOOR))


@dataclass(frozen=True, eq=False)
class Fold:
    """Models fitted without some clusters.

    Attributes:
        unseen: clusters that were left out; none in the fit on all.
        quickness: of members, from the other clusters.
        members: member times of decisions of all, and of thresholds.
        trees, additive, rates: as named.
    """

    unseen: frozenset[str]
    quickness: Quickness
    members: tuple[MemberTimes, MemberTimes]
    trees: Trees
    additive: Additive
    rates: Rates

    def parts(self, rows: Array, chances: Array) -> Array:
        """Log-odds of every part, shape (rows, parts).

        Args:
            rows: columns of :mod:`~whipcount.forecasts.horizon.features`, horizons running fastest.
            chances: log-odds by member times, shape (rows,).
        """
        ahead = rows[:, _PACE]
        odds = [
            self.trees.log_odds(rows), self.additive.log_odds(rows, chances), chances,
            log_ndtr(ahead) - log_ndtr(-ahead), self.rates.log_odds(rows),
        ]  # fmt: skip
        return np.clip(np.stack(odds, axis=1), -_LIMIT, _LIMIT)

    def chances(self, snapshot: Snapshot) -> Array:
        """Log-odds by member times at :data:`~whipcount.forecasts.horizon.features.NODES`."""
        times = self.members[0 if snapshot.rule.everyone else 1]
        return bounded_odds(times.chance(snapshot, self.quickness))


def bounded_odds(p: Array) -> Array:
    """Log-odds of probabilities, kept :data:`FLOOR` from 0 and 1."""
    p = np.clip(p, FLOOR, 1 - FLOOR)
    return np.asarray(np.log(p / (1 - p)))


@dataclass(frozen=True, eq=False)
class HorizonModel:
    """Folds and the weights of their parts.

    Attributes:
        version: what the fit is called.
        folds: as above.
        weights: by kind of rule.
        known: the decisions that it was fitted on.
        until: what was not known by this day was not looked at; ``None``: everything was.
        decisions: how many taught it.
    """

    version: str
    folds: tuple[Fold, ...]
    weights: Weights
    known: Known
    until: date | None = None
    decisions: int = 0

    def folds_for(self, snapshot: Snapshot) -> Sequence[tuple[Fold, float]]:
        """The folds that have not seen a decision, with what each counts."""
        clusters = self.known.clusters_of(snapshot)
        if clusters:
            unseen = [len(clusters & fold.unseen) for fold in self.folds]
            blind = [fold for fold, count in zip(self.folds, unseen, strict=True) if count == max(unseen)]
            return [(fold, 1 / len(blind)) for fold in blind]
        whole = [fold for fold in self.folds if not fold.unseen]
        parts = [fold for fold in self.folds if fold.unseen]
        return [(fold, 1 / (len(group) * sum(map(bool, (whole, parts))))) for group in (whole, parts) for fold in group]

    def chances(self, snapshot: Snapshot) -> Array:
        """The chance that the rule is met within each of :data:`~whipcount.forecasts.horizon.features.NODES` days.

        Args:
            snapshot: a decision whose rule is not met.

        Returns:
            shape (horizons,), never falling.
        """
        total = np.zeros(len(NODES))
        for fold, share in self.folds_for(snapshot):
            total += share * self._odds(fold, snapshot)
        return np.asarray(np.maximum.accumulate(expit(total)))

    def _odds(self, fold: Fold, snapshot: Snapshot) -> Array:
        rows = with_horizons(*at_day(snapshot, fold.quickness))
        return self.weights.log_odds(fold.parts(rows, fold.chances(snapshot)), kinds(rows))

    def spread(self, snapshot: Snapshot, days: float) -> float:
        """How uncertain the log-odds at a horizon are, for the decisions that taught it could have been others.

        The standard deviation of a jackknife that leaves out one group of clusters at a time (Shao & Tu 1995, ch. 2).
        """
        parts = [fold for fold in self.folds if fold.unseen]
        if len(parts) < 2 or snapshot.met:
            return 0.0
        odds = np.array([np.interp(days, NODES, self._odds(fold, snapshot)) for fold in parts])
        return float(np.sqrt((len(parts) - 1) / len(parts) * ((odds - odds.mean()) ** 2).sum()))

    def curve(self, snapshot: Snapshot) -> Curve:
        """The curve of any snapshot: met is one, a deadline passed is nought, a refusal costs what is stated."""
        if snapshot.met:
            return Curve(np.ones(len(GRID)))
        if not snapshot.members or (snapshot.deadline is not None and snapshot.deadline < snapshot.today):
            return Curve(np.zeros(len(GRID)))
        chances = self.chances(snapshot)
        if snapshot.rule.everyone and snapshot.refused.any():
            chances = REFUSED * chances
        days = GRID if snapshot.deadline is None else np.minimum(GRID, snapshot.deadline - snapshot.today)
        return Curve(np.interp(days, (0, *NODES), np.concatenate([[0.0], chances])))


def pace_so_far(decision: Snapshot) -> Curve:
    """The members left at the pace so far, log-normal around it with a spread of a factor e: what there is where
    nothing has been fitted.
    """
    if decision.met:
        return Curve(np.ones(len(GRID)))
    _, paces = at_day(decision, Quickness({}))
    with np.errstate(divide="ignore"):
        return Curve(ndtr(np.log(GRID) - paces[0]))
