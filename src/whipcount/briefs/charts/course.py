"""The course of a forecast as one SVG file: the line with its band, the largest moves numbered and told beneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from whipcount.briefs.charts.svg import LinePoint, line
from whipcount.briefs.wording import short_day
from whipcount.forecasts.core.step import Step
from whipcount.text.safe import one_line

MOST_TOLD = 10
_WIDTH, _TOP, _LINE, _CHART = 720, 52, 17, 220
_LONGEST = 104
_STYLE = (
    "svg{background:#fdfdfb;font-family:system-ui,sans-serif}text{font-size:12px;fill:#5a5750}"
    ".head{font-size:15px;font-weight:600;fill:#1c1b19}.told,.note{fill:#1c1b19}.note{font-weight:650}"
    ".grid{stroke:#dcd9d1}.band{fill:#14507e;opacity:.18}.line{fill:none;stroke:#14507e;stroke-width:2}"
    ".dot{fill:#14507e}.deadline{stroke:#9c2f13;stroke-dasharray:4 3;stroke-width:1.5}"
)


def course_svg(
    title: str, kind: str, steps: Sequence[Step], telling: Callable[[Step], str], *, deadline: date | None = None
) -> str:
    """The course as the text of an SVG file, readable on its own.

    Args:
        title: above it.
        kind: what the line is the chance of.
        steps: the course, oldest first.
        telling: what caused a step, in words; empty for none.
        deadline: a day to mark.

    Raises:
        InputError: no steps.
    """
    moved = sorted((s for s in steps if telling(s) and abs(s.moved) >= 0.005), key=lambda s: -abs(s.moved))[:MOST_TOLD]
    numbers = {step.day: place for place, step in enumerate(sorted(moved, key=lambda s: s.day), 1)}
    points = [LinePoint(s.day, s.outlook.p, s.outlook.low, s.outlook.high, numbers.get(s.day, 0)) for s in steps]
    chart = line(points, key="course", title=title, deadline=deadline)
    height = _TOP + _CHART + _LINE * len(numbers) + 18
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}">',
        f'<style>{_STYLE}</style><rect width="{_WIDTH}" height="{height}" fill="#fdfdfb"/>',
        f'<text class="head" x="12" y="24">{escape(one_line(title)[:90])}</text>',
        f'<text x="12" y="42">{escape(one_line(kind)[:110])}</text>',
        chart.replace("<svg ", f'<svg y="{_TOP}" ', 1),
    ]
    numbered = [(number, step) for step in steps if (number := numbers.get(step.day))]
    for row, (number, step) in enumerate(numbered):
        points_moved = f"{step.moved * 100:+.0f}".replace("-", "−")
        words = one_line(f"{number}. {short_day(step.day)}, {points_moved} points: {telling(step)}")
        words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        parts.append(f'<text class="told" x="12" y="{_TOP + _CHART + 16 + row * _LINE}">{escape(words)}</text>')
    return "".join([*parts, "</svg>"]) + "\n"
