"""What the choice model knows of each stated position of an issue.

Distances are on the unit line. The *support* of a position is the share of all weight (capability times salience)
that stands at it, as a logarithm after adding 2 %. The Commission's position counts by the salience that the issue
has for it, Parliament's apart for the two procedures: under consultation it only gives an opinion.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.table import Table

FloatArray = NDArray[np.float64]

FEATURES = {
    "support": "logarithm of the share of capability times salience that stands at it, plus 2 %",
    "commission": "the Commission stands at it, times the Commission's salience",
    "parliament_codecision": "Parliament stands at it, and has to agree",
    "parliament_consultation": "Parliament stands at it, and is only heard",
    "at_reference": "it is the reference point",
    "from_reference": "its distance from the reference point, 0 where there is none",
    "extreme": "it is the lowest or the highest of the stated positions",
    "from_compromise": "its distance from the compromise",
}
SAME = 1e-9  # of the range: positions this close are one


@dataclass(frozen=True, slots=True)
class Roles:
    """Which rows of a table are the Commission and Parliament (None: not there), and whether Parliament must agree."""

    commission: int | None = None
    parliament: int | None = None
    codecision: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Stated:
    """The stated positions of one issue.

    Attributes:
        positions: the distinct ones on the unit line, rising, shape (options,).
        holders: for each the rows of the table that stand there, the weightiest first.
        features: one row an option, columns as in :data:`FEATURES`.
        compromise: the mean weighted by capability times salience, on the unit line.
    """

    positions: FloatArray
    holders: tuple[tuple[int, ...], ...]
    features: FloatArray
    compromise: float


def stated(table: Table, column: int, roles: Roles | None = None) -> Stated:
    """The stated positions of an issue, with their features.

    Who has no weight on the issue states nothing.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B", "C"], [Issue("x")], position=[[0], [100], [0]], salience=[[1]] * 3, capability=[1, 2, 1])
    >>> found = stated(t, 0)
    >>> found.positions.tolist(), found.holders, found.compromise
    ([0.0, 1.0], ((0, 2), (1,)), 0.5)
    """
    roles = roles or Roles()
    weight = table.weight()[:, column]
    rows = np.flatnonzero(weight > 0)
    x, w = table.unit()[rows, column], weight[rows] / weight[rows].sum()
    positions, at = _distinct(x)
    share = np.bincount(at, weights=w, minlength=len(positions))
    middle = float((w * x).sum())
    reference = table.issues[column].reference
    unit = None if reference is None else table.issues[column].unit(reference)
    low, high = positions[0], positions[-1]
    salience = table.salience[:, column]
    standing = {"commission": roles.commission, "parliament": roles.parliament}
    there = {name: _at(row, rows, at, len(positions)) for name, row in standing.items()}
    columns = {
        "support": np.log(share + 0.02),
        "commission": there["commission"] * (0.0 if roles.commission is None else float(salience[roles.commission])),
        "parliament_codecision": there["parliament"] * roles.codecision,
        "parliament_consultation": there["parliament"] * (not roles.codecision),
        "at_reference": np.zeros(len(positions)) if unit is None else (np.abs(positions - unit) < SAME).astype(float),
        "from_reference": np.zeros(len(positions)) if unit is None else np.abs(positions - unit),
        "extreme": ((positions == low) | (positions == high)).astype(float),
        "from_compromise": np.abs(positions - middle),
    }
    holders = tuple(
        tuple(sorted(rows[at == k].tolist(), key=lambda row: (-float(weight[row]), row))) for k in range(len(positions))
    )
    return Stated(positions, holders, np.stack([np.nan_to_num(columns[f]) for f in FEATURES], axis=1), middle)


def _distinct(x: FloatArray) -> tuple[FloatArray, NDArray[np.int64]]:
    """Distinct positions, rising, and for each actor which of them is its own."""
    order = np.argsort(x, kind="stable")
    fresh = np.concatenate([[True], np.diff(x[order]) > SAME])
    at = np.empty(len(x), dtype=np.int64)
    at[order] = np.cumsum(fresh) - 1
    return x[order][fresh], at


def _at(row: int | None, rows: NDArray[np.int64], at: NDArray[np.int64], size: int) -> FloatArray:
    out = np.zeros(size)
    if row is not None and (place := np.flatnonzero(rows == row)).size:
        out[at[int(place[0])]] = 1.0
    return out
