"""What a snapshot tells of how soon its rule will be met: the columns that the models of this package read.

Nothing here looks past the day of the snapshot. Each column has a direction: what one more consent on that day does to
it. The models may only rise with columns that it raises and fall with those that it lowers, and never fall with the
horizon; so a member that consents never lowers a chance, and more time never does.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.horizon.quickness import Quickness

Array = NDArray[np.float64]

NODES: tuple[int, ...] = (30, 60, 90, 135, 180, 270, 365, 545, 730, 1096, 1461, 1827)
"""Days ahead at which the models are fitted and asked; between them the chance is interpolated."""
WINDOWS = (90, 180, 365, 730)
"""Days back over which consents are counted."""

STATIC: tuple[tuple[str, int], ...] = (
    ("all must consent", 0),
    ("a share of the members", 0),
    ("log members", 0),
    ("log need", 0),
    ("need over members", 0),
    ("log age", 0),
    ("year", 0),
    ("share in", 1),
    ("log in", 1),
    ("log left", -1),
    ("in 90 days over need", 1),
    ("in 365 days over need", 1),
    ("log days since the last", -1),
    ("in or signed over need", 1),
    ("log neither in nor signed", -1),
    ("signed over members", 0),
    ("signatories in", 1),
    ("quickness of the last needed", 1),
    ("quickness of all", 0),
    ("quickness of the quickest needed", 0),
)
"""Columns that do not hang on the horizon, with their directions."""
PACES = ("all", *WINDOWS)
COLUMNS: tuple[tuple[str, int], ...] = (
    *STATIC,
    ("log horizon", 1),
    *((f"log horizon over pace, {window}", 1) for window in PACES),
)
"""All columns with their directions, in order."""
NAMES = tuple(name for name, _ in COLUMNS)
DIRECTIONS = tuple(direction for _, direction in COLUMNS)


def at_day(snapshot: Snapshot, quickness: Quickness) -> tuple[Array, Array]:
    """The static columns of a snapshot, and the logarithms of the days that it needs at each of the paces.

    Args:
        snapshot: a decision whose rule is not met.
        quickness: scores of members from other decisions.

    Returns:
        shapes (static columns,) and (paces,).
    """
    size, need = len(snapshot.members), max(snapshot.need, 1)
    day, age = snapshot.today, max(snapshot.age, 1)
    inside = snapshot.consented
    done = int(inside.sum())
    left = max(need - done, 1)
    back = day - snapshot.last[inside]
    recent = {window: int((back < window).sum()) for window in WINDOWS}
    signed = np.zeros(size, dtype=bool) if snapshot.signed is None else snapshot.signed <= day
    either = int((signed | inside).sum())
    scores = quickness.of(snapshot.members)
    waiting = np.sort(scores[~inside])[::-1]
    ranked = np.sort(scores)[::-1]
    static = (
        float(snapshot.rule.everyone),
        float(snapshot.rule.fraction is not None),
        np.log(max(size, 1)),
        np.log(need),
        need / max(size, 1),
        np.log(age + 30.0),
        day / 365.25,
        done / need,
        np.log1p(done),
        np.log(left),
        recent[90] / need,
        recent[365] / need,
        np.log((back.min() if done else age) + 15.0),
        either / need,
        np.log1p(max(need - either, 0)),
        signed.mean() if size else 0.0,
        (signed & inside).sum() / signed.sum() if signed.any() else 0.0,
        waiting[left - 1] if left <= len(waiting) else -0.5,
        scores.mean() if size else 0.0,
        ranked[: min(need, size)].mean() if size else 0.0,
    )
    paces = [np.log(left * age / (done + 0.5))]
    paces += [np.log(left * min(window, age) / (recent[window] + 0.5)) for window in WINDOWS]
    return np.array(static, dtype=np.float64), np.array(paces, dtype=np.float64)


def with_horizons(static: Array, paces: Array, horizons: Sequence[int] = NODES) -> Array:
    """The columns of snapshots at each horizon.

    Args:
        static, paces: as :func:`at_day` gives them, or stacked: shape (snapshots, ...).
        horizons: days ahead.

    Returns:
        shape (snapshots times horizons, columns), horizons running fastest.
    """
    static, paces = np.atleast_2d(static), np.atleast_2d(paces)
    ahead = np.log(np.asarray(horizons, dtype=np.float64))
    rows = len(static), len(ahead)
    parts = [
        np.repeat(static, rows[1], axis=0),
        np.tile(ahead, rows[0])[:, None],
        (ahead[None, :, None] - paces[:, None, :]).reshape(rows[0] * rows[1], -1),
    ]
    return np.concatenate(parts, axis=1)
