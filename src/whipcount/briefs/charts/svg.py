"""Charts as plain SVG: a line with its band and notes, bars, ranges. No script, no style attribute, no dependency.

Colours come from the page's style sheet by class, so that dark mode and print need nothing here. Each chart is an image
to a screen reader, with a title and a description that tells the same in words; the page puts the data table beneath.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from itertools import pairwise
from textwrap import wrap

from whipcount.briefs.wording import MONTHS, day_text, percent
from whipcount.errors import InputError
from whipcount.text.safe import one_line

MOST_POINTS = 2000


@dataclass(frozen=True, slots=True)
class LinePoint:
    """A day and a probability, with an interval where there is one; ``note`` is the number of a remark, 0 for none."""

    day: date
    value: float
    low: float | None = None
    high: float | None = None
    note: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value, and the text at its end."""

    label: str
    value: float
    text: str


def line(
    points: Sequence[LinePoint], *, key: str, title: str, deadline: date | None = None, stepped: bool = True
) -> str:
    """Probabilities over time, 0 to the next round percentage above the highest, as an SVG string.

    A forecast holds until the next one is made, so the line is drawn in steps unless ``stepped`` is
    False.

    Raises:
        InputError: no points, points out of order, a probability or interval outside of 0 to 1, too many points.

    >>> from datetime import date
    >>> svg = line([LinePoint(date(2024, 11, 1), .1), LinePoint(date(2024, 12, 1), .3)], key="f", title="P")
    >>> svg.startswith('<svg class="chart"'), "style=" in svg
    (True, False)
    """
    _check_line(points)
    width, height, left, right, top, bottom = 720, 220, 44, 14, 14, 26
    first = points[0].day
    last = max(points[-1].day, deadline or points[-1].day)
    days = max((last - first).days, 1)
    highest = max(max(p.value, p.high or 0.0) for p in points)
    ceiling = next(level for level in (0.1, 0.2, 0.4, 0.6, 0.8, 1.0) if highest <= level)

    def x(day: date) -> float:
        return left + (width - left - right) * (day - first).days / days

    def y(value: float) -> float:
        return top + (height - top - bottom) * (1 - value / ceiling)

    parts: list[str] = []
    for step in range(5):
        level = ceiling * step / 4
        parts.append(f'<line class="grid" x1="{left}" x2="{width - right}" y1="{y(level):.1f}" y2="{y(level):.1f}"/>')
        label = f"{level * 100:g}%"
        parts.append(f'<text class="tick" x="{left - 6}" y="{y(level) + 4:.1f}" text-anchor="end">{label}</text>')
    for tick, text in ticks(first, last):
        edge = "end" if x(tick) > width - 40 else "middle"
        parts.append(f'<text class="tick" x="{x(tick):.1f}" y="{height - 8}" text-anchor="{edge}">{text}</text>')
        parts.append(f'<line class="grid" x1="{x(tick):.1f}" x2="{x(tick):.1f}" y1="{top}" y2="{height - bottom}"/>')
    if deadline is not None:
        at = x(deadline)
        parts.append(f'<line class="deadline" x1="{at:.1f}" x2="{at:.1f}" y1="{top}" y2="{height - bottom}"/>')
    banded = [p for p in points if p.low is not None and p.high is not None]
    if len(banded) == len(points):
        upper = _steps([(x(p.day), y(p.high or 0.0)) for p in points], x(points[-1].day))
        lower = _steps([(x(p.day), y(p.low or 0.0)) for p in points], x(points[-1].day))
        parts.append('<polygon class="band" points="' + " ".join(upper + lower[::-1]) + '"/>')
    corners = [(x(p.day), y(p.value)) for p in points]
    path = _steps(corners, x(points[-1].day)) if stepped else [f"{a:.1f},{b:.1f}" for a, b in corners]
    parts.append('<polyline class="line" points="' + " ".join(path) + '"/>')
    placed: list[tuple[float, float]] = []  # where numbers stand, so that none covers another
    for place, point in enumerate(points):
        if point.note or len(points) <= 40:
            parts.append(f'<circle class="dot" cx="{x(point.day):.1f}" cy="{y(point.value):.1f}" r="3"/>')
        if point.note:
            fell = stepped and place > 0 and points[place - 1].value > point.value  # the line comes from above
            height_of = _free(x(point.day), y(point.value), placed, above_first=not fell, within=(top, height - bottom))
            if height_of is not None:
                placed.append((x(point.day), height_of))
                anchor = "end" if x(point.day) > width - 30 else "middle"
                parts.append(svg_text("note", x(point.day), height_of, anchor, str(point.note)))
    begin, end = points[0], points[-1]
    words = f"From {percent(begin.value)} on {day_text(begin.day)} to {percent(end.value)} on {day_text(end.day)}; "
    low, high = min(points, key=lambda p: p.value), max(points, key=lambda p: p.value)
    words += f"lowest {percent(low.value)} on {day_text(low.day)}, "
    words += f"highest {percent(high.value)} on {day_text(high.day)}."
    return svg_frame(parts, width, height, key, title, words)


