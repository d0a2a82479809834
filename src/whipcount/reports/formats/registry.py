"""Reading reports: whatever comes (text, HTML, PDF, DOCX, mail, feeds, tables, archives), a ``Report`` goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from os import PathLike
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.confined import is_confined, read_confined
from whipcount.reports.formats.decoding import MAX_BYTES, check_size, decode, read_bytes
from whipcount.reports.formats.feeds import Entry, read_records, record_entry
from whipcount.reports.formats.kind_names import SUFFIXES
from whipcount.reports.formats.kinds import kind_of
from whipcount.reports.formats.mailboxes import is_mailbox, mails_of
from whipcount.reports.formats.markup import Page
from whipcount.reports.formats.parsing import parsed
from whipcount.reports.formats.report_assembly import Given, assemble_report
from whipcount.reports.report import Report

_LIKE_A_NAME = re.compile(rf"\S{{1,250}}(?:{'|'.join(re.escape(suffix) for suffix in SUFFIXES)})", re.IGNORECASE)


_MOST_SHOWN = 8


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


def sources_in(
    source: str | bytes | PathLike[str], on_left: Callable[[str], None] | None = None
) -> Iterator[str | bytes | Path]:
    """The files of a folder, in the order of their names; of what is no folder, itself.

    Args:
        source: as for ``read_reports``.
        on_left: told what the folder holds of other kinds.

    Raises:
        ReportError: the folder holds no reports.
    """
    if isinstance(source, str | bytes):
        yield source
        return
    path = Path(source)
    if not path.is_dir():
        yield path
        return
    found = False
    aside: list[str] = []
    for child in sorted(path.rglob("*")):
        inside = child.relative_to(path).parts
        if any(part.startswith(".") for part in inside) or not child.is_file():
            continue
        if child.suffix.lower() not in SUFFIXES:
            aside.append("/".join(inside))
            continue
        if child.is_symlink() and not child.resolve().is_relative_to(path.resolve()):
            aside.append(f"{'/'.join(inside)} (a link out of the folder)")
            continue
        found = True
        yield child
    if aside and found and on_left is not None:
        shown = ", ".join(aside[:_MOST_SHOWN]) + (
            f" and {len(aside) - _MOST_SHOWN} more" if len(aside) > _MOST_SHOWN else ""
        )
        many = "1 file" if len(aside) == 1 else f"{len(aside)} files"
        on_left(f"{path}: left aside, {many} of other kinds: {shown}")
    if not found:
        raise ReportError(
            "no reports in this folder", where=str(path), accepted=f"files ending in {', '.join(SUFFIXES)}"
        )


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
        elif isinstance(source, Path) and _is_box(source):
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


def is_array(path: Path) -> bool:
    """Whether a file of JSON lines is one array instead."""
    try:
        with path.open("rb") as file:
            return file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[{", b"[ ", b"[\n", b"[\r"))
    except OSError:
        return False


def _is_box(path: Path) -> bool:
    """Whether a file is a mailbox; what cannot be opened is told when it is read."""
    try:
        return is_mailbox(path)
    except OSError:
        return False


def numbered_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """The lines of a file that are not blank, each with its number from 1, as they come.

    Raises:
        ReportError: the file cannot be read, or a line is too large.
    """
    try:
        with path.open("rb") as file:
            number = 0
            while line := file.readline(MAX_BYTES + 1):
                number += 1
                check_size(len(line), where=f"{path} line {number}")
                if number == 1 and line.startswith(b"\xef\xbb\xbf"):
                    line = line[3:]
                if line.strip():
                    yield number, line
    except OSError as error:
        raise ReportError(f"cannot be read: {error.strerror or error}", where=str(path)) from None


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


def with_day(report: Report, day: date | None, *, today: date | None = None) -> Report:
    """The report, dated where it does not tell its own day; a day that it tells stays, unless it has not come yet.

    Args:
        report: as read.
        day: the day of publication, where somebody knows it.
        today: a day after the next one is no day of publication; None: any day may be.

    >>> report = read_report("Kell agrees.")
    >>> with_day(report, date(2031, 3, 2)).day
    datetime.date(2031, 3, 2)
    """
    if day is None or (report.day is not None and not ahead(report, today)):
        return report
    return replace(report, published=None, published_on=day)


def due(report: Report, published: date | None, *, today: date, accepted: str = "--published DATE") -> Report:
    """A report with its day (:func:`with_day`), which must have come.

    Raises:
        ReportError: the day of publication has not come yet.

    >>> due(read_report("Kell agrees."), date(2026, 1, 1), today=date(2026, 1, 1)).day
    datetime.date(2026, 1, 1)
    """
    dated = with_day(report, published, today=today)
    if ahead(dated, today):
        told = f"tells {dated.day} as its day of publication, which has not come yet"
        raise ReportError(told, where=dated.name, accepted=accepted)
    return dated


def ahead(report: Report, today: date | None) -> bool:
    """Whether a report tells a day of publication that has not come yet, anywhere.

    >>> from datetime import timedelta
    >>> dated = with_day(read_report("Kell agrees."), date(2031, 3, 2))
    >>> ahead(dated, date(2031, 3, 1)), ahead(dated, date(2031, 2, 28)), ahead(dated, None)
    (False, True, False)
    """
    return today is not None and report.day is not None and report.day > today + timedelta(days=1)
