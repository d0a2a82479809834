"""Cooperative solutions, issue by issue: Nash's product, and Kalai and Smorodinsky's equal shares.

Utility of actor i on the unit line is u_i(x) = 1 - |x - x_i|, its disagreement value is u_i at the reference point.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]
GRID = 2_001  # points of the unit line; the best is then refined between its neighbours
CHUNK = 64  # points scored at a time: bounds the memory
FLOOR = 1e-9  # a gain below this is none: such an actor has no say in equal shares
NOTHING = 1e-12  # stands for a gain of 0 in a logarithm


def nash(table: Table, *, weighted: bool = True, floor: float = 0.0) -> Outcome:
    """The point with the greatest product of gains over the reference point (Nash 1950).

    With ``weighted`` each gain is raised to capability times salience (Harsanyi & Selten 1972). Only points at which
    nobody with weight loses are looked at; where there is none but the reference point, that is the answer. With a
    ``floor`` above 0 everybody may lose: gains below it (on the unit line) count as the floor, so that one loser
    does not keep all others from agreeing; of equally good points the nearest to the reference point is taken.
    Issues without a reference point have no answer (NaN, and a note).

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x", reference=0)], position=[[60], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> nash(t).value("x")
    60.0
    """
    if not 0.0 <= floor < 1.0:
        raise BargainingError(f"{floor}", where="option floor", accepted="0 or more, below 1")
    return _each(table, "nash", {"weighted": weighted, "floor": floor}, lambda x, w, r: _nash(x, w, r, weighted, floor))


def kalai_smorodinsky(table: Table) -> Outcome:
    """The point at which the least share of what each could at best gain is greatest (Kalai & Smorodinsky 1975).

    An actor who stands at the reference point can gain nothing and has no say. NaN without a reference point.
    """
    return _each(table, "kalai-smorodinsky", {}, lambda x, _, r: _kalai(x, r))


def _each(
    table: Table,
    name: str,
    options: dict[str, object],
    solve: Callable[[FloatArray, FloatArray, float], float],
) -> Outcome:
    unit, weight = table.unit(), table.weight()
    values, notes = np.full(table.n_issues, np.nan), []
    for k, issue in enumerate(table.issues):
        if issue.reference is None:
            notes.append(f"{issue.name}: no reference point, so no answer")
            continue
        rows = weight[:, k] > 0
        values[k] = issue.own(solve(unit[rows, k], weight[rows, k], issue.unit(issue.reference)))
    return Outcome(name, tuple(i.name for i in table.issues), values, options, notes=tuple(notes))


def _candidates(x: FloatArray, reference: float, low: float = 0.0, high: float = 1.0) -> FloatArray:
    own = x if len(x) <= GRID else x[:0]  # with thousands of actors the grid is fine enough to start from
    points = np.unique(np.concatenate([np.linspace(low, high, GRID), own, [reference]]))
    return np.asarray(points[(points >= low) & (points <= high)])


def _nash(x: FloatArray, weight: FloatArray, reference: float, weighted: bool, floor: float) -> float:
    w = weight / weight.sum() if weighted else np.full(len(x), 1.0 / len(x))
    low, high = 0.0, 1.0
    if floor == 0.0:  # nobody with weight loses between the reference point and its mirror in the nearest position
        nearest = float(x[int(np.argmin(np.abs(x - reference)))])
        if not (np.all(x > reference) or np.all(x < reference)):
            return reference
        mirrored = min(1.0, max(0.0, 2.0 * nearest - reference))
        low, high = min(reference, mirrored), max(reference, mirrored)

    def score(points: FloatArray) -> FloatArray:
        gain = np.abs(reference - x)[None, :] - np.abs(points[:, None] - x[None, :])
        return np.asarray((w * np.log(np.maximum(gain, floor or NOTHING))).sum(axis=1))

    return _refine(score, _candidates(x, reference, low, high), reference)


def _kalai(x: FloatArray, reference: float) -> float:
    with_say = x[np.abs(reference - x) > FLOOR]
    if not len(with_say):
        return reference
    # Least is the share of one who stands farthest out or nearest to the reference point, on either side of it: on one
    # side of the reference point the share |x - point| / |x - reference| rises toward one of the two.
    sides = (with_say[with_say < reference], with_say[with_say > reference])
    least = np.array([end for side in sides if len(side) for end in (side.min(), side.max())])
    best = np.abs(reference - least)

    def score(points: FloatArray) -> FloatArray:
        gain = best[None, :] - np.abs(points[:, None] - least[None, :])
        return np.asarray((gain / best).min(axis=1))

    return _refine(score, _candidates(x, reference), reference)


def _refine(score: Callable[[FloatArray], FloatArray], points: FloatArray, reference: float) -> float:
    for _ in range(4):  # 2,000 points, then three times 100 between the neighbours of the best
        values = np.concatenate([score(points[k : k + CHUNK]) for k in range(0, len(points), CHUNK)])
        equal = np.flatnonzero(values >= values.max() - 1e-12)
        top = int(equal[int(np.argmin(np.abs(points[equal] - reference)))])  # the nearest to the reference point
        low, high = points[max(top - 1, 0)], points[min(top + 1, len(points) - 1)]
        best = float(points[top])
        points = np.unique(np.append(np.linspace(low, high, 101), best))
    return best
