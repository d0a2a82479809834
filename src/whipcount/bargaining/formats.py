"""Tables from files: KTAB's CSV, decide's tab-separated lines, and our own CSV; and our own to a file.

Our own has two parts with a blank line between, each with its header::

    issue,low,high,reference,low_means,high_means
    invitation,0,100,0,no invitation,invited now

    actor,issue,position,sd,salience,capability,note
    Hungary,invitation,0,5,0.9,1,said no on 2024-10-14

``reference``, ``sd``, the ``_means`` columns and ``note`` may be left out or empty. An empty position means
that the actor has none on that issue; a pair of actor and issue without a row means the same.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from whipcount.bargaining.table import MAX_ACTORS, MAX_CELLS, MAX_ISSUES, Issue, Table
from whipcount.errors import BargainingError

MAX_BYTES = 64 * 1024 * 1024
FORMATS = ("whipcount", "ktab", "decide", "names")
ISSUE_COLUMNS = ("issue", "low", "high", "reference", "low_means", "high_means")
ACTOR_COLUMNS = ("actor", "issue", "position", "sd", "salience", "capability", "note")


def read_table(source: Path | bytes | str, *, format: str | None = None, name: str = "") -> Table:  # noqa: A002  (the user's word)
    """Read a table from a path, bytes or text, in the format given or recognised.

    Raises `BargainingError` that names the line for anything that is not a number where one belongs, an unknown
    actor or issue, and everything that `Table` refuses.

    >>> text = "issue,low,high\\nx,0,10\\n\\nactor,issue,position,salience,capability\\nA,x,2,1,1\\nB,x,10,0.5,1\\n"
    >>> read_table(text).position.tolist()
    [[2.0], [10.0]]
    """
    if isinstance(source, Path):
        name = name or source.name
        try:
            if source.stat().st_size > MAX_BYTES:
                raise BargainingError("is too large", where=name, accepted=f"{MAX_BYTES} bytes at most")
            source = source.read_bytes()
        except OSError as error:
            raise BargainingError(f"cannot be read: {error.strerror}", where=name) from error
    if isinstance(source, bytes):
        if len(source) > MAX_BYTES:
            raise BargainingError("is too large", where=name, accepted=f"{MAX_BYTES} bytes at most")
        try:
            source = source.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise BargainingError("is no text in UTF-8", where=name) from error
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    chosen = format or _recognise(text, name)
    if chosen not in FORMATS:
        raise BargainingError(f"unknown format {chosen!r}", accepted=", ".join(FORMATS))
    reader = {"whipcount": _read_own, "ktab": _read_ktab, "decide": _read_decide, "names": _read_names}[chosen]
    try:
        return reader(text, name)
    except csv.Error as error:
        raise BargainingError(f"cannot be read as CSV: {error}", where=name) from error


def _recognise(text: str, name: str) -> str:
    lines = [line for line in text.split("\n", 3)[:3] if line.strip()]
    if not lines:
        raise BargainingError("is empty", where=name, accepted=", ".join(FORMATS))
    if lines[0].lstrip("'\"").startswith("#"):
        return "decide"
    if lines[0].lower().replace(" ", "").startswith("issue,"):
        return "whipcount"
    if len(lines) > 1 and lines[1].lower().lstrip("\ufeff ").startswith("actor"):
        return "ktab"
    if _name_columns(next(csv.reader([lines[0]]), [])):
        return "names"
    raise BargainingError(
        "is in no known format",
        where=f"{name} line 1".strip(),
        accepted="'issue,low,high,...' (ours), a scenario line above 'Actor,...' (KTAB), '#A' lines (decide), "
        "'name,position,capabilities,salience' (one issue)",
    )


def _number(text: str, where: str, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BargainingError(f"{what} {text[:40]!r} is no number", where=where, accepted="a finite number")
    return value


def _place(name: str, line: int) -> str:
    return f"{name} line {line}".strip()


def _read_own(text: str, name: str) -> Table:
    rows = [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text)), start=1)]
    split = next((k for k, (_, row) in enumerate(rows) if not any(c.strip() for c in row)), len(rows))
    first, second = rows[:split], [r for r in rows[split:] if any(c.strip() for c in r[1])]
    if len(first) < 2 or len(second) < 2:
        raise BargainingError(
            "needs a part with issues and a part with actors, a blank line between", where=name, accepted="see the docs"
        )
    issues: list[Issue] = []
    for where, cells in _cells(first, ISSUE_COLUMNS, ("issue", "low", "high"), name):
        reference = cells.get("reference", "")
        issues.append(
            Issue(
                cells["issue"],
                _number(cells["low"], where, "low"),
                _number(cells["high"], where, "high"),
                _number(reference, where, "reference") if reference else None,
                cells.get("low_means", ""),
                cells.get("high_means", ""),
            )
        )
    columns = {issue.name: k for k, issue in enumerate(issues)}
    actors: dict[str, int] = {}
    found: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    notes: dict[str, str] = {}
    needed = ("actor", "issue", "position", "salience", "capability")
    for where, cells in _cells(second, ACTOR_COLUMNS, needed, name):
        if cells["issue"] not in columns:
            raise BargainingError(f"unknown issue {cells['issue'][:60]!r}", where=where, accepted=", ".join(columns))
        key = (actors.setdefault(cells["actor"], len(actors)), columns[cells["issue"]])
        if key in found:
            raise BargainingError(f"{cells['actor'][:60]!r} is there twice on {cells['issue'][:60]!r}", where=where)
        position = _number(cells["position"], where, "position") if cells["position"] else math.nan
        found[key] = (
            position,
            _number(cells["sd"], where, "sd") if cells.get("sd") else 0.0,
            _number(cells["salience"], where, "salience"),
            _number(cells["capability"], where, "capability"),
        )
        if cells.get("note"):
            notes[cells["actor"]] = cells["note"]
    return _assemble(list(actors), issues, found, notes, name)


def _cells(
    rows: list[tuple[int, list[str]]], known: Sequence[str], needed: Sequence[str], name: str
) -> list[tuple[str, dict[str, str]]]:
    line, header = rows[0][0], [c.strip().lower() for c in rows[0][1]]
    unknown = [c for c in header if c and c not in known]
    missing = [c for c in needed if c not in header]
    if unknown or missing:
        problem = f"unknown column {unknown[0]!r}" if unknown else f"column {missing[0]!r} is missing"
        raise BargainingError(problem, where=_place(name, line), accepted=", ".join(known))
    out = []
    for number, row in rows[1:]:
        if len(row) > len(header):
            raise BargainingError(f"{len(row)} cells under {len(header)} columns", where=_place(name, number))
        cells = dict(zip(header, [c.strip() for c in row] + [""] * (len(header) - len(row)), strict=True))
        out.append((_place(name, number), cells))
    return out


def _assemble(
    actors: list[str],
    issues: list[Issue],
    found: dict[tuple[int, int], tuple[float, float, float, float]],
    notes: dict[str, str],
    name: str,
) -> Table:
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


_NAMES = {
    "actor": ("name", "actor", "player", "stakeholder", "member"),
    "position": ("position", "pos"),
    "capability": ("capabilities", "capability", "power", "influence", "weight"),
    "salience": ("salience", "priority"),
}


def _name_columns(header: Sequence[str]) -> dict[str, int]:
    """The columns of a table of one issue, by what they hold; empty where one of them is not there."""
    told = [cell.strip().casefold() for cell in header]
    found = {what: next((told.index(word) for word in words if word in told), -1) for what, words in _NAMES.items()}
    return found if min(found.values()) >= 0 else {}


def _read_names(text: str, name: str) -> Table:
    """One issue, an actor a line: name, position, capabilities, salience, in any order.

    Salience is of 0 to 1, or of 0 to 100 where one is above 1; the issue reaches from 0 to 100, or as far as positions.
    """
    rows = [(n, [c.strip() for c in row]) for n, row in enumerate(csv.reader(io.StringIO(text)), start=1)]
    rows = [(n, row) for n, row in rows if any(row)]
    places = _name_columns(rows[0][1]) if rows else {}
    if not places:
        raise BargainingError(
            "has no such columns", where=_place(name, 1), accepted="name,position,capabilities,salience"
        )
    actors: list[str] = []
    told: list[tuple[float, float, float]] = []
    for line, row in rows[1:]:
        where = _place(name, line)
        if max(places.values()) >= len(row) or not row[places["actor"]]:
            raise BargainingError("a cell is missing", where=where, accepted="name,position,capabilities,salience")
        if row[places["actor"]] in actors:
            raise BargainingError(f"{row[places['actor']][:60]!r} is there twice", where=where)
        actors.append(row[places["actor"]])
        position, salience, capability = (
            _number(row[places[w]], where, w) for w in ("position", "salience", "capability")
        )
        told.append((position, salience, capability))
    if not told:
        raise BargainingError("has no actors", where=name, accepted="a line for each")
    low, high = min(0.0, *(t[0] for t in told)), max(100.0, *(t[0] for t in told))
    scale = 100.0 if any(t[1] > 1.0 for t in told) else 1.0
    found = {(i, 0): (position, 0.0, salience / scale, power) for i, (position, salience, power) in enumerate(told)}
    return _assemble(actors, [Issue("position", low, high, None, "", "")], found, {}, name)


def _read_ktab(text: str, name: str) -> Table:
    """KTAB: a scenario line, a header, per actor influence and (position, salience) per dimension, 0 to 100."""
    rows = [(n, [c.strip() for c in row]) for n, row in enumerate(csv.reader(io.StringIO(text)), start=1) if row]
    if len(rows) < 2 or len(rows[0][1]) < 4:
        raise BargainingError("needs a scenario line with name, title, actors, dimensions", where=_place(name, 1))
    counts = []
    for cell, what in zip(rows[0][1][2:4], ("number of actors", "number of dimensions"), strict=True):
        value = _number(cell, _place(name, 1), what)
        if value != int(value) or value < 1:
            raise BargainingError(f"{what} {cell!r}", where=_place(name, 1), accepted="a whole number, 1 or more")
        counts.append(int(value))
    n_actors, n_issues = counts
    lines = [r for r in rows[2:] if any(r[1])]
    if len(lines) != n_actors:
        raise BargainingError(
            f"{len(lines)} actors where the first line announces {n_actors}", where=name, accepted="one line for each"
        )
    header = rows[1][1]
    issues = [Issue(_dimension(header, k)) for k in range(n_issues)]
    found, actors, notes = {}, [], {}
    for i, (number, row) in enumerate(lines):
        where = _place(name, number)
        values = row[2 : 3 + 2 * n_issues]
        if len(values) < 1 + 2 * n_issues or any(row[3 + 2 * n_issues :]):
            raise BargainingError(
                f"{len([c for c in row if c])} cells",
                where=where,
                accepted=f"{3 + 2 * n_issues} for {n_issues} dimensions",
            )
        numbers = [_number(cell, where, "cell") for cell in values]
        total = sum(numbers[2::2])
        if total > 100.0 + 1e-9:
            raise BargainingError(
                f"saliences of {row[0]!r} sum to {total:g}, above their cap",
                where=where,
                accepted="100 at most in KTAB's format",
            )
        actors.append(row[0])
        if row[1]:
            notes[row[0]] = row[1]
        for k in range(n_issues):
            found[i, k] = (numbers[1 + 2 * k], 0.0, numbers[2 + 2 * k] / 100.0, numbers[0])
    if len(set(actors)) < len(actors):
        actors = [f"{a} ({i})" if actors.count(a) > 1 else a for i, a in enumerate(actors, start=1)]
    return _assemble(actors, issues, found, notes, name)


def _dimension(header: list[str], k: int) -> str:
    cell = header[3 + 2 * k] if len(header) > 3 + 2 * k else ""
    for ending in ("Position", "Pstn", "position"):
        cell = cell.removesuffix(ending).strip()
    return cell if cell and not cell.lower().startswith("pstn") else f"dimension {k + 1}"


def _read_decide(text: str, name: str) -> Table:
    """decide: ``#A`` actors, ``#P`` issues, ``#M`` ends of issues, ``#D`` position, salience, power; tabs."""
    actors: dict[str, int] = {}
    names: dict[str, int] = {}
    ends: dict[str, list[float]] = {}
    data: list[tuple[str, list[str]]] = []
    for number, line in enumerate(text.split("\n"), start=1):
        cells = [c.strip().strip("'\"").strip() for c in line.split("\t")]
        where, kind = _place(name, number), cells[0]
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
            ends.setdefault(cells[1], []).append(_number(cells[2], where, "end of the range"))
        else:
            data.append((where, cells))
    issues = []
    for issue in names:
        if len(set(ends.get(issue, []))) < 2:
            raise BargainingError(
                "has no range", where=f"{name} issue {issue!r}".strip(), accepted="two different #M lines"
            )
        issues.append(Issue(issue, min(ends[issue]), max(ends[issue])))
    found = {}
    for where, cells in data:
        if len(cells) < 6:
            raise BargainingError(
                f"{len(cells)} cells", where=where, accepted="#D, actor, issue, position, salience, power"
            )
        if cells[1] not in actors or cells[2] not in names:
            unknown = cells[1] if cells[1] not in actors else cells[2]
            raise BargainingError(f"{unknown[:60]!r} has no #A or #P line of its own", where=where)
        key = (actors[cells[1]], names[cells[2]])
        if key in found:
            raise BargainingError(f"{cells[1]!r} is there twice on {cells[2]!r}", where=where)
        x, s, c = (
            _number(cell, where, what) for cell, what in zip(cells[3:6], ("position", "salience", "power"), strict=True)
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
        found[key] = (x, 0.0, s, c)
    if not issues:
        raise BargainingError("has no issue", where=name, accepted="a #P line for each")
    return _assemble(list(actors), issues, found, {}, name)


def write_table(table: Table) -> str:
    """The table as text in our own format; reading it back gives the same numbers.

    >>> t = Table(["A", "B"], [Issue("x")], position=[[0], [12.5]], salience=[[1], [.5]], capability=[3, 1])
    >>> read_table(write_table(t)).position.tolist()
    [[0.0], [12.5]]
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(ISSUE_COLUMNS)
    for i in table.issues:
        reference = "" if i.reference is None else repr(float(i.reference))
        writer.writerow([i.name, repr(float(i.low)), repr(float(i.high)), reference, i.low_means, i.high_means])
    out.write("\n")
    writer.writerow(ACTOR_COLUMNS)
    for a, actor in enumerate(table.actors):
        for k, issue in enumerate(table.issues):
            if np.isnan(table.position[a, k]):
                writer.writerow([actor, issue.name, "", "", "0", "0", table.note.get(actor, "")])
                continue
            values = (table.position, table.sd, table.salience, table.capability)
            cells = [repr(float(v[a, k])) for v in values]
            writer.writerow([actor, issue.name, *cells, table.note.get(actor, "")])
    return out.getvalue()
