"""Nearest neighbours: a silent member votes as those declared members who agreed with it most often before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from whipcount.records.models.baserate import BaseRate, FittedBaseRate
from whipcount.records.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

_SHARPNESS = 20  # a close neighbour counts for many far ones: the best of 4, 12, 20, 30 for this rival of kriging
_PRIOR_VOTE = 0.2  # the base rate counts as so much of the closest neighbour
_PRIOR_CALLS = 4.0  # pairs with few common votes are drawn to the agreement of all pairs


@dataclass(frozen=True, slots=True)
class FittedNeighbours:
    """Agreement of each two members over past roll calls: 1 the same vote, one half where one abstained."""

    agreement: Floats
    base: FittedBaseRate
    nearest: int

    def score(self, declared: Places, votes: Floats, asked: Places) -> Floats:
        """See :class:`whipcount.records.models.contract.Fitted`."""
        base = self.base.score(declared, votes, asked)
        if not len(declared):
            return base
        near = self.agreement[np.ix_(asked, declared)]
        count = min(self.nearest, len(declared))
        chosen = np.argpartition(-near, count - 1, axis=1)[:, :count]
        weight = np.take_along_axis(near, chosen, axis=1) ** _SHARPNESS
        weight = weight / weight.max(axis=1, keepdims=True)
        yes = (weight * (votes[chosen] == 1)).sum(axis=1)
        p = (yes + _PRIOR_VOTE / (1 + np.exp(-base))) / (weight.sum(axis=1) + _PRIOR_VOTE)
        return np.asarray(np.log(p / (1 - p)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The model: ``nearest`` declared members, the closer ones with more weight."""

    nearest: int = 5
    name: str = "nearest neighbours"

    def fit(self, record: Record, weights: Floats) -> FittedNeighbours:
        """See :class:`whipcount.records.models.contract.Model`."""
        return FittedNeighbours(agreement(record.votes, weights), BaseRate().fit(record, weights), self.nearest)


def agreement(votes: Floats, weights: Floats) -> Floats:
    """The share of roll calls on which each two members voted alike; an abstention is half of yes and half of no.

    >>> agreement(np.array([[1.0, 1.0, -1.0]] * 100), np.ones(100)).round(2)[0]
    array([0.98, 0.98, 0.02])
    """
    there = np.isfinite(votes)
    values = np.where(there, votes, 0.0)
    pairs = (weights[:, None] * there).T @ there
    # |a - b| for a, b in {-1, 0, 1} is a squared difference less what the square counts twice (yes against no)
    squares = values**2
    heavy = weights[:, None]
    both = heavy * values
    apart = (heavy * squares).T @ there + (heavy * there).T @ squares - 2 * both.T @ values
    opposed = (heavy * (values > 0)).T @ (values < 0)
    apart = apart - 2 * (opposed + opposed.T)
    alike = pairs - apart / 2
    overall = float(alike.sum()) / max(float(pairs.sum()), 1e-9)
    return np.asarray((alike + _PRIOR_CALLS * overall) / (pairs + _PRIOR_CALLS), dtype=np.float64)
