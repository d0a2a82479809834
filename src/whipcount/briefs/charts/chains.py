"""Source chains drawn: from whose mouth, through which letter, agency and outlet, the words came to the page.

Columns from left to right; each name once; a line for each step of a chain, with the numbers of the statements that
went that way. The description says the same in words, and each statement's card keeps its own chain as a list.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from html import escape
from itertools import pairwise

from whipcount.briefs.view.evidence import StatementView
from whipcount.briefs.wording import counted
from whipcount.text.safe import one_line

_COLUMN = {
    "speaker": 0,
    "agency": 2,
    "outlet": 3,
}  # a letter, an interview, ... stands between
_HEADS = ("who says it", "in what", "relayed by", "printed in")
MOST_NAMES = 14  # in one column; more would only tangle
WIDTH, ROW, TOP, BOX = 760, 34, 26, 22

Node = tuple[int, str, str]  # column, carrier, name


def chain_lines(statements: Sequence[StatementView]) -> dict[tuple[str, ...], list[int]]:
    """Each way that words took, as names from the speaker to the page, with the numbers of the statements."""
    ways: dict[tuple[str, ...], list[int]] = {}
    for statement in statements:
        if len(statement.chain) > 1:
            ways.setdefault(tuple(one_line(link.name) for link in statement.chain), []).append(statement.number)
    return ways


def chain_items(statements: Sequence[StatementView]) -> list[str]:
    """The drawing in words, a line each way; beyond 30 the rest is counted."""
    ways = chain_lines(statements)
    items = [f"{' → '.join(way)} (statement {_numbers(numbers)})" for way, numbers in list(ways.items())[:30]]
    return [*items, f"and {counted(len(ways) - 30, 'more way')}"] if len(ways) > 30 else items


def chains_text(statements: Sequence[StatementView]) -> str:
    """The drawing in words, in one sentence.

    >>> chains_text([])
    ''
    """
    items = chain_items(statements)
    return "; ".join(items) + "." if items else ""


def chains_svg(statements: Sequence[StatementView], *, key: str, title: str, link: str = "#") -> str:
    """The source chains of statements as an SVG string; empty where no chain has two links or there are too many names.

    Args:
        statements: in the order of their numbers.
        key: a prefix of the ids inside the drawing.
        title: of the drawing.
        link: is put before the id of a statement to make the address of its words.
    """
    columns: list[dict[Node, str]] = [{}, {}, {}, {}]  # node -> id of the first statement through it
    lines: dict[tuple[Node, Node], list[int]] = {}
    agencies = {link.name for statement in statements for link in statement.chain if link.carrier == "agency"}
    for statement in statements:
        way = _way(statement, agencies)
        for node in way:
            columns[node[0]].setdefault(node, statement.id)
        for step in pairwise(way):
            lines.setdefault(step, []).append(statement.number)
    if not lines or max(map(len, columns)) > MOST_NAMES:
        return ""
    used = [column for column in range(4) if columns[column]]
    rank = {column: place for place, column in enumerate(used)}
    wide = min((WIDTH - 28 * (len(used) - 1)) / len(used), 240.0)
    pitch = (WIDTH - wide) / (len(used) - 1) if len(used) > 1 else 0.0
    passed = {c for (start, end) in lines for c in used[rank[start[0]] + 1 : rank[end[0]]]}  # by lines that skip them
    sizes = {column: len(columns[column]) + (column in passed) for column in used}
    tallest = max(sizes.values())
    height = TOP + tallest * ROW + 4
    at: dict[Node, tuple[float, float]] = {}
    lanes: dict[int, float] = {}  # column -> height at which lines pass above its boxes
    parts: list[str] = []
    for place, column in enumerate(used):
        x = place * pitch
        parts.append(f'<text class="tick" x="{x:.1f}" y="14">{_HEADS[column]}</text>')
        top = TOP + (tallest - sizes[column]) * ROW / 2
        if column in passed:
            lanes[column] = top + BOX / 2
            top += ROW
        for line, node in enumerate(columns[column]):
            at[node] = (x, top + line * ROW)
    for (start, end), numbers in lines.items():
        bends = [(at[start][0] + wide, at[start][1] + BOX / 2)]
        for column in used[rank[start[0]] + 1 : rank[end[0]]]:
            bends += [(rank[column] * pitch, lanes[column]), (rank[column] * pitch + wide, lanes[column])]
        bends.append((at[end][0] - 6, at[end][1] + BOX / 2))
        path = f"M{bends[0][0]:.1f},{bends[0][1]:.1f}"
        for number, ((x1, y1), (x2, y2)) in enumerate(pairwise(bends)):
            middle = (x1 + x2) / 2
            curved = f" C{middle:.1f},{y1:.1f} {middle:.1f},{y2:.1f} {x2:.1f},{y2:.1f}"
            path += f" H{x2:.1f}" if number % 2 else curved
        x2, y2 = bends[-1]
        parts.append(f'<path class="flow" d="{path}"><title>statement {_numbers(numbers)}</title></path>')
        parts.append(f'<path class="head" d="M{x2 + 6:.1f},{y2:.1f} l-7,-3.5 v7 z"/>')
    most = int(wide / 7.4)
    for node, (x, y) in at.items():
        name = one_line(node[2] or node[1])
        shown = name if len(name) <= most else name[: most - 1] + "…"
        address = escape(link + columns[node[0]][node])
        tooltip = f"<title>{escape(one_line(node[1]))}: {escape(name)}</title>"
        box = f'<rect class="stop" x="{x + 0.5:.1f}" y="{y:.1f}" width="{wide - 1:.1f}" height="{BOX}" rx="3"/>'
        label = f'<text class="label" x="{x + 8:.1f}" y="{y + 15.5:.1f}">{escape(shown)}</text>'
        parts.append(f'<a href="{address}" tabindex="-1">{tooltip}{box}{label}</a>')
    return (
        f'<svg class="chart chains" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="group" '
        f'aria-labelledby="{key}-title {key}-desc" focusable="false">'
        f'<title id="{key}-title">{escape(one_line(title))}</title>'
        f'<desc id="{key}-desc">{escape(chains_text(statements))}</desc>{"".join(parts)}</svg>'
    )


def _way(statement: StatementView, agencies: Set[str]) -> list[Node]:
    """The chain of a statement as nodes whose columns rise; a step that would go back is left out."""
    way: list[Node] = []
    for link in statement.chain:
        carrier = "agency" if link.name in agencies else link.carrier
        column = _COLUMN.get(carrier, 1)
        if not way or column > way[-1][0]:
            way.append((column, carrier, link.name))
    return way if len(way) > 1 else []


def _numbers(numbers: Sequence[int]) -> str:
    return ", ".join(map(str, numbers[:12])) + (", …" if len(numbers) > 12 else "")
