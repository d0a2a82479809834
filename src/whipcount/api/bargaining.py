"""Bargaining: what the models of the field give on a table of actors."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whipcount.api.table import Tabular, records_of
from whipcount.bargaining.models import HEADLINE, MODELS, solve, solve_all
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import InputError


@dataclass(frozen=True, repr=False)
class Bargain(Tabular):
    """Outcomes on the issues' own scales: a row a model and issue. A what-if, not a forecast."""

    table: Table
    outcomes: tuple[Outcome, ...]
    refused: tuple[tuple[str, str], ...] = ()

    def value(self, issue: str | None = None, model: str | None = None) -> float:
        """The outcome on an issue (the first), by a model (the first)."""
        wanted = model or self.outcomes[0].model
        match = next((outcome for outcome in self.outcomes if outcome.model == wanted), None)
        if match is None:
            raise InputError(f"no outcome of {wanted!r}", accepted=", ".join(o.model for o in self.outcomes))
        return match.value(issue or match.issues[0])

    def rows(self) -> list[dict[str, Any]]:
        """One row a model and issue."""
        return [
            {
                "model": outcome.model,
                "issue": issue,
                "outcome": float(outcome.values[place]),
                "converged": outcome.converged,
                "notes": "; ".join(outcome.notes) or None,
            }
            for outcome in self.outcomes
            for place, issue in enumerate(outcome.issues)
        ]

    def headline(self) -> str:
        """How many actors and issues."""
        return f"{self.table.n_actors} actors, {self.table.n_issues} issues: a what-if, not a forecast"

    def plot(self, issue: str | None = None) -> str:
        """Positions and the first model's outcome on an issue, as an SVG picture."""
        from whipcount.bargaining.report import positions_svg

        return positions_svg(self.table, issue or self.table.issues[0].name, self.outcomes[0])


def bargain(table: Any, model: str | None = None, **options: Any) -> Bargain:
    """Run a bargaining model, or all of them.

    Args:
        table: a file (our own CSV, KTAB's, decide's), or a frame with ``actor, issue, position, salience`` and, where
            they differ, ``capability``; ``issue`` may be left out where there is one.
        model: one of :data:`whipcount.bargaining.models.MODELS`; ``"all"`` for every one that can run; the compromise
            by default.
        options: of that model.

    Raises:
        BargainingError: the table does not hold together, no such model, or a wrong option.

    >>> result = bargain([{"actor": "A", "position": 0, "salience": 1}, {"actor": "B", "position": 90, "salience": .5}])
    >>> result.value()
    30.0
    """
    from whipcount.bargaining.formats import read_table

    read = read_table(Path(table)) if isinstance(table, str | Path) else _of_rows(table)
    if model == "all":
        outcomes, refused = solve_all(read, **options)
        return Bargain(read, tuple(outcomes), tuple(refused.items()))
    return Bargain(read, (solve(read, model or HEADLINE, **options),))


def _of_rows(frame: Any) -> Table:
    rows = records_of(frame, where="actors", columns=("actor", "position"))
    if not rows:
        raise InputError("there are no rows", where="actors", accepted="a row an actor and issue")
    issues = list(dict.fromkeys(str(row.get("issue") or "the question") for row in rows))
    actors = list(dict.fromkeys(str(row["actor"]) for row in rows))
    cells: dict[tuple[str, str], dict[str, Any]] = {}
    for row in rows:
        key = str(row["actor"]), str(row.get("issue") or "the question")
        if key in cells:
            raise InputError(f"{key[0]} has two rows on {key[1]}", where="actors", accepted="one row each")
        cells[key] = row

    def column(name: str, missing: float) -> list[list[float]]:
        return [
            [_number(cells.get((actor, issue), {}).get(name), missing, f"{actor}, {issue}: {name}") for issue in issues]
            for actor in actors
        ]

    positions = [row["position"] for row in rows if row["position"] is not None]
    low = min(0.0, *(float(value) for value in positions))
    high = max(100.0, *(float(value) for value in positions))
    return Table(
        actors,
        [Issue(name, low=low, high=high) for name in issues],
        position=column("position", float("nan")),
        salience=column("salience", 1.0),
        capability=column("capability", 1.0),
    )


def _number(value: Any, missing: float, where: str) -> float:
    if value is None:
        return missing
    try:
        return float(value)
    except (TypeError, ValueError):
        raise InputError(f"{str(value)[:40]!r} is not a number", where=where) from None


__all__ = ["MODELS", "Bargain", "bargain"]
