"""Tables of reports: a CSV file or a worksheet with one report a row, its columns named by the first row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_CHARACTERS
from whipcount.reports.formats.feeds import Entry
from whipcount.reports.formats.markup import Page, fragment_text, is_markup, plain
from whipcount.reports.formats.table_headings import COLUMNS, folded, mark_above, places_of
from whipcount.reports.formats.workbooks import left_hidden, open_workbook
from whipcount.text.clock import parse_moment

MAX_ROWS = 200_000
_MOST_ABOVE = 10  # rows above the headings
_FIGURES = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b")
_ACCEPTED = "a first row that names its columns: text (or body, content, article), date, title, source, url"


ROLES = {**{name: name for name in COLUMNS}, "date": "published", "source": "publisher", "outlet": "publisher"}
"""What a caller may call a column, and which it is."""


def column_of(told: Mapping[str, str]) -> dict[str, str]:
    """The headings that a caller names for columns, as they are compared.

    Raises:
        ReportError: there is no such column, or one is named twice.

    >>> column_of({"text": "Full Story", "date": "When"})
    {'text': 'full_story', 'published': 'when'}
    """
    found: dict[str, str] = {}
    for role, heading in told.items():
        column = ROLES.get(role.strip().casefold())
        if column is None or column in found or not heading.strip():
            problem = (
                f"no column {role[:40]!r}" if column is None else f"the column {column!r}, twice or without a heading"
            )
            raise ReportError(problem, where="--column", accepted=f"ROLE=HEADING; roles: {', '.join(ROLES)}")
        found[column] = folded(heading)
    return found


def read_csv(text: str, *, where: str, columns: Mapping[str, str] | None = None) -> list[Entry]:
    """The reports of a table with commas, semicolons or tabs between its cells.

    Args:
        text: the file.
        where: for errors.
        columns: the headings of columns, where the caller names them (:func:`column_of`); the others by their names.

    Raises:
        ReportError: no column holds the texts, the table is broken, or none of its rows holds text.
    """
    text = text.lstrip("\ufeff")
    told = re.match(r'\s*"?sep=(.)"?[^\S\n]*\r?\n', text)  # what Excel writes above a table, and shows nobody
    text = text[told.end() :] if told else text
    mark = told[1] if told else mark_above(text)
    before = csv.field_size_limit(MAX_CHARACTERS)
    try:
        rows = _rows(text, mark, where)
    except csv.Error as error:
        raise ReportError(f"the table cannot be read: {error}", where=where) from None
    finally:
        csv.field_size_limit(before)
    return from_rows(rows, where=where, columns=columns)


def _rows(text: str, mark: str, where: str) -> list[list[str]]:
    """The rows of a table: as the rules of CSV have it, else with quotation marks as words, else leniently.

    Raises:
        ReportError: a cell in quotation marks never ends: what follows would all be its text.
    """
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        endless = "unexpected end of data" in str(error)
    if mark == "\t":  # many programs put tabs between cells and no quotation marks about them
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, quoting=csv.QUOTE_NONE))
        filled = [row for row in rows if any(cell.strip() for cell in row)]
        if all(len(row) == len(filled[0]) for row in filled):
            return rows
    if endless:
        raise ReportError("a cell in quotation marks never ends", where=where, accepted='a mark in a cell as ""')
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))


def read_xlsx(data: bytes, *, where: str, columns: Mapping[str, str] | None = None) -> list[Entry]:
    """The reports of a workbook: of each visible sheet whose first row names a column of texts.

    That there are hidden sheets is told in an entry of its own.

    Raises:
        ReportError: the file is damaged, or no sheet holds reports.
    """
    found: list[Entry] = []
    aside: list[str] = []
    problem: ReportError | None = None
    with open_workbook(data, where=where) as book:
        for sheet in book.sheets:
            rows = [["" if cell is None else _cell(cell) for cell in row] for _, row in sheet.rows()]
            try:
                found += from_rows(rows, where=f"{where}#{sheet.title}", columns=columns)
            except ReportError as error:
                problem = problem or error
                if rows:
                    aside.append(sheet.title)
        told = left_hidden(book.hidden)
    if not found:
        problem = problem or ReportError("the workbook holds no reports", where=where, accepted=_ACCEPTED)
        raise ReportError(f"{problem.problem}; {told}", where=where, accepted=_ACCEPTED) if told else problem
    if aside:
        shown = f"sheets without a column of texts, not read: {', '.join(aside[:8])}" + (" ..." if aside[8:] else "")
        told = f"{told}; {shown}" if told else shown
    return [*found, Entry(where, Page(""), left=told)] if told else found


def _cell(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def from_rows(rows: Sequence[Sequence[str]], *, where: str, columns: Mapping[str, str] | None = None) -> list[Entry]:
    """The reports of a table's rows, blank ones passed over.

    >>> rows = [["Date", "Headline", "Text"], ["2024-11-29", "Kell agrees", "Kell said that it agreed."]]
    >>> [(e.page.title, str(e.page.published_on), e.page.text) for e in from_rows(rows, where="a.csv")]
    [('Kell agrees', '2024-11-29', 'Kell said that it agreed.')]
    """
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        raise ReportError("the table is empty", where=where, accepted=_ACCEPTED)
    top = _top(filled, columns or {})
    filled = filled[top:]
    head = [folded(cell) for cell in filled[0][1]]
    place = places_of(head)
    for column, heading in (columns or {}).items():
        if heading not in head:
            shown = ", ".join(cell.strip() for cell in filled[0][1])[:200]
            raise ReportError(f"no heading {heading[:60]!r}", where=where, accepted=f"one of: {shown}")
        place[column] = head.index(heading)
    if place["text"] is None:
        shown = ", ".join(cell.strip() for cell in filled[0][1])[:120]
        raise ReportError(f"no column of texts: {shown}", where=where, accepted=_ACCEPTED)
    if len(filled) > MAX_ROWS:
        raise ReportError("too many rows", where=where, accepted=f"up to {MAX_ROWS:,}")
    found = []
    order = _order(row[at].strip() for _, row in filled[1:] if (at := place["published"]) is not None and at < len(row))
    for number, row in filled[1:]:

        def word(key: str, row: Sequence[str] = row) -> str | None:
            at = place[key]
            return (row[at].strip() or None) if at is not None and at < len(row) else None

        name = f"{where}#{number}"
        if any(cell.strip() for cell in row[len(head) :]):  # its text may be cut at a comma
            told = f"{len(row)} cells under {len(head)} headings"
            found.append(Entry(name, Page(""), problem=told, accepted="texts with commas in quotation marks"))
            continue
        text = word("text")
        if text is None:
            if word("title") is None:
                continue
            text = word("title") or ""
        stamped = word("published")
        moment, day = _moment(stamped, order) if stamped else (None, None)
        if stamped and day is None:
            told = f"the date {stamped[:60]!r} cannot be read"
            found.append(Entry(name, Page(""), problem=told, accepted="2024-11-29, 29 November 2024 or with a time"))
            continue
        page = Page(
            text=fragment_text(text) if is_markup(text) else text,
            title=plain(word("title")),
            author=plain(word("author")),
            publisher=plain(word("publisher")),
            published=moment,
            published_on=day,
            url=plain(word("url")),
        )
        language = word("language")
        found.append(Entry(name, page, language[:2].lower() if language else None))
    if not found:
        raise ReportError("no row of the table holds text", where=where, accepted=_ACCEPTED)
    return found


def _top(filled: Sequence[tuple[int, Sequence[str]]], columns: Mapping[str, str]) -> int:
    """Which of the first rows holds the headings: titles and notes may stand above them."""
    for at, (_, row) in enumerate(filled[:_MOST_ABOVE]):
        head = [folded(cell) for cell in row]
        if set(columns.values()) <= set(head) and ("text" in columns or places_of(head)["text"] is not None):
            return at
    return 0


def _order(days: Iterable[str]) -> str:
    """Whether days in figures begin with the day or the month, by those of a column that can be read in one way only.

    >>> _order(["03/05/2025", "03/25/2025"]), _order(["05/03/2025", "25/03/2025"]), _order(["03/05/2025"])
    ('month', 'day', '')
    """
    found = set()
    for day in days:
        figures = _FIGURES.match(day)
        if figures and int(figures[1]) > 12:
            found.add("day")
        elif figures and int(figures[3]) > 12:
            found.add("month")
    return found.pop() if len(found) == 1 else ""


def _moment(stamped: str, order: str) -> tuple[datetime | None, date | None]:
    """The moment and day of a cell: in words or figures, as 20250305, or as the number that spreadsheets keep."""
    if re.fullmatch(r"(?:19|20)\d{6}", stamped):
        stamped = f"{stamped[:4]}-{stamped[4:6]}-{stamped[6:]}"
    elif re.fullmatch(r"[2-6]\d{4}(?:\.\d+)?", stamped):  # days since 1899, of 1954 to 2091
        return None, date(1899, 12, 30) + timedelta(days=int(float(stamped)))
    figures = _FIGURES.match(stamped)
    if figures and order:
        day, month = (figures[1], figures[3]) if order == "day" else (figures[3], figures[1])
        stamped = f"{figures[4]}-{int(month):02}-{int(day):02}{stamped[figures.end() :]}"
    return parse_moment(stamped)
