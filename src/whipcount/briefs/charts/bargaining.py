"""The pictures of bargaining: where each member starts and ends, and the paths in between, as plain SVG."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from whipcount.briefs.charts.svg import cut, svg_frame, svg_text
from whipcount.briefs.view.bargaining import BargainActor, BargainView
from whipcount.briefs.wording import counted
from whipcount.errors import InputError

MOST_ROWS = 48
_WIDTH, _LABELS, _RIGHT, _ROW = 720, 200, 26, 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the picture: a member, or several that start and end alike."""

    label: str
    path: tuple[float, ...]
    known: bool


def rows_of(view: BargainView) -> tuple[Row, ...]:
    """Members from the lowest start to the highest; those of like path (to a whole number) as one row."""
    alike: dict[tuple[object, ...], list[BargainActor]] = {}
    for actor in view.actors:
        alike.setdefault((actor.known, *(round(x) for x in actor.path)), []).append(actor)
    rows = []
    for actors in alike.values():
        spoken = actors[0].known
        label = actors[0].name if spoken else f"{actors[0].name}, unknown"
        if len(actors) > 1:
            label = (
                f"{actors[0].name} and {counted(len(actors) - 1, 'other')}"
                if spoken
                else f"{counted(len(actors), 'member')}, unknown"
            )
        rows.append(Row(label, actors[0].path, spoken))
    return tuple(sorted(rows, key=lambda row: (row.path[0], row.path[-1], row.label)))


def members_chart(view: BargainView, *, key: str) -> str:
    """Where each member starts (ring) and ends (dot) in the model that is shown, as an SVG string.

    The thick line is the headline, the dashed one the status quo, the shaded band what the rule would let pass.

    Raises:
        InputError: a key that is no plain identifier.
    """
    issue = view.issue
    everything = rows_of(view)
    rows = everything[:MOST_ROWS]
    height = (len(rows) + 1) * _ROW + 34
    bottom = height - 26
    parts = [
        f'<rect class="band" x="{_x(low):.1f}" y="4" width="{max(_x(high) - _x(low), 1):.1f}" height="{bottom - 4}"/>'
        for low, high in issue.win_set
    ]
    for value in (0, 25, 50, 75, 100):
        at = _x(value)
        parts.append(f'<line class="grid" x1="{at:.1f}" x2="{at:.1f}" y1="4" y2="{bottom}"/>')
        anchor = "end" if value == 100 else "middle"
        word = {0: "0 refused", 100: "as asked 100"}.get(value, f"{value}")
        parts.append(svg_text("tick", at + (8 if value == 100 else 0), height - 9, anchor, word))
    at = _x(issue.reference)
    parts.append(f'<line class="deadline" x1="{at:.1f}" x2="{at:.1f}" y1="4" y2="{bottom}"/>')
    at = _x(issue.headline)
    parts.append(f'<line class="line" x1="{at:.1f}" x2="{at:.1f}" y1="4" y2="{bottom}"/>')
    for number, row in enumerate(rows):
        y = (number + 1) * _ROW
        start, end = _x(row.path[0]), _x(row.path[-1])
        parts.append(svg_text("label" if row.known else "tick", _LABELS - 14, y + 4, "end", cut(row.label, 28)))
        if abs(end - start) >= 1:
            parts.append(f'<line class="move" x1="{start:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}"/>')
            parts.append(f'<circle class="dot" cx="{end:.1f}" cy="{y}" r="4.5"/>')
        parts.append(f'<circle class="start" cx="{start:.1f}" cy="{y}" r="4"/>')
    if len(everything) > len(rows):
        parts.append(
            svg_text("tick", _LABELS - 14, (len(rows) + 1) * _ROW + 4, "end", f"{len(everything) - len(rows)} more")
        )
    moved = sorted(everything, key=lambda row: -abs(row.path[-1] - row.path[0]))[:6]
    told_rows = "; ".join(f"{row.label}: {row.path[0]:.0f} to {row.path[-1]:.0f}" for row in moved)
    words = f"Headline {issue.headline:.0f}, status quo {issue.reference:.0f}. Most movement: {told_rows}."
    return svg_frame(parts, _WIDTH, height, key, f"Positions and paths: {issue.name}", words)


