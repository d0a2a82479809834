"""Ideal points as a picture: a row a member, its point with its interval, its position on the matter marked."""

from __future__ import annotations

from whipcount.briefs.charts.svg import cut, svg_frame, svg_text
from whipcount.errors import InputError
from whipcount.records.points import MemberPoints

MOST_MEMBERS = 800


def points_chart(drawn: MemberPoints, *, key: str, title: str) -> str:
    """Members from one end to the other as an SVG string; full dots have declared yes, open ones no.

    Raises:
        InputError: nobody to draw, or more than the picture can hold.
    """
    if not 0 < len(drawn.members) <= MOST_MEMBERS:
        raise InputError(f"{len(drawn.members)} members", where=title, accepted=f"1 to {MOST_MEMBERS}")
    width, row, left, right = 720, 18, 230, 80
    low, high = min(m.low for m in drawn.members), max(m.high for m in drawn.members)
    extent = (high - low) or 1.0

    def x(value: float) -> float:
        return left + (width - left - right) * (value - low) / extent

    height = len(drawn.members) * row + 28
    parts: list[str] = []
    if low < 0 < high:
        parts.append(f'<line class="axis" x1="{x(0):.1f}" x2="{x(0):.1f}" y1="2" y2="{height - 22}"/>')
    for number, one in enumerate(drawn.members):
        at = number * row + 12
        parts.append(svg_text("label", left - 10, at + 4, "end", cut(one.name, 30)))
        span = max(x(one.high) - x(one.low), 1)
        parts.append(f'<rect class="band" x="{x(one.low):.1f}" y="{at - 4}" width="{span:.1f}" height="8"/>')
        kind, radius = ("dot", 4) if one.declared == "yes" else ("dot open", 4) if one.declared == "no" else ("dot", 2)
        parts.append(f'<circle class="{kind}" cx="{x(one.at):.1f}" cy="{at}" r="{radius}"/>')
        if one.declared:
            parts.append(svg_text("tick", width - right + 10, at + 4, "start", cut(one.declared, 8)))
    marks = [low, *([0.0] if x(0) - x(low) > 50 and x(high) - x(0) > 50 else []), high]
    parts += [svg_text("tick", x(v), height - 6, "middle", f"{v:+.1f}" if v else "0") for v in marks]
    words = "; ".join(
        f"{m.name} {m.at:+.2f} ({m.low:+.2f} to {m.high:+.2f})" + (f", declared {m.declared}" if m.declared else "")
        for m in drawn.members[:40]
    )
    more = f" and {len(drawn.members) - 40} more" if len(drawn.members) > 40 else ""
    return svg_frame(parts, width, height, key, title, f"{words}{more}.")
