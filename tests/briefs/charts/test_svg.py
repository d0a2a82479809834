"""Charts are well-formed, tell the same in words, hold no script and no style, and refuse what makes no sense."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.briefs.charts.board import board_svg, board_text
from whipcount.briefs.charts.svg import Bar, LinePoint, bars, gauge, line
from whipcount.briefs.view.brief import GROUPS, MemberRow
from whipcount.errors import InputError

EVIL = "</title></svg><script>alert(1)</script>\"onload='x' \u202e\u200b&amp;]]>"
DAY = date(2031, 3, 1)


def parsed(svg: str) -> ElementTree.Element:
    assert "style=" not in svg
    root = ElementTree.fromstring(svg)
    allowed = {"svg", "title", "desc", "line", "text", "polygon", "polyline", "circle", "rect", "a", "g"}
    assert {element.tag for element in root.iter()} <= allowed
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    return root


@given(
    st.lists(
        st.tuples(st.integers(0, 4000), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.integers(0, 9)),
        min_size=1,
        max_size=40,
    ),
    st.booleans(),
)
def test_every_point_of_a_line_lies_inside_the_picture(
    raw: list[tuple[int, float, float, float, int]], stepped: bool
) -> None:
    points = []
    for days, a, b, c, note in sorted(raw):
        low, value, high = sorted((a, b, c))
        points.append(LinePoint(DAY + timedelta(days=days), value, low, high, note))
    root = parsed(line(points, key="t", title="T", stepped=stepped))
    for element in root.iter("polyline"):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", element.attrib["points"])]
        assert all(-0.1 <= x <= 720.1 for x in numbers[::2])
        assert all(-0.1 <= y <= 220.1 for y in numbers[1::2])


def test_a_line_is_drawn_where_its_values_are() -> None:
    root = parsed(line([LinePoint(DAY, 0.0), LinePoint(DAY + timedelta(days=10), 1.0)], key="t", title="T"))
    (path,) = root.iter("polyline")
    assert path.attrib["points"] == "44.0,194.0 706.0,194.0 706.0,14.0"  # in steps, from the floor to the top
    (told,) = root.iter("desc")
    assert told.text == (
        "From 0% on 1 March 2031 to 100% on 11 March 2031; lowest 0% on 1 March 2031, highest 100% on 11 March 2031."
    )


def test_bars_are_as_long_as_their_values() -> None:
    root = parsed(bars([Bar("a", 2.0, "2"), Bar("b", -1.0, "−1"), Bar("c", 0.0, "0")], key="t", title="T"))
    widths = [float(rect.attrib["width"]) for rect in root.iter("rect")]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert [rect.attrib["class"] for rect in root.iter("rect")] == ["bar", "bar minus", "bar"]


@pytest.mark.parametrize(
    "points",
    [
        [],
        [LinePoint(DAY, 1.2)],
        [LinePoint(DAY, float("nan"))],
        [LinePoint(DAY, 0.5, 0.6, 0.7)],
        [LinePoint(DAY, 0.5), LinePoint(DAY - timedelta(days=1), 0.5)],
        [LinePoint(DAY, 0.5)] * 2001,
    ],
)
def test_lines_that_make_no_sense_are_refused(points: list[LinePoint]) -> None:
    with pytest.raises(InputError):
        line(points, key="t", title="T")


def test_other_charts_refuse_what_makes_no_sense() -> None:
    with pytest.raises(InputError):
        bars([], key="t", title="T")
    with pytest.raises(InputError):
        bars([Bar("a", float("inf"), "")], key="t", title="T")
    with pytest.raises(InputError):
        gauge(0.5, 0.7, 0.2, key="t", title="T")
    with pytest.raises(InputError):
        gauge(0.5, None, None, key='"x', title="T")


def test_hostile_text_stays_text_in_every_chart() -> None:
    for svg in (
        bars([Bar(EVIL, 1.0, EVIL)], key="t", title=EVIL),
        gauge(0.5, 0.1, 0.9, key="t", title=EVIL),
        line([LinePoint(DAY, 0.5)], key="t", title=EVIL),
        board_svg([MemberRow(EVIL, EVIL, "for", "yes", EVIL, False, False)], key="t", title=EVIL),
    ):
        root = parsed(svg)
        (title, *_) = root.iter("title")
        assert title.text is not None
        assert "<script>" in title.text
        assert "\u202e" not in svg
        assert "\u200b" not in svg


def test_the_board_places_every_member_apart_and_says_its_group_in_words() -> None:
    ids = ["HU", "SK", "DE", "FR", "US", "CA", "TR", "GR"]
    rows = [MemberRow(i, i, group, None, group, True, False) for i, group in zip(ids, GROUPS, strict=False)]
    root = parsed(board_svg(rows, key="t", title="T"))
    corners = {(rect.attrib["x"], rect.attrib["y"]) for rect in root.iter("rect")}
    assert len(corners) == len(rows)
    words = {text.text for text in root.iter("text")}
    assert {GROUPS[row.group][1] for row in rows} <= words
    for row in rows:
        assert GROUPS[row.group][0] in board_text(rows).lower()


def test_countries_of_the_tile_map_do_not_share_a_place() -> None:
    from whipcount.briefs.charts.seating import MAP

    assert len(set(MAP.values())) == len(MAP)


def test_a_board_without_a_map_is_in_rows() -> None:
    rows = [MemberRow(f"M{n}", f"Member {n}", "unknown", None, "unknown", True, False) for n in range(200)]
    root = parsed(board_svg(rows, key="t", title="T"))
    assert len({(rect.attrib["x"], rect.attrib["y"]) for rect in root.iter("rect")}) == 200


def test_numbers_of_a_line_do_not_cover_each_other() -> None:
    days = (0, 1, 2, 3, 40, 41, 300)
    values = (0.1, 0.7, 0.72, 0.75, 0.3, 0.2, 0.9)
    course = [
        LinePoint(DAY + timedelta(days=n), p, note=k) for k, (n, p) in enumerate(zip(days, values, strict=True), 1)
    ]
    root = parsed(line(course, key="t", title="T"))
    notes = [(float(t.attrib["x"]), float(t.attrib["y"])) for t in root.iter("text") if t.attrib["class"] == "note"]
    assert len(notes) >= 5
    for place, (x, y) in enumerate(notes):
        assert not any(abs(x - a) < 17 and abs(y - b) < 13 for a, b in notes[:place])


def test_the_number_of_a_fall_stands_beneath_its_point() -> None:
    high, low = LinePoint(DAY, 0.8), LinePoint(DAY + timedelta(days=10), 0.4, note=1)
    root = parsed(line([high, low, LinePoint(DAY + timedelta(days=20), 0.4)], key="t", title="T"))
    (note,) = [t for t in root.iter("text") if t.attrib["class"] == "note"]
    dot = list(root.iter("circle"))[1]
    assert float(note.attrib["y"]) > float(dot.attrib["cy"])
