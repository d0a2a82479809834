"""Outcomes that are averages: mean, median, their weighted forms, the compromise, the middle of the range.

The *compromise* is the mean of positions weighted by capability times salience (Van den Bos 1991; Achen 2006
derives it as an approximation to the Nash solution): sum(c s x) / sum(c s). On the issues with known outcomes
no model has reliably beaten it, so it is the headline of this package.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]
WEIGHTS = ("none", "salience", "capability", "both")


def weights(table: Table, by: str) -> FloatArray:
    """Weights (actors, issues) of those who take part: equal, by salience, by capability, or both multiplied."""
    if by not in WEIGHTS:
        raise BargainingError(f"unknown weight {by!r}", accepted=", ".join(WEIGHTS))
    ones = table.present().astype(np.float64)
    salience = np.nan_to_num(table.salience) if by in ("salience", "both") else 1.0
    capability = np.nan_to_num(table.capability) if by in ("capability", "both") else 1.0
    return ones * salience * capability


def weighted_mean(values: FloatArray, weight: FloatArray) -> FloatArray:
    """Weighted mean down the columns, NaN cells ignored; shape (issues,).

    >>> weighted_mean(np.array([[0.0], [10.0]]), np.array([[3.0], [1.0]])).tolist()
    [2.5]
    """
    held = np.where(np.isnan(values), 0.0, values)
    counted = np.where(np.isnan(values), 0.0, weight)
    with np.errstate(invalid="ignore"):
        return np.asarray((held * counted).sum(axis=0) / counted.sum(axis=0))


def weighted_median(values: FloatArray, weight: FloatArray) -> float:
    """The least position at which half of the weight is reached, ties in the order of positions.

    >>> weighted_median(np.array([0.0, 50.0, 100.0]), np.array([1.0, 1.0, 3.0]))
    100.0
    """
    counts = ~np.isnan(values) & (weight > 0)
    if not counts.any():
        return float("nan")
    order = np.argsort(values[counts], kind="stable")
    reached = np.cumsum(weight[counts][order])
    return float(values[counts][order][int(np.searchsorted(reached, reached[-1] / 2.0))])


def mean(table: Table, *, by: str = "none") -> Outcome:
    """Mean of positions, by default each actor alike.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[.2], [.8]], capability=[3, 1])
    >>> mean(t).value("x"), mean(t, by="capability").value("x")
    (50.0, 25.0)
    """
    values = weighted_mean(table.position, weights(table, by))
    return Outcome("mean", tuple(i.name for i in table.issues), values, {"by": by})


def compromise(table: Table) -> Outcome:
    """Mean weighted by capability times salience: the headline.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[.5], [1]], capability=[2, 1])
    >>> compromise(t).value("x")
    50.0
    """
    values = weighted_mean(table.position, table.weight())
    return Outcome("compromise", tuple(i.name for i in table.issues), values)


def median(table: Table, *, by: str = "none") -> Outcome:
    """Median of positions; with weights the least position at which half of the weight is reached (Black 1948).

    Unweighted and with an even number of actors it is the middle of the two middle positions, as usual.
    """
    if by == "none":
        values = np.array([np.nanmedian(table.position[:, k]) for k in range(table.n_issues)])
    else:
        w = weights(table, by)
        values = np.array([weighted_median(table.position[:, k], w[:, k]) for k in range(table.n_issues)])
    return Outcome("median", tuple(i.name for i in table.issues), values, {"by": by})


def midrange(table: Table) -> Outcome:
    """The middle between the two outermost positions."""
    values = (np.nanmin(table.position, axis=0) + np.nanmax(table.position, axis=0)) / 2.0
    return Outcome("midrange", tuple(i.name for i in table.issues), np.asarray(values))
