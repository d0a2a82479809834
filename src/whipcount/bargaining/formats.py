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
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from whipcount.bargaining.decide import read_decide
from whipcount.bargaining.deu_wide import is_deu, read_deu
from whipcount.bargaining.ktab import read_ktab, read_ktab_xml
from whipcount.bargaining.named_columns import headings_at, read_names
from whipcount.bargaining.separators import decoded, with_commas, without_comments
from whipcount.bargaining.table import Issue, Table
from whipcount.bargaining.table_cells import assemble, number_in, place
from whipcount.errors import BargainingError

MAX_BYTES = 64 * 1024 * 1024
FORMATS = ("whipcount", "ktab", "ktab-xml", "decide", "names", "deu")
ISSUE_COLUMNS = ("issue", "low", "high", "reference", "low_means", "high_means")
ACTOR_COLUMNS = ("actor", "issue", "position", "sd", "salience", "capability", "note")


def read_table(
    source: Path | bytes | str,
    *,
    format: str | None = None,  # noqa: A002  (the user's word)
    name: str = "",
    proposal: str | None = None,
    tell: Callable[[str], None] | None = None,
) -> Table:
    """Read a table from a path, bytes or text, in the format given or recognised.

    Cells are separated by commas, semicolons or tabs (numbers may then have a decimal comma), texts are UTF-8, UTF-16
    with its mark, or Windows-1252. ``proposal``: which one, where a file holds several (DEU). ``tell`` is told what of
    the file no model reads.

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
        source = decoded(source, name)
    text = without_comments(source.replace("\r\n", "\n").replace("\r", "\n"))
    chosen = format or _recognise(text, name)
    if chosen not in FORMATS:
        raise BargainingError(f"unknown format {chosen!r}", accepted=", ".join(FORMATS))
    readers: dict[str, Callable[[str, str], Table]] = {
        "whipcount": _read_own,
        "ktab": read_ktab,
        "ktab-xml": read_ktab_xml,
        "decide": read_decide,
        "names": lambda text, name: read_names(text, name, tell),
        "deu": lambda text, name: read_deu(text, name, proposal, tell),
    }
    if chosen not in ("decide", "ktab-xml"):
        text = with_commas(text, name)
    try:
        return readers[chosen](text, name)
    except csv.Error as error:
        raise BargainingError(f"cannot be read as CSV: {error}", where=name) from error


def _recognise(text: str, name: str) -> str:
    lines = [line for line in text.split("\n", 20)[:20] if line.strip()]
    if not lines:
        raise BargainingError("is empty", where=name, accepted=", ".join(FORMATS))
    if lines[0].lstrip("\ufeff \t").startswith("<"):
        return "ktab-xml"
    if lines[0].lstrip("'\"").startswith("#"):
        return "decide"
    plain = with_commas("\n".join(lines), name, numbers=False)
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(plain)) if row]
    heads = [[cell.lower() for cell in row] for row in rows[:2]]
    if heads[0][:1] == ["issue"]:
        return "whipcount"
    if len(heads) > 1 and heads[1][0].startswith("actor") and headings_at(rows) is None:
        return "ktab"
    if is_deu(heads[0]):
        return "deu"
    if headings_at(rows) is not None:
        return "names"
    raise BargainingError(
        "is in no known format",
        where=f"{name} line 1".strip(),
        accepted="'issue,low,high,...' (ours), a scenario line above 'Actor,...' (KTAB), '#A' lines (decide), "
        "<Scenario> (KTAB's XML), 'name,position,capabilities,salience' (one issue), 'prnr,isnr,p...,s...' (DEU)",
    )


def _read_own(text: str, name: str) -> Table:
    rows = [(number, row) for number, row in enumerate(csv.reader(io.StringIO(text)), start=1)]
    while rows and not any(cell.strip() for cell in rows[0][1]):
        rows = rows[1:]
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
                number_in(cells["low"], where, "low"),
                number_in(cells["high"], where, "high"),
                number_in(reference, where, "reference") if reference else None,
                cells.get("low_means", ""),
                cells.get("high_means", ""),
            )
        )
    columns = {issue.name: k for k, issue in enumerate(issues)}
    actors: dict[str, int] = {}
    values: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    notes: dict[str, str] = {}
    needed = ("actor", "issue", "position", "salience", "capability")
    for where, cells in _cells(second, ACTOR_COLUMNS, needed, name):
        if cells["issue"] not in columns:
            raise BargainingError(f"unknown issue {cells['issue'][:60]!r}", where=where, accepted=", ".join(columns))
        key = (actors.setdefault(cells["actor"], len(actors)), columns[cells["issue"]])
        if key in values:
            raise BargainingError(f"{cells['actor'][:60]!r} is there twice on {cells['issue'][:60]!r}", where=where)
        position = number_in(cells["position"], where, "position") if cells["position"] else math.nan
        values[key] = (
            position,
            number_in(cells["sd"], where, "sd") if cells.get("sd") else 0.0,
            number_in(cells["salience"], where, "salience"),
            number_in(cells["capability"], where, "capability"),
        )
        if cells.get("note"):
            notes[cells["actor"]] = cells["note"]
    return assemble(list(actors), issues, values, notes, name)


def _cells(
    rows: list[tuple[int, list[str]]], known: Sequence[str], needed: Sequence[str], name: str
) -> list[tuple[str, dict[str, str]]]:
    line, header = rows[0][0], [c.strip().lower() for c in rows[0][1]]
    unknown = [c for c in header if c and c not in known]
    missing = [c for c in needed if c not in header]
    if unknown or missing:
        problem = f"unknown column {unknown[0]!r}" if unknown else f"column {missing[0]!r} is missing"
        raise BargainingError(problem, where=place(name, line), accepted=", ".join(known))
    out = []
    for number, row in rows[1:]:
        if len(row) > len(header):
            raise BargainingError(f"{len(row)} cells under {len(header)} columns", where=place(name, number))
        cells = dict(zip(header, [c.strip() for c in row] + [""] * (len(header) - len(row)), strict=True))
        out.append((place(name, number), cells))
    return out


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
