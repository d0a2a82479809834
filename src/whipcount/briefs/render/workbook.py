"""A table as an XLSX workbook, in which no cell is a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from whipcount.text.safe import visible

_LONGEST = 32_000  # characters of a cell: a workbook holds no more


def workbook(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, title: str) -> bytes:
    """A workbook of one sheet: headings, then a row each; days are days, numbers are numbers, all else is text.

    >>> from openpyxl import load_workbook
    >>> made = workbook(("a", "b"), [{"a": "=1+1", "b": 2.5}], title="T")
    >>> [[cell.data_type for cell in row] for row in load_workbook(io.BytesIO(made)).active.iter_rows()]
    [['s', 's'], ['s', 'n']]
    """
    from openpyxl import Workbook  # late: most ask for CSV
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_title(title))
    sheet.freeze_panes = "A2"

    def cell(value: Any, *, bold: bool = False) -> Any:
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if isinstance(value, datetime):
            value = value.replace(tzinfo=None)
        if value is None or isinstance(value, (int, float, date)):
            return WriteOnlyCell(sheet, value=value)
        if isinstance(value, (tuple, list)):
            value = "; ".join(map(str, value))
        text_cell = WriteOnlyCell(sheet, value=visible(str(value)[:_LONGEST]))
        text_cell.data_type = "s"  # a text, whatever it begins with
        if bold:
            text_cell.font = Font(bold=True)
        return text_cell

    sheet.append([cell(name, bold=True) for name in columns])
    for row in rows:
        sheet.append([cell(row.get(name)) for name in columns])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _title(text: str) -> str:
    letters = "".join(letter for letter in visible(text) if letter not in r"[]:*?/\'")
    return letters[:31].strip() or "table"
