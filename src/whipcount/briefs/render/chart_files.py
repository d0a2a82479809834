"""The charts of a brief by name, each with the table that it draws: for files, embedding and permalinks."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from whipcount.briefs.charts.board import board_svg
from whipcount.briefs.charts.standalone import standalone_svg
from whipcount.briefs.charts.svg import svg_frame
from whipcount.briefs.charts.threshold import threshold_svg
from whipcount.briefs.render.html import forecast_charts
from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.schema import plain
from whipcount.briefs.view.threshold import ThresholdView
from whipcount.briefs.wording import day_text
from whipcount.errors import InputError
from whipcount.text.safe import one_line

_TITLES = {
    "board": "Where each member stands",
    "threshold": "What the rule needs",
    "forecast": "How likely",
    "over-time": "The forecast over time",
    "by-date": "By when",
    "shares": "What moves the forecast",
    "last": "Who is last",
    "completing": "Whose consent completes the rule",
}
_FORECAST = {
    "forecast": "gauge", "over-time": "series", "by-date": "by_date", "shares": "shares", "last": "last",
    "completing": "completing",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChartFile:
    """One chart: its picture as SVG, and its table.

    Attributes:
        name: as it stands in addresses.
        title: in words.
        svg: a file of its own.
        columns, rows: the table that it draws.
    """

    name: str
    title: str
    svg: str
    columns: tuple[str, ...]
    rows: tuple[Mapping[str, Any], ...]


def chart_names(view: BriefView) -> dict[str, str]:
    """The charts for which a brief has data: name and title."""
    return {name: title for name, title in _TITLES.items() if _svg(view, name)}


def chart_file(view: BriefView, name: str) -> ChartFile:
    """One chart of a brief.

    Raises:
        InputError: there is no such chart, or the brief has no data for it.
    """
    svg = _svg(view, name) if name in _TITLES else ""
    if not svg:
        raise InputError(
            f"no chart {name[:60]!r}", where=view.title[:80], accepted=", ".join(chart_names(view)) or "none"
        )
    foot = f"{_TITLES[name]} · {view.title} · as of {day_text(view.as_of)} · whipcount"
    columns, rows = _table(view, name)
    return ChartFile(name, _TITLES[name], standalone_svg(svg, foot=foot), columns, tuple(rows))


def _svg(view: BriefView, name: str) -> str:
    if name == "board":
        return board_svg(view.members, key="board", title=_TITLES[name], shape=view.shape)
    if name == "threshold":
        return _threshold(view.threshold) if view.threshold else ""
    if view.forecast is None:
        return ""
    drawn = str(forecast_charts(view.forecast, view)[_FORECAST[name]])
    start, end = drawn.find("<svg"), drawn.rfind("</svg>")
    return drawn[start : end + 6] if start >= 0 else ""


def _threshold(view: ThresholdView) -> str:
    """The bars of a rule one below the other, each under what it says, with the sentence on top."""
    wide, parts, y = 720, [], 16
    for line in textwrap.wrap(one_line(view.sentence), 105)[:3]:
        parts.append(f'<text class="label" x="2" y="{y}">{escape(line)}</text>')
        y += 17
    for number, line_view in enumerate(view.lines):
        bar = threshold_svg(line_view, key=f"threshold-{number}")
        height = re.search(r'height="(\d+)"', bar)
        if height is None:
            continue
        caption = one_line(f"{line_view.lead} {line_view.text}: {line_view.have_text}").strip()
        parts.append(f'<text x="2" y="{y + 4}">{escape(caption[:115])}</text>')
        parts.append(bar.replace('width="100%"', f'x="4" y="{y + 12}" width="{wide - 8}"', 1))
        y += 24 + int(height[1])
    if not view.lines:
        return ""
    return svg_frame(parts, wide, y, "threshold", _TITLES["threshold"], view.sentence)


def _table(view: BriefView, name: str) -> tuple[tuple[str, ...], Sequence[Mapping[str, Any]]]:
    names = {row.id: row.name for row in view.members}
    if name == "board":
        shown = ("id", "name", "label", "stance", "since", "left", "pivotal", "confidence")
        return shown, [{**plain(row), "since": row.since} for row in view.members]
    if name == "threshold":
        lines = view.threshold.lines if view.threshold else ()
        rows = [
            {
                "line": line.text, "group": part.group, "side": part.side, "amount": part.amount, "share": part.share,
                "members": "; ".join(names.get(member, member) for member in part.members), "needed": line.need_text,
            }
            for line in lines
            for part in line.segments
        ]  # fmt: skip
        return ("line", "group", "side", "amount", "share", "members", "needed"), rows
    forecast = view.forecast
    assert forecast is not None  # noqa: S101  (without one there is no such chart)
    if name == "forecast":
        row = {"target": forecast.target, "probability": forecast.probability.value, "low": forecast.low,
               "high": forecast.high, "as_of": view.as_of}  # fmt: skip
        return tuple(row), [row]
    if name == "over-time":
        columns = ("day", "probability", "low", "high", "because")
        return columns, [{c: getattr(point, c) for c in columns} for point in forecast.series]
    if name == "by-date":
        return ("day", "probability"), [{"day": c.day, "probability": c.probability} for c in forecast.by_date]
    if name == "shares":
        counted = [reason for reason in forecast.reasons if reason.shift is not None]
        return ("text", "shift", "share"), [{"text": r.text, "shift": r.shift, "share": r.share} for r in counted]
    chances = forecast.last if name == "last" else forecast.completing
    return ("member", "name", "probability"), [
        {"member": member, "name": names.get(member, member), "probability": p} for member, p in chances
    ]
