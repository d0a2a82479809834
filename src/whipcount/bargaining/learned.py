"""Intervals learned on issues with known outcomes, as shipped with the package.

``residuals.json`` holds, for each model, quantiles of outcome minus point on a scale of 0 to 100, learned on half of
the proposals of DEU II (legislative decisions of the European Union with outcomes); how often the intervals then
held on the other half stands beside them. ``python benchmarks/bargaining.py --residuals FILE`` makes the file; the
halves are fixed by a hash of the proposal's number, before anything is fitted.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from whipcount.bargaining.calibration import Residuals

LEVELS = 101  # quantiles kept of each model's residuals, 0 to 100 %


def learns(proposal: str) -> bool:
    """Whether a proposal is in the half that is learned from: the last bit of its number's SHA-256 is 0.

    >>> [learns(name) for name in ("d00032", "d00060", "d00062")]
    [True, False, True]
    """
    return hashlib.sha256(proposal.encode()).digest()[-1] % 2 == 0


@cache
def _data() -> dict[str, Any]:
    text = files("whipcount.bargaining").joinpath("residuals.json").read_text(encoding="utf-8")
    data: dict[str, Any] = json.loads(text)
    return data


def residuals_of(model: str) -> Residuals | None:
    """The learned residuals of a model, None for a model that none were learned for.

    >>> residuals = residuals_of("compromise")
    >>> low, high = residuals.interval(50.0)
    >>> low < 50.0 < high
    True
    """
    quantiles = _data()["models"].get(model)
    return None if quantiles is None else Residuals(np.array(quantiles["quantiles"], dtype=np.float64))


def coverage_of(model: str) -> tuple[int, float] | None:
    """On how many held-out issues the 80 % interval of a model was tried, and the share that it held; or None."""
    weights = _data()["models"].get(model)
    return None if weights is None else (int(weights["held_out"]), float(weights["coverage_80"]))
