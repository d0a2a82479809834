"""Outcomes made from outcomes: pulled back to the status quo, or pooled over models."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from whipcount.bargaining.means import compromise
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError


def gravity(table: Table, *, pull: float = 0.3) -> Outcome:
    """Status-quo gravity: (1 - pull) compromise + pull reference point; without one the compromise.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x", reference=0)], position=[[0], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> gravity(t, pull=0.2).value("x")
    40.0
    """
    if not 0.0 <= pull <= 1.0:
        raise BargainingError(f"{pull}", where="option pull", accepted="0 to 1")
    values = compromise(table).values.copy()
    notes = []
    for k, issue in enumerate(table.issues):
        if issue.reference is None:
            notes.append(f"{issue.name}: no reference point, so the compromise as it is")
        else:
            values[k] = (1.0 - pull) * values[k] + pull * issue.reference
    return Outcome("gravity", tuple(i.name for i in table.issues), values, {"pull": pull}, notes=tuple(notes))


def pool(outcomes: Sequence[Outcome], *, weights: Mapping[str, float] | None = None) -> Outcome:
    """Linear pool: the weighted mean of several models' outcomes on the same issues, each model alike by default.

    A model without an answer on an issue is left out there. Raises `BargainingError` for different issues or no
    weight at all.
    """
    if not outcomes or any(o.issues != outcomes[0].issues for o in outcomes):
        raise BargainingError("a pool needs outcomes on the same issues", accepted="one model's outcome or more")
    share = np.array([1.0 if weights is None else float(weights.get(o.model, 0.0)) for o in outcomes])
    if not (np.all(share >= 0) and share.sum() > 0):
        raise BargainingError("weights of a pool", accepted="0 or more each, more than 0 in all")
    values = np.stack([o.values for o in outcomes])
    present = ~np.isnan(values)
    w = share[:, None] * present
    with np.errstate(invalid="ignore"):
        pooled = np.where(present, values * w, 0.0).sum(axis=0) / w.sum(axis=0)
    return Outcome(
        "pool", outcomes[0].issues, pooled, {"models": [o.model for o in outcomes], "weights": share.tolist()}
    )
