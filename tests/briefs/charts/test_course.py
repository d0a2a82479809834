"""The drawn course: whole SVG whatever the words in it are, with the largest moves told."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest

from whipcount.briefs.charts.course import MOST_TOLD, course_svg
from whipcount.errors import InputError
from whipcount.forecasts.core.outlook import Kind, Outlook
from whipcount.forecasts.core.step import Step

SVG = "{http://www.w3.org/2000/svg}"
NOW = datetime(2030, 1, 1, tzinfo=UTC)


def step(day: date, p: float, moved: float) -> Step:
    """An invented point."""
    made = Outlook(
        "lake",
        Kind.BY_DAY,
        "asked",
        day,
        NOW,
        day,
        p,
        p / 2,
        (1 + p) / 2,
        "",
        p,
        3,
        False,
        (),
        "m",
        "",
        True,
        0.0,
        1,
        1,
    )
    return Step(day, made, moved, "e1", moved)


STEPS = [step(date(2029, 1, 1) + timedelta(days=7 * n), 0.05 * (n % 15), 0.01 * n) for n in range(20)]


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", "a\x00\x1b[31m\u202eb", "]]>&amp;\"'", "x" * 5000])
def test_hostile_words_stay_text(evil: str) -> None:
    drawn = course_svg(evil, evil, STEPS, lambda _: evil, deadline=date(2029, 9, 1))
    root = ElementTree.fromstring(drawn)
    assert not root.findall(f".//{SVG}script")
    assert all(len(text.text or "") <= 120 for text in root.iter(f"{SVG}text"))


def test_the_largest_moves_are_told_in_time_order() -> None:
    root = ElementTree.fromstring(course_svg("t", "k", STEPS, lambda s: f"cause of {s.day}"))
    told = [text.text or "" for text in root.iter(f"{SVG}text") if text.get("class") == "told"]
    assert len(told) == MOST_TOLD
    assert [line.split(".")[0] for line in told] == [str(n) for n in range(1, MOST_TOLD + 1)]
    assert told[-1] == "10. 14 May 2029, +19 points: cause of 2029-05-14"


def test_nothing_to_draw() -> None:
    with pytest.raises(InputError):
        course_svg("t", "k", [], lambda _: "")
