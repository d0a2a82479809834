"""A course in a table's cell: steps within the picture, from its first day to its last."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.briefs.charts.sparkline import HEIGHT, MOST, WIDTH, sparkline

START = date(2030, 1, 1)
COURSES = st.lists(st.tuples(st.integers(0, 900), st.floats(0, 1)), min_size=2, max_size=30).map(
    lambda points: [(START + timedelta(days=day), p) for day, p in sorted(points)]
)


def drawn(svg: str) -> list[tuple[float, float]]:
    line = re.search(r'<polyline class="line" points="([^"]+)"', svg)
    assert line
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in line[1].split())]


@given(COURSES)
def test_every_point_lies_in_the_picture_and_time_goes_on(course: list[tuple[date, float]]) -> None:
    points = drawn(sparkline(course, key="s"))
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert len(points) == 2 * len(course) - 1
    flat = [(a, b) for a, b in pairwise(points) if a[1] != b[1]]
    assert all(a[0] == b[0] for a, b in flat)  # it changes on a day, not between days


def test_more_chance_stands_higher_and_the_last_is_marked() -> None:
    svg = sparkline([(START, 0.0), (START + timedelta(days=9), 1.0)], key="s")
    points = drawn(svg)
    assert points[-1][1] < points[0][1]
    assert f'cx="{WIDTH - 4}" cy="{points[-1][1]:.1f}"' in svg


@pytest.mark.parametrize("number", [0, 1])
def test_fewer_than_two_points_are_no_course(number: int) -> None:
    assert sparkline([(START, 0.5)] * number, key="s") == ""


def test_a_long_course_is_its_end_and_a_key_is_no_markup() -> None:
    course = [(START + timedelta(days=n), 0.5) for n in range(MOST + 50)]
    assert f"in {MOST} points" in sparkline(course, key="s")
    assert "<b>" not in sparkline(course[:2], key="<b>")
