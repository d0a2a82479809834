"""Charts as files of their own, with their tables; figures by addresses that stay."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from tests.web.conftest import EVIL, Desk
from tests.web.html import WebPage
from whipcount.briefs.charts.standalone import chart_style, standalone_svg
from whipcount.briefs.render.workbook import workbook
from whipcount.dossiers import edits
from whipcount.positions.stance.stance import Stance
from whipcount.web.app import create_app
from whipcount.web.library import Library
from whipcount.web.links import Links

D = "/d/lake-council-orvana"
AS_OF = "?as_of=2025-03-07"


def test_a_chart_is_a_picture_of_its_own_with_its_table(shown: Desk) -> None:
    page = shown.client.get(f"{D}/charts{AS_OF}")
    WebPage(page.text).check()
    names = [row["chart"] for row in shown.client.get(f"{D}/charts.json{AS_OF}").json()]
    assert {"board", "threshold"} <= set(names)
    for name in names:
        svg = shown.client.get(f"{D}/charts/{name}.svg{AS_OF}")
        root = ElementTree.fromstring(svg.text)
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert "var(" not in svg.text
        assert "href" not in svg.text
        assert "as of 7 March 2025" in svg.text
        rows = shown.client.get(f"{D}/charts/{name}.json{AS_OF}").json()
        table = load_workbook(io.BytesIO(shown.client.get(f"{D}/charts/{name}.xlsx{AS_OF}").content)).active
        assert table is not None
        assert table.max_row == len(rows) + 1
        assert len(shown.client.get(f"{D}/charts/{name}.csv{AS_OF}").text.splitlines()) >= len(rows) + 1


def test_a_png_is_drawn(shown: Desk) -> None:
    pytest.importorskip("vl_convert", reason="vl-convert-python (extra plots) is not installed")
    answer = shown.client.get(f"{D}/charts/board.png{AS_OF}")
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["nothing.svg", "board", "board.exe", "..%2fboard.svg"])
def test_what_is_no_chart_gets_a_page(shown: Desk, name: str) -> None:
    assert shown.client.get(f"{D}/charts/{name}{AS_OF}").status_code in (400, 404)


def test_hostile_words_stay_words_in_a_picture_and_a_workbook() -> None:
    made = standalone_svg('<svg class="chart" viewBox="0 0 9 9" width="9" height="9" role="img"></svg>', foot=EVIL * 30)
    ElementTree.fromstring(made)
    assert "<script" not in made
    assert "\u202e" not in made
    sheet = load_workbook(io.BytesIO(workbook(("a",), [{"a": "=1+1"}, {"a": EVIL}], title=EVIL))).active
    assert sheet is not None
    assert [cell.data_type for cell in sheet["A"]] == ["s", "s", "s"]
    assert sheet["A2"].value == "=1+1"


def test_the_style_of_pictures_holds_no_address_and_no_variable() -> None:
    assert "url(" not in chart_style()
    assert "var(" not in chart_style()
    assert "fill: #1d5f8c" in chart_style()


def test_links_are_offered_only_where_they_can_be_made(desk: Desk, tmp_path: Path) -> None:
    offered = f'href="{D}/share"'
    assert offered not in desk.client.get(f"{D}/charts").text
    app = create_app(Library(desk.store, patience=300.0), hosts=("testserver",), links=Links(tmp_path / "desk.links"))
    with TestClient(app) as client:
        assert offered in client.get(f"{D}/charts").text
        assert client.get(f"{D}/share").status_code == 200


def test_a_figure_has_an_address_that_stays(desk: Desk) -> None:
    page = desk.client.get(D + AS_OF).text
    assert ">permalink</a>" in page
    told = desk.client.get(f"{D}/figures/n-agreed{AS_OF}").json()
    before = told["value"]
    edits.correct(desk.store, "lake-council-orvana", desk.coding, stance=Stance.YES, reason="read again")
    later = desk.client.get(f"{D}/figures/n-agreed{AS_OF}").json()
    assert later["value"] == before + 1
    query = told["permalink"].partition("?")[2].partition("#")[0]
    assert desk.client.get(f"{D}/figures/n-agreed?{query}").json()["value"] == before
    assert desk.client.get(f"{D}/figures/nothing").status_code == 404
