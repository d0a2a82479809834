"""The board's ornament: members as tiles, on a rough map where they are countries we can place, else in rows.

The table beneath is the truth. Each tile says its group in a word, so nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from whipcount.briefs.view.brief import GROUPS, MemberRow
from whipcount.briefs.wording import counted, listed
from whipcount.text.safe import one_line

# A tile map of Europe and the North Atlantic: ISO 3166 alpha-2 -> (column, row). Our own layout, neighbours kept near.
_PLACES: dict[str, tuple[int, int]] = {
    "CA": (0, 1), "US": (0, 2), "IS": (2, 0), "NO": (6, 0), "SE": (7, 0), "FI": (8, 0), "EE": (9, 0),
    "IE": (2, 2), "GB": (3, 2), "DK": (6, 1), "LV": (9, 1), "LT": (8, 1), "NL": (5, 1), "BE": (4, 2), "LU": (5, 3),
    "DE": (6, 2), "PL": (7, 2), "BY": (9, 2), "FR": (4, 3), "CH": (5, 4), "AT": (7, 3), "CZ": (6, 3), "SK": (8, 3),
    "UA": (9, 3), "MD": (10, 3), "PT": (2, 4), "ES": (3, 4), "AD": (3, 5), "IT": (6, 4), "SI": (7, 4), "HU": (8, 4),
    "RO": (9, 4), "HR": (7, 5), "BA": (8, 5), "RS": (9, 5), "BG": (10, 4), "ME": (8, 6), "XK": (9, 6), "MK": (10, 5),
    "AL": (9, 7), "GR": (10, 6), "TR": (11, 5), "MT": (6, 6), "CY": (12, 6), "GE": (12, 4), "AM": (13, 5),
    "AZ": (13, 4), "RU": (10, 1), "SM": (6, 5), "MC": (4, 4), "LI": (6, 7), "VA": (5, 6),
}  # fmt: skip
TILE_WIDTH, TILE_HEIGHT, GAP = 56, 36, 4
WIDE = 104  # of a tile that holds a name instead of a code
MOST_TILES = 250
MOST_WIDE = 60


def board_svg(rows: Sequence[MemberRow], *, key: str, title: str, link: str = "#m-") -> str:
    """The members as tiles that link to their rows, as an SVG string; empty for no members or more than 250.

    ``link`` is put before the member's id to make the address.

    >>> board_svg([], key="board", title="Board")
    ''
    """
    if not rows or len(rows) > MOST_TILES:
        return ""
    placed = {row.id: _PLACES[row.id] for row in rows if row.id in _PLACES}
    tile, letters = TILE_WIDTH, 6
    if len(placed) < len(rows):
        if len(rows) <= MOST_WIDE and any(len(row.id) > 4 for row in rows):
            tile, letters = WIDE, 13
        columns = min(720 // tile, max(4, round((len(rows) * 1.6) ** 0.5)))
        ordered = sorted(rows, key=lambda row: (list(GROUPS).index(row.group), row.name))
        placed = {row.id: (number % columns, number // columns) for number, row in enumerate(ordered)}
    left = min(column for column, _ in placed.values())
    top = min(line for _, line in placed.values())
    width = (max(column for column, _ in placed.values()) - left + 1) * (tile + GAP)
    height = (max(line for _, line in placed.values()) - top + 1) * (TILE_HEIGHT + GAP)
    parts: list[str] = []
    for row in rows:
        column, line = placed[row.id]
        x, y = (column - left) * (tile + GAP) + 2, (line - top) * (TILE_HEIGHT + GAP) + 2
        middle = f"{x + tile / 2 - 1:g}"
        group = row.group if row.group in GROUPS else "unknown"
        word = GROUPS[group][1]
        name = one_line(row.name)
        code = one_line(row.id) if len(row.id) <= 4 and tile == TILE_WIDTH else _short(name, letters)
        left_mark = ", left" if row.left else ""
        pivotal = " pivotal" if row.pivotal else ""
        parts.append(
            f'<a href="{escape(link + member_fragment(row.id))}" tabindex="-1">'
            f"<title>{escape(name)}: {escape(GROUPS[group][0])}{left_mark}</title>"
            f'<rect class="tile g-{group}{pivotal}" x="{x}" y="{y}" '
            f'width="{tile - 2}" height="{TILE_HEIGHT - 2}" rx="3"/>'
            f'<text class="tile-name t-{group}" x="{middle}" y="{y + 15}" text-anchor="middle">{escape(code)}</text>'
            f'<text class="tile-word t-{group}" x="{middle}" y="{y + 28}" text-anchor="middle">{escape(word)}</text>'
            "</a>"
        )
    kind = "board wide" if tile == WIDE else "board"
    return (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="group" '
        f'aria-labelledby="{key}-title {key}-desc" '
        f'focusable="false"><title id="{key}-title">{escape(one_line(title))}</title>'
        f'<desc id="{key}-desc">{escape(board_text(rows))}</desc>{"".join(parts)}</svg>'
    )


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
