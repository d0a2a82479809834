"""Reading reports: whatever comes (text, HTML, PDF, DOCX, mail, feeds, tables, archives), a ``Report`` goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from os import PathLike
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.confined import is_confined, read_confined
from whipcount.reports.formats.decoding import MAX_BYTES, check_size, decode, read_bytes
from whipcount.reports.formats.feeds import Entry, read_records, record_entry
from whipcount.reports.formats.kind_names import SUFFIXES
from whipcount.reports.formats.kinds import kind_of
from whipcount.reports.formats.mailboxes import mails_of
from whipcount.reports.formats.markup import Page
from whipcount.reports.formats.parsing import parsed
from whipcount.reports.formats.report_assembly import Given, assemble_report
from whipcount.reports.formats.source_files import is_array, is_box, numbered_lines, sources_in
from whipcount.reports.report import Report

_LIKE_A_NAME = re.compile(rf"\S{{1,250}}(?:{'|'.join(re.escape(suffix) for suffix in SUFFIXES)})", re.IGNORECASE)


def read_report(
    source: str | bytes | PathLike[str],
    *,
    name: str | None = None,
    published: datetime | date | None = None,
    title: str | None = None,
    publisher: str | None = None,
    url: str | None = None,
    any_language: bool = False,
) -> Report:
    """Read one report.

    A ``str`` is always the text itself, never a path: report text is not trusted to name files. A ``Path`` is a file,
    ``bytes`` are a file's content; of both the format and the encoding are detected.

    The text stays as given: line ends, blanks and odd characters are kept, so that offsets (code points) hold in the
    original too. Only bytes are decoded (a byte order mark goes). HTML, PDF, DOCX, mail and feed entries have no text
    of their own: theirs is made here, title first.

    Args:
        source: a path, the bytes of a file, or a text.
        name: how the report is called in messages and lists; a path's own name by default.
        published: when it was published, where the caller knows; goes before what the report says. A naive time is UTC.
        title: its headline, where the caller knows.
        publisher: its publisher, where the caller knows.
        url: where it was published, where the caller knows.
        any_language: read reports in other languages too, instead of refusing them.

    Raises:
        ReportError: empty, binary, too large (20 MB a file, 5 million characters a text), damaged, another language
            than English, or a source of many reports (see ``read_reports``).

    >>> report = read_report("Council meets\\nARDEN, Nov. 29, 2024 (Agency) - The ministers of the twelve met.")
    >>> report.title, report.place, str(report.published_on), report.body_span.of(report.text)[:13]
    ('Council meets', 'ARDEN', '2024-11-29', 'The ministers')
    """
    if isinstance(source, str):
        if _LIKE_A_NAME.fullmatch(source):
            raise ReportError(f"{source!r} looks like a file name, not a text", accepted="Path(...) for a file")
        where = name or "text"
        check_size(len(source), where=where, limit=MAX_BYTES)
        entries = [Entry(where, Page(text=source))]
        kind = "text"
    else:
        data, where, suffix = _bytes(source, name)
        kind = _kind(data, suffix, where)
        entries = [entry for entry in _entries(data, kind, where) if entry.left is None]
        if len(entries) != 1:
            raise ReportError(
                f"{len(entries)} reports in one source", where=where, accepted="one; read_reports reads them all"
            )
        if name is None and kind == "records":
            where = entries[0].name
    entry = entries[0]
    _check(entry)
    given = Given(published, title, publisher, url)
    return assemble_report(
        entry.page,
        name=name or where,
        kind=entry.kind or kind,
        language=entry.language,
        given=given,
        any_language=any_language,
    )


def read_reports(
    *sources: str | bytes | PathLike[str],
    name: str | None = None,
    any_language: bool = False,
    on_error: Callable[[ReportError], None] | None = None,
    on_left: Callable[[str], None] | None = None,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Report]:
    """Read all reports of files, folders, feeds, mailboxes, tables and archives, one at a time.

    Folders are walked in the order of their names, hidden files and files of other kinds left aside; links are not
    followed out of them. JSON lines are read as they come, whatever the size of the whole.

    Args:
        sources: paths of files or folders; bytes and texts as for ``read_report``.
        name: how sources of bytes are called; its ending tells the format where the bytes do not.
        any_language: as for ``read_report``.
        on_error: told of each report that cannot be read, after which reading goes on; without it the first one raises.
        on_left: told, in words, what a folder, an archive or a mail holds that is of no kind that is read.
        columns: of tables (CSV, XLSX), which heading is text, title, date, source, author, url: ``{"text": "Story"}``.

    Raises:
        ReportError: see ``read_report``; only without ``on_error``.
    """
    headings = _headings(columns)
    for source in sources:
        try:
            for item in sources_in(source, on_left):
                yield from _read_all(item, name, any_language, on_error, on_left, headings)
        except ReportError as error:
            if on_error is None:
                raise
            on_error(error)


def read_record(number: int, line: bytes, *, where: str, any_language: bool = False) -> Iterator[Report]:
    """The report of a line of JSON, as :func:`read_reports` has it from the whole file.

    Raises:
        ReportError: see ``read_report``.

    >>> next(read_record(3, b'{"text": "Kell agrees."}', where="a.jsonl")).name
    'a.jsonl#3'
    """
    for entry in read_records([line], where=where, first=number):
        yield assemble_report(
            entry.page, name=entry.name, kind="records", language=entry.language, any_language=any_language
        )


def report_of_record(record: Mapping[str, object], *, where: str, name: str, any_language: bool = False) -> Report:
    """The report of a record that came by another way than JSON lines, under the same names of keys.

    Raises:
        ReportError: see ``read_report``.

    >>> report_of_record({"text": "Kell agrees.", "published": "2031-03-02"}, where="row 1", name="a").day
    datetime.date(2031, 3, 2)
    """
    entry = record_entry(record, where, name)
    return assemble_report(
        entry.page, name=entry.name, kind="records", language=entry.language, any_language=any_language
    )


def _read_all(
    source: str | bytes | Path,
    name: str | None,
    any_language: bool,
    on_error: Callable[[ReportError], None] | None,
    on_left: Callable[[str], None] | None,
    headings: Mapping[str, str],
) -> Iterator[Report]:
    for entry, kind in _streamed(source, name, on_error, headings):
        if entry.left is not None:
            if on_left is not None:
                on_left(f"{entry.name}: {entry.left}")
            continue
        try:
            _check(entry)
            yield assemble_report(
                entry.page,
                name=entry.name,
                kind=entry.kind or kind,
                language=entry.language,
                any_language=any_language,
            )
        except ReportError as error:
            if on_error is None:
                raise
            on_error(error)


def _headings(columns: Mapping[str, str] | None) -> Mapping[str, str]:
    if not columns:
        return {}
    from whipcount.reports.formats.tabular import column_of  # late: most reports are no tables

    return column_of(columns)


def _streamed(
    source: str | bytes | Path,
    name: str | None,
    on_error: Callable[[ReportError], None] | None,
    headings: Mapping[str, str],
) -> Iterator[tuple[Entry, str]]:
    """The entries of a source; JSON lines are never held as a whole."""
    try:
        if isinstance(source, str):
            yield Entry("text", Page(text=source)), "text"
        elif isinstance(source, Path) and SUFFIXES.get(source.suffix.lower()) == "records" and not is_array(source):
            for number, line in numbered_lines(source):
                try:
                    for entry in read_records([line], where=str(source), first=number):
                        yield entry, "records"
                except ReportError as error:
                    if on_error is None:
                        raise
                    on_error(error)
        elif isinstance(source, Path) and is_box(source):
            for where, mail in mails_of(source):  # one at a time: a mailbox may be larger than a report
                try:
                    check_size(len(mail), where=where)
                    for entry in _entries(mail, "mail", where):
                        yield entry, "mail"
                except ReportError as error:
                    if on_error is None:
                        raise
                    on_error(error)
        else:
            data, where, suffix = _bytes(source, None if isinstance(source, Path) else name)
            kind = _kind(data, suffix, where)
            for entry in _table(data, kind, where, headings) if headings else _entries(data, kind, where):
                yield entry, kind
    except ReportError as error:
        if on_error is None:
            raise
        on_error(error)


def _bytes(source: bytes | PathLike[str], name: str | None) -> tuple[bytes, str, str]:
    if isinstance(source, bytes | bytearray | memoryview):
        data = bytes(source)
        check_size(len(data), where=name or "bytes")
        return data, name or "bytes", Path(name or "").suffix.lower()
    path = Path(source)
    return read_bytes(path), name or path.name, path.suffix.lower()


def _kind(data: bytes, suffix: str, where: str) -> str:
    try:
        return kind_of(data, suffix)
    except ReportError as error:
        raise ReportError(error.problem, where=where, accepted=error.accepted) from None


def _check(entry: Entry) -> None:
    """Refuse what could not be read in a source of many.

    Raises:
        ReportError: with the entry's problem.
    """
    if entry.problem is not None:
        raise ReportError(entry.problem, where=entry.name, accepted=entry.accepted or "")


def _table(data: bytes, kind: str, where: str, headings: Mapping[str, str]) -> list[Entry]:
    """The entries of a table whose columns the caller names; of what is no table, its own."""
    from whipcount.reports.formats.tabular import read_csv, read_xlsx

    if kind == "xlsx":
        return read_xlsx(data, where=where, columns=headings)
    return (
        read_csv(decode(data, where=where), where=where, columns=headings)
        if kind == "csv"
        else _entries(data, kind, where)
    )


def _entries(data: bytes, kind: str, where: str) -> list[Entry]:
    return read_confined(kind, data, where) if is_confined(kind, len(data)) else parsed(data, kind, where)
