"""Tables whose columns have headings, in any order and by any of their names."""

from __future__ import annotations

from itertools import permutations

import pytest

from whipcount.bargaining.named_columns import name_columns, read_names
from whipcount.errors import BargainingError

ROW = {"name": "North", "position": "20", "capabilities": "3", "salience": "0.5"}


@pytest.mark.parametrize("order", [*permutations(ROW)])
def test_columns_come_in_any_order(order: tuple[str, ...]) -> None:
    cells = [",".join(row[name] for name in order) for row in (ROW, {**ROW, "name": "South"})]
    table = read_names("\n".join([",".join(order), *cells]), "a.csv")
    assert (table.actors, table.position[0, 0], table.capability[0, 0], table.salience[0, 0]) == (
        ("North", "South"), 20.0, 3.0, 0.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    "header", [["Player", "POS", "Power", "Priority"], ["member", "position", "weight", "salience"]]
)
def test_they_go_by_several_names(header: list[str]) -> None:
    assert name_columns(header) == {"actor": 0, "position": 1, "capability": 2, "salience": 3}


def test_salience_is_a_share_or_of_a_hundred_and_the_range_reaches_as_far_as_positions() -> None:
    text = "name,position,capabilities,salience\nNorth,-20,1,50\nSouth,130,1,100\n"
    table = read_names(text, "a.csv")
    assert table.salience[:, 0].tolist() == [0.5, 1.0]
    assert (table.issues[0].low, table.issues[0].high) == (-20.0, 130.0)
    small = read_names(text.replace("50", "0.5").replace("100", "1").replace("-20", "20").replace("130", "30"), "a.csv")
    assert small.salience[:, 0].tolist() == [0.5, 1.0]
    assert (small.issues[0].low, small.issues[0].high) == (0.0, 100.0)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "no such columns"),
        ("name,position,salience\n", "no such columns"),
        ("name,position,capabilities,salience\n", "has no actors"),
        ("name,position,capabilities,salience\nNorth,1,1\n", "line 2: a cell is missing"),
        ("name,position,capabilities,salience\n,1,1,1\n", "a cell is missing"),
        ("name,position,capabilities,salience\nNorth,1,1,1\n\nNorth,2,1,1\n", "line 4: 'North' is there twice"),
        ("name,position,capabilities,salience\nNorth,one,1,1\n", "position 'one' is no number"),
        ("name,position,capabilities,salience\nNorth,inf,1,1\n", "no number"),
    ],
)
def test_what_cannot_be_names_its_line(text: str, problem: str) -> None:
    with pytest.raises(BargainingError) as caught:
        read_names(text, "a.csv")
    assert problem in str(caught.value)
