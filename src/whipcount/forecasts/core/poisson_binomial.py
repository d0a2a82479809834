"""How many of independent events happen, each with its own chance (Poisson binomial; Wang 1993)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def at_least(chances: Array, needed: int) -> Array:
    """The chance that at least ``needed`` of independent events happen (Poisson binomial), column by column.

    Args:
        chances: of each event, shape (events, columns).
        needed: how many.

    >>> at_least(np.array([[0.5], [0.5]]), 1).tolist(), at_least(np.array([[0.5], [0.5]]), 2).tolist()
    ([0.75], [0.25])
    """
    events, columns = chances.shape
    if needed <= 0:
        return np.ones(columns)
    if needed > events:
        return np.zeros(columns)
    spare = events - needed
    width = min(spare + 1, needed)
    counting = 1 - chances if spare < needed else chances  # the rarer of failures and successes is counted
    counts = np.zeros((width, columns))
    counts[0] = 1.0
    for one in counting:
        counts[1:] = counts[1:] * (1 - one) + counts[:-1] * one
        counts[0] *= 1 - one
    total = counts.sum(axis=0)
    return np.asarray(np.clip(total if spare < needed else 1 - total, 0.0, 1.0))
