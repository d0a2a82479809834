"""XLSX workbooks as rows of cells: one way to open them, under one set of bounds, whoever asks for which columns.

A workbook is an archive: what it unpacks to, its sheets, rows and columns are bounded, formulas give only what the
spreadsheet last computed, and links to other files are not followed. What somebody has hidden is not read, and named.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from whipcount.errors import ReportError
from whipcount.reports.formats.packed import check_sums, open_packed
from whipcount.text.fields import one_field

MOST_UNPACKED = 100_000_000  # bytes of all parts together
MOST_SHEETS = 100
MOST_ROWS = 200_000
MOST_COLUMNS = 200
_OLD = b"\xd0\xcf\x11\xe0"  # how workbooks before 2007 begin
_ACCEPTED = "an .xlsx workbook, or its table as .csv"


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A visible sheet: its title, and its rows as they come, each with its number from 1.

    ``rows`` is asked while the workbook is open; a row's cells are values as the file has them, empty ones
    None, up to its last that is not.
    """

    title: str
    rows: Callable[[], Iterator[tuple[int, tuple[Any, ...]]]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """What is open: the visible sheets in their order, and the titles of the hidden ones, which are not read."""

    sheets: tuple[Worksheet, ...]
    hidden: tuple[str, ...] = ()


def is_old_workbook(data: bytes) -> bool:
    """Whether the data are a workbook of the kind before 2007 (.xls), which is not read.

    >>> is_old_workbook(bytes.fromhex("d0cf11e0a1b11ae1")), is_old_workbook(b"PK")
    (True, False)
    """
    return data.startswith(_OLD)


@contextmanager
def open_workbook(data: bytes, *, where: str) -> Iterator[Workbook]:
    """A workbook, open while its rows are read.

    Raises:
        ReportError: it is damaged, no workbook, of the old kind, or too large; also while rows are read.
    """
    from openpyxl import load_workbook  # late: most who read tables read CSV

    if is_old_workbook(data):
        raise ReportError("a workbook of the old kind (.xls)", where=where, accepted="saved as .xlsx or .csv")
    with open_packed(data, where=where, what="workbook", accepted=_ACCEPTED) as packed:
        size = sum(item.file_size for item in packed.infolist())
        if size > MOST_UNPACKED:
            raise ReportError(
                "the workbook unpacks to too much", where=where, accepted=f"up to {MOST_UNPACKED:,} bytes"
            )
        check_sums(packed)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            if len(book.worksheets) > MOST_SHEETS:
                raise ReportError(f"{len(book.worksheets)} sheets", where=where, accepted=f"up to {MOST_SHEETS}")
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = tuple(one_field(s.title) for s in book.worksheets if s.sheet_state != "visible")
            yield Workbook(tuple(_sheet(sheet, where) for sheet in shown), hidden)
        finally:
            book.close()


def _sheet(sheet: Any, where: str) -> Worksheet:
    title = one_field(sheet.title)
    place = f"{where}, {title}"

    def rows() -> Iterator[tuple[int, tuple[Any, ...]]]:
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True), start=1):
            if number > MOST_ROWS:
                raise ReportError("too many rows", where=place, accepted=f"up to {MOST_ROWS:,}")
            end = len(row)
            while end and row[end - 1] is None:
                end -= 1
            yield number, row[:end]

    return Worksheet(title, rows)


def left_hidden(hidden: tuple[str, ...]) -> str:
    """That hidden sheets were not read, in words; empty where there are none.

    >>> left_hidden(("old", "notes")), left_hidden(())
    ('hidden sheets, not read: old, notes', '')
    """
    return f"hidden sheets, not read: {', '.join(hidden[:8])}" + (" ..." if len(hidden) > 8 else "") if hidden else ""
