"""The wide table of the data sets "Decision making in the European Union" (DEU, DEU II, DEU III): a row an issue.

Columns ``p...`` hold positions and ``s...`` saliences, both from 0 to 100, under the same ending for an actor (``pfr``
and ``sfr`` France); ``rp`` is the reference point. There are no capabilities: all actors have the same.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from whipcount.bargaining.table import Issue, Table
from whipcount.bargaining.table_cells import assemble, number_in, place
from whipcount.errors import BargainingError

PROPOSAL, ISSUE, REFERENCE = "prnr", "isnr", "rp"
_MOST_NAMED = 8
_MISSING = frozenset((".", "na", "n/a", "nan", "-99", "-999", "#null!"))  # as statistics programs write it


def is_deu(header: list[str]) -> bool:
    """Whether these are headings of such a table: proposal and issue, and an actor with position and salience.

    >>> is_deu(["prnr", "isnr", "pfr", "sfr"]), is_deu(["name", "position", "salience"])
    (True, False)
    """
    return {PROPOSAL, ISSUE} <= set(header) and bool(_actors(header))


def read_deu(text: str, name: str, proposal: str | None = None, tell: Callable[[str], None] | None = None) -> Table:
    """The issues of one proposal; the only one, where none is named. Cells may be empty, or say that they are missing.

    ``tell`` is told of positions without a salience, which are left out.

    Raises `BargainingError` for a proposal that is not there, none named where there are several, and cells that are no
    numbers.

    >>> table = read_deu("prnr,isnr,pfr,pde,sfr,sde,rp\\nd1,i1,0,100,50,80,20\\n", "deu.csv")
    >>> table.actors, table.position.tolist(), table.issues[0].reference
    (('FR', 'DE'), [[0.0], [100.0]], 20.0)
    """
    rows = list(enumerate(csv.reader(io.StringIO(text)), start=1))
    header = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    if not is_deu(header):
        raise BargainingError("is no wide table of DEU", where=name, accepted="the columns prnr, isnr, p..., s...")
    places = {column: header.index(column) for column in header}
    chosen: list[tuple[int, dict[str, str]]] = []
    seen: dict[str, None] = {}
    for line, row in rows[1:]:
        cells = {column: row[at].strip() if at < len(row) else "" for column, at in places.items()}
        cells = {column: "" if cell.lower() in _MISSING else cell for column, cell in cells.items()}
        if not cells[ISSUE]:
            continue
        seen.setdefault(cells[PROPOSAL])
        if proposal is None or proposal.strip() in (cells[PROPOSAL], cells.get("cod", ""), cells.get("prname", "")):
            chosen.append((line, cells))
    if not seen:
        raise BargainingError("has no issues", where=name, accepted="a line for each")
    proposals = {cells[PROPOSAL] for _, cells in chosen}
    if len(proposals) != 1:
        more = f" and {len(seen) - _MOST_NAMED} more" if len(seen) > _MOST_NAMED else ""
        shown = ", ".join(list(seen)[:_MOST_NAMED]) + more
        problem = f"no proposal {proposal[:60]!r}" if proposal else f"{len(seen)} proposals; which is meant?"
        raise BargainingError(problem, where=name, accepted=f"--proposal, one of: {shown}")
    actors = _actors(header)
    issues: list[Issue] = []
    without: list[str] = []
    values: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    for k, (line, cells) in enumerate(chosen):
        where = place(name, line)
        reference = number_in(cells[REFERENCE], where, "reference point") if cells.get(REFERENCE) else None
        issues.append(Issue(cells[ISSUE], reference=reference))
        for i, actor in enumerate(actors):
            position, salience = cells[f"p{actor}"], cells[f"s{actor}"]
            if position and salience:
                weight = number_in(salience, where, f"s{actor}") / 100.0
                values[i, k] = (number_in(position, where, f"p{actor}"), 0.0, weight, 1.0)
            elif position:
                without.append(f"{actor.upper()} on {cells[ISSUE]}")
    if without and tell is not None:
        more = f" and {len(without) - _MOST_NAMED} more" if len(without) > _MOST_NAMED else ""
        tell(f"positions without a salience, left out: {', '.join(without[:_MOST_NAMED])}{more}")
    spoke = [i for i in range(len(actors)) if any((i, k) in values for k in range(len(issues)))]
    if not spoke:
        raise BargainingError("nobody has a position and a salience", where=name, accepted="numbers from 0 to 100")
    used = {(spoke.index(i), k): cell for (i, k), cell in values.items()}
    return assemble([actors[i].upper() for i in spoke], issues, used, {}, name)


def _actors(header: list[str]) -> list[str]:
    """The endings of the columns that have both a position and a salience."""
    return [name[1:] for name in header if name.startswith("p") and len(name) > 1 and f"s{name[1:]}" in header]
