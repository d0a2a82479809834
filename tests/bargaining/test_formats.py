"""Tables of one issue and of several: the example, and those that programs of the field write."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from whipcount.bargaining.formats import read_table
from whipcount.bargaining.procedural import Share, win_set
from whipcount.errors import BargainingError


def test_the_example_table_is_read_and_consensus_leaves_nothing(root: Path) -> None:
    path = root / "examples" / "bargaining" / "ukraine-invitation.csv"
    t = read_table(path)
    assert t.n_actors == 32
    found = win_set(t, "invitation", Share(dict.fromkeys(t.actors, 1.0), 1.0))
    assert (found.intervals, found.bounded_by) == ((), ("Hungary", "Slovakia"))
    assert len(list(csv.reader(path.read_text(encoding="utf-8").splitlines()))) == 36


@pytest.mark.parametrize(
    "text",
    [
        "name,position,capabilities,salience\nKell,0,1,0.5\nThale,100,0.8,0.9\n",
        "Actor,Salience,Power,Position\nKell,50,1,0\n\nThale,90,0.8,100\n",
    ],
)
def test_columns_in_any_order(text: str) -> None:
    table = read_table(text)
    assert list(table.actors) == ["Kell", "Thale"]
    assert table.position.tolist() == [[0.0], [100.0]]
    assert table.salience.tolist() == [[0.5], [0.9]]
    assert table.capability.tolist() == [[1.0], [0.8]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("name,position,capabilities,salience\nKell,high,1,0.5\n", "line 2: position 'high' is no number"),
        ("name,position,capabilities,salience\nKell,0,1\n", "line 2: a cell is missing"),
        ("name,position,capabilities,salience\nKell,0,1,1\nKell,0,1,1\n", "line 3: 'Kell' is there twice"),
        ("name,position,capabilities,salience\n", "no actors"),
        ("name,position\nKell,0\n", "no known format"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(BargainingError, match=told):
        read_table(text)


@pytest.mark.parametrize("mark", [";", ","])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_tables_as_spreadsheets_save_them(mark: str, encoding: str) -> None:
    header = ["Name", "Position", "Capabilities", "Salience"]
    rows = [header, ["Käll", "12,5", "1", "0,5"], ["Thale", "100", "2", "1"], ["", "", "", ""]]
    text = "".join(mark.join(row if mark == ";" else [cell.replace(",", ".") for cell in row]) + "\r\n" for row in rows)
    table = read_table(text.encode(encoding))
    assert list(table.actors) == ["Käll", "Thale"]
    assert table.position.tolist() == [[12.5], [100.0]]
    assert table.salience.tolist() == [[0.5], [1.0]]


def test_our_own_table_may_have_semicolons() -> None:
    text = (
        "issue;low;high\ntax;0;10\n\nactor;issue;position;salience;capability\nKell;tax;2,5;1;1\nThale;tax;10;0,5;1\n"
    )
    assert read_table(text).position.tolist() == [[2.5], [10.0]]
