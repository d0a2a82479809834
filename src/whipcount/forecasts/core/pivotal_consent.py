"""Whose consent completes the rule: the member that everybody waits for, under any rule.

Where all must consent that is the last one in. Under a threshold some never need to come, so who comes last of all
tells nothing of the decision.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.runs import Run, last_in
from whipcount.forecasts.core.simulate import NEVER

Chances = tuple[tuple[str, float], ...]
"""Members and a chance of each, the likeliest first."""


def likeliest(run: Run, ids: Sequence[str], *, everybody: bool) -> tuple[Chances, Chances]:
    """Who is last, given that all come in; or whose consent completes the rule, given that it is met.

    Args:
        run: the simulated decision.
        ids: of all members, in the run's order.
        everybody: whether all must consent.

    Returns:
        who is last, where all must consent; who completes the rule, where not. The other one is empty.
    """
    chances = last_in(run) if everybody else completing(run)
    pairs = zip((ids[place] for place in run.left), chances.tolist(), strict=True)
    ordered = tuple(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
    return (ordered, ()) if everybody else ((), ordered)


def completing(run: Run) -> NDArray[np.float64]:
    """The chance of each member that is left to be the one whose consent completes the rule, given that it is met.

    Of those that come in during the month in which the rule is met each has an equal part. Under unanimity this is the
    chance to be last (:func:`whipcount.forecasts.core.runs.last_in`); under a threshold it is another member, since
    some never need to come.

    Returns:
        shape (left,); nought for all where the rule is met on no path.
    """
    met = run.met < NEVER
    if not met.any() or not run.came.size:
        return np.zeros(len(run.left))
    here = run.came[met] == run.met[met, None]
    count = here.sum(axis=1, keepdims=True)
    return np.asarray(np.where(count > 0, here / np.maximum(count, 1), 0.0).mean(axis=0))
