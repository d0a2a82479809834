"""What else a report tells as decided: other things than the one that it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from whipcount.positions.proposal.acts import ObjectKind
from whipcount.positions.proposal.frame import LEAST, Frame, is_told_beside
from whipcount.positions.proposal.page import Page
from whipcount.positions.proposal.titles import does_of
from whipcount.text.patterns import lazy_pattern
from whipcount.text.span import Span

_MOST = 3
_SHARE = 0.3  # of the main frame's score
_BESIDE = 1.0  # how strongly a thing is told that a sentence marks as decided besides
_SURE = 2.0  # how sure words tell of a decision
_MARKED = 1.0
_NEAR = 10  # words of its sentence before what decides
_WITHIN = lazy_pattern(
    r"\b(?:which|who|whose|that|where|said|says|saying|would|could|should|if|but|because|although|had)\b|[\"“”;:]",
    re.IGNORECASE,
)


def other_frames(page: Page, main: Frame, frames: Sequence[Frame]) -> list[Frame]:
    """The frames of what else is decided, as strongly told as it takes.

    Args:
        page: the report.
        main: what it is about.
        frames: all that it tells of.
    """
    least = max(LEAST, _SHARE * main.score)
    return [
        frame
        for frame in frames
        if frame is not main and (frame.score >= least or (frame.score >= _BESIDE and is_told_beside(page, frame)))
    ]


def named_beside(page: Page, main: Frame, frames: Sequence[Frame]) -> tuple[str, ...]:
    """What else is decided, in a few words each: things that are handled as a decision, and not the main one again.

    Args:
        page: the report.
        main: what it is about.
        frames: of what else is decided.

    >>> from whipcount.positions.proposal.frame import find_frames
    >>> from whipcount.positions.proposal.page import make_page
    >>> from whipcount.reports.formats.registry import read_report
    >>> told = b"Mill\\n\\nThe town council voted to sell the mill. It also approved a loan for the ferry.\\n"
    >>> page = make_page(read_report(told))
    >>> main, *others = find_frames(page)
    >>> named_beside(page, main, others)
    ('approve a loan for the ferry',)
    """
    told_of = {word for t in main.tellings for word in (*t.content, *t.names)}
    found = []
    for frame in frames:
        own = {word for t in frame.tellings[:3] for word in (*t.content, *t.names)}
        marked = is_told_beside(page, frame)
        if marked and not any(_is_main_clause(page, t.occurrence.anchor) for t in frame.tellings):
            continue
        sure = any(t.occurrence.handling >= (_MARKED if marked else _SURE) for t in frame.tellings)
        if (
            frame.act.object is ObjectKind.THING
            and frame.object
            and not frame.bare
            and sure
            and len(own) > (0 if marked else 1)
            and not own & told_of
        ):
            found.append(f"{does_of(frame, plural=True)} {frame.object}")
    return tuple(found[:_MOST])


def _is_main_clause(page: Page, anchor: Span) -> bool:
    """Whether what decides stands in the clause that begins its sentence: "it also approved", not "which condemns"."""
    line = page.sentences[page.line_of(anchor)]
    before = page.text[line.start : anchor.start]
    return len(before.split()) <= _NEAR and _WITHIN.search(before) is None
