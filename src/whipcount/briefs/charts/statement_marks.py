"""Who said what, drawn over time: a row a member, a mark a statement, its shape and its colour by its stance.

An SVG without a view box: days are placed in percent, so that the picture takes the width that there is, on a telephone
as in print, and its letters keep their size. Each mark is a link with its words as its title, so a keyboard reaches all
of them; nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from whipcount.briefs.charts.svg import cut, ticks
from whipcount.briefs.view.brief import GROUPS
from whipcount.briefs.wording import counted, day_text
from whipcount.errors import InputError
from whipcount.text.safe import one_line

_WIDTH = 640  # pixels that lanes are made for: where a day's marks would touch, the later ones move down
_LANES = 10
_NAME, _LANE, _GAP, _FOOT = 18, 15, 4, 24  # heights of a row's name, of one lane, between rows, of the days beneath
MOST_NAME = 44
FEWEST_DAYS = 6  # that a picture spans

# Around 0, 0, with the radius put in. Filled: said outright; hollow: leaning, in part; a triangle points down: against.
_SHAPES: dict[str, str] = {
    "for": "M{r},0A{r},{r} 0 1 1 -{r},0A{r},{r} 0 1 1 {r},0Z",
    "lean_for": "M{r},0A{r},{r} 0 1 1 -{r},0A{r},{r} 0 1 1 {r},0Z",
    "will_not_block": "M-{r},-{r}H{r}V{r}H-{r}Z",
    "conditional": "M-{r},-{r}H{r}V{r}H-{r}ZM-{r},{r}L{r},-{r}",
    "abstain": "M-{r},-{r}H{r}V{r}H-{r}ZM-{r},0H{r}",
    "undecided": "M0,-{r}L{r},0L0,{r}L-{r},0Z",
    "declined": "M-{r},-1.5H{r}V1.5H-{r}Z",
    "lean_against": "M-{r},-{r}H{r}L0,{r}Z",
    "against": "M-{r},-{r}H{r}L0,{r}Z",
    "unknown": "M-{r},0H{r}M0,-{r}V{r}",
}
_RADII = (4.5, 5.5, 7.0)
_SIZES = (3, 10)  # statements behind a mark from which on it is larger


@dataclass(frozen=True, slots=True)
class Mark:
    """One statement, or those of a week or a longer time.

    ``group`` is one of :data:`GROUPS`, of the newest where there are several; ``mixed``: not all are of that group.
    """

    day: date
    group: str
    told: str
    link: str
    count: int = 1
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A member with its marks in order of time; ``link`` leads to it, empty for none."""

    name: str
    marks: tuple[Mark, ...]
    link: str = ""


