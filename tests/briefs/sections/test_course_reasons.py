"""Why a word in favour lowers a ratification's chance, where it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from whipcount.briefs.sections.course import why_lower
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance

DAY = date(2030, 3, 1)
WORD = Evidence(
    "e", "A", "asked", Stance.YES, DAY, DAY, DAY, datetime(2030, 3, 1, tzinfo=UTC), Authority.MINISTER
)  # fmt: skip


def test_it_says_why() -> None:
    assert "no consent has followed" in why_lower(WORD, -0.02)
    assert "1 March 2030" in why_lower(WORD, -0.02)
    assert "condition" in why_lower(replace(WORD, conditions=(Condition("reforms"),)), -0.02)


def test_it_says_nothing_where_there_is_nothing_to_explain() -> None:
    assert why_lower(WORD, 0.02) == ""
    assert why_lower(WORD, -0.0001) == ""
    assert why_lower(replace(WORD, stance=Stance.NO), -0.02) == ""
