"""The timeline's drawing: a mark a statement, its shape by its stance, everything a link with words, text escaped."""

from __future__ import annotations

import re
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.briefs.test_faces import EVIL, Page
from whipcount.briefs.charts.statement_marks import Mark, MarkRow, mark_key, marks_svg
from whipcount.briefs.render.html import style
from whipcount.briefs.view.brief import GROUPS
from whipcount.errors import InputError

DAY = date(2031, 3, 6)


def row(*marks: Mark, name: str = "Arl", link: str = "/m/A") -> MarkRow:
    return MarkRow(name, marks, link)


def drawn(*rows: MarkRow, until: date | None = None) -> ElementTree.Element:
    return ElementTree.fromstring(marks_svg(rows, key="said", title="Said", until=until))


def at(element: ElementTree.Element) -> list[tuple[float, int]]:
    """Where the marks are: percent of the width, pixels from the top."""
    return [(float(use.attrib["x"].rstrip("%")), int(use.attrib["y"])) for use in element.iter("use")]


def test_marks_stand_at_their_days() -> None:
    marks = [Mark(DAY + timedelta(days=n), "for", f"day {n}", "/s") for n in (0, 25, 100)]
    assert [place for place, _ in at(drawn(row(*marks)))] == [0.0, 25.0, 100.0]
    assert [place for place, _ in at(drawn(row(*marks), until=DAY + timedelta(days=200)))] == [0.0, 12.5, 50.0]


def test_marks_of_one_day_do_not_cover_each_other() -> None:
    same = [Mark(DAY, "for", str(n), "/s") for n in range(5)]
    places = at(drawn(row(*same), row(*same, name="Brenn")))
    assert len(set(places)) == 10


def test_every_stance_has_a_shape_of_its_own_and_a_word() -> None:
    marks = [Mark(DAY + timedelta(days=9 * n), group, group, "/s") for n, group in enumerate(GROUPS)]
    found = drawn(row(*marks))
    paths = {path.attrib["class"]: path.attrib["d"] for path in found.iter("path")}
    filled = {"for", "against", "conditional", "declined"}  # these differ from their hollow kin by what fills them
    assert len({(d, kind.split("m-")[1] in filled) for kind, d in paths.items()}) == len(GROUPS)
    css = style()
    for group in GROUPS:
        rule = re.search(rf"\.m-{group} {{ fill: var\(--([a-z-]+)\)", css)
        assert rule or group == "unknown"
        assert rule is None or (rule.group(1) != "paper") == (group in filled)
    words = [told for _, told in mark_key([row(*marks)], key="said")]
    assert len(set(words)) == len(GROUPS)


def test_every_mark_is_a_link_with_its_words() -> None:
    found = drawn(row(Mark(DAY, "for", "Arl: for", "/s?a=1&b=2#s-1"), Mark(DAY, "against", "Arl: against", "/t")))
    links = [link for link in found.iter("a") if link.find("use") is not None]
    assert [link.attrib["href"] for link in links] == ["/s?a=1&b=2#s-1", "/t"]
    assert [link.findtext("title") for link in links] == ["Arl: for", "Arl: against"]
    assert not [link for link in links if "tabindex" in link.attrib]
    assert found.attrib["aria-labelledby"] == "said-title said-desc"
    assert "2 statements in 1 row" in (found.findtext("desc") or "")


def test_more_statements_make_a_larger_mark_and_different_ones_a_ring() -> None:
    few = Mark(DAY, "for", "one", "/s")
    many = Mark(DAY, "for", "many", "/s", count=12, mixed=True)
    found = drawn(row(few, many))
    names = [use.attrib["href"] for use in found.iter("use")]
    assert names == ["#said-for-0", "#said-for-2"]
    assert {path.attrib["id"] for path in found.iter("path")} == {"said-for-0", "said-for-2"}
    assert [circle.attrib["class"] for circle in found.iter("circle")] == ["mixed"]
    assert "13 statements" in (found.findtext("desc") or "")


def test_without_marks_nothing_is_drawn() -> None:
    assert marks_svg([row()], key="said", title="Said") == ""
    assert mark_key([row()], key="said") == []


def test_a_strange_key_is_refused() -> None:
    with pytest.raises(InputError, match="letters"):
        marks_svg([row(Mark(DAY, "for", "x", "/s"))], key='a"b', title="Said")
    with pytest.raises(InputError, match="letters"):
        mark_key([], key="<")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_that_there_is(day: date) -> None:
    assert len(at(drawn(row(Mark(day, "for", "x", "/s"))))) == 1


@pytest.mark.parametrize("evil", EVIL)
def test_hostile_text_stays_text(evil: str) -> None:
    rows = [row(Mark(DAY, evil, evil, "/s?" + evil.replace("\ud800", "")), name=evil)]
    svg = marks_svg(rows, key="said", title=evil)
    Page(f"<html><body>{svg}{''.join(picture for picture, _ in mark_key(rows, key='said'))}</body></html>")
    svg.encode()
    tags = set(re.findall(r"<([a-z]+)", svg))
    assert tags <= {"svg", "title", "desc", "defs", "path", "line", "text", "a", "use"}
    assert "style=" not in svg
    assert not re.search(r"<[^>]* on[a-z]+=", re.sub(r'"[^"]*"', '""', svg))


@given(st.lists(st.tuples(st.dates(), st.sampled_from(list(GROUPS)), st.integers(1, 50)), min_size=1, max_size=30))
def test_any_days_stay_within_the_picture(marks: list[tuple[date, str, int]]) -> None:
    ordered = sorted(marks)
    found = drawn(row(*(Mark(day, group, "x", "/s", count) for day, group, count in ordered)))
    assert all(0 <= place <= 100 for place, _ in at(found))
    assert all(0 < y < int(found.attrib["height"]) for _, y in at(found))


def test_rings_of_neighbours_do_not_touch() -> None:
    near = [Mark(DAY + timedelta(days=7 * n), "for", "x", "/s", 12, True) for n in range(57)]
    found = drawn(row(*near))
    rings = [(float(c.attrib["cx"].rstrip("%")) * 6.4, float(c.attrib["cy"])) for c in found.iter("circle")]
    assert len(rings) == 57
    reach = float(next(found.iter("circle")).attrib["r"])
    for place, (x, y) in enumerate(rings):
        assert all(abs(x - a) >= 2 * reach or abs(y - b) >= 2 * reach for a, b in rings[:place])
