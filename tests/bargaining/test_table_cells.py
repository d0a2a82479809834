"""A cell as a number, where a line stands, and a table of the cells that were found."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bargaining.table import MAX_ACTORS, Issue
from whipcount.bargaining.table_cells import assemble, number_in, place
from whipcount.errors import BargainingError


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_read_back(value: float) -> None:
    assert number_in(f" {value!r} ", "", "x") == value


@pytest.mark.parametrize("text", ["", "nan", "inf", "-inf", "1,5", "0x10", "ten", "1e999"])
def test_what_is_no_number_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(BargainingError, match="is no number") as caught:
        number_in(text, place("a.csv", 7), "salience")
    assert caught.value.where == "a.csv line 7"


def test_a_place_without_a_name_is_a_line() -> None:
    assert place("", 3) == "line 3"


def test_cells_that_were_not_found_are_no_position() -> None:
    table = assemble(["A", "B"], [Issue("x")], {(0, 0): (10.0, 2.0, 0.5, 3.0), (1, 0): (20.0, 0.0, 0.5, 1.0)}, {}, "a")
    assert table.position[:, 0].tolist() == [10.0, 20.0]
    assert table.sd[:, 0].tolist() == [2.0, 0.0]
    two = assemble(
        ["A", "B"], [Issue("x"), Issue("y")], {(i, i): (10.0, 0.0, 0.5, 3.0) for i in (0, 1)}, {"A": "why"}, "a"
    )
    assert math.isnan(two.position[0, 1])
    assert two.note["A"] == "why"


def test_what_is_too_large_is_refused_before_it_is_made() -> None:
    with pytest.raises(BargainingError, match="too many"):
        assemble([f"A{n}" for n in range(MAX_ACTORS + 1)], [Issue("x")], {}, {}, "a")
