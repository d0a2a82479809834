"""The threshold bar: for each line of the rule who stands where, against where the line lies.

An SVG without a view box: lengths are in percent of the width that there is, so that a telephone shows the whole bar
and its letters keep their size. Each stretch has its number in it where there is room, all stand in the words beneath,
and what does not count yet is hatched: nothing is told by colour alone.
"""

from __future__ import annotations

from html import escape

from whipcount.briefs.charts.board import LETTERS
from whipcount.briefs.charts.svg import cut
from whipcount.briefs.view.brief import GROUPS
from whipcount.briefs.view.threshold import LineView, SegmentView, ThresholdView
from whipcount.errors import InputError
from whipcount.text.safe import one_line

_TOP, _BAR, _FOOT = 17, 26, 3  # pixels above a bar (for where its line lies), its height, beneath it
_WORD, _NUMBER = 0.19, 0.045  # of the width: from here on a word, a number, fits a telephone's bar


def threshold_svg(line: LineView, *, key: str) -> str:
    """One line of a rule as an SVG string; empty where nobody is counted.

    Args:
        line: the line.
        key: a plain identifier, its own for each line of a page.

    Raises:
        InputError: a key that is no plain identifier.

    >>> made = SegmentView("for", "counts", 2.0, 0.4, "2"), SegmentView("unknown", "open", 3.0, 0.6, "3")
    >>> svg = threshold_svg(LineView("3 members", "members", "open", 0.6, "3 needed", "2", "2 for, 3 unknown", made), key="a")
    >>> 'x="0.00%" width="40.00%"' in svg, "style=" in svg
    (True, False)
    """  # noqa: E501
    if not key.replace("-", "").isalnum():
        raise InputError(f"a chart with the key {key!r}", accepted="letters, digits, hyphens")
    if not line.segments:
        return ""
    parts: list[str] = []
    at = 0.0
    for segment in line.segments:
        parts += _segment(segment, at, key)
        at += segment.share
    height = _TOP + _BAR + _FOOT
    where = line.need_share * 100
    anchor = "start" if where < 15 else "end" if where > 50 else "middle"
    lower = f'y1="{_TOP - 5}" y2="{_TOP + _BAR + _FOOT}"'
    parts.append(f'<line class="need-edge" x1="{where:.2f}%" x2="{where:.2f}%" {lower}/>')
    parts.append(f'<line class="need" x1="{where:.2f}%" x2="{where:.2f}%" {lower}/>')
    parts.append(f'<text class="label" x="{where:.2f}%" y="12" text-anchor="{anchor}">{cut(line.need_text, 44)}</text>')
    hatch = (
        f'<pattern id="{key}-hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<line class="hatch" x1="0" x2="0" y1="0" y2="6"/></pattern>'
    )
    title = one_line(f"{line.text}: {line.have_text}")
    return (
        f'<svg class="chart threshold" width="100%" height="{height}" role="img" focusable="false" '
        f'aria-labelledby="{key}-title {key}-desc"><title id="{key}-title">{escape(title)}</title>'
        f'<desc id="{key}-desc">{escape(one_line(line.told))}</desc><defs>{hatch}</defs>{"".join(parts)}</svg>'
    )


def _segment(segment: SegmentView, at: float, key: str) -> list[str]:
    group = segment.group if segment.group in GROUPS else "unknown"
    box = f'x="{at * 100:.2f}%" width="{segment.share * 100:.2f}%" y="{_TOP}" height="{_BAR}"'
    out = [f'<rect class="stretch g-{group}" {box}/>']
    if segment.side in ("open", "outside"):
        out.append(f'<rect class="over" {box} fill="url(#{key}-hatch)"/>')
    text = ""
    if segment.name:
        text = cut(segment.name, max(3, int(segment.share * 60))) if segment.share >= _NUMBER else ""
    elif segment.share >= _WORD:
        text = escape(f"{segment.text} {GROUPS[group][1]}")
    elif segment.share >= _NUMBER * max(1, len(segment.text) / 2):
        text = escape(segment.text)
    if text:
        middle = (at + segment.share / 2) * 100
        y = _TOP + _BAR // 2 + 4
        out.append(f'<text class="stretch-word t-{group}" x="{middle:.2f}%" y="{y}" text-anchor="middle">{text}</text>')
    return out


def threshold_lines(view: ThresholdView, *, width: int = 74) -> list[str]:
    """The bars as lines of plain text, for a terminal: a letter for each position, a mark above where the line lies.

    >>> made = SegmentView("for", "counts", 2.0, 0.4, "2"), SegmentView("unknown", "open", 3.0, 0.6, "3")
    >>> line = LineView("3 members", "members", "open", 0.6, "3 of 5 needed", "2 there", "2 for, 3 unknown", made)
    >>> print(*threshold_lines(ThresholdView("Needs 1 more of 3: A, B and C.", (line,)), width=20), sep="\\n")
    3 members: 2 there
                 v
    [yyyyyyyy????|????????]
     2 for, 3 unknown
    Needs 1 more of 3: A, B and C.
    """
    out: list[str] = []
    for line in view.lines:
        lead = f"{line.lead} " if line.lead else ""
        out.append(f"{'  ' * line.depth}{lead}{one_line(line.text)}: {one_line(line.have_text)}")
        at, cells = 0.0, []
        for segment in line.segments:
            end = at + segment.share
            count = round(end * width) - round(at * width)
            cells.append(LETTERS.get(segment.group, "?").replace("−", "-") * count)
            at = end
        bar = "".join(cells).ljust(width)[:width]
        mark = min(round(line.need_share * width), width)
        out.append(" " * (mark + 1) + "v")
        out.append(f"[{bar[:mark]}|{bar[mark:]}]")
        out.append(f" {one_line(line.told)}")
    out.append(one_line(view.sentence))
    return out
