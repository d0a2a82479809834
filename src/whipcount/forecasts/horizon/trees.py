"""Boosted trees as plain arrays: fitted elsewhere, asked here with nothing but numpy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.errors import ForecastError

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Trees:
    """A sum of regression trees on the log-odds scale (gradient boosting; Friedman 2001).

    All trees share flat arrays, one entry a node; children are numbers of nodes. A row goes left where its column is
    at most the bound.

    Attributes:
        start: log-odds before any tree.
        roots: number of each tree's first node.
        column: column that a node asks; -1 at a leaf.
        bound: as above; at a leaf its value.
        left, right: children; nought at a leaf.
    """

    start: float
    roots: NDArray[np.int32]
    column: NDArray[np.int16]
    bound: Array
    left: NDArray[np.int32]
    right: NDArray[np.int32]

    def __post_init__(self) -> None:
        size = len(self.column)
        shapes = {len(self.bound), len(self.left), len(self.right)}
        inside = all(not len(a) or (a.min() >= 0 and a.max() < size) for a in (self.roots, self.left, self.right))
        if shapes != {size} or not inside or not np.isfinite(self.bound).all():
            raise ForecastError("trees that do not hold together", accepted="arrays of one length, nodes inside them")

    def log_odds(self, rows: Array) -> Array:
        """Log-odds of rows, shape (rows,).

        Args:
            rows: shape (rows, columns).

        >>> stump = Trees(0.5, np.array([0]), np.array([0, -1, -1]), np.array([3.0, -1.0, 1.0]),
        ...               np.array([1, 0, 0]), np.array([2, 0, 0]))
        >>> stump.log_odds(np.array([[2.0], [4.0]])).tolist()
        [-0.5, 1.5]
        """
        numbers = np.arange(len(rows))[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots))).copy()
        while True:
            column = self.column[node]
            inner = column >= 0
            if not inner.any():
                break
            values = rows[numbers, np.maximum(column, 0)]
            step = np.where(values <= self.bound[node], self.left[node], self.right[node])
            node = np.where(inner, step, node)
        return np.asarray(self.start + self.bound[node].sum(axis=1))


def mean_of(several: Sequence[Trees]) -> Trees:
    """One set of trees whose log-odds are the mean of those of several.

    >>> leaf = [np.array([0]), np.array([-1]), np.array([1.0]), np.array([0]), np.array([0])]
    >>> mean_of([Trees(1.0, *leaf), Trees(2.0, *leaf)]).log_odds(np.zeros((1, 1))).tolist()
    [2.5]
    """
    share = 1 / len(several)
    offsets = np.concatenate([[0], np.cumsum([len(trees.column) for trees in several])[:-1]])

    def moved(nodes: NDArray[np.int32], offset: int, inner: NDArray[np.bool_]) -> NDArray[np.int32]:
        return np.where(inner, nodes + offset, 0).astype(np.int32)

    pairs = list(zip(several, (int(o) for o in offsets), strict=True))
    return Trees(
        share * sum(trees.start for trees in several),
        np.concatenate([trees.roots + offset for trees, offset in pairs]).astype(np.int32),
        np.concatenate([trees.column for trees in several]).astype(np.int16),
        np.concatenate([np.where(trees.column < 0, share * trees.bound, trees.bound) for trees in several]),
        np.concatenate([moved(trees.left, offset, trees.column >= 0) for trees, offset in pairs]),
        np.concatenate([moved(trees.right, offset, trees.column >= 0) for trees, offset in pairs]),
    )