def marks_svg(rows: Sequence[MarkRow], *, key: str, title: str, until: date | None = None) -> str:
    """The rows as an SVG string; empty where there are no marks.

    Args:
        rows: from top to bottom.
        key: a plain identifier, the same that :func:`mark_key` was given.
        title: what is drawn.
        until: the last day of the picture, where that is later than the last mark.

    Raises:
        InputError: a key that is no plain identifier.

    >>> marks_svg([], key="said", title="Said")
    ''
    >>> mark = Mark(date(2031, 3, 6), "for", "Arl: <for>", "/s")
    >>> "Arl: &lt;for&gt;" in marks_svg([MarkRow("Arl", (mark,))], key="said", title="Said")
    True
    """
    _check(key)
    days = [mark.day for row in rows for mark in row.marks]
    if not days:
        return ""
    first, last = min(days), max(*days, until or days[0], days[0])
    if (last - first).days < FEWEST_DAYS:
        first -= timedelta(days=min(FEWEST_DAYS // 2, (first - date.min).days))
        last += timedelta(days=min(FEWEST_DAYS // 2, (date.max - last).days))
    span = (last - first).days

    def share(day: date) -> float:
        return 100 * (day - first).days / span

    body: list[str] = []
    used: set[tuple[str, int]] = set()
    y = 0
    for row in rows:
        name = f'<text class="label" x="0" y="{y + 12}">{cut(row.name, MOST_NAME)}</text>'
        body.append(f'<a href="{escape(row.link)}">{name}</a>' if row.link else name)
        reach = max(map(_reach, row.marks), default=0.0)
        lanes = _lanes([share(mark.day) for mark in row.marks], reach)
        high = max(_LANE, round(2 * reach) + 2)  # of one lane of this row
        y += _NAME
        depth = max(lanes, default=0) + 1
        body.append(f'<line class="grid" x1="0" x2="100%" y1="{y + high // 2}" y2="{y + high // 2}"/>')
        for mark, lane in zip(row.marks, lanes, strict=True):
            body.append(_mark(mark, key, share(mark.day), y + lane * high + high // 2))
            used.add((_group(mark), _size(mark)))
        y += depth * high + _GAP
    head = [_shape(key, group, size) for group in GROUPS for size in range(len(_RADII)) if (group, size) in used]
    under: list[str] = []
    for number, (day, text) in enumerate(ticks(first, last)):
        at = share(day)
        anchor = "start" if at < 5 else "end" if at > 95 else "middle"
        kind = "tick every" if number % 2 else "tick"  # every second one is left out where it is narrow
        under.append(f'<line class="grid" x1="{at:.2f}%" x2="{at:.2f}%" y1="0" y2="{y}"/>')
        under.append(f'<text class="{kind}" x="{at:.2f}%" y="{y + 15}" text-anchor="{anchor}">{text}</text>')
    statements = sum(mark.count for row in rows for mark in row.marks)
    words = f"{counted(statements, 'statement')} in {counted(len(rows), 'row')}, "
    words += f"from {day_text(min(days))} to {day_text(max(days))}. The list holds the same."
    return (
        f'<svg class="chart marks" width="100%" height="{y + _FOOT}" role="group" '
        f'aria-labelledby="{key}-title {key}-desc" focusable="false"><title id="{key}-title">'
        f'{escape(one_line(title))}</title><desc id="{key}-desc">{escape(words)}</desc>'
        f"<defs>{''.join(head)}</defs>{''.join(under)}{''.join(body)}</svg>"
    )


def mark_key(rows: Sequence[MarkRow], *, key: str) -> list[tuple[str, str]]:
    """What the shapes mean: each that is drawn, as an SVG string of its own, and its words.

    >>> mark = Mark(date(2031, 3, 6), "lean_against", "Arl", "/s")
    >>> [words for _, words in mark_key([MarkRow("Arl", (mark,))], key="said")]
    ['leans against']
    """
    _check(key)
    sizes: dict[str, int] = {}
    for row in rows:
        for mark in row.marks:
            group = _group(mark)
            sizes[group] = min(sizes.get(group, len(_RADII)), _size(mark))
    words = {group: told[0] for group, told in GROUPS.items()} | {"unknown": "takes no side on it"}
    return [(_picture(f"{key}-{group}-{sizes[group]}"), words[group]) for group in GROUPS if group in sizes]


def _picture(name: str) -> str:
    return (
        '<svg class="chart mark-key" width="18" height="18" aria-hidden="true" focusable="false">'
        f'<use href="#{name}" x="9" y="9"/></svg>'
    )


def _mark(mark: Mark, key: str, at: float, y: int) -> str:
    ring = ""
    if mark.mixed:
        ring = f'<circle class="mixed" cx="{at:.2f}%" cy="{y}" r="{_reach(mark):g}"/>'
    return (
        f'<a href="{escape(mark.link)}"><title>{escape(one_line(mark.told))}</title>{ring}'
        f'<use href="#{key}-{_group(mark)}-{_size(mark)}" x="{at:.2f}%" y="{y}"/></a>'
    )


def _shape(key: str, group: str, size: int) -> str:
    path = _SHAPES[group].format(r=f"{_RADII[size]:g}")
    return f'<path id="{key}-{group}-{size}" class="mark m-{group}" d="{path}"/>'


def _group(mark: Mark) -> str:
    return mark.group if mark.group in GROUPS else "unknown"


def _size(mark: Mark) -> int:
    return sum(mark.count >= least for least in _SIZES)


def _reach(mark: Mark) -> float:
    """How far a mark goes from its middle, in pixels; a ring goes farther."""
    return _RADII[_size(mark)] + (3 if mark.mixed else 0)


def _lanes(places: Sequence[float], reach: float = _RADII[0]) -> list[int]:
    """The lane of each mark, so that none touches another while there are lanes left.

    >>> _lanes([10.0, 10.0, 10.5, 50.0])
    [0, 1, 2, 0]
    """
    ends = [-100.0] * _LANES
    out = []
    for place in places:
        free = [lane for lane, end in enumerate(ends) if end <= place]
        lane = free[0] if free else ends.index(min(ends))
        ends[lane] = place + 100 * (2 * reach + 3) / _WIDTH
        out.append(lane)
    return out


def _check(key: str) -> None:
    if not key.replace("-", "").isalnum():
        raise InputError(f"a chart with the key {key!r}", accepted="letters, digits, hyphens")
