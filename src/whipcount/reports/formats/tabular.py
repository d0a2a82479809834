"""Tables of reports: a CSV file or a worksheet with one report a row, its columns named by the first row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_CHARACTERS
from whipcount.reports.formats.feeds import Entry
from whipcount.reports.formats.markup import Page, fragment_text, plain
from whipcount.reports.formats.workbooks import left_hidden, open_workbook
from whipcount.text.clock import parse_moment

COLUMNS = {
    "text": "text body content article fulltext full_text article_text articletext story maintext main_text report",
    "title": "title headline head subject",
    "author": "author authors byline writer",
    "publisher": "publisher source outlet newspaper publication medium media site",
    "published": "published published_at date datetime pubdate pub_date publishdate publish_date day published_on time",
    "url": "url link href permalink",
    "language": "language lang",
    "name": "name id article_id articleid key guid",
}
"""Which headers, folded, name which column; the first that a table has counts."""

MAX_ROWS = 200_000
_MARKUP = re.compile(r"<(?:p|div|br|span|a|ul|li|h\d|b|i|em|strong)\b[^<>]{0,300}>", re.IGNORECASE)
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
        found[column] = _folded(heading)
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
    first = text.lstrip("\ufeff\r\n").split("\n", 1)[0]
    mark = max(",;\t|", key=first.count)
    before = csv.field_size_limit(MAX_CHARACTERS)
    try:
        rows = list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark))
    except csv.Error as error:
        raise ReportError(f"the table cannot be read: {error}", where=where) from None
    finally:
        csv.field_size_limit(before)
    return from_rows(rows, where=where, columns=columns)


def read_xlsx(data: bytes, *, where: str, columns: Mapping[str, str] | None = None) -> list[Entry]:
    """The reports of a workbook: of each visible sheet whose first row names a column of texts.

    That there are hidden sheets is told in an entry of its own.

    Raises:
        ReportError: the file is damaged, or no sheet holds reports.
    """
    found: list[Entry] = []
    problem: ReportError | None = None
    with open_workbook(data, where=where) as book:
        for sheet in book.sheets:
            rows = [["" if cell is None else _cell(cell) for cell in row] for _, row in sheet.rows()]
            try:
                found += from_rows(rows, where=f"{where}#{sheet.title}", columns=columns)
            except ReportError as error:
                problem = problem or error
        told = left_hidden(book.hidden)
    if not found:
        problem = problem or ReportError("the workbook holds no reports", where=where, accepted=_ACCEPTED)
        raise ReportError(f"{problem.problem}; {told}", where=where, accepted=_ACCEPTED) if told else problem
    return [*found, Entry(where, Page(""), left=told)] if told else found


def _cell(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime | date) else str(value)


def _folded(heading: str) -> str:
    return re.sub(r"[\s-]+", "_", heading.strip().casefold())


def from_rows(rows: Sequence[Sequence[str]], *, where: str, columns: Mapping[str, str] | None = None) -> list[Entry]:
    """The reports of a table's rows, blank ones passed over.

    >>> rows = [["Date", "Headline", "Text"], ["2024-11-29", "Kell agrees", "Kell said that it agreed."]]
    >>> [(e.page.title, str(e.page.published_on), e.page.text) for e in from_rows(rows, where="a.csv")]
    [('Kell agrees', '2024-11-29', 'Kell said that it agreed.')]
    """
    filled = [(number, row) for number, row in enumerate(rows, start=1) if any(cell.strip() for cell in row)]
    if not filled:
        raise ReportError("the table is empty", where=where, accepted=_ACCEPTED)
    head = [_folded(cell) for cell in filled[0][1]]
    place = {key: next((head.index(n) for n in names.split() if n in head), None) for key, names in COLUMNS.items()}
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
    for number, row in filled[1:]:

        def word(key: str, row: Sequence[str] = row) -> str | None:
            at = place[key]
            return (row[at].strip() or None) if at is not None and at < len(row) else None

        name = f"{where}#{number}"
        text = word("text")
        if text is None:
            if word("title") is None:
                continue
            text = word("title") or ""
        stamped = word("published")
        moment, day = parse_moment(stamped) if stamped else (None, None)
        if stamped and day is None:
            told = f"the date {stamped[:60]!r} cannot be read"
            found.append(Entry(name, Page(""), problem=told, accepted="2024-11-29, 29 November 2024 or with a time"))
            continue
        page = Page(
            text=fragment_text(text) if len(_MARKUP.findall(text[:20_000])) > 1 else text,
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