def bars(items: Sequence[Bar], *, key: str, title: str, unit: str = "") -> str:
    """Horizontal bars, to both sides of a common zero where there are negative values, as an SVG string.

    Raises:
        InputError: no bars, or a value that is not a finite number.

    >>> "−2" in bars([Bar("Hungary", -2.0, "−2")], key="b", title="Shifts")
    True
    """
    if not items or not all(math.isfinite(item.value) for item in items):
        raise InputError("a bar chart needs at least one bar, and finite values", where=title)
    items = list(items)[:MOST_POINTS]
    width, row, label_width, text_width = 720, 22, 290, 60  # 38 wide letters of 12 px fit the label
    lowest, highest = min(0.0, *(i.value for i in items)), max(0.0, *(i.value for i in items))
    extent = (highest - lowest) or 1.0
    room = width - label_width - 2 * text_width
    zero = label_width + text_width + room * (0 - lowest) / extent
    parts: list[str] = []
    at = 4 - row
    for item in items:
        label = wrap(one_line(item.label), 42) or [""]
        at += row + (14 if len(label) > 1 else 0)
        length = room * abs(item.value) / extent
        begin = zero - length if item.value < 0 else zero
        kind = "bar minus" if item.value < 0 else "bar"
        if len(label) > 1:
            parts.append(svg_text("label", label_width - 8, at - 1, "end", escape(label[0])))
        parts.append(svg_text("label", label_width - 8, at + 13, "end", cut(" ".join(label[1:]) or label[0], 42)))
        parts.append(f'<rect class="{kind}" x="{begin:.1f}" y="{at + 2}" width="{max(length, 0.5):.1f}" height="14"/>')
        where, anchor = (begin - 5, "end") if item.value < 0 else (begin + length + 5, "start")
        parts.append(svg_text("tick", where, at + 13, anchor, cut(item.text, 12)))
    height = at + row + 4
    parts.append(f'<line class="axis" x1="{zero:.1f}" x2="{zero:.1f}" y1="2" y2="{height - 4}"/>')
    words = "; ".join(f"{one_line(i.label)}: {one_line(i.text)}" for i in items[:12])
    more = f" and {len(items) - 12} more" if len(items) > 12 else ""
    return svg_frame(parts, width, height, key, title, f"{words}{more}{' ' + unit if unit else ''}.")


def gauge(value: float, low: float | None, high: float | None, *, key: str, title: str) -> str:
    """One probability on a scale from 0 to 100%, with its interval, as an SVG string.

    Raises:
        InputError: a value outside of 0 to 1, or an interval that does not hold its order.
    """
    _check_line([LinePoint(date(2000, 1, 1), value, low, high)])
    width, height, left, right = 720, 46, 8, 8

    def x(share: float) -> float:
        return left + (width - left - right) * share

    parts = [f'<line class="axis" x1="{left}" x2="{width - right}" y1="18" y2="18"/>']
    for level in (0.0, 0.25, 0.5, 0.75, 1.0):
        anchor = "start" if level == 0 else "end" if level == 1 else "middle"
        parts.append(f'<line class="axis" x1="{x(level):.1f}" x2="{x(level):.1f}" y1="14" y2="22"/>')
        parts.append(f'<text class="tick" x="{x(level):.1f}" y="40" text-anchor="{anchor}">{level * 100:g}%</text>')
    words = f"{percent(value)}"
    if low is not None and high is not None:
        parts.append(f'<rect class="band" x="{x(low):.1f}" y="10" width="{max(x(high) - x(low), 1):.1f}" height="16"/>')
        words += f", interval {percent(low)} to {percent(high)}"
    parts.append(f'<rect class="dot" x="{x(value) - 2:.1f}" y="6" width="4" height="24"/>')
    return svg_frame(parts, width, height, key, title, words + ".", kind="chart gauge")


