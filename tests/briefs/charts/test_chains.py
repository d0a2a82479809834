"""Source chains drawn: each way once, lines that skip a column pass above its boxes, hostile names stay text."""

from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from tests.briefs.sample import sample
from whipcount.briefs.charts.chains import MOST_NAMES, chain_items, chain_lines, chains_svg, chains_text
from whipcount.briefs.render.html import to_html
from whipcount.briefs.view.evidence import LinkView, StatementView

FIRST = sample().statements[0]


def told(number: int, *chain: tuple[str, str]) -> StatementView:
    links = tuple(LinkView(carrier, name) for carrier, name in chain)
    return replace(FIRST, id=f"s-{number}", number=number, chain=links)


LETTER = told(1, ("speaker", "Ilse Crane"), ("letter", "letter"), ("outlet", "Harbour Post"))
WIRE = told(2, ("speaker", "Lio Brandt"), ("agency", "Lake Wire"), ("outlet", "Harbour Post"))
PLAIN = told(3, ("speaker", "Ilse Crane"), ("outlet", "Harbour Post"))
RELAY = told(4, ("speaker", "Lake Wire"), ("outlet", "Harbour Post"))


def drawn(*statements: StatementView) -> ElementTree.Element:
    return ElementTree.fromstring(chains_svg(statements, key="c", title="Chains"))


def boxes(root: ElementTree.Element) -> list[str]:
    return [a.findtext("text") or "" for a in root.iter("a")]


def test_each_name_is_drawn_once_and_links_to_its_first_statement() -> None:
    root = drawn(LETTER, WIRE, PLAIN)
    assert sorted(boxes(root)) == ["Harbour Post", "Ilse Crane", "Lake Wire", "Lio Brandt", "letter"]
    assert {a.get("href") for a in root.iter("a")} == {"#s-1", "#s-2"}


def test_a_line_that_skips_a_column_passes_no_box_of_it() -> None:
    root = drawn(LETTER, WIRE, PLAIN)
    rects = [tuple(float(r.get(k) or 0) for k in ("x", "y", "width", "height")) for r in root.iter("rect")]
    direct = next(p for p in root.iter("path") if p.findtext("title") == "statement 3")
    lanes = re.findall(r"([\d.]+) H([\d.]+)", direct.get("d") or "")
    assert len(lanes) == 2  # past the column of letters and that of agencies
    for height, end in lanes:
        in_the_way = [r for r in rects if r[0] < float(end) <= r[0] + r[2] + 1 and r[1] <= float(height) <= r[1] + r[3]]
        assert not in_the_way


def test_an_agency_that_is_quoted_itself_stands_among_the_agencies() -> None:
    assert boxes(drawn(WIRE, RELAY)).count("Lake Wire") == 1


def test_the_words_tell_the_same() -> None:
    text = chains_text([LETTER, WIRE, PLAIN, RELAY])
    assert "Ilse Crane → letter → Harbour Post (statement 1)" in text
    assert len(chain_lines([LETTER, LETTER])) == 1


def test_nothing_is_drawn_of_no_chain_or_of_too_many_names() -> None:
    assert chains_svg([told(1, ("speaker", "A"))], key="c", title="t") == ""
    many = [told(n, ("speaker", f"S{n}"), ("outlet", "O")) for n in range(MOST_NAMES + 1)]
    assert chains_svg(many, key="c", title="t") == ""
    assert "more" not in chains_text(many)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_name_stays_text(speaker: str, outlet: str) -> None:
    svg = chains_svg([told(1, ("speaker", speaker), ("outlet", outlet))], key="c", title="t")
    if svg:
        root = ElementTree.fromstring(svg)
        assert {node.tag for node in root.iter()} <= {"svg", "title", "desc", "text", "a", "rect", "path"}


def test_in_words_each_way_is_a_line_of_its_own_and_none_is_cut() -> None:
    ways = [told(n, ("speaker", f"Minister {n}"), ("outlet", "Harbour Post")) for n in range(1, 36)]
    lines = chain_items(ways)
    assert lines[0] == "Minister 1 → Harbour Post (statement 1)"
    assert lines[-1] == "and 5 more ways"
    page = to_html(replace(sample(), statements=tuple(ways[:29])))
    assert "Minister 29 → Harbour Post (statement 29)" in page
