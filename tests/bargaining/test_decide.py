"""decide's tables: read whole, or refused with the line that is wrong."""

from __future__ import annotations

import pytest

from whipcount.bargaining.decide import read_decide
from whipcount.errors import BargainingError

LINES = [
    "#/\ta remark", "#A\tNorth\t'North'", "#A\tSouth", "#P\tfish", "#M\tfish\t0\tnone", "#M\tfish\t100\tall",
    "#O\tsomething else", "#D\tNorth\tfish\t20\t0.5\t3", "#D\tSouth\tfish\t80\t1\t1", "",
]  # fmt: skip


def test_it_is_read_whole_and_remarks_are_passed_over() -> None:
    table = read_decide("\n".join(LINES), "a.txt")
    assert table.actors == ("North", "South")
    assert [(issue.name, issue.low, issue.high) for issue in table.issues] == [("fish", 0.0, 100.0)]
    assert table.position[:, 0].tolist() == [20.0, 80.0]
    assert table.salience[:, 0].tolist() == [0.5, 1.0]
    assert table.capability[:, 0].tolist() == [3.0, 1.0]


@pytest.mark.parametrize(
    ("at", "line", "problem"),
    [
        (3, "#X\tfish", "unknown line"),
        (4, "#M\tfish", "without its value"),
        (5, "#M\tfish\t0", "has no range"),
        (4, "#M\tfish\tmuch", "is no number"),
        (7, "#D\tNorth\tfish\t20\t0.5", "5 cells"),
        (7, "#D\tEast\tfish\t20\t0.5\t3", "'East' has no #A"),
        (7, "#D\tNorth\tmilk\t20\t0.5\t3", "'milk' has no #A or #P"),
        (8, "#D\tNorth\tfish\t80\t1\t1", "there twice"),
        (7, "#D\tNorth\tfish\t101\t0.5\t3", "outside its range"),
        (7, "#D\tNorth\tfish\t20\t1.5\t3", "salience"),
        (7, "#D\tNorth\tfish\t20\t0.5\t-3", "power"),
    ],
)
def test_what_cannot_be_names_its_line(at: int, line: str, problem: str) -> None:
    with pytest.raises(BargainingError) as caught:
        read_decide("\n".join([*LINES[:at], line, *LINES[at + 1 :]]), "a.txt")
    assert problem in str(caught.value)
    if "range" not in problem:
        assert f"a.txt line {at + 1}" in str(caught.value)


def test_without_an_issue_it_is_no_table() -> None:
    with pytest.raises(BargainingError, match="has no issue"):
        read_decide("#A\tNorth", "a.txt")
