"""Tables whose columns have headings, in any order and by any of their names."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from whipcount.bargaining.formats import read_table
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


HEAD = "name,position,capabilities,salience\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (HEAD + "North,10,5,0.8\nSouth,90,3,60\n", "saliences of two scales: 0.8 and 60"),
        (HEAD + "North,10,5,5,80\nSouth,90,3,60\n", "line 2: 5 cells under 4 headings"),
        (HEAD + "North,10,5,80\nSouth,90,3,60\nTotal,100,8,140\n", "line 4: 'Total' is no actor"),
        (HEAD + "North,10,5,80\nSouth,90,3,60\nMean:,50,4,70\n", "'Mean:' is no actor"),
        (HEAD + "North,10,5,80\nNORTH ,90,3,60\n", "'NORTH' is there twice"),
        (HEAD + "North,1_0,5,80\nSouth,90,3,60\n", "'1_0' is no number"),
    ],
)
def test_no_figure_is_made_of_what_is_none(text: str, problem: str) -> None:
    with pytest.raises(BargainingError) as caught:
        read_table(text.encode(), name="a.csv")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "Stakeholder,Preference,Power,Importance (%)\nNorth,10,5,80\nSouth,90,3,60\n",
        "My table,,,\n# a note\nname,position,capabilities,salience\nNorth,10,5,80%\nSouth,90,3,60%\n",
        "# a note\nActor;Ideal_Point;Weight;Saliency\n\n# one more\nNorth;10;5;80\nSouth;90;3;60\n;;;\n",
        "name\tposition\tcapabilities\tsalience\nNorth\t10\t5\t0.8\nSouth\t90\t3\t0.6\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_headings_as_others_write_them(text: str, encoding: str) -> None:
    table = read_table(text.encode(encoding), name="a.csv")
    assert table.actors == ("North", "South")
    assert (table.position.tolist(), table.salience.tolist(), table.capability.tolist()) == (
        [[10.0], [90.0]], [[0.8], [0.6]], [[5.0], [3.0]],
    )  # fmt: skip


def test_issues_and_deviations_have_columns_of_their_own() -> None:
    table = read_table(
        "name,issue,position,sd,capabilities,salience\nNorth,tax,10,5,5,80\nSouth,tax,90,,3,60\nSouth,fish,0,1,3,20\n"
    )
    assert [issue.name for issue in table.issues] == ["tax", "fish"]
    assert table.sd.tolist() == [[5.0, 0.0], [0.0, 1.0]]
    assert np.isnan(table.position[0, 1])
    assert table.salience[1].tolist() == [0.6, 0.2]


def test_positions_of_one_are_on_a_line_of_one_and_numbers_that_nobody_reads_are_told() -> None:
    told: list[str] = []
    text = "name,party,position,risk,capabilities,salience,notes\nNorth,red,0,1,5,0.8,3\nSouth,blue,1,2,3,0.6,\n"
    table = read_table(text, tell=told.append)
    assert (table.issues[0].low, table.issues[0].high) == (0.0, 1.0)
    assert told == ["columns that no model reads: risk"]
