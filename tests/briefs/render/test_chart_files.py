"""Charts by name: each a file of its own with the table that it draws."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from tests.briefs.sample import sample
from whipcount.briefs.render.chart_files import chart_file, chart_names
from whipcount.errors import InputError

VIEW = sample()


@pytest.mark.parametrize("name", list(chart_names(VIEW)))
def test_each_is_a_picture_with_its_table(name: str) -> None:
    made = chart_file(VIEW, name)
    tree = ElementTree.fromstring(made.svg)
    assert tree.tag.endswith("svg")
    assert made.title == chart_names(VIEW)[name]
    assert VIEW.title in "".join(tree.itertext())
    assert made.rows
    assert all(set(made.columns) <= set(row) for row in made.rows)


def test_tables_hold_what_is_drawn() -> None:
    board = chart_file(VIEW, "board")
    assert [row["id"] for row in board.rows] == [row.id for row in VIEW.members]
    assert VIEW.forecast is not None
    over = chart_file(VIEW, "over-time")
    assert [(row["day"], row["probability"]) for row in over.rows] == [
        (point.day, point.probability) for point in VIEW.forecast.series
    ]


def test_a_brief_without_a_forecast_has_no_chart_of_one() -> None:
    bare = replace(VIEW, forecast=None)
    assert "board" in chart_names(bare)
    assert not {"forecast", "over-time", "last", "shares"} & set(chart_names(bare))
    for name in ("forecast", "nothing", "../board"):
        with pytest.raises(InputError, match="no chart") as caught:
            chart_file(bare, name)
        assert "board" in str(caught.value.accepted)
