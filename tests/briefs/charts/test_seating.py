"""The board in each shape: nobody is lost, nobody sits on another, everybody is told by more than a colour."""

from __future__ import annotations

from itertools import combinations
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from whipcount.briefs.charts.board import LETTERS, board_notes, board_svg
from whipcount.briefs.charts.seating import WIDTH, by_weight, hemicycle, horseshoe
from whipcount.briefs.view.brief import GROUPS, MemberRow

GROUP = list(GROUPS)


def rows(number: int, *, veto: int = 0) -> list[MemberRow]:
    return [
        MemberRow(f"M{n}", f"Member & {n}", GROUP[n % len(GROUP)], None, "x", n % 3 == 0, n == 1, weight=(n + 1) / 100,
                  veto=n < veto)
        for n in range(number)
    ]  # fmt: skip


@given(st.integers(1, 700))
def test_no_seat_of_a_hemicycle_covers_another(number: int) -> None:
    seats, radius, height = hemicycle(number)
    assert len(seats) == number
    if number < 130:
        assert min((((a - c) ** 2 + (b - d) ** 2) ** 0.5 for (a, b), (c, d) in combinations(seats, 2)), default=99) > (
            1.6 * radius
        )
    assert all(0 <= x <= WIDTH and 0 <= y <= height for x, y in seats)
    assert seats[0][0] <= seats[-1][0]


@given(st.integers(1, 40))
def test_no_tile_of_a_horseshoe_covers_another(number: int) -> None:
    places, height = horseshoe(number, 104, 42)
    assert len(places) == number
    for (a, b), (c, d) in combinations(places, 2):
        assert abs(a - c) >= 104 or abs(b - d) >= 42
    assert all(0 <= x <= WIDTH - 104 and 0 <= y <= height - 42 for x, y in places)


@given(st.lists(st.floats(0, 1000, allow_nan=False), min_size=1, max_size=100))
@example([5e-324])
@example([0.0, 0.0])
def test_tiles_by_weight_fill_the_picture_in_proportion(weights: list[float]) -> None:
    boxes = by_weight(weights, 300)
    assert sum(w * h for _, _, w, h in boxes) == pytest.approx(WIDTH * 300, rel=0.02)
    for (one, (_, _, w, h)), (two, (_, _, v, i)) in combinations(zip(weights, boxes, strict=True), 2):
        if one > 2 * two + 1e-9:
            assert w * h > v * i * 0.98


@pytest.mark.parametrize("shape", ["seats", "horseshoe", "weighted", "map", "rows"])
@pytest.mark.parametrize("number", [1, 15, 40])
def test_every_shape_has_every_member_with_its_word_and_its_name(shape: str, number: int) -> None:
    made = rows(number, veto=2)
    root = ElementTree.fromstring(board_svg(made, key="b", title="B", shape=shape))
    tiles = [node for node in root.iter() if "tile " in node.attrib.get("class", "") + " "]
    drawn = [node for node in tiles if node.tag in ("rect", "circle")]
    assert len(drawn) == number
    titles = [node.text or "" for node in root.iter("title")][1:]
    assert sorted(title.split(":")[0] for title in titles) == sorted(row.name for row in made)
    words = " ".join(node.text or "" for node in root.iter("text"))
    for row in made:
        assert GROUPS[row.group][1] in words or LETTERS[row.group] in words


def test_rings_borders_and_sizes_are_explained_where_they_are_drawn() -> None:
    assert board_notes(rows(5, veto=2), "weighted") == (
        "thick border: its vote alone decides now",
        "ring: it can veto",
        "the larger a tile, the more its vote weighs",
    )
    assert board_notes(rows(1), "rows") == ()


def test_a_house_of_many_seats_is_one_picture_and_no_maze_of_links() -> None:
    svg = board_svg(rows(435), key="b", title="B", shape="seats")
    assert 'role="img"' in svg
    assert "<a " not in svg
    assert svg.count("<circle") == 435
