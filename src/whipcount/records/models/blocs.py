"""Party or bloc: a silent member votes as the declared members of its bloc do, and else as all declared do.

Blocs are those of the table where it tells them; where it does not, they are found in the record itself, by average
linkage on how often members disagreed (Sokal and Michener 1958).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from whipcount.records.models.baserate import BaseRate, FittedBaseRate
from whipcount.records.models.neighbours import agreement
from whipcount.records.record import Record

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

_PRIOR_MEMBERS = 1.0  # the bloc's share of yes is drawn to that of all declared, as if by one more member


@dataclass(frozen=True, slots=True)
class FittedBlocs:
    """For each column the number of its bloc, and its own share of yes before."""

    bloc: NDArray[np.intp]
    base: FittedBaseRate
    habit: Floats

    def score(self, declared: Places, votes: Floats, asked: Places) -> Floats:
        """See :class:`whipcount.records.models.contract.Fitted`."""
        base = 1 / (1 + np.exp(-self.base.score(declared, votes, asked)))
        if not len(declared):
            return self.habit[self.bloc[asked]]
        same = self.bloc[asked][:, None] == self.bloc[declared][None, :]
        yes = (same * (votes == 1)).sum(axis=1)
        p = (yes + _PRIOR_MEMBERS * base) / (same.sum(axis=1) + _PRIOR_MEMBERS)
        return np.asarray(np.log(p / (1 - p)), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Blocs:
    """The model; ``most`` blocs are looked for where the table tells none."""

    most: int = 4
    name: str = "bloc mean"

    def fit(self, record: Record, weights: Floats) -> FittedBlocs:
        """See :class:`whipcount.records.models.contract.Model`."""
        bloc = _told(record) if all(record.blocs) else found_blocs(record, weights, self.most)
        there = np.isfinite(record.votes)
        heavy = weights[:, None] * there
        habit = np.zeros(int(bloc.max(initial=0)) + 1)
        for number in np.unique(bloc):
            inside = heavy[:, bloc == number]
            yes = float((inside * (record.votes[:, bloc == number] == 1)).sum())
            p = (yes + 1) / (float(inside.sum()) + 2)
            habit[number] = np.log(p / (1 - p))
        return FittedBlocs(bloc, BaseRate().fit(record, weights), habit)


def _told(record: Record) -> NDArray[np.intp]:
    names = sorted(set(record.blocs))
    return np.array([names.index(bloc) for bloc in record.blocs], dtype=np.intp)


def found_blocs(record: Record, weights: Floats, most: int) -> NDArray[np.intp]:
    """The number of each column's bloc, from how often members disagreed.

    >>> from whipcount.records.record import Record
    >>> votes = np.array([[1, 1, -1, -1], [-1, -1, 1, 1]] * 20, dtype=float)
    >>> found_blocs(Record("B", (), ("P", "Q", "R", "S"), ("",) * 4, ("",) * 4, votes), np.ones(40), 2).tolist()
    [0, 0, 1, 1]
    """
    if len(record.members) < 2:
        return np.zeros(len(record.members), dtype=np.intp)
    apart = 1 - agreement(record.votes, weights)
    np.fill_diagonal(apart, 0.0)
    tree = linkage(squareform(np.maximum(apart, 0.0), checks=False), method="average")
    labels = fcluster(tree, most, criterion="maxclust")
    order: dict[int, int] = {}
    return np.array([order.setdefault(int(label), len(order)) for label in labels], dtype=np.intp)
