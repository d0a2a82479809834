"""What pool and hazard say together where nobody is heard: a mean on the scale of log-odds (Genest & Zidek 1986)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from whipcount.forecasts.core.contract import Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.learned import updated
from whipcount.forecasts.hazard.time_to_agreement import learned_by
from whipcount.forecasts.horizon.additive import SMALL
from whipcount.forecasts.horizon.model import HorizonModel, pace_so_far
from whipcount.forecasts.horizon.shipped import shipped

Array = NDArray[np.float64]
HALF = 0.5
"""What the hazard counts where more than a dozen must all consent; elsewhere it counts nothing.

``benchmarks/consent_join.py`` chooses it among none, a quarter and half by leaving out clusters. More was not to be
chosen: constants of the hazard had been set after looking at a part of the same tables.
"""
FLOOR = 0.003
"""Parts are kept this far from 0 and 1, as in the pool."""


def hazard_share(snapshot: Snapshot) -> float:
    """What the coupled hazard counts in the mean with the pool, under a decision's rule."""
    return HALF if snapshot.rule.everyone and len(snapshot.members) > SMALL else 0.0


def odds(p: Array) -> Array:
    """Log-odds of chances, kept :data:`FLOOR` from 0 and 1."""
    return np.asarray(logit(np.clip(p, FLOOR, 1 - FLOOR)))


def pool_curve(pool: HorizonModel | None, snapshot: Snapshot) -> Curve:
    """What the pool says; where nothing had been fitted yet, the pace so far."""
    return pace_so_far(snapshot) if pool is None else pool.curve(snapshot)


def curve_of(log_odds: Array, pooled: Curve) -> Curve:
    """A curve from log-odds by day: never falling, and nought where the pool says that it cannot be."""
    cdf = np.where(pooled.cdf > 0, expit(log_odds), 0.0)  # before any time has passed, or after a deadline
    cdf[0] = 0.0
    return Curve(np.maximum.accumulate(cdf))


class JointForecast:
    """What ``whipcount forecast`` says of a decision that nobody has spoken on, behind the contract of rivals.

    The history it is given is not looked at: pool and hazard know what they were shipped with, as far as it was known
    by then.
    """

    name = "forecast (pool and hazard, as of then)"

    def __init__(self, paths: int = 2_000) -> None:
        self.paths = paths

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:  # noqa: ARG002  (contract)
        """The curve of a decision."""
        pooled = pool_curve(shipped().as_of(decision.as_of), decision)
        share = hazard_share(decision)
        if decision.met or not share:
            return pooled
        learned = learned_by(decision)
        run = Coupled(learned.penalty, paths=self.paths).prepare(updated(learned, decision), decision).run()
        return curve_of((1 - share) * odds(pooled.cdf) + share * odds(run.curve.cdf), pooled)
