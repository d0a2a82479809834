"""The brief on one sheet: what a reader takes into the room, no more than an A4 page holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from whipcount.briefs.view.brief import MemberRow
from whipcount.briefs.view.threshold import ThresholdView


@dataclass(frozen=True, slots=True)
class QuotedView:
    """Words that the answer rests on, and whose; ``retold``: they are nobody's own."""

    words: str
    who: str
    said_on: str
    retold: bool


@dataclass(frozen=True, slots=True)
class SheetView:
    """Answer, bar, board, reasons, quotations, what changed; every text is short enough for the page."""

    schema: str
    title: str
    question: str
    answer: str
    body_name: str
    as_of: date
    known_by: datetime
    made_at: datetime
    version: str
    threshold: ThresholdView | None
    lines_left_out: int  # of the rule
    members: tuple[MemberRow, ...]
    shape: str
    reasons_title: str
    reasons: tuple[str, ...]
    quotes: tuple[QuotedView, ...]
    changes_title: str
    changes: tuple[str, ...]
    warnings: tuple[str, ...]
