"""The threshold bar: how much of the rule is there, how much is open, and where its lines lie."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A stretch of a bar: members of one group on one side of a line.

    ``group`` is one of :data:`whipcount.briefs.view.brief.GROUPS`; ``side``: counts, open, against or outside (their
    weight is not in the sum); ``amount`` is what they weigh, ``text`` the same to be read, ``share`` its part of the
    bar.
    """

    group: str
    side: str
    amount: float
    share: float
    text: str
    members: tuple[str, ...] = ()
    name: str = ""  # of a member that stands alone, where a line is told by names


@dataclass(frozen=True, slots=True)
class LineView:
    """One line of the rule. ``need_share`` is where it lies on the bar, 0 to 1; ``lead`` joins it to the one before."""

    text: str
    weight: str
    state: str  # met, blocked, open
    need_share: float
    need_text: str
    have_text: str
    told: str  # the bar in words
    segments: tuple[SegmentView, ...]
    lead: str = ""  # either, or, and; empty for a line that stands alone
    depth: int = 0
    veto: bool = False  # each of few named members can block


@dataclass(frozen=True, slots=True)
class ThresholdView:
    """The bars of a rule, and what is needed in a sentence."""

    sentence: str
    lines: tuple[LineView, ...]
