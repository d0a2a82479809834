"""What all readers of tables share: a cell as a number, where a line stands, a table of the cells that were found."""

from __future__ import annotations

import math

import numpy as np

from whipcount.bargaining.table import MAX_ACTORS, MAX_CELLS, MAX_ISSUES, Issue, Table
from whipcount.errors import BargainingError


def number_in(text: str, where: str, what: str) -> float:
    """The number of a cell.

    Raises `BargainingError` where it is none.

    >>> number_in(" 0.5", "line 2", "salience")
    0.5
    """
    try:
        value = float(text) if "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BargainingError(f"{what} {text[:40]!r} is no number", where=where, accepted="a finite number")
    return value


def place(name: str, line: int) -> str:
    """Where a line stands, for errors."""
    return f"{name} line {line}".strip()


def assemble(
    actors: list[str],
    issues: list[Issue],
    found: dict[tuple[int, int], tuple[float, float, float, float]],
    notes: dict[str, str],
    name: str,
) -> Table:
    """The table of the cells found: position, uncertainty, salience and capability of an actor on an issue.

    Raises `BargainingError` for what is too large, and what :class:`Table` refuses.
    """
    if len(actors) > MAX_ACTORS or len(issues) > MAX_ISSUES or len(actors) * len(issues) > MAX_CELLS:
        raise BargainingError(
            f"{len(actors)} actors by {len(issues)} issues are too many",
            where=name,
            accepted=f"{MAX_ACTORS} actors, {MAX_ISSUES} issues, {MAX_CELLS} cells at most",
        )
    shape = (len(actors), len(issues))
    position, sd = np.full(shape, np.nan), np.zeros(shape)
    salience, capability = np.zeros(shape), np.zeros(shape)
    for (i, k), (x, uncertain, s, c) in found.items():
        position[i, k], sd[i, k], salience[i, k], capability[i, k] = x, uncertain, s, c
    return Table(actors, issues, position=position, salience=salience, capability=capability, sd=sd, note=notes)
