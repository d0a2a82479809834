"""The charts of a backtest's page: reliability, differences with their intervals, forecasts of each decision."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.briefs.charts.svg import cut, svg_frame, svg_text
from whipcount.briefs.wording import percent
from whipcount.errors import InputError
from whipcount.forecasts.backtesting.backtest import Row
from whipcount.forecasts.core.scores import Bin, Interval


def reliability_chart(bins: Sequence[Bin], *, key: str, title: str) -> str:
    """What was said beside what happened: one dot a group of forecasts, its area their number.

    >>> "<circle" in reliability_chart([Bin(0, .1, .04, .05, 20)], key="r", title="Reliability")
    True
    """
    side, left, top = 300, 44, 10
    width, height = 720, side + top + 34

    def x(p: float) -> float:
        return left + side * p

    def y(p: float) -> float:
        return top + side * (1 - p)

    parts = []
    for step in range(5):
        p = step / 4
        parts.append(f'<line class="grid" x1="{left}" x2="{left + side}" y1="{y(p):.1f}" y2="{y(p):.1f}"/>')
        parts.append(svg_text("tick", left - 6, y(p) + 4, "end", f"{p * 100:g}%"))
        parts.append(svg_text("tick", x(p), top + side + 16, "middle", f"{p * 100:g}%"))
    parts.append(f'<line class="axis" x1="{x(0):.1f}" y1="{y(0):.1f}" x2="{x(1):.1f}" y2="{y(1):.1f}"/>')
    most = max((one.count for one in bins), default=1)
    for one in bins:
        radius = 3 + 9 * (one.count / most) ** 0.5
        parts.append(
            f'<circle class="dot" cx="{x(one.forecast):.1f}" cy="{y(one.happened):.1f}" r="{radius:.1f}">'
            f"<title>said {percent(one.forecast)}, happened {percent(one.happened)}, {one.count} forecasts</title>"
            "</circle>"
        )
    words = "; ".join(
        f"{one.count} forecasts said {percent(one.forecast)} and {percent(one.happened)} happened" for one in bins
    )
    return svg_frame(parts, width, height, key, title, words + ".")


def intervals_chart(items: Sequence[tuple[str, Interval]], *, key: str, title: str) -> str:
    """Differences with the bounds of 95% of cluster-bootstrap means, to both sides of nought.

    Raises:
        InputError: nothing to draw.
    """
    if not items:
        raise InputError("no differences to draw", where=title)
    width, row, left, right = 720, 24, 260, 30
    low = min(0.0, *(i.low for _, i in items))
    high = max(0.0, *(i.high for _, i in items))
    extent = (high - low) or 1.0

    def x(value: float) -> float:
        return left + (width - left - right) * (value - low) / extent

    height = len(items) * row + 26
    parts = [f'<line class="axis" x1="{x(0):.1f}" x2="{x(0):.1f}" y1="2" y2="{height - 20}"/>']
    for number, (label, interval) in enumerate(items):
        at = number * row + 14
        parts.append(svg_text("label", left - 10, at + 4, "end", cut(label, 38)))
        span = max(x(interval.high) - x(interval.low), 1)
        parts.append(f'<rect class="band" x="{x(interval.low):.1f}" y="{at - 5}" width="{span:.1f}" height="10"/>')
        parts.append(f'<circle class="dot" cx="{x(interval.mean):.1f}" cy="{at}" r="4"/>')
    marks = [low, *([0.0] if x(0) - x(low) > 50 and x(high) - x(0) > 50 else []), high]
    parts += [svg_text("tick", x(v), height - 4, "middle", f"{v:+.3f}" if v else "0") for v in marks]
    words = "; ".join(f"{label}: {i.mean:+.4f}, {i.low:+.4f} to {i.high:+.4f}" for label, i in items)
    return svg_frame(parts, width, height, key, title, words + ".")


def decision_chart(rows: Sequence[Row], *, key: str, title: str) -> str:
    """The forecasts of one decision: for each horizon a line over the origins, full dots where it was met in time.

    Raises:
        InputError: nothing to draw.
    """
    if not rows:
        raise InputError("no forecasts to draw", where=title)
    width, height, left, right, top, bottom = 720, 150, 44, 90, 8, 24
    ages = sorted({row.age for row in rows})
    extent = max(ages[-1] - ages[0], 1)

    def x(age: int) -> float:
        return left + (width - left - right) * (age - ages[0]) / extent

    def y(p: float) -> float:
        return top + (height - top - bottom) * (1 - p)

    parts = []
    for level in (0.0, 0.5, 1.0):
        parts.append(f'<line class="grid" x1="{left}" x2="{width - right}" y1="{y(level):.1f}" y2="{y(level):.1f}"/>')
        parts.append(svg_text("tick", left - 6, y(level) + 4, "end", f"{level * 100:g}%"))
    parts += [svg_text("tick", x(age), height - 6, "middle", str(age)) for age in ages]
    words = []
    taken: list[float] = []
    for horizon in sorted({row.horizon for row in rows}):
        mine = sorted((row for row in rows if row.horizon == horizon), key=lambda row: row.age)
        path = " ".join(f"{x(row.age):.1f},{y(row.p):.1f}" for row in mine)
        parts.append(f'<polyline class="line" points="{path}"/>')
        for row in mine:
            kind = "dot" if row.outcome else "dot open"
            parts.append(f'<circle class="{kind}" cx="{x(row.age):.1f}" cy="{y(row.p):.1f}" r="4"/>')
            what = "met" if row.outcome else "not met"
            words.append(f"at {row.age} days, within {horizon}: {percent(row.p)}, {what}")
        at = y(mine[-1].p)
        while any(abs(at - other) < 13 for other in taken):
            at -= 13
        taken.append(at)
        parts.append(svg_text("tick", x(mine[-1].age) + 9, at + 4, "start", f"within {horizon} d"))
    return svg_frame(parts, width, height, key, title, "; ".join(words) + ".")
