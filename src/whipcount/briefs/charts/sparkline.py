"""A sparkline: the course of a chance in a table's cell, from nought to certain, with its last point marked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from whipcount.briefs.wording import counted, day_text, percent

WIDTH, HEIGHT = 96, 26
MOST = 400


def sparkline(course: Sequence[tuple[date, float]], *, key: str) -> str:
    """The course as an SVG string; empty for fewer than two points.

    Args:
        course: days in order of time, each with a probability.
        key: a plain identifier, its own on a page.

    >>> sparkline([(date(2030, 1, 1), 0.2)], key="s")
    ''
    >>> "from 20% on 1 January 2030 to 60%" in sparkline([(date(2030, 1, 1), 0.2), (date(2030, 2, 1), 0.6)], key="s")
    True
    """
    points = list(course)[-MOST:]
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    days = max((last[0] - first[0]).days, 1)
    path: list[str] = []
    y = 0.0
    for number, (day, value) in enumerate(points):
        x = 2 + (WIDTH - 6) * (day - first[0]).days / days
        if number:
            path.append(f"{x:.1f},{y:.1f}")
        y = 3 + (HEIGHT - 6) * (1 - value)
        path.append(f"{x:.1f},{y:.1f}")
    words = f"from {percent(first[1])} on {day_text(first[0])} to {percent(last[1])} on {day_text(last[0])}"
    words += f", in {counted(len(points), 'point')}"
    return (
        f'<svg class="chart spark" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" role="img" '
        f'focusable="false" aria-labelledby="{escape(key)}-title">'
        f'<title id="{escape(key)}-title">{escape(words)}</title>'
        f'<line class="grid" x1="0" x2="{WIDTH}" y1="{HEIGHT - 3}" y2="{HEIGHT - 3}"/>'
        f'<polyline class="line" points="{" ".join(path)}"/>'
        f'<circle class="dot" cx="{WIDTH - 4}" cy="{y:.1f}" r="2.5"/></svg>'
    )
