"""The highlighter: a text and marks that may overlap and nest become flat segments, losing and adding no character.

Markup cannot overlap, so the text is cut wherever a mark begins or ends, and every piece carries the roles of all marks
that cover it. Whoever renders a segment escapes the piece itself: offsets are never counted in escaped text.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from whipcount.errors import ReportError
from whipcount.text.span import Span, checked

ROLES = ("source", "cue", "content", "fact")


class Mark(NamedTuple):
    """A span with a role; ``owner`` is what it belongs to (a statement, a fact), ``anchor`` its own stable id."""

    start: int
    end: int
    role: str
    owner: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text under one set of marks.

    ``roles`` are in the order of :data:`ROLES`; ``owner`` is that of the innermost mark; ``opens`` are the marks that
    begin at this segment.
    """

    start: int
    end: int
    text: str
    roles: tuple[str, ...] = ()
    owner: str | None = None
    opens: tuple[Mark, ...] = ()


def segments(text: str, marks: Iterable[Mark], *, within: Span | None = None) -> tuple[Segment, ...]:
    """Cut the text (or the part ``within``) at every border of a mark.

    The texts of the segments joined give the text back. Time grows with n log n in the number of marks.

    Raises:
        ReportError: a mark is empty, turned around or outside of the text; or has an unknown role.

    >>> marks = [Mark(0, 2, "source", "s", "a"), Mark(8, 11, "content", "s", "b")]
    >>> [(s.text, s.roles) for s in segments("He said yes.", marks)]
    [('He', ('source',)), (' said ', ()), ('yes', ('content',)), ('.', ())]
    """
    first, last = within if within is not None else (0, len(text))
    if within is not None:
        checked(first, last, length=len(text))
    chosen: list[Mark] = []
    for mark in marks:
        checked(mark.start, mark.end, length=len(text))
        if mark.role not in ROLES:
            raise ReportError(f"a mark with the role {mark.role!r}", accepted=", ".join(ROLES))
        if mark.end > first and mark.start < last:
            chosen.append(mark)
    chosen.sort(key=lambda mark: (mark.start, -mark.end, mark.anchor))
    borders = {first, last}
    for mark in chosen:
        borders.add(max(mark.start, first))
        borders.add(min(mark.end, last))
    cuts = sorted(borders)
    active: Counter[str] = Counter()
    open_marks: list[tuple[int, int, int]] = []  # innermost first: (-start, end, index)
    ending: list[tuple[int, str]] = []
    out: list[Segment] = []
    following = 0
    for start, end in pairwise(cuts):
        while ending and ending[0][0] <= start:
            _, role = heapq.heappop(ending)
            active[role] -= 1
        opens: list[Mark] = []
        while following < len(chosen) and max(chosen[following].start, first) <= start:
            mark = chosen[following]
            active[mark.role] += 1
            heapq.heappush(ending, (mark.end, mark.role))
            heapq.heappush(open_marks, (-mark.start, mark.end, following))
            opens.append(mark)
            following += 1
        while open_marks and open_marks[0][1] <= start:
            heapq.heappop(open_marks)
        out.append(
            Segment(
                start=start,
                end=end,
                text=text[start:end],
                roles=tuple(role for role in ROLES if active[role] > 0),
                owner=chosen[open_marks[0][2]].owner if open_marks else None,
                opens=tuple(opens),
            )
        )
    return tuple(out)


def by_lines(pieces: Sequence[Segment]) -> tuple[tuple[Segment, ...], ...]:
    """The same segments as paragraphs: cut at newlines, which are left out; empty lines give no paragraph.

    A mark that opens in a piece is kept with the first part of it that is shown.

    >>> [[s.text for s in line] for line in by_lines(segments("a b\\n\\nc", []))]
    [['a b'], ['c']]
    """
    lines: list[tuple[Segment, ...]] = []
    line: list[Segment] = []
    waiting: tuple[Mark, ...] = ()
    for piece in pieces:
        waiting += piece.opens
        at = piece.start
        for number, part in enumerate(piece.text.split("\n")):
            if number and line:
                lines.append(tuple(line))
                line = []
            if part:
                line.append(Segment(at, at + len(part), part, piece.roles, piece.owner, waiting))
                waiting = ()
            at += len(part) + 1
    if waiting and (line or lines):  # marks that cover nothing but newlines at the very end keep their anchors
        if not line:
            line = list(lines.pop())
        tail = line[-1]
        line[-1] = Segment(tail.start, tail.end, tail.text, tail.roles, tail.owner, tail.opens + waiting)
    if line:
        lines.append(tuple(line))
    return tuple(lines)


def windows(length: int, marks: Sequence[Mark], *, around: int = 400, whole: int = 20_000) -> tuple[Span, ...]:
    """Which parts of a text to show: all of it up to ``whole`` characters, else what lies ``around`` the marks.

    >>> windows(100_000, [Mark(500, 510, "cue", "s", "a"), Mark(50_000, 50_010, "cue", "s", "b")])
    (Span(start=100, end=910), Span(start=49600, end=50410))
    """
    if length <= whole:
        return (Span(0, length),) if length else ()
    out: list[Span] = []
    for mark in sorted(marks):
        start, end = max(0, mark.start - around), min(length, mark.end + around)
        if out and start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out) or (Span(0, whole),)
