"""The procedural model: an agenda setter's best point among those that the body's rule would take.

Romer & Rosenthal 1978; Tsebelis 2002; Steunenberg 1994. A member says yes to x if x is no further from its
position than the reference point is. The *win set* is every x for which the yes votes carry under the body's
rule. Under consensus or unanimity it is an interval, and the member that *bounds* it is the one whose position
is nearest to the reference point: nobody goes further than twice the way to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.means import compromise
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError
from whipcount.rules.algebra.votes import Vote

FloatArray = NDArray[np.float64]
MAX_MEMBERS = 5_000


class Carries(Protocol):
    """What the model needs of a rule; `whipcount.rules.algebra.rule.Rule` has it."""

    def carries(self, votes: Mapping[str, Vote | None]) -> bool:
        """Whether these votes, closed as they are, carry."""
        ...


@dataclass(frozen=True, slots=True)
class Share:
    """A plain rule for tables without a body: yes votes of at least ``quota`` of all weight (1: everybody).

    >>> Share({"A": 1.0, "B": 1.0}, 0.5).carries({"A": Vote.YES, "B": Vote.NO})
    True
    """

    weights: Mapping[str, float]
    quota: float

    def carries(self, votes: Mapping[str, Vote | None]) -> bool:
        """Whether the yes votes reach the quota."""
        total = sum(self.weights.values())
        return sum(w for a, w in self.weights.items() if votes.get(a) == Vote.YES) >= self.quota * total - 1e-12


@dataclass(frozen=True, slots=True)
class WinSet:
    """What can be agreed on an issue: intervals in its own unit, and who bounds them.

    ``bounded_by`` names, for the outermost point in either direction, the members who would say no just beyond
    it. An empty ``intervals`` means that nothing but the reference point itself can be had: gridlock.
    """

    issue: str
    reference: float
    intervals: tuple[tuple[float, float], ...]
    bounded_by: tuple[str, ...]


def win_set(table: Table, issue: str, rule: Carries) -> WinSet:
    """The win set of an issue under a rule.

    Raises `BargainingError` without a reference point.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x", reference=0)], position=[[30], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> w = win_set(t, "x", Share({"A": 1, "B": 1}, 1.0))
    >>> w.intervals, w.bounded_by
    (((0.0, 60.0),), ('A',))
    """
    k = table.issue_index(issue)
    described = table.issues[k]
    if described.reference is None:
        raise BargainingError(
            "has no reference point, so no win set", where=f"issue {issue!r}", accepted="a reference (status quo)"
        )
    rows = np.flatnonzero(table.present()[:, k])
    if len(rows) > MAX_MEMBERS:
        raise BargainingError(f"a win set of {len(rows)} members", accepted=f"{MAX_MEMBERS} at most")
    x, reference = table.position[rows, k], described.reference
    mirrored = 2.0 * x - reference
    ends = np.concatenate([mirrored, [described.low, described.high, reference]])
    breaks = np.unique(np.clip(ends, described.low, described.high))
    middles = (breaks[:-1] + breaks[1:]) / 2.0
    intervals: list[tuple[float, float]] = []
    for low, high, middle in zip(breaks[:-1], breaks[1:], middles, strict=True):
        if rule.carries(_votes(table, rows, x, reference, float(middle))):
            if intervals and intervals[-1][1] == low:
                intervals[-1] = (intervals[-1][0], float(high))
            else:
                intervals.append((float(low), float(high)))
    return WinSet(
        issue, reference, tuple(intervals), _bounds(table, rows, x, reference, described.low, described.high, intervals)
    )


def _votes(
    table: Table, rows: NDArray[np.int64], x: FloatArray, reference: float, point: float
) -> dict[str, Vote | None]:
    yes = np.abs(point - x) <= np.abs(reference - x) + 1e-12
    return {table.actors[r]: Vote.YES if y else Vote.NO for r, y in zip(rows.tolist(), yes.tolist(), strict=True)}


def _bounds(
    table: Table,
    rows: NDArray[np.int64],
    x: FloatArray,
    reference: float,
    low: float,
    high: float,
    intervals: list[tuple[float, float]],
) -> tuple[str, ...]:
    step = 1e-6 * (high - low)
    if intervals:
        tips = [(intervals[0][0], -1.0), (intervals[-1][1], 1.0)]
    else:  # gridlock: whoever refuses the first step that most would take
        tips = [(reference, 1.0 if float(np.mean(x)) >= reference else -1.0)]
    names: set[str] = set()
    for tip, side in tips:
        beyond = tip + side * step
        if not low <= beyond <= high or (intervals and tip == reference):
            continue
        before = np.abs(tip - x) <= np.abs(reference - x) + 1e-12
        after = np.abs(beyond - x) <= np.abs(reference - x) + 1e-12
        names |= {table.actors[r] for r, b, a in zip(rows.tolist(), before, after, strict=True) if b and not a}
    return tuple(a for a in table.actors if a in names)


def procedural(table: Table, rule: Carries, *, setter: str | None = None) -> Outcome:
    """The agenda setter's best point in the win set; the reference point where there is none.

    ``setter`` is an actor of the table; by default the compromise of all stands in for it.
    """
    middle = compromise(table).values
    row = table.actor_index(setter) if setter is not None else None
    values, notes = np.full(table.n_issues, np.nan), []
    for k, issue in enumerate(table.issues):
        if issue.reference is None:
            notes.append(f"{issue.name}: no reference point, so no answer")
            continue
        aim = float(middle[k]) if row is None else float(table.position[row, k])
        if np.isnan(aim):
            notes.append(f"{issue.name}: {setter} has no position, so the compromise stands in")
            aim = float(middle[k])
        winning = win_set(table, issue.name, rule)
        points = [issue.reference] + [min(max(aim, low), high) for low, high in winning.intervals]
        values[k] = min(points, key=lambda p, goal=aim: (abs(p - goal), p))  # type: ignore[misc]
    return Outcome("procedural", tuple(i.name for i in table.issues), values, {"setter": setter}, notes=tuple(notes))
