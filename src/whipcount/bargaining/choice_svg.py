"""The choice model drawn: bars at the stated positions over the density of everything else."""

from __future__ import annotations

from html import escape

import numpy as np

from whipcount.bargaining.choice import distribution
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Table
from whipcount.errors import BargainingError

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 720, 260, 40, 16, 34, 214
_POINTS = 101
_NAMED = 8


def choice_svg(table: Table, outcome: Outcome, issue: str) -> str:
    """Chances of the stated positions (bars, scale at the left) over the density of the rest (area, no scale), as SVG.

    The line is the median, the dashes are the reference point.

    Raises `BargainingError` for an outcome that gives no chances.
    """
    chances = [chance for chance in outcome.chances if chance.issue == issue]
    if not chances:
        raise BargainingError(f"model {outcome.model!r} gives no chances of positions", accepted="the choice model")
    k = table.issue_index(issue)
    described = table.issues[k]
    top = max(chance.chance for chance in chances) * 1.1
    body = []
    for level in _ticks(top):
        y = _y(level, top)
        body.append(f'<path d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="currentColor" opacity=".15"/>')
        body.append(f'<text x="{_LEFT - 6}" y="{y + 4}" text-anchor="end">{level:.0%}</text>')
    points = np.linspace(0.0, 1.0, _POINTS)
    density = distribution(table, k)[1].density(points)
    scale = 0.45 * (_BOTTOM - _TOP) / max(float(density.max()), 1e-12)
    area = " ".join(f"{_x(float(u))},{_BOTTOM - float(d) * scale:.1f}" for u, d in zip(points, density, strict=True))
    body.append(
        f'<polygon points="{_x(0.0)},{_BOTTOM} {area} {_x(1.0)},{_BOTTOM}" fill="#0b6e99" opacity=".18">'
        f"<title>elsewhere {1.0 - sum(c.chance for c in chances):.0%}</title></polygon>"
    )
    if described.reference is not None:
        at = _x(described.unit(described.reference))
        body.append(f'<path d="M{at} {_TOP}V{_BOTTOM}" stroke="currentColor" stroke-dasharray="3 3" opacity=".5"/>')
    at = _x(described.unit(outcome.value(issue)))
    body.append(f'<path d="M{at} {_TOP}V{_BOTTOM + 6}" stroke="currentColor" stroke-width="1.5"/>')
    for number, chance in enumerate(chances):
        at, y = _x(described.unit(chance.position)), _y(chance.chance, top)
        who = ", ".join(chance.actors)
        body.append(
            f'<rect x="{at - 5:.1f}" y="{y}" width="10" height="{_BOTTOM - y:.1f}" fill="#0b6e99">'
            f"<title>{escape(who)}: {chance.chance:.0%}</title></rect>"
        )
        if number < _NAMED:
            label = chance.actors[0] + (f" +{len(chance.actors) - 1}" if len(chance.actors) > 1 else "")
            side = "start" if at < _LEFT + 40 else "end" if at > _WIDTH - _RIGHT - 40 else "middle"
            body.append(f'<text x="{at}" y="{y - 5:.1f}" text-anchor="{side}">{escape(_cut(label))}</text>')
    body.append(f'<path d="M{_LEFT} {_BOTTOM}H{_WIDTH - _RIGHT}" stroke="currentColor" opacity=".5"/>')
    for value, means, side in (
        (described.low, described.low_means, "start"),
        (described.high, described.high_means, "end"),
    ):
        words = f"{value:g} {means}".strip()
        at = _x(described.unit(value))
        body.append(f'<text x="{at}" y="{_HEIGHT - 22}" text-anchor="{side}">{escape(_cut(words, 40))}</text>')
    title = escape(f"Chances of the stated positions on {issue}")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{title}" '
        f'font-family="system-ui, sans-serif" font-size="12" fill="currentColor"><title>{title}</title>'
        f"{''.join(body)}</svg>"
    )


def _ticks(top: float) -> list[float]:
    step = 0.1 if top <= 0.4 else 0.2
    return [n * step for n in range(int(top / step + 1e-9) + 1)]


def _x(unit: float) -> float:
    return round(_LEFT + unit * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(chance: float, top: float) -> float:
    return round(_BOTTOM - chance / top * (_BOTTOM - _TOP), 1)


def _cut(text: str, length: int = 18) -> str:
    return text if len(text) <= length else text[: length - 1] + "\u2026"
