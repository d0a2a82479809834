"""Tables with a heading for each column, as programs of the field take them: in any order, of one issue or more."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence

from whipcount.bargaining.table import MAX_ACTORS, Issue, Table
from whipcount.bargaining.table_cells import assemble, number_in, place
from whipcount.errors import BargainingError

_NAMES = {
    "actor": ("name", "actor", "player", "stakeholder", "member", "country", "group", "party"),
    "position": ("position", "pos", "preference", "ideal point", "preferred outcome", "preferred position"),
    "capability": ("capabilities", "capability", "power", "influence", "weight", "clout", "resources"),
    "salience": ("salience", "saliency", "priority", "importance", "saliences"),
}
_MORE = {"issue": ("issue", "dimension", "topic"), "sd": ("sd", "standard deviation", "uncertainty")}
_WORDS = ("note", "notes", "comment", "comments", "description", "source")
_TOTALS = frozenset("total totals sum mean average median".split())
_ACCEPTED = "name,position,capabilities,salience"
_MOST_ABOVE = 10  # rows above the headings

_Row = tuple[int, list[str]]


def _folded(heading: str) -> str:
    """A heading without capitals, its unit in brackets, and what joins its words."""
    return " ".join(re.sub(r"[(\[].*?[)\]]|%", " ", heading.casefold()).replace("_", " ").replace("-", " ").split())


def name_columns(header: Sequence[str]) -> dict[str, int]:
    """The columns of a table of named columns, by what they hold; empty where one that is needed is not there.

    >>> name_columns(["Stakeholder", "Position", "Power", "Salience (%)"])
    {'actor': 0, 'position': 1, 'capability': 2, 'salience': 3}
    """
    names = [_folded(cell) for cell in header]
    columns = {what: _first(names, words) for what, words in _NAMES.items()}
    return columns if min(columns.values()) >= 0 else {}


def _first(names: Sequence[str], words: Sequence[str]) -> int:
    return next((names.index(word) for word in words if word in names), -1)


def headings_at(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows holds such headings: a title or a note may stand above them.

    >>> headings_at([["My table"], ["name", "position", "power", "salience"]])
    1
    """
    return next((at for at, row in enumerate(rows[:_MOST_ABOVE]) if name_columns(row)), None)


def read_names(text: str, name: str, tell: Callable[[str], None] | None = None) -> Table:
    """An actor a line: name, position, capabilities, salience, in any order; where there is ``issue``, on each.

    Salience is of 0 to 1, or of 0 to 100 where one is above 1; an issue reaches from 0 to 100, or as far as positions,
    and from 0 to 1 where all positions do. Columns of numbers that nobody reads are told.

    Raises `BargainingError` that names the line for a cell that is missing, is no number, or stands under no heading,
    saliences of two scales, an actor that is there twice, and a row of totals.
    """
    read = [(n, [c.strip() for c in row]) for n, row in enumerate(csv.reader(io.StringIO(text)), start=1)]
    rows = [(n, row) for n, row in read if any(row) and not row[0].startswith("#")]
    top = headings_at([row for _, row in rows])
    if top is None:
        raise BargainingError("has no such columns", where=place(name, 1), accepted=_ACCEPTED)
    header, rows = rows[top][1], rows[top + 1 :]
    columns = name_columns(header) | {
        what: at for what, words in _MORE.items() if (at := _first([_folded(c) for c in header], words)) >= 0
    }
    if len(rows) > MAX_ACTORS:
        raise BargainingError(f"{len(rows):,} actors", where=name, accepted=f"{MAX_ACTORS:,} at most")
    if not rows:
        raise BargainingError("has no actors", where=name, accepted="a line for each")
    _tell_unread(header, columns, rows, tell)
    percent = _percent(rows, columns["salience"])
    actors: dict[str, int] = {}  # as compared
    written: list[str] = []
    issues: dict[str, int] = {}
    cells: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    for line, row in rows:
        where = place(name, line)
        _check_row(row, header, columns, where)
        key = " ".join(row[columns["actor"]].casefold().split())
        actor = actors.setdefault(key, len(actors))
        if actor == len(written):
            written.append(row[columns["actor"]])
        issue = issues.setdefault(row[columns["issue"]] if "issue" in columns else "position", len(issues))
        if (actor, issue) in cells:
            raise BargainingError(f"{row[columns['actor']][:60]!r} is there twice", where=where)
        position, capability = (number_in(row[columns[w]], where, w) for w in ("position", "capability"))
        salience = number_in(row[columns["salience"]].rstrip("% ") if percent else row[columns["salience"]], where,
                             "salience")  # fmt: skip
        spread = row[columns["sd"]] if "sd" in columns else ""
        cells[actor, issue] = (position, number_in(spread, where, "sd") if spread else 0.0, salience, capability)
    scale = _scale([salience for _, _, salience, _ in cells.values()], percent, name)
    values = {key: (x, sd, salience / scale, power) for key, (x, sd, salience, power) in cells.items()}
    lines = [_line(issue, [cells[key][0] for key in cells if key[1] == k]) for issue, k in issues.items()]
    return assemble(written, lines, values, {}, name)


def _check_row(row: Sequence[str], header: Sequence[str], columns: dict[str, int], where: str) -> None:
    needed = [at for what, at in columns.items() if what != "sd"]
    if max(needed) >= len(row) or not row[columns["actor"]]:
        raise BargainingError("a cell is missing", where=where, accepted=_ACCEPTED)
    if any(row[len(header) :]):
        problem = f"{len(row)} cells under {len(header)} headings"
        raise BargainingError(problem, where=where, accepted="decimals with a point, or cells in quotation marks")
    if row[columns["actor"]].casefold().rstrip(":") in _TOTALS:
        raise BargainingError(f"{row[columns['actor']]!r} is no actor", where=where, accepted="a table without totals")


def _tell_unread(
    header: Sequence[str], columns: dict[str, int], rows: Sequence[_Row], tell: Callable[[str], None] | None
) -> None:
    unread = [
        cell
        for at, cell in enumerate(header)
        if cell and at not in columns.values() and _folded(cell) not in _WORDS
        and any(at < len(row) and re.fullmatch(r"-?[\d.,]+%?", row[at]) for _, row in rows)
    ]  # fmt: skip
    if unread and tell is not None:
        tell(f"columns that no model reads: {', '.join(cell[:40] for cell in unread[:8])}")


def _percent(rows: Sequence[_Row], column: int) -> bool:
    told = [row[column].endswith("%") for _, row in rows if column < len(row) and row[column]]
    return bool(told) and all(told)


def _scale(saliences: Sequence[float], percent: bool, name: str) -> float:
    """What saliences are divided by: 1, or 100 where they are of a hundred."""
    high = [salience for salience in saliences if salience > 1.0]
    low = [salience for salience in saliences if 0.0 < salience < 1.0]
    if high and low and not percent:
        problem = f"saliences of two scales: {low[0]:g} and {high[0]:g}"
        raise BargainingError(problem, where=name, accepted="all from 0 to 1, or all from 0 to 100")
    return 100.0 if high or percent else 1.0


def _line(issue: str, positions: Sequence[float]) -> Issue:
    if min(positions) >= 0.0 and 0.0 < max(positions) <= 1.0:
        return Issue(issue, 0.0, 1.0, None, "", "")
    return Issue(issue, min(0.0, *positions), max(100.0, *positions), None, "", "")
