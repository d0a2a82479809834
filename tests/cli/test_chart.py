"""`whipcount chart`: a picture, its table in each form, the list, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from tests.cli.shell import Shell


def test_the_picture_is_a_file_of_its_own(shell: Shell) -> None:
    out = shell.folder / "board.svg"
    shell("chart", shell.store, "board", "--as-of", "2025-02-01", "-o", str(out))
    assert ElementTree.parse(out).getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert "as of 1 February 2025" in out.read_text(encoding="utf-8")


def test_the_table_is_the_same_in_every_form(shell: Shell) -> None:
    words = ("chart", shell.store, "board", "--as-of", "2025-02-01")
    rows = json.loads(shell(*words, "--format", "json"))
    assert {row["id"]: row["stance"] for row in rows if row["id"] in ("HU", "TR")} == {"HU": "no", "TR": "yes"}
    table = list(csv.DictReader(io.StringIO(shell(*words, "--format", "csv"))))
    assert [row["id"] for row in table] == [row["id"] for row in rows]
    out = shell.folder / "board.xlsx"
    shell(*words, "-o", str(out))
    sheet = load_workbook(out).active
    assert sheet is not None
    assert [cell.value for cell in next(iter(sheet.columns))[1:]] == [row["id"] for row in rows]


def test_each_chart_of_the_list_is_drawn(shell: Shell) -> None:
    names = [line.split()[0] for line in shell("chart", shell.store, "--list").splitlines()]
    assert {"board", "threshold"} <= set(names)
    for name in names:
        assert shell("chart", shell.store, name).startswith("<svg")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "which chart?"),
        (("tower",), "no chart 'tower'"),
        (("board", "--format", "png"), "cannot go to the terminal"),
        (("board", "-o", "board.exe"), "board.exe"),
    ],
)
def test_what_cannot_be_drawn_is_one_error(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    assert told in shell("chart", shell.store, *words, code=2)
    assert sorted(path for path in tmp_path.iterdir() if not path.name.startswith("a.db")) == [
        path for path in before if not path.name.startswith("a.db")
    ]
