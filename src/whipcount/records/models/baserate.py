"""The base rate: what the declared members' votes tell of any member, whoever it is, whatever its record.

The yardstick of all models. It knows the share of yes on past roll calls and that of the declared members on this one,
and says the same of every silent member.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whipcount.records.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class FittedBaseRate:
    """Yes votes before, as if of so many members: a beta prior (mean and size) for the share on the next roll call."""

    share: float
    size: float

    def score(self, declared: Places, votes: Floats, asked: Places) -> Floats:
        """See :class:`whipcount.records.models.contract.Fitted`.

        With nobody declared there is nothing to tell one roll call from another: the logit alone sets the share.
        """
        if not len(declared):
            return np.zeros(len(asked))
        yes = float((votes == 1).sum())
        p = (yes + self.share * self.size) / (len(declared) + self.size)
        return np.full(len(asked), np.log(p / (1 - p)))


@dataclass(frozen=True, slots=True)
class BaseRate:
    """The model; its prior is set by the moments of past shares of yes (mean and spread)."""

    name: str = "base rate"

    def fit(self, record: Record, weights: Floats) -> FittedBaseRate:
        """See :class:`whipcount.records.models.contract.Model`."""
        share = record.yes_share
        there = np.isfinite(share)
        if not there.any() or weights[there].sum() <= 0:
            return FittedBaseRate(0.5, 2.0)
        mean = float(np.average(share[there], weights=weights[there]))
        mean = min(max(mean, 0.02), 0.98)
        spread = float(np.average((share[there] - mean) ** 2, weights=weights[there]))
        size = mean * (1 - mean) / max(spread, 1e-4) - 1
        return FittedBaseRate(mean, min(max(size, 0.5), 200.0))
