"""The board: where each member stands, in the shape of the body that decides.

A parliament sits in a hemicycle, a council with vetoes round a horseshoe, members of different weight are tiles of
different size, allies stand on a rough map, anybody else in rows. The table beneath is the truth. Each tile says its
group in a word or a letter, so nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from whipcount.briefs.charts.seating import WIDTH, by_weight, hemicycle, horseshoe, on_map
from whipcount.briefs.view.brief import GROUPS, MemberRow
from whipcount.briefs.wording import counted, listed
from whipcount.text.safe import one_line

TILE_WIDTH, TILE_HEIGHT, GAP = 56, 36, 4
WIDE = 104  # of a tile that holds a name instead of a code
MOST_TILES = 700
MOST_WIDE = 60
MOST_LINKED = 60  # more seats are too small to be pressed: the table is
_ORDER = (
    "for", "will_not_block", "lean_for", "abstain", "conditional", "undecided", "declined", "unknown", "lean_against",
    "against",
)  # fmt: skip
LETTERS = {
    "for": "y", "lean_for": "+", "will_not_block": "w", "abstain": "a", "conditional": "i", "undecided": "u",
    "declined": "s", "unknown": "?", "lean_against": "−", "against": "n",
}  # fmt: skip


def board_svg(rows: Sequence[MemberRow], *, key: str, title: str, shape: str = "", link: str = "#m-") -> str:
    """The members in the body's shape, as an SVG string; empty for no members or more than 700.

    Args:
        rows: the members.
        key: a plain identifier.
        title: what is drawn.
        shape: seats, horseshoe, weighted, map or rows; by default a map where all members are on it, else rows.
        link: put before the member's id to make the address of its tile.

    >>> board_svg([], key="board", title="Board")
    ''
    """
    if not rows or len(rows) > MOST_TILES:
        return ""
    ordered = sorted(rows, key=lambda row: (_ORDER.index(_group(row)), -(row.weight or 0.0), row.name))
    linked = bool(link) and len(rows) <= MOST_LINKED
    if shape == "seats":
        parts, height = _seats(ordered, link if linked else "")
        width: float = WIDTH
    elif shape == "horseshoe":
        tall = TILE_HEIGHT + 6
        places, height = horseshoe(len(ordered), WIDE, tall)
        parts = [_tile(row, (x, y, WIDE - 4, tall), link) for row, (x, y) in zip(ordered, places, strict=True)]
        width = WIDTH
    elif shape == "weighted":
        heavy = sorted(rows, key=lambda row: (-(row.weight or 0.0), row.name))
        height = 300.0
        boxes = by_weight([row.weight or 0.0 for row in heavy], height)
        parts = [
            _tile(row, (x + 1, y + 1, max(w - 2, 1), max(h - 2, 1)), link if linked else "")
            for row, (x, y, w, h) in zip(heavy, boxes, strict=True)
        ]
        width = WIDTH
    else:
        parts, width, height = _grid(ordered, link if linked else "")
    kind = "board" if shape in ("seats", "weighted") or width < 300 or not _wide(rows, shape) else "board wide"
    role = "group" if linked else "img"
    return (
        f'<svg class="{kind}" viewBox="-3 -3 {width + 6:g} {height + 6:g}" width="{width + 6:g}" '
        f'height="{height + 6:g}" role="{role}" aria-labelledby="{key}-title {key}-desc" focusable="false">'
        f'<title id="{key}-title">{escape(one_line(title))}</title>'
        f'<desc id="{key}-desc">{escape(board_text(rows))}</desc>{"".join(parts)}</svg>'
    )


def board_notes(rows: Sequence[MemberRow], shape: str) -> tuple[str, ...]:
    """What borders, rings and sizes of the board mean, as far as they are drawn.

    >>> board_notes([MemberRow("AA", "Aland", "for", "yes", "for", False, True)], "rows")
    ('thick border: its vote alone decides now',)
    """
    notes = []
    if any(row.pivotal for row in rows):
        notes.append("thick border: its vote alone decides now")
    if any(row.veto for row in rows) and not all(row.veto for row in rows):
        notes.append("ring: it can veto")
    if shape == "weighted":
        notes.append("the larger a tile, the more its vote weighs")
    if shape == "seats":
        shown = {_group(row) for row in rows}
        letters = ", ".join(f"{LETTERS[group]} {GROUPS[group][0]}" for group in _ORDER if group in shown)
        notes.append(f"letters: {letters}")
    return tuple(notes)


def _wide(rows: Sequence[MemberRow], shape: str) -> bool:
    return shape == "horseshoe" or (len(rows) <= MOST_WIDE and any(len(row.id) > 4 for row in rows))


def _group(row: MemberRow) -> str:
    return row.group if row.group in GROUPS else "unknown"


def _seats(ordered: Sequence[MemberRow], link: str) -> tuple[list[str], float]:
    places, radius, height = hemicycle(len(ordered))
    size = max(8, min(14, round(radius * 1.15)))
    parts = []
    for row, (x, y) in zip(ordered, places, strict=True):
        group = _group(row)
        ring = f'<circle class="ring" cx="{x}" cy="{y}" r="{radius + 2:g}"/>' if row.veto else ""
        parts.append(
            _linked(
                row,
                f'{ring}<circle class="tile g-{group}{_mark(row)}" cx="{x}" cy="{y}" r="{radius}"/>'
                f'<text class="seat t-{group}" font-size="{size}" x="{x}" y="{y + size * 0.35:.1f}" '
                f'text-anchor="middle">{LETTERS[group]}</text>',
                link,
            )
        )
    return parts, height


def _grid(ordered: Sequence[MemberRow], link: str) -> tuple[list[str], float, float]:
    """On the map where all have a place there, else in rows."""
    squares = on_map([row.id for row in ordered])
    tile = TILE_WIDTH
    if squares is None:
        tile = WIDE if len(ordered) <= MOST_WIDE and any(len(row.id) > 4 for row in ordered) else TILE_WIDTH
        columns = min(WIDTH // tile, max(4, round((len(ordered) * 1.6) ** 0.5)))
        squares = {row.id: (number % columns, number // columns) for number, row in enumerate(ordered)}
    width = (max(column for column, _ in squares.values()) + 1) * (tile + GAP)
    height = (max(line for _, line in squares.values()) + 1) * (TILE_HEIGHT + GAP)
    parts = []
    for row in ordered:
        column, line = squares[row.id]
        box = (column * (tile + GAP) + 2, line * (TILE_HEIGHT + GAP) + 2, tile - 2, TILE_HEIGHT - 2)
        parts.append(_tile(row, box, link))
    return parts, float(width), float(height)


def _tile(row: MemberRow, box: tuple[float, float, float, float], link: str) -> str:
    x, y, wide, tall = box
    group = _group(row)
    middle, centre = f"{x + wide / 2:g}", y + tall / 2
    name = one_line(row.name)
    code = one_line(row.id) if len(row.id) <= 4 and wide < 100 else _short(name, max(1, int(wide / 8.4)))
    texts = ""
    if tall >= 28 and wide >= 30:
        texts = (
            f'<text class="tile-name t-{group}" x="{middle}" y="{centre - 2:g}" text-anchor="middle">'
            f"{escape(code)}</text>"
            f'<text class="tile-word t-{group}" x="{middle}" y="{centre + 11:g}" text-anchor="middle">'
            f"{escape(GROUPS[group][1] if wide >= 44 else LETTERS[group])}</text>"
        )
    elif tall >= 11 and wide >= 10:
        text = f"{code} {LETTERS[group]}" if wide >= 40 else LETTERS[group]
        texts = (
            f'<text class="tile-word t-{group}" x="{middle}" y="{centre + 4:g}" text-anchor="middle">'
            f"{escape(text)}</text>"
        )
    ring = ""
    if row.veto:
        ring = (
            f'<rect class="ring" x="{x - 2:g}" y="{y - 2:g}" width="{wide + 4:g}" height="{tall + 4:g}" rx="5"/>'
            if tall >= 20
            else ""
        )
    return _linked(
        row,
        f'{ring}<rect class="tile g-{group}{_mark(row)}" x="{x:g}" y="{y:g}" width="{wide:g}" '
        f'height="{tall:g}" rx="3"/>{texts}',
        link,
    )


def _mark(row: MemberRow) -> str:
    return " pivotal" if row.pivotal else ""


def _linked(row: MemberRow, inner: str, link: str) -> str:
    left, veto = ", left" if row.left else "", ", can veto" if row.veto else ""
    title = f"<title>{escape(one_line(row.name))}: {escape(GROUPS[_group(row)][0])}{left}{veto}</title>"
    if not link:
        return f"<g>{title}{inner}</g>"
    return f'<a href="{escape(link + member_fragment(row.id))}" tabindex="-1">{title}{inner}</a>'


def _short(name: str, most: int) -> str:
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"


def board_text(rows: Sequence[MemberRow]) -> str:
    """The board in words: how many in each group, and who.

    >>> board_text([MemberRow("AA", "Aland", "for", "yes", "for", False, False)])
    'For: 1 member (Aland).'
    """
    parts = []
    for group, (word, _, _) in GROUPS.items():
        names = [one_line(row.name) for row in rows if row.group == group]
        if names:
            who = listed(names, most=8)
            parts.append(f"{word[:1].upper()}{word[1:]}: {counted(len(names), 'member')} ({who}).")
    return " ".join(parts)


def member_fragment(member: str) -> str:
    """A member's id as it may stand in an anchor.

    >>> member_fragment("HU"), member_fragment('a"b')
    ('HU', 'a_22b')
    """
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else f"_{ord(c):x}" for c in member)
