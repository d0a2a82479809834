"""KTAB's tables: its CSV, and the XML that it writes and reads instead."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable

from lxml import etree

from whipcount.bargaining.table import MAX_ACTORS, Issue, Table
from whipcount.bargaining.table_cells import assemble, number_in, place
from whipcount.errors import BargainingError

_DECLARATION = re.compile(r"\A\ufeff?\s*<\?xml[^>]{0,200}\?>")  # the text is decoded: what it declares is true no more


def read_ktab(text: str, name: str) -> Table:
    """KTAB: a scenario line, a header, per actor influence and (position, salience) per dimension, 0 to 100."""
    rows = [(n, [c.strip() for c in row]) for n, row in enumerate(csv.reader(io.StringIO(text)), start=1) if row]
    if len(rows) < 2 or len(rows[0][1]) < 4:
        raise BargainingError("needs a scenario line with name, title, actors, dimensions", where=place(name, 1))
    counts = []
    for cell, what in zip(rows[0][1][2:4], ("number of actors", "number of dimensions"), strict=True):
        value = number_in(cell, place(name, 1), what)
        if value != int(value) or value < 1:
            raise BargainingError(f"{what} {cell!r}", where=place(name, 1), accepted="a whole number, 1 or more")
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
        where = place(name, number)
        values = row[2 : 3 + 2 * n_issues]
        if len(values) < 1 + 2 * n_issues or any(row[3 + 2 * n_issues :]):
            raise BargainingError(
                f"{len([c for c in row if c])} cells",
                where=where,
                accepted=f"{3 + 2 * n_issues} for {n_issues} dimensions",
            )
        numbers = [number_in(cell, where, "cell") for cell in values]
        _check_total(row[0], numbers[2::2], where)
        actors.append(row[0])
        if row[1]:
            notes[row[0]] = row[1]
        for k in range(n_issues):
            found[i, k] = (numbers[1 + 2 * k], 0.0, numbers[2 + 2 * k] / 100.0, numbers[0])
    _check_scale(found.values(), name)
    if len(set(actors)) < len(actors):
        often = Counter(actors)
        actors = [f"{a} ({i})" if often[a] > 1 else a for i, a in enumerate(actors, start=1)]
    return assemble(actors, issues, found, notes, name)


def _check_scale(cells: Iterable[tuple[float, float, float, float]], name: str) -> None:
    """Refuse positions and saliences that are all of 0 to 1, where they should be of 0 to 100."""
    if all(0.0 <= x <= 1.0 and 0.0 <= salience <= 0.01 for x, _, salience, _ in cells):
        raise BargainingError("all positions and saliences are of 0 to 1", where=name, accepted="0 to 100, as in KTAB")


def _check_total(actor: str, saliences: list[float], where: str) -> None:
    total = sum(saliences)
    if total > 100.0 + 1e-9:
        raise BargainingError(
            f"saliences of {actor!r} sum to {total:g}, above their cap",
            where=where,
            accepted="100 at most in KTAB's format",
        )


def _dimension(header: list[str], k: int) -> str:
    cell = header[3 + 2 * k] if len(header) > 3 + 2 * k else ""
    for ending in ("Position", "Pstn", "position"):
        cell = cell.removesuffix(ending).strip()
    return cell if cell and not cell.lower().startswith("pstn") else f"dimension {k + 1}"


def read_ktab_xml(text: str, name: str) -> Table:
    """KTAB's scenario as XML: dimensions, and of each actor its capability, coordinates and saliences, 0 to 100.

    Raises `BargainingError` that names the actor for anything that does not fit; nothing outside the text is read.

    >>> actor = (
    ...     "<Actor><name>{}</name><capability>{}</capability><Position><dCoord>{}</dCoord></Position>"
    ...     "<Salience><dSal>50</dSal></Salience></Actor>"
    ... )
    >>> actors = actor.format("Kell", 2, 0) + actor.format("Thale", 1, 90)
    >>> table = read_ktab_xml(
    ...     f"<Scenario><Dimensions><dName>tax</dName></Dimensions><Actors>{actors}</Actors></Scenario>", "a.xml"
    ... )
    >>> table.actors, table.position.tolist(), table.salience.tolist()
    (('Kell', 'Thale'), [[0.0], [90.0]], [[0.5], [0.5]])
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_DECLARATION.sub("", text).encode(), parser)
    except etree.XMLSyntaxError as error:
        raise BargainingError(f"is no XML: {error}", where=name) from None
    if root.getroottree().docinfo.doctype:
        raise BargainingError("XML with declarations of its own", where=name, accepted="KTAB's <Scenario> without them")
    if root.tag != "Scenario":
        raise BargainingError(f"XML of another kind: {str(root.tag)[:60]}", where=name, accepted="KTAB's <Scenario>")
    dimensions = [_words(node) for node in root.iterfind("Dimensions/dName")]
    nodes = root.findall("Actors/Actor")
    if not nodes:
        raise BargainingError("has no actors", where=name, accepted="<Actors> with an <Actor> for each")
    values: dict[tuple[int, int], tuple[float, float, float, float]] = {}
    actors: dict[str, None] = {}
    notes: dict[str, str] = {}
    if len(nodes) > MAX_ACTORS:
        raise BargainingError(f"{len(nodes):,} actors", where=name, accepted=f"{MAX_ACTORS:,} at most")
    for at, node in enumerate(nodes):
        actor = _words(node.find("name"))
        where = f"{name} actor {at + 1}".strip()
        if not actor:
            raise BargainingError("an actor without a name", where=where, accepted="<name>")
        if actor in actors:
            raise BargainingError(f"{actor[:60]!r} is there twice", where=where)
        actors[actor] = None
        if note := _words(node.find("description")):
            notes[actor] = note
        power = number_in(_words(node.find("capability")), where, "capability")
        positions = [number_in(_words(cell), where, "position") for cell in node.iterfind("Position/dCoord")]
        saliences = [number_in(_words(cell), where, "salience") for cell in node.iterfind("Salience/dSal")]
        wanted = len(dimensions) or len(positions)
        if not positions or len(positions) != wanted or len(saliences) != wanted:
            problem = f"{len(positions)} positions and {len(saliences)} saliences"
            raise BargainingError(problem, where=where, accepted=f"{wanted or 1} of each, one for each dimension")
        dimensions = dimensions or [f"dimension {k + 1}" for k in range(wanted)]
        _check_total(actor, saliences, where)
        for k, (x, salience) in enumerate(zip(positions, saliences, strict=True)):
            values[at, k] = (x, 0.0, salience / 100.0, power)
    _check_scale(values.values(), name)
    return assemble(list(actors), [Issue(dimension) for dimension in dimensions], values, notes, name)


def _words(node: etree._Element | None) -> str:
    return " ".join("".join(node.itertext()).split()) if node is not None else ""
