"""Tables of one issue with a heading for each column, as programs of the field take them, in any order."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from whipcount.bargaining.table import MAX_ACTORS, Issue, Table
from whipcount.bargaining.table_cells import assemble, number_in, place
from whipcount.errors import BargainingError

_NAMES = {
    "actor": ("name", "actor", "player", "stakeholder", "member"),
    "position": ("position", "pos"),
    "capability": ("capabilities", "capability", "power", "influence", "weight"),
    "salience": ("salience", "priority"),
}


def name_columns(header: Sequence[str]) -> dict[str, int]:
    """The columns of a table of one issue, by what they hold; empty where one of them is not there."""
    names = [cell.strip().casefold() for cell in header]
    columns = {what: next((names.index(word) for word in words if word in names), -1) for what, words in _NAMES.items()}
    return columns if min(columns.values()) >= 0 else {}


def read_names(text: str, name: str) -> Table:
    """One issue, an actor a line: name, position, capabilities, salience, in any order.

    Salience is of 0 to 1, or of 0 to 100 where one is above 1; the issue reaches from 0 to 100, or as far as positions.
    """
    rows = [(n, [c.strip() for c in row]) for n, row in enumerate(csv.reader(io.StringIO(text)), start=1)]
    rows = [(n, row) for n, row in rows if any(row)]
    places = name_columns(rows[0][1]) if rows else {}
    if not places:
        raise BargainingError(
            "has no such columns", where=place(name, 1), accepted="name,position,capabilities,salience"
        )
    actors: dict[str, None] = {}
    numbers: list[tuple[float, float, float]] = []
    if len(rows) - 1 > MAX_ACTORS:
        raise BargainingError(f"{len(rows) - 1:,} actors", where=name, accepted=f"{MAX_ACTORS:,} at most")
    for line, row in rows[1:]:
        where = place(name, line)
        if max(places.values()) >= len(row) or not row[places["actor"]]:
            raise BargainingError("a cell is missing", where=where, accepted="name,position,capabilities,salience")
        if row[places["actor"]] in actors:
            raise BargainingError(f"{row[places['actor']][:60]!r} is there twice", where=where)
        actors[row[places["actor"]]] = None
        position, salience, capability = (
            number_in(row[places[w]], where, w) for w in ("position", "salience", "capability")
        )
        numbers.append((position, salience, capability))
    if not numbers:
        raise BargainingError("has no actors", where=name, accepted="a line for each")
    low, high = min(0.0, *(t[0] for t in numbers)), max(100.0, *(t[0] for t in numbers))
    scale = 100.0 if any(t[1] > 1.0 for t in numbers) else 1.0
    values = {(i, 0): (position, 0.0, salience / scale, power) for i, (position, salience, power) in enumerate(numbers)}
    return assemble(list(actors), [Issue("position", low, high, None, "", "")], values, {}, name)
