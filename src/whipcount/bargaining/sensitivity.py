"""What the outcome hangs on: one actor changed, and Sobol indices over all positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from whipcount.bargaining.models import HEADLINE, solve
from whipcount.bargaining.spatial import work
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError, MissingExtraError
from whipcount.kernels import speed


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The outcome on an issue as one actor's position, salience or capability runs over some values."""

    actor: str
    issue: str
    what: str
    values: tuple[float, ...]
    outcomes: tuple[float, ...]
    now: float
    model: str = HEADLINE


def what_if(
    table: Table,
    actor: str,
    issue: str,
    what: str = "position",
    *,
    steps: int = 21,
    model: str = HEADLINE,
    **options: Any,
) -> WhatIf:
    """Run a model for ``steps`` values of one cell: over its range, 0 to 1, or 0 to double a capability.

    >>> from whipcount.bargaining.table import Issue
    >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [100]], salience=[[1], [1]], capability=[1, 1])
    >>> what_if(t, "A", "x", steps=3).outcomes
    (50.0, 75.0, 100.0)
    """
    row, k = table.actor_index(actor), table.issue_index(issue)
    described = table.issues[k]
    ranges = {
        "position": (described.low, described.high),
        "salience": (0.0, 1.0),
        "capability": (0.0, 2.0 * float(np.nan_to_num(table.capability[row, k])) or 1.0),
    }
    if what not in ranges:
        raise BargainingError(f"unknown quantity {what!r}", accepted=", ".join(ranges))
    if not 2 <= steps <= 1000:
        raise BargainingError(f"{steps}", where="option steps", accepted="2 to 1000")
    values = np.linspace(*ranges[what], steps)
    with speed(steps * work(table.n_actors)):
        outcomes = [
            solve(table.changed(actor, issue, **{what: float(v)}), model, **options).value(issue) for v in values
        ]
    now = solve(table, model, **options).value(issue)
    return WhatIf(actor, issue, what, tuple(values.tolist()), tuple(outcomes), now, model)


@dataclass(frozen=True, slots=True)
class Sobol:
    """Shares of the outcome's variance: by an actor's position alone, and with its interactions."""

    issue: str
    actors: tuple[str, ...]
    first: tuple[float, ...]
    total: tuple[float, ...]
    total_interval: tuple[float, ...]


def sobol(
    table: Table,
    issue: str,
    *,
    model: str = HEADLINE,
    samples: int = 64,
    spread: float = 0.2,
    seed: int = 0,
    **options: Any,
) -> Sobol:
    """Sobol indices (Saltelli 2010) of positions, each uniform within ``spread`` of the range around its own.

    Where the table has standard deviations, the half-width is twice that instead. Needs the extra
    ``sensitivity``; ``samples`` is a power of 2 and the model runs samples x (actors + 2) times.
    """
    try:
        from SALib.analyze import sobol as analyse
        from SALib.sample import sobol as sample
    except ImportError as error:
        raise MissingExtraError("SALib", extra="sensitivity") from error
    if model == "choice":
        raise BargainingError(
            "positions that vary apart are no longer shared, which is what it reads",
            where="choice model",
            accepted="another model, or one actor's position over its range",
        )
    if samples < 2 or samples & (samples - 1):
        raise BargainingError(f"{samples}", where="option samples", accepted="a power of 2")
    k = table.issue_index(issue)
    rows = np.flatnonzero(table.weight()[:, k] > 0)
    described = table.issues[k]
    half = np.where(table.sd[rows, k] > 0, 2.0 * table.sd[rows, k], spread * (described.high - described.low))
    x = table.position[rows, k]
    bounds = np.stack([np.maximum(x - half, described.low), np.minimum(x + half, described.high)], axis=1)
    names = [table.actors[r] for r in rows]
    problem = {"num_vars": len(rows), "names": names, "bounds": bounds.tolist()}
    points = sample.sample(problem, samples, calc_second_order=False, seed=seed)
    position = table.position.copy()
    answers = np.empty(len(points))
    for n, point in enumerate(points):
        position[rows, k] = point
        drawn = Table(
            table.actors,
            table.issues,
            position=position,
            salience=table.salience,
            capability=table.capability,
            sd=table.sd,
        )
        with speed(len(points) * work(table.n_actors)):
            answers[n] = solve(drawn, model, **options).values[k]
    if float(np.ptp(answers)) <= 1e-12:  # nothing that anybody does changes it
        zero = (0.0,) * len(names)
        return Sobol(issue, tuple(names), zero, zero, zero)
    analysis = analyse.analyze(problem, answers, calc_second_order=False, seed=seed)
    return Sobol(
        issue,
        tuple(names),
        tuple(float(v) for v in analysis["S1"]),
        tuple(float(v) for v in analysis["ST"]),
        tuple(float(v) for v in analysis["ST_conf"]),
    )
