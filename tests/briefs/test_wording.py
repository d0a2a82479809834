"""Words of a brief: days, numbers, lists and chances, told so that no two different figures read alike."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.briefs.view.brief import GROUPS
from whipcount.briefs.wording import (
    age_text,
    bare,
    between,
    counted,
    course_texts,
    day_text,
    group_of,
    listed,
    moved_text,
    percent,
    points,
    quoted,
    range_text,
    short_day,
)
from whipcount.positions.stance.stance import Condition, Stance

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
CHANCES = st.floats(0, 1)


@given(CHANCES)
def test_a_small_chance_is_never_told_as_none_nor_a_great_one_as_sure(p: float) -> None:
    told = percent(p)
    assert (told == "0%") == (p == 0.0)
    assert (told == "100%") == (p == 1.0)


@given(CHANCES, CHANCES)
def test_what_moved_is_told_as_two_figures(before: float, after: float) -> None:
    first, last = course_texts([before, after])
    if abs(before - after) > 0.011:
        assert first != last
        assert moved_text(before, after) != moved_text(after, before)


@given(DAYS, DAYS)
def test_a_range_names_its_ends_and_no_year_twice(one: date, other: date) -> None:
    first, last = sorted((one, other))
    told = range_text(first, last)
    assert str(last.day) in told
    assert str(first.day) in told
    assert told.count(str(last.year)) == 1
    if first == last:
        assert told == day_text(first)


@given(DAYS)
def test_a_day_is_told_whole_in_either_length(day: date) -> None:
    for told in (day_text(day), short_day(day)):
        assert told.split()[0] == str(day.day)
        assert told.endswith(str(day.year))
    assert day_text(day).startswith(short_day(day)[:4].strip())


def test_without_a_day_nothing_is_said() -> None:
    assert day_text(None) == short_day(None) == ""


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=12), st.integers(0, 5))
def test_a_list_names_all_or_says_how_many_more(items: list[str], most: int) -> None:
    told = listed(items, most=most)
    if most == 0 or len(items) <= most:
        assert all(item in told for item in items)
        assert "more" not in told
    else:
        assert f"{len(items) - most} more" in told


@pytest.mark.parametrize(("number", "told"), [(0, "0 members"), (1, "1 member"), (2, "2 members"), (-1, "-1 members")])
def test_one_is_one_and_all_else_is_many(number: int, told: str) -> None:
    assert counted(number, "member") == told


@given(st.floats(-100, 100))
def test_points_have_a_sign_and_nought_has_none(value: float) -> None:
    told = points(value)
    assert told[0] in "+−-" or not float(told.strip("±"))


@pytest.mark.parametrize("stance", [None, *Stance])
def test_every_stance_has_a_group_of_the_board(stance: Stance | None) -> None:
    assert group_of(stance) in GROUPS
    assert group_of(stance, (Condition("once the dam is open"),)) in GROUPS


@pytest.mark.parametrize("words", ["We agree", "the members' will", "never"])
def test_quotation_marks_are_put_once_and_taken_off(words: str) -> None:
    assert bare(quoted(words)) == words
    assert quoted(bare(quoted(words))) == quoted(words)


def test_ages_and_bounds() -> None:
    assert age_text(None) != age_text(0)
    assert len({age_text(days) for days in (0, 1, 45, 800)}) == 4
    assert between(None, None) == between(None, 0.5)
    assert "12%" in between(0.12, 0.6)
