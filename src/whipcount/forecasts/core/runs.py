"""What a simulation of a decision found: who came in when on each path, when the rule was met, who was last."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.ballots import NO, YES, BatchRule
from whipcount.forecasts.core.contract import STEPS, Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.simulate import NEVER

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Run:
    """A simulated decision.

    Attributes:
        decision: the snapshot it starts from.
        left: numbers of the members that were not in.
        came: months ahead in which they come in, shape (paths, left).
        met: months ahead in which the rule is met, shape (paths,); :data:`~whipcount.forecasts.core.simulate.NEVER` if
            not.
        never: probability that it is never met although it is still open, by the stated prior.
        curve: probability that the rule is met, by days ahead.
    """

    decision: Snapshot
    left: NDArray[np.int64]
    came: NDArray[np.int16]
    met: NDArray[np.int16]
    never: float
    curve: Curve


def rule_months(decision: Snapshot, left: NDArray[np.int64], came: NDArray[np.int16]) -> NDArray[np.int16]:
    """The month ahead in which the rule is met on each path."""
    rule = decision.rule
    if rule.weight is None or rule.missing:
        need = decision.need - int(decision.consented.sum())
        if need <= 0:
            return np.zeros(len(came), dtype=np.int16)
        if need > came.shape[1]:
            return np.full(len(came), NEVER, dtype=np.int16)
        return np.sort(came, axis=1)[:, need - 1]
    met = np.full(len(came), NEVER, dtype=np.int16)
    inside = decision.weights[decision.consented].sum()
    for month in range(STEPS):
        here = came <= month
        counts = decision.consented.sum() + here.sum(axis=1) >= decision.need
        now = counts & (inside + here @ decision.weights[left] >= rule.weight - 1e-9) & (met == NEVER)
        met[now] = month
    return met


def ballot_months(
    decision: Snapshot, left: NDArray[np.int64], came: NDArray[np.int16], met: BatchRule
) -> NDArray[np.int16]:
    """The month ahead in which any rule of :mod:`whipcount.rules` is met on each path.

    Members vote yes once they have come in; until then they count against, whatever the rule does with silence.
    """
    months = np.full(len(came), NEVER, dtype=np.int16)
    ballots = np.full((len(came), len(decision.members)), NO, dtype=np.int8)
    ballots[:, decision.consented] = YES
    waiting = np.arange(len(came))
    for month in range(STEPS):
        ballots[np.ix_(waiting, left)] = np.where(came[waiting] <= month, YES, NO)
        now = met(ballots[waiting])
        months[waiting[now]] = month
        waiting = waiting[~now]
        if not len(waiting):
            break
    return months


def last_in(run: Run) -> Array:
    """The chance of each member that is left to be the last one in, given that all come in (ties shared)."""
    full = run.came.max(axis=1) < NEVER if run.came.size else np.zeros(0, dtype=bool)
    if not full.any():
        return np.zeros(len(run.left))
    came = run.came[full]
    latest = came == came.max(axis=1, keepdims=True)
    return np.asarray((latest / latest.sum(axis=1, keepdims=True)).mean(axis=0))
