"""Cooperative solutions, issue by issue: Nash's product, and Kalai and Smorodinsky's equal shares.

Utility of actor i on the unit line is u_i(x) = 1 - |x - x_i|, its disagreement value is u_i at the reference point.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError

FloatArray = NDArray[np.float64]
GRID = 2_001  # points of the unit line; the best is then refined between its neighbours
CHUNK = 64  # points scored at a time: bounds the memory
FLOOR = 1e-9  # a gain of nothing, so that one actor does not make every point equally bad


def nash(table: Table, *, weighted: bool = True, floor: float = FLOOR) -> Outcome:
    """The point with the greatest product of gains over the reference point (Nash 1950).

    With ``weighted`` each gain is raised to capability times salience. Gains below ``floor`` (on the unit line)
    count as ``floor``: where somebody loses by every change, the least loss decides. Issues without a reference
    point have no answer (NaN, and a note).

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x", reference=0)], position=[[60], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> nash(t).value("x")
    60.0
    """
    if not 0.0 < floor < 1.0:
        raise BargainingError(f"{floor}", where="option floor", accepted="above 0, below 1")
    return _each(table, "nash", {"weighted": weighted, "floor": floor}, lambda x, w, r: _nash(x, w, r, weighted, floor))


def kalai_smorodinsky(table: Table) -> Outcome:
    """The point at which the least share of what each could at best gain is greatest (Kalai & Smorodinsky 1975).

    An actor who stands at the reference point can gain nothing and has no say. NaN without a reference point.
    """
    return _each(table, "kalai-smorodinsky", {}, lambda x, _, r: _kalai(x, r))


def _each(table: Table, name: str, options: dict[str, object], solve: object) -> Outcome:
    assert callable(solve)  # noqa: S101  (ours, never input)
    unit, weight = table.unit(), table.weight()
    values, notes = np.full(table.n_issues, np.nan), []
    for k, issue in enumerate(table.issues):
        if issue.reference is None:
            notes.append(f"{issue.name}: no reference point, so no answer")
            continue
        rows = weight[:, k] > 0
        values[k] = issue.own(solve(unit[rows, k], weight[rows, k], issue.unit(issue.reference)))
    return Outcome(name, tuple(i.name for i in table.issues), values, options, notes=tuple(notes))


def _candidates(x: FloatArray, reference: float) -> FloatArray:
    own = x if len(x) <= GRID else x[:0]  # with thousands of actors the grid is fine enough to start from
    return np.unique(np.concatenate([np.linspace(0.0, 1.0, GRID), own, [reference]]))


def _nash(x: FloatArray, weight: FloatArray, reference: float, weighted: bool, floor: float) -> float:
    w = weight / weight.sum() if weighted else np.full(len(x), 1.0 / len(x))

    def score(points: FloatArray) -> FloatArray:
        gain = np.abs(reference - x)[None, :] - np.abs(points[:, None] - x[None, :])
        return np.asarray((w * np.log(np.maximum(gain, floor))).sum(axis=1))

    return _refine(score, _candidates(x, reference))


def _kalai(x: FloatArray, reference: float) -> float:
    best = np.abs(reference - x)
    has_say = best > FLOOR
    if not has_say.any():
        return reference

    def score(points: FloatArray) -> FloatArray:
        gain = best[None, :] - np.abs(points[:, None] - x[None, :])
        return np.asarray((gain[:, has_say] / best[has_say]).min(axis=1))

    return _refine(score, _candidates(x, reference))


def _refine(score: object, points: FloatArray) -> float:
    assert callable(score)  # noqa: S101  (ours, never input)
    for _ in range(4):  # 2,000 points, then three times 100 between the neighbours of the best
        values = np.concatenate([score(points[k : k + CHUNK]) for k in range(0, len(points), CHUNK)])
        top = int(np.argmax(np.round(values, 12)))  # of equal ones the lowest
        low, high = points[max(top - 1, 0)], points[min(top + 1, len(points) - 1)]
        best = float(points[top])
        points = np.unique(np.append(np.linspace(low, high, 101), best))
    return best