def _free(
    x: float, y: float, placed: Sequence[tuple[float, float]], *, above_first: bool, within: tuple[float, float]
) -> float | None:
    """The height for a point's number that is free of other numbers; None where all about it is full.

    >>> _free(100.0, 100.0, [], above_first=True, within=(14, 194))
    92.0
    >>> _free(104.0, 100.0, [(100.0, 92.0)], above_first=True, within=(14, 194))
    116.0
    """
    above, below = (y - 8, y - 22), (y + 16, y + 30)
    tried = (above[0], below[0], above[1], below[1]) if above_first else (below[0], above[0], below[1], above[1])
    for at in tried:
        inside = within[0] + 6 <= at <= within[1] - 2
        if inside and not any(abs(x - other) < 17 and abs(at - height) < 13 for other, height in placed):
            return at
    return None


def _check_line(points: Sequence[LinePoint]) -> None:
    if not points or len(points) > MOST_POINTS:
        raise InputError(f"a line of {len(points)} points", accepted=f"1 to {MOST_POINTS}")
    for before, after in pairwise(points):
        if after.day < before.day:
            raise InputError(f"a line that goes back from {before.day} to {after.day}", accepted="points in time order")
    for point in points:
        ordered = [v for v in (point.low, point.value, point.high) if v is not None]
        if not all(0 <= v <= 1 for v in ordered) or ordered != sorted(ordered):
            raise InputError(
                f"a probability {point.value} with the interval {point.low} to {point.high}",
                where=str(point.day),
                accepted="0 <= low <= value <= high <= 1",
            )


def _steps(corners: Sequence[tuple[float, float]], end: float) -> list[str]:
    out: list[str] = []
    for number, (x, y) in enumerate(corners):
        if number:
            out.append(f"{x:.1f},{corners[number - 1][1]:.1f}")
        out.append(f"{x:.1f},{y:.1f}")
    if len(corners) == 1:
        out.append(f"{end:.1f},{corners[0][1]:.1f}")
    return out


def ticks(first: date, last: date) -> list[tuple[date, str]]:
    """At most about eight days to write beneath the line: days, months or years."""
    days = (last - first).days
    if days <= 45:
        step = max(1, math.ceil((days + 1) / 7))
        shown = [first + timedelta(days=d) for d in range(0, days + 1, step)]
        return [(day, f"{day.day} {MONTHS[day.month - 1][:3]}") for day in shown]
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next(s for s in (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200, 12000, 24000) if months / s <= 8)
    out = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        index = year * 12 + month - 1
        if index % step == 0 and first <= date(year, month, 1) <= last:
            text = str(year) if step >= 12 else f"{MONTHS[month - 1][:3]} {year}"
            out.append((date(year, month, 1), text))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return out


def svg_text(kind: str, x: float, y: float, anchor: str, safe: str) -> str:
    """One piece of text, already escaped; ``kind`` is its class."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{safe}</text>'


def cut(text: str, most: int) -> str:
    """A label of at most so many characters, escaped.

    >>> cut("<a & b>", 4)
    '&lt;a …'
    """
    text = one_line(text)
    return escape(text if len(text) <= most else text[: most - 1] + "…")


def svg_frame(
    parts: Sequence[str], width: int, height: int, key: str, title: str, told: str, *, kind: str = "chart"
) -> str:
    """The whole picture around its parts, with its title and what it tells in words; ``kind``: its class.

    Raises:
        InputError: a key that is no plain identifier.
    """
    if not key.replace("-", "").replace("_", "").isalnum():
        raise InputError(f"a chart with the key {key!r}", accepted="letters, digits, hyphens")
    head = (
        f'<svg class="{kind}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-labelledby="{key}-title {key}-desc" '
        f'preserveAspectRatio="xMinYMin meet" focusable="false">'
        f'<title id="{key}-title">{escape(one_line(title))}</title>'
        f'<desc id="{key}-desc">{escape(one_line(told))}</desc>'
    )
    return head + "".join(parts) + "</svg>"