def turns_chart(view: BargainView, *, key: str) -> str:
    """The members' positions over the rounds of the model that is shown, as an SVG string; empty without rounds.

    The outer end of each line names the member; like lines share one name.
    """
    rows = rows_of(view)
    rounds = max((len(row.path) for row in rows), default=1) - 1
    if rounds < 1:
        return ""
    width, height, left, right, top, bottom = _WIDTH, 300, 40, 170, 10, 268
    parts = []
    for value in (0, 25, 50, 75, 100):
        y = bottom - (bottom - top) * value / 100
        parts.append(f'<line class="grid" x1="{left}" x2="{width - right}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(svg_text("tick", left - 6, y + 4, "end", f"{value}"))
    step = max(1, -(-rounds // 10))
    for turn in range(0, rounds + 1, step):
        x = left + (width - left - right) * turn / rounds
        parts.append(svg_text("tick", x, bottom + 18, "middle", f"{turn}" if turn else "now"))
    ends: list[tuple[float, str]] = []
    for row in rows:
        points = [
            f"{left + (width - left - right) * t / rounds:.1f},{bottom - (bottom - top) * v / 100:.1f}"
            for t, v in enumerate(row.path)
        ]
        parts.append(f'<polyline class="{"path" if row.known else "path faint"}" points="{" ".join(points)}"/>')
        ends.append((bottom - (bottom - top) * row.path[-1] / 100, row.label))
    for y, words in _labels(ends, top, bottom):
        parts.append(svg_text("tick", width - right + 8, y + 4, "start", cut(words, 26)))
    return svg_frame(parts, width, height, key, f"Positions by round, model {view.shown_model}", _told(rows, rounds))


def curve_chart(
    values: Sequence[float], outcomes: Sequence[float], *, key: str, title: str, at: float | None = None
) -> str:
    """An outcome (0 to 100) as something runs over ``values`` from 0 to 100, as an SVG string; ``at`` marks a value.

    Raises:
        InputError: no values, or not as many outcomes.
    """
    if not values or len(values) != len(outcomes):
        raise InputError(f"{len(values)} values and {len(outcomes)} outcomes", accepted="as many of both, one or more")
    width, height, left, right, top, bottom = _WIDTH, 220, 40, 16, 10, 186

    def x(value: float) -> float:
        return left + (width - left - right) * value / 100

    def y(value: float) -> float:
        return bottom - (bottom - top) * value / 100

    parts = []
    for value in (0, 25, 50, 75, 100):
        parts.append(f'<line class="grid" x1="{left}" x2="{width - right}" y1="{y(value):.1f}" y2="{y(value):.1f}"/>')
        parts.append(svg_text("tick", left - 6, y(value) + 4, "end", f"{value}"))
        parts.append(svg_text("tick", x(value), bottom + 18, "end" if value == 100 else "middle", f"{value}"))
    if at is not None:
        parts.append(f'<line class="deadline" x1="{x(at):.1f}" x2="{x(at):.1f}" y1="{top}" y2="{bottom}"/>')
    settled = [(v, o) for v, o in zip(values, outcomes, strict=True) if isfinite(o)]
    points = " ".join(f"{x(v):.1f},{y(o):.1f}" for v, o in settled)
    parts.append(f'<polyline class="line" points="{points}"/>')
    parts += [f'<circle class="dot" cx="{x(v):.1f}" cy="{y(o):.1f}" r="3"/>' for v, o in settled]
    words = "; ".join(f"at {v:.0f}: {o:.1f}" for v, o in settled)
    return svg_frame(parts, width, height, key, title, f"{words}.")


def _told(rows: Sequence[Row], rounds: int) -> str:
    words = "; ".join(f"{row.label}: {row.path[0]:.0f} to {row.path[-1]:.0f}" for row in rows[:12])
    return f"{rounds} rounds. {words}."


def _labels(ends: Sequence[tuple[float, str]], top: float, bottom: float) -> list[tuple[float, str]]:
    """Names at the ends of lines, those closer than a line of text as one."""
    out: list[tuple[float, list[str]]] = []
    for y, label in sorted(ends):
        if out and y - out[-1][0] < 13:
            out[-1][1].append(label)
        else:
            out.append((min(max(y, top), bottom), [label]))
    return [(y, names[0] if len(names) == 1 else f"{names[0]} +{len(names) - 1}") for y, names in out]


def _x(value: float) -> float:
    return _LABELS + (_WIDTH - _LABELS - _RIGHT) * value / 100
