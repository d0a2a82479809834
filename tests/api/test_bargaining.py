"""Bargaining from a frame or a file."""

from __future__ import annotations

from pathlib import Path

import pytest

import whipcount as wc
from whipcount.errors import InputError

ROWS = [
    {"actor": "A", "position": 0, "salience": 1.0, "capability": 2},
    {"actor": "B", "position": 90, "salience": 0.5, "capability": 2},
    {"actor": "C", "position": None, "salience": 0.5, "capability": 1},
]


def test_a_frame_and_a_file_give_the_same(root: Path) -> None:
    pandas = pytest.importorskip("pandas")
    assert wc.bargain(pandas.DataFrame(ROWS)).value() == wc.bargain(ROWS).value() == 30.0
    whole = wc.bargain(root / "examples" / "bargaining" / "ukraine-invitation.csv", model="all")
    assert {"compromise", "mean"} <= {row["model"] for row in whole.rows()}
    assert whole.plot().startswith("<svg")
    assert "what-if" in repr(whole)
    assert "<table>" in whole._repr_html_()


def test_bad_tables_are_clear_errors() -> None:
    with pytest.raises(InputError, match="no column 'position'"):
        wc.bargain([{"actor": "A"}])
    with pytest.raises(InputError, match="'high' is not a number"):
        wc.bargain([{"actor": "A", "position": 1, "salience": "high"}])
    with pytest.raises(InputError, match="two rows"):
        wc.bargain([ROWS[0], ROWS[0]])
