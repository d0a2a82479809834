"""decide's tables: tab-separated lines, each of a kind that its first cell tells."""

from __future__ import annotations

from whipcount.bargaining.table import Issue, Table
from whipcount.bargaining.table_cells import assemble, number_in, place
from whipcount.errors import BargainingError


def read_decide(text: str, name: str) -> Table:
    """decide: ``#A`` actors, ``#P`` issues, ``#M`` ends of issues, ``#D`` position, salience, power; tabs."""
    actors: dict[str, int] = {}
    names: dict[str, int] = {}
    ends: dict[str, list[float]] = {}
    data: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        cells = [c.strip().strip("'\"").strip() for c in line.split("\t")]
        where, kind = place(name, number), cells[0]
        if not line.strip() or kind in ("#/", "#O"):
            continue
        if len(cells) < 2 or kind not in ("#A", "#P", "#M", "#D"):
            raise BargainingError(f"unknown line {line[:40]!r}", where=where, accepted="#A, #P, #M, #D, #O or #/")
        if kind == "#A":
            actors.setdefault(cells[1], len(actors))
        elif kind == "#P":
            names.setdefault(cells[1], len(names))
        elif kind == "#M":
            if len(cells) < 3:
                raise BargainingError("an end of an issue without its value", where=where)
            ends.setdefault(cells[1], []).append(number_in(cells[2], where, "end of the range"))
        else:
            data.append((where, cells))
    issues = []
    for issue in names:
        if len(set(ends.get(issue, []))) < 2:
            raise BargainingError(
                "has no range", where=f"{name} issue {issue!r}".strip(), accepted="two different #M lines"
            )
        issues.append(Issue(issue, min(ends[issue]), max(ends[issue])))
    values = {}
    for where, cells in data:
        if len(cells) < 6:
            raise BargainingError(
                f"{len(cells)} cells", where=where, accepted="#D, actor, issue, position, salience, power"
            )
        if cells[1] not in actors or cells[2] not in names:
            unknown = cells[1] if cells[1] not in actors else cells[2]
            raise BargainingError(f"{unknown[:60]!r} has no #A or #P line of its own", where=where)
        key = (actors[cells[1]], names[cells[2]])
        if key in values:
            raise BargainingError(f"{cells[1]!r} is there twice on {cells[2]!r}", where=where)
        x, s, c = (
            number_in(cell, where, what)
            for cell, what in zip(cells[3:6], ("position", "salience", "power"), strict=True)
        )
        issue_range = issues[key[1]]
        if not issue_range.low <= x <= issue_range.high:
            raise BargainingError(
                f"position {x:g} is outside its range",
                where=where,
                accepted=f"{issue_range.low:g} to {issue_range.high:g}",
            )
        if not 0 <= s <= 1:
            raise BargainingError(f"salience {s:g} is above its cap or negative", where=where, accepted="0 to 1")
        if c < 0:
            raise BargainingError(f"power {c:g}", where=where, accepted="0 or more")
        values[key] = (x, 0.0, s, c)
    if not issues:
        raise BargainingError("has no issue", where=name, accepted="a #P line for each")
    return assemble(list(actors), issues, values, {}, name)
