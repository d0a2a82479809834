"""Whose consent completes the rule: the member that everybody waits for, under any rule."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.coupled import Run
from whipcount.forecasts.simulate import NEVER


def completing(run: Run) -> NDArray[np.float64]:
    """The chance of each member that is left to be the one whose consent completes the rule, given that it is met.

    Of those that come in during the month in which the rule is met each has an equal part. Under unanimity this is the
    chance to be last (:func:`whipcount.forecasts.coupled.last_in`); under a threshold it is another member, since some
    never need to come.

    Returns:
        shape (left,); nought for all where the rule is met on no path.
    """
    met = run.met < NEVER
    if not met.any() or not run.came.size:
        return np.zeros(len(run.left))
    here = run.came[met] == run.met[met, None]
    count = here.sum(axis=1, keepdims=True)
    return np.asarray(np.where(count > 0, here / np.maximum(count, 1), 0.0).mean(axis=0))
