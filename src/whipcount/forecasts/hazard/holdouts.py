"""Drawing holdout effects on a grid: the inner part of the coupled hazard that takes the most time.

A density proportional to p(w) exp(-H e^w) is drawn from by its distribution function on a grid of w, for each path and
member with an H of its own. The work is laid out so that sums run over whole rows in the processor's cache.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.hazard.priors import Array

_BLOCK = 1000
"""Draws at once: their distribution functions fit into the processor's cache."""


def drawn_effects(grid: Array, densities: Array, kinds: NDArray[np.int64], lived: Array, u: Array) -> Array:
    """The value of the grid at which the distribution function reaches ``u``, for each path and member.

    Args:
        grid: values, rising.
        densities: p on the grid, one row a kind.
        kinds: the kind of each path.
        lived: H of each path and member.
        u: uniform numbers, as many.

    >>> grid = np.array([-1.0, 0.0, 1.0])
    >>> drawn_effects(grid, np.ones((1, 3)), np.array([0]), np.zeros((1, 3)), np.array([[0.2, 0.5, 0.9]])).tolist()
    [[-1.0, 0.0, 1.0]]
    """
    minus = -np.exp(grid)[:, None]
    kind = np.repeat(kinds, lived.shape[1])
    hazard, level = lived.ravel(), u.ravel()
    effects = np.empty(len(hazard))
    for number, density in enumerate(densities):
        mine = np.flatnonzero(kind == number)
        for begin in range(0, len(mine), _BLOCK):
            block = mine[begin : begin + _BLOCK]
            total = minus * hazard[block]
            np.exp(total, out=total)
            total *= density[:, None]
            for row in range(1, len(grid)):  # as np.cumsum, but along rows: five times faster
                total[row] += total[row - 1]
            below = np.add.reduce((total < level[block] * total[-1]).view(np.uint8), axis=0, dtype=np.int64)
            effects[block] = grid[below.clip(0, len(grid) - 1)]
    return effects.reshape(lived.shape)
