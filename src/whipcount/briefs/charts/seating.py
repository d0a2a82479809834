"""Where the members sit: places for a hemicycle, a horseshoe, tiles by weight, and a rough map of allies."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Box = tuple[float, float, float, float]  # x, y, width, height

# A tile map of Europe and the North Atlantic: ISO 3166 alpha-2 -> (column, row). Our own layout, neighbours kept near.
MAP: dict[str, tuple[int, int]] = {
    "CA": (0, 1), "US": (0, 2), "IS": (2, 0), "NO": (6, 0), "SE": (7, 0), "FI": (8, 0), "EE": (9, 0),
    "IE": (2, 2), "GB": (3, 2), "DK": (6, 1), "LV": (9, 1), "LT": (8, 1), "NL": (5, 1), "BE": (4, 2), "LU": (5, 3),
    "DE": (6, 2), "PL": (7, 2), "BY": (9, 2), "FR": (4, 3), "CH": (5, 4), "AT": (7, 3), "CZ": (6, 3), "SK": (8, 3),
    "UA": (9, 3), "MD": (10, 3), "PT": (2, 4), "ES": (3, 4), "AD": (3, 5), "IT": (6, 4), "SI": (7, 4), "HU": (8, 4),
    "RO": (9, 4), "HR": (7, 5), "BA": (8, 5), "RS": (9, 5), "BG": (10, 4), "ME": (8, 6), "XK": (9, 6), "MK": (10, 5),
    "AL": (9, 7), "GR": (10, 6), "TR": (11, 5), "MT": (6, 6), "CY": (12, 6), "GE": (12, 4), "AM": (13, 5),
    "AZ": (13, 4), "RU": (10, 1), "SM": (6, 5), "MC": (4, 4), "LI": (6, 7), "VA": (5, 6),
}  # fmt: skip
WIDTH = 720


def hemicycle(number: int) -> tuple[list[tuple[float, float]], float, float]:
    """Middles of seats from left to right, their radius, and the height of the picture.

    >>> seats, radius, height = hemicycle(100)
    >>> len(seats), len(set(seats)), radius > 8, seats[0][0] < seats[-1][0]
    (100, 100, True, True)
    """
    outer = min(WIDTH / 2 - 8, 90 + 3.2 * number)
    inner = outer * 0.36
    spacing = min(44.0, math.sqrt(math.pi / 2 * (outer**2 - inner**2) / max(number, 1)) * 0.97)
    rows = max(1, int((outer - inner) / spacing) + 1)
    radii = [outer - spacing / 2 - place * spacing for place in range(rows)]
    whole = sum(radii)
    counts = [math.floor(number * radius / whole) for radius in radii]
    for place in range(number - sum(counts)):
        counts[place % rows] += 1
    seats: list[tuple[float, float, float]] = []
    for radius, count in zip(radii, counts, strict=True):
        for place in range(count):
            angle = math.pi * (1 - (place + 0.5) / count)
            seats.append((angle, WIDTH / 2 + radius * math.cos(angle), outer - radius * math.sin(angle)))
    seats.sort(key=lambda seat: (-seat[0], seat[2]))
    return [(round(x, 1), round(y, 1)) for _, x, y in seats], round(spacing * 0.44, 1), round(outer + spacing / 2, 1)


def horseshoe(number: int, width: float, height: float) -> tuple[list[tuple[float, float]], float]:
    """Upper left corners of tiles of a size, round a table that is open below, from left to right; the picture's height.

    >>> places, high = horseshoe(15, 88, 40)
    >>> len(places), places[0][0] == 0.0, places[-1][0] == WIDTH - 88
    (15, True, True)
    """  # noqa: E501
    sides = max(0, math.ceil((number - (WIDTH // (width + 6))) / 2))
    top = number - 2 * sides
    step = height + 8
    bend = 26.0 if sides else 0.0  # how far the middle of the top stands above its ends
    high = bend + height + sides * step
    places = [(0.0, bend + height + 8 + (sides - 1 - place) * step) for place in range(sides)]
    if top:
        gap = (WIDTH - top * width) / (top + 1 if sides else max(top, 1))
        for place in range(top):
            x = gap * (place + (1 if sides else 0.5)) + place * width
            middle = (x + width / 2) / WIDTH * 2 - 1
            places.append((round(x, 1), round(bend * middle**2, 1)))
    places += [(WIDTH - width, bend + height + 8 + place * step) for place in range(sides)]
    return places, round(high + 8, 1)


def by_weight(weights: Sequence[float], height: float = 300.0) -> list[Box]:
    """Tiles whose areas are as their weights, from left to right, heavy ones first in their own column (squarified).

    Weights come in the order in which they are to stand; none is negative, and one of nothing gets a sliver.

    >>> boxes = by_weight([6, 2, 1, 1])
    >>> [round(w * h / (WIDTH * 300), 2) for _, _, w, h in boxes]
    [0.6, 0.2, 0.1, 0.1]
    """
    heaviest = max(weights, default=0.0)
    # Shares, since tiny weights would overflow below.
    shares = [weight / heaviest if heaviest else 1.0 for weight in weights]
    least = sum(shares) / max(len(shares), 1) / 12
    raised = [max(share, least) for share in shares]
    scale = WIDTH * height / (sum(raised) or 1.0)
    areas = [weight * scale for weight in raised]
    out: list[Box] = []
    x, at = 0.0, 0
    while at < len(areas):
        best, count = math.inf, 1
        for size in range(1, len(areas) - at + 1):
            column = areas[at : at + size]
            wide = sum(column) / height
            worst = max(max(wide * wide / area, area / (wide * wide)) for area in column)
            if worst > best:
                break
            best, count = worst, size
        column = areas[at : at + count]
        wide = sum(column) / height
        y = 0.0
        for area in column:
            tall = area / wide
            out.append((round(x, 2), round(y, 2), round(wide, 2), round(tall, 2)))
            y += tall
        x += wide
        at += count
    return out


def on_map(ids: Sequence[str]) -> Mapping[str, tuple[int, int]] | None:
    """Columns and rows on the map, where all have one.

    >>> on_map(["NO", "SE"]), on_map(["NO", "JP"])
    ({'NO': (0, 0), 'SE': (1, 0)}, None)
    """
    if not ids or any(member not in MAP for member in ids):
        return None
    left = min(MAP[member][0] for member in ids)
    top = min(MAP[member][1] for member in ids)
    return {member: (MAP[member][0] - left, MAP[member][1] - top) for member in ids}
