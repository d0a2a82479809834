"""Draw the floor plan of the house (docs/images/floor-plan.svg): floors by who may import whom, rooms with their parts.

Run: ``python docs/floor_plan.py``. The rooms and parts are those of the code; the floors are worked out from
``tests/test_house.py``, so that the picture cannot say another thing than the test.
"""

from __future__ import annotations

import sys
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.test_house import MAY_IMPORT, PARTS  # noqa: E402

PACKAGE = ROOT / "src" / "whipcount"
WIDTH, ROW, GAP = 960, 74, 14


def floors() -> list[list[str]]:
    """Rooms by floor, the ground floor first: each room stands above all that it may import."""
    rooms = {room for room in MAY_IMPORT if (PACKAGE / room).is_dir()}
    level: dict[str, int] = {}
    while len(level) < len(rooms):
        for room in sorted(rooms - level.keys()):
            below = MAY_IMPORT[room] & rooms
            if below <= level.keys():
                level[room] = 1 + max((level[other] for other in below), default=-1)
    return [sorted(room for room in rooms if level[room] == height) for height in range(max(level.values()) + 1)]


def modules(room: str) -> int:
    """How many modules a room has."""
    return sum(path.name != "__init__.py" for path in (PACKAGE / room).rglob("*.py"))


def draw() -> str:
    """The plan as SVG, the top floor first."""
    plan = floors()[::-1]
    height = len(plan) * (ROW + GAP) + GAP
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="system-ui, sans-serif">',
        "<title>The floors of the house: a room imports only from rooms below it</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>',
    ]
    for number, rooms in enumerate(plan):
        y = GAP + number * (ROW + GAP)
        width = (WIDTH - GAP * (len(rooms) + 1)) / len(rooms)
        for place, room in enumerate(rooms):
            x = GAP + place * (width + GAP)
            parts = ", ".join(part for part in PARTS.get(room, {}) if part != "migrations")
            out += [
                f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{ROW}" rx="6" fill="#eef2f6"'
                ' stroke="#5b6b7b"/>',
                f'<text x="{x + 10:.0f}" y="{y + 26}" font-size="18" fill="#16202a">{escape(room)}</text>',
                f'<text x="{x + width - 10:.0f}" y="{y + 26}" font-size="12" fill="#44525f" text-anchor="end">'
                f"{modules(room)} modules</text>",
                f'<text x="{x + 10:.0f}" y="{y + 52}" font-size="13" fill="#44525f">{escape(parts)}</text>',
            ]
    return "\n".join([*out, "</svg>"]) + "\n"


if __name__ == "__main__":
    (ROOT / "docs" / "images" / "floor-plan.svg").write_text(draw(), encoding="utf-8")
