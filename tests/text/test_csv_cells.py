"""Cells that a spreadsheet would run as formulas: one guard, in every table that leaves the program."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.cli.options.tables import _cell
from whipcount.cli.options.terminal import cell as terminal_cell
from whipcount.dossiers.exchange.csv_files import cell as dossier_cell
from whipcount.dossiers.exchange.csv_files import uncell, write_csv
from whipcount.text.safe import csv_cell, guarded, runs_as_formula, unguarded

SIGNS = ["=", "+", "-", "@", "＝", "＋", "－", "＠"]
CONTROLS = ["\t", "\r", "\n"]


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("blank", ["", " ", "\u00a0"])
@pytest.mark.parametrize("write", [csv_cell, dossier_cell, terminal_cell, _cell, guarded])
def test_no_cell_begins_as_a_formula(sign: str, blank: str, write: object) -> None:
    made = write(f"{blank}{sign}cmd|' /C calc'!A0")  # type: ignore[operator]
    assert made.startswith("'")
    assert not runs_as_formula(made)


@pytest.mark.parametrize("control", CONTROLS)
@pytest.mark.parametrize("write", [csv_cell, dossier_cell, terminal_cell, _cell, guarded])
def test_no_cell_begins_with_a_control_that_hides_one(control: str, write: object) -> None:
    assert not runs_as_formula(write(f"{control}=1+1"))  # type: ignore[operator]


@given(st.text(max_size=30))
def test_reading_back_gives_what_was_written(text: str) -> None:
    assert unguarded(guarded(text)) == uncell(dossier_cell(text)) == text
    assert not runs_as_formula(guarded(text))


def test_a_whole_table() -> None:
    text = "".join(write_csv(("a", "b"), [("=1+1", -3), ("@x", None)]))
    assert list(csv.reader(io.StringIO(text))) == [["a", "b"], ["'=1+1", "-3"], ["'@x", ""]]
