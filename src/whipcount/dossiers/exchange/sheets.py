"""Tables that people keep, CSV of any spelling and XLSX, as rows of text: bounded, and nothing in them run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from whipcount.errors import DossierError, ReportError
from whipcount.reports.formats.decoding import decode
from whipcount.reports.formats.workbooks import is_old_workbook, open_workbook
from whipcount.text.fields import one_field
from whipcount.text.safe import unguarded

MOST_BYTES = 4_000_000  # of the file
MOST_ROWS = 5_000
MOST_COLUMNS = 60
MOST_CELL = 4_000  # characters of one cell
_ACCEPTED = "a table as .csv or .xlsx"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its rows in order, each with its line in the file; rows without any text are left out.

    Attributes:
        name: of the file, and of the sheet where there are several.
        rows: the line (counted from 1) and the cells, as text; days are ``YYYY-MM-DD``.
        hidden: the titles of the workbook's hidden sheets, which are not read.
    """

    name: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    hidden: tuple[str, ...] = ()


def read_sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The tables of a file: one of CSV (commas, semicolons or tabs), one for each visible sheet of a workbook.

    Raises:
        DossierError: it is empty, too large, or no table.

    >>> read_sheets("Member;Vote\\nKell;yes\\n;\\n".encode(), "whip.csv")[0].rows
    ((1, ('Member', 'Vote')), (2, ('Kell', 'yes')))
    """
    if len(data) > MOST_BYTES:
        raise DossierError(f"{len(data):,} bytes", where=name, accepted=f"a table of up to {MOST_BYTES:,}")
    if data.startswith(b"PK") or is_old_workbook(data):
        sheets = tuple(_workbook(data, name))
    else:
        try:
            text = decode(data, where=name)
        except ReportError as error:
            raise DossierError(f"no table: {error.problem}", where=name, accepted=_ACCEPTED) from None
        sheets = (Sheet(name, tuple(_csv(text, name))),)
    if not any(sheet.rows for sheet in sheets):
        raise DossierError("holds no rows", where=name, accepted=_ACCEPTED)
    return sheets


def _csv(text: str, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = max(",;\t", key=lambda sign: (len(next(csv.reader([first], delimiter=sign), [])), sign == ","))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        for row in reader:
            yield from _row(reader.line_num, [unguarded(cell) for cell in row], name)
    except csv.Error as error:
        raise DossierError(f"no CSV: {error}", where=f"{name} line {reader.line_num}", accepted=_ACCEPTED) from None


def _workbook(data: bytes, name: str) -> Iterator[Sheet]:
    try:
        with open_workbook(data, where=name) as book:
            for sheet in book.sheets:
                title = f"{name}, {sheet.title}" if len(book.sheets) > 1 else name
                rows = tuple(r for line, cells in sheet.rows() for r in _row(line, [_text(c) for c in cells], title))
                yield Sheet(title, rows, book.hidden)
    except ReportError as error:
        raise DossierError(error.problem, where=name, accepted=error.accepted) from None


def _row(line: int, cells: list[str], name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    if line > MOST_ROWS and (any(cell.strip() for cell in cells) or line > 4 * MOST_ROWS):
        raise DossierError("too many rows", where=f"{name} line {line}", accepted=f"up to {MOST_ROWS:,}")
    if len(cells) > MOST_COLUMNS and any(cell.strip() for cell in cells[MOST_COLUMNS:]):
        raise DossierError(f"{len(cells)} columns", where=f"{name} line {line}", accepted=f"up to {MOST_COLUMNS}")
    cells_cut = tuple(one_field(cell[:MOST_CELL]) for cell in cells[:MOST_COLUMNS])
    if any(cells_cut):
        yield line, cells_cut


def _text(value: Any) -> str:
    """What a cell of a workbook says: a day without its hour, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
