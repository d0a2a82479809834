"""What all draws of a decision have in common, worked out once: a course asks for it some hundred times."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from whipcount.forecasts.core.contract import MONTH, RECENT, STEPS
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.simulate import Start
from whipcount.forecasts.hazard.design import Panel, build, months_in


@lru_cache(maxsize=8)
def own_panel(decision: Snapshot) -> Panel:
    """The panel of one snapshot (a snapshot equals itself only)."""
    return build([decision])


@lru_cache(maxsize=8)
def start_of(decision: Snapshot) -> Start:
    """Where the simulation of a decision begins; the same for all draws of parameters."""
    came_in, could = months_in(decision)
    now = decision.age / MONTH
    left = np.flatnonzero(~decision.consented)
    fresh = [(came_in[decision.consented] > now + k - RECENT).sum() for k in range(STEPS)]
    return Start(
        members=len(decision.members),
        need=decision.need,
        left=left,
        eligible=np.maximum(could[left] - now, 0),
        joined=int(decision.consented.sum()),
        recent=np.array(fresh, dtype=float),
    )
