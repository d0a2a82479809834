"""From the long brief to the sheet: the first things first, each in one line of what a page holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.briefs.sample import sample
from whipcount.briefs.sections.sheet import MOST, cut, sheet_view
from whipcount.briefs.view.brief import Change, Reason

VIEW = sample()


@given(st.text(max_size=60), st.integers(2, 40))
def test_a_cut_text_is_one_line_that_fits_and_says_that_it_was_cut(text: str, most: int) -> None:
    made = cut(text, most)
    assert len(made) <= most
    assert "\n" not in made
    assert cut(made, most) == made


def test_reasons_come_with_their_points_and_the_chance_they_explain() -> None:
    assert VIEW.forecast is not None
    view = replace(VIEW, forecast=replace(VIEW.forecast, reasons=tuple(Reason(f"r{n}", 9.0 - n) for n in range(5))))
    made = sheet_view(view)
    assert made.reasons_title == f"Why {VIEW.forecast.probability.text}"
    assert made.reasons == ("r0 (+9.0 points)", "r1 (+8.0 points)", "r2 (+7.0 points)")


def test_without_a_chance_it_tells_who_is_left() -> None:
    made = sheet_view(replace(VIEW, forecast=None))
    left = [row.name for row in VIEW.members if row.left]
    assert made.reasons_title == "Who is left"
    assert all(any(name in line for line in made.reasons) for name in left)


@pytest.mark.parametrize("number", [0, 1, 5])
def test_changes_since_a_day_are_the_last_ones_newest_first(number: int) -> None:
    changes = tuple(Change(date(2031, 3, day + 1), f"change {day}") for day in range(number))
    made = sheet_view(replace(VIEW, changes=changes, changes_since=date(2031, 2, 1)))
    assert made.changes_title == "What changed since 1 February 2031"
    wanted = [f"change {day}" for day in range(number)][::-1][:MOST] or ["nothing"]
    assert [text.rpartition(": ")[2] for text in made.changes] == wanted


def test_all_members_stay_and_what_is_left_out_of_the_rule_is_counted() -> None:
    made = sheet_view(VIEW)
    assert made.members == VIEW.members
    assert (made.as_of, made.known_by, made.version) == (VIEW.as_of, VIEW.known_by, VIEW.version)
    assert made.lines_left_out == 0
