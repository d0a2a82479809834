"""The pool: forecasters averaged on the scale of log-odds, with stated weights."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from whipcount.forecasts.backtesting.baselines import KaplanMeier
from whipcount.forecasts.core.contract import Curve, Forecaster
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.statement_aware import silent_and_told
from whipcount.forecasts.hazard.statement_table import Said

WEIGHTS = (5.0, 1.0)
"""Parts of the coupled hazard and of Kaplan-Meier."""
STACKED_FROM = ((Coupled.name, WEIGHTS[0]), (KaplanMeier.name, WEIGHTS[1]))
"""The same by name, where learning on the way starts."""
POOL = "pool (5 coupled + 1 Kaplan-Meier)"
FLOOR = 0.005
"""Members of the pool are kept this far from 0 and 1, or one of them alone could settle it."""


class Pool:
    """Weighted mean of log-odds (a logarithmic opinion pool; Genest & Zidek 1986).

    By default five parts of the coupled hazard and one of Kaplan-Meier: the one knows this decision, the other how
    often decisions surprise. The weights are stated, not learned: weights that learn on the way
    (:mod:`whipcount.forecasts.backtesting.stack`) score no better on so few decisions.
    """

    def __init__(
        self,
        members: Sequence[tuple[Forecaster, float]] | None = None,
        *,
        name: str = POOL,
    ) -> None:
        self.members = tuple(members) if members else ((Coupled(), WEIGHTS[0]), (KaplanMeier(), WEIGHTS[1]))
        self.name = name

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The pooled curve."""
        total = sum(weight for _, weight in self.members)
        return pooled([(m.forecast(history, decision), w / total) for m, w in self.members])


def pooled(curves: Sequence[tuple[Curve, float]]) -> Curve:
    """Curves averaged by weight on the log-odds scale; nought days ahead stays nought."""
    odds = np.zeros_like(curves[0][0].cdf)
    for curve, weight in curves:
        p = np.clip(curve.cdf, FLOOR, 1 - FLOOR)
        odds += weight * np.log(p / (1 - p))
    cdf = 1 / (1 + np.exp(-odds))
    cdf[0] = 0.0
    return Curve(np.maximum.accumulate(cdf))


class _Kept:
    """A forecaster that keeps its last answer, so that the pool beside it need not ask for it again."""

    def __init__(self, inner: Forecaster) -> None:
        self.inner = inner
        self.name = inner.name
        self._of: Snapshot | None = None
        self._curve: Curve | None = None

    def forecast(self, history: Sequence[Snapshot], decision: Snapshot) -> Curve:
        """The inner forecaster's curve."""
        if self._curve is None or self._of is not decision:
            self._of, self._curve = decision, self.inner.forecast(history, decision)
        return self._curve


def rivals(coupled: Coupled, rows: Sequence[Said] | None = None) -> tuple[Forecaster, ...]:
    """The coupled forecaster and the pool with it, fitted once for both; with statements, both once more with them."""
    forecasters: list[Forecaster] = []
    for one in silent_and_told(coupled, rows):
        memo = _Kept(one)
        name = "" if not forecasters else " + statements"
        forecasters += [memo, Pool(((memo, WEIGHTS[0]), (KaplanMeier(), WEIGHTS[1])), name=f"{POOL}{name}")]
    return tuple(forecasters)
