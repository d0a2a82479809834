"""Workbooks: one way to open them, under one set of bounds."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from whipcount.errors import ReportError
from whipcount.reports.formats import workbooks
from whipcount.reports.formats.workbooks import open_workbook


def a_book(sheets: int = 1, rows: int = 2) -> bytes:
    made = Workbook()
    for number in range(sheets):
        sheet = made.active if number == 0 else made.create_sheet(f"s{number}")
        assert sheet is not None
        for row in range(rows):
            sheet.append([f"a{row}", None, row, None])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_rows_end_with_their_last_cell() -> None:
    with open_workbook(a_book(), where="a.xlsx") as book:
        assert list(book.sheets[0].rows()) == [(1, ("a0", None, 0)), (2, ("a1", None, 1))]


@pytest.mark.parametrize(
    ("bound", "most", "told"),
    [("MOST_SHEETS", 1, "2 sheets"), ("MOST_ROWS", 2, "too many rows"), ("MOST_UNPACKED", 9, "unpacks to")],
)
def test_what_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch, bound: str, most: int, told: str) -> None:
    monkeypatch.setattr(workbooks, bound, most)
    with pytest.raises(ReportError, match=told), open_workbook(a_book(2, 3), where="a.xlsx") as book:
        list(book.sheets[0].rows())
