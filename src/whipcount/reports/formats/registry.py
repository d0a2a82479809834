"""Reading reports: whatever comes (text, HTML, PDF, DOCX, mail, feed, JSON lines), a ``Report`` goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from os import PathLike
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.confined import is_confined, read_confined
from whipcount.reports.formats.decoding import MAX_BYTES, check_size, check_text, read_bytes
from whipcount.reports.formats.feeds import Entry, looks_like_feed, read_records, record_entry
from whipcount.reports.formats.mail import looks_like_mail
from whipcount.reports.formats.markup import Page
from whipcount.reports.formats.parsing import parsed
from whipcount.reports.front import Front, read_front
from whipcount.reports.report import Report, canonical_lines, fingerprint
from whipcount.reports.wrapped_lines import with_wrapped_lines_joined
from whipcount.text.clock import to_utc
from whipcount.text.fields import field_or_none, one_field, without_half_characters
from whipcount.text.language import NAMES, detect_language
from whipcount.text.span import Span

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".pdf": "pdf",
    ".eml": "mail", ".rss": "feed", ".atom": "feed", ".xml": "feed", ".jsonl": "records", ".ndjson": "records",
    ".docx": "docx",
}  # fmt: skip
_HTML = re.compile(rb"\s*(?:<!--.{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_LIKE_A_NAME = re.compile(rf"\S{{1,250}}(?:{'|'.join(re.escape(suffix) for suffix in SUFFIXES)})", re.IGNORECASE)
_ACCEPTED = "text, HTML, PDF, DOCX, EML, RSS or Atom, JSON lines"


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
        kind = _kind(data, suffix)
        entries = _entries(data, kind, where)
        if len(entries) != 1:
            raise ReportError(
                f"{len(entries)} reports in one source", where=where, accepted="one; read_reports reads them all"
            )
        if name is None and kind == "records":
            where = entries[0].name
    entry = entries[0]
    given = _Given(published, title, publisher, url)
    return _report(
        entry.page, name=name or where, kind=kind, language=entry.language, given=given, any_language=any_language
    )


def read_reports(
    *sources: str | bytes | PathLike[str],
    name: str | None = None,
    any_language: bool = False,
    on_error: Callable[[ReportError], None] | None = None,
) -> Iterator[Report]:
    """Read all reports of files, folders, feeds and JSON lines, one at a time.

    Folders are walked in the order of their names, hidden files and files of other kinds left aside; links are not
    followed out of them. JSON lines are read as they come, whatever the size of the whole.

    Args:
        sources: paths of files or folders; bytes and texts as for ``read_report``.
        name: how sources of bytes are called; its ending tells the format where the bytes do not.
        any_language: as for ``read_report``.
        on_error: told of each report that cannot be read, after which reading goes on; without it the first one raises.

    Raises:
        ReportError: see ``read_report``; only without ``on_error``.
    """
    for source in sources:
        try:
            for item in sources_in(source):
                yield from _read_all(item, name, any_language, on_error)
        except ReportError as error:
            if on_error is None:
                raise
            on_error(error)


def sources_in(source: str | bytes | PathLike[str]) -> Iterator[str | bytes | Path]:
    """The files of a folder, in the order of their names; of what is no folder, itself.

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
    for child in sorted(path.rglob("*")):
        inside = child.relative_to(path).parts
        if child.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in inside) and child.is_file():
            if child.is_symlink() and not child.resolve().is_relative_to(path.resolve()):
                continue
            found = True
            yield child
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
        yield _report(entry.page, name=entry.name, kind="records", language=entry.language, any_language=any_language)


def report_of_record(record: Mapping[str, object], *, where: str, name: str, any_language: bool = False) -> Report:
    """The report of a record that came by another way than JSON lines, under the same names of keys.

    Raises:
        ReportError: see ``read_report``.

    >>> report_of_record({"text": "Kell agrees.", "published": "2031-03-02"}, where="row 1", name="a").day
    datetime.date(2031, 3, 2)
    """
    entry = record_entry(record, where, name)
    return _report(entry.page, name=entry.name, kind="records", language=entry.language, any_language=any_language)


def _read_all(
    source: str | bytes | Path,
    name: str | None,
    any_language: bool,
    on_error: Callable[[ReportError], None] | None,
) -> Iterator[Report]:
    for entry, kind in _streamed(source, name, on_error):
        try:
            yield _report(entry.page, name=entry.name, kind=kind, language=entry.language, any_language=any_language)
        except ReportError as error:
            if on_error is None:
                raise
            on_error(error)


def _streamed(
    source: str | bytes | Path, name: str | None, on_error: Callable[[ReportError], None] | None
) -> Iterator[tuple[Entry, str]]:
    """The entries of a source; JSON lines are never held as a whole."""
    try:
        if isinstance(source, str):
            yield Entry("text", Page(text=source)), "text"
        elif isinstance(source, Path) and SUFFIXES.get(source.suffix.lower()) == "records":
            for number, line in numbered_lines(source):
                try:
                    for entry in read_records([line], where=str(source), first=number):
                        yield entry, "records"
                except ReportError as error:
                    if on_error is None:
                        raise
                    on_error(error)
        else:
            data, where, suffix = _bytes(source, None if isinstance(source, Path) else name)
            kind = _kind(data, suffix)
            for entry in _entries(data, kind, where):
                yield entry, kind
    except ReportError as error:
        if on_error is None:
            raise
        on_error(error)


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


def _kind(data: bytes, suffix: str) -> str:
    """What the data are: by their first bytes, and by the file's ending where these tell nothing."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"%PDF-"):
        return "pdf"
    if head.startswith(b"PK\x03\x04") and (suffix == ".docx" or b"word/" in data[:65536]):
        return "docx"
    if head.startswith(b"<") and looks_like_feed(head):
        return "feed"
    if _HTML.match(head) or (head.startswith(b"<?xml") and b"<html" in head.lower()):
        return "html"
    if suffix == ".eml" or looks_like_mail(head):
        return "mail"
    told = SUFFIXES.get(suffix, "text")
    if told == "records" or (told == "text" and head.startswith(b'{"') and b'"text"' in head and suffix != ".txt"):
        return "records"
    # A file that calls itself PDF and is none is read as the text that it may be, or refused as binary.
    return told if told in ("html", "feed") and head.startswith(b"<") else "text"


def _entries(data: bytes, kind: str, where: str) -> list[Entry]:
    return read_confined(kind, data, where) if is_confined(kind, len(data)) else parsed(data, kind, where)


class _Given:
    """What the caller knows better than the report."""

    __slots__ = ("published", "published_on", "publisher", "title", "url")

    def __init__(
        self,
        published: datetime | date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        url: str | None = None,
    ) -> None:
        self.published = to_utc(published) if isinstance(published, datetime) else None
        self.published_on = self.published.date() if self.published else published
        self.title, self.publisher, self.url = title, publisher, url


def _report(
    page: Page,
    *,
    name: str,
    kind: str,
    language: str | None = None,
    given: _Given | None = None,
    any_language: bool = False,
) -> Report:
    given = given or _Given()
    check_text(page.text, where=name)
    title = field_or_none(given.title or page.title)
    text = canonical_lines(without_half_characters(page.text))
    if kind in ("text", "records", "mail"):  # the other formats tell their paragraphs
        text = with_wrapped_lines_joined(text)
    text, title_span = _titled(text, title, made=kind not in ("text", "records"))
    # Text of our own making needs no guess at a headline: the format has told it, or has none.
    front = read_front(text, title=kind in ("text", "records", "pdf", "docx") and title is None)
    if title is None and front.title is not None:
        title, title_span = front.title.of(text), front.title
    if title_span is not None and front.title is None:
        front = _below(text, title_span)
    check_text(text, where=name)
    found = detect_language(text)
    told = found if found != "und" else (language or "en")
    if told != "en" and found != "und" and not any_language:
        raise ReportError(
            f"the report is in {NAMES.get(found, f'another language ({found})')}", where=name, accepted="English"
        )
    published, published_on = given.published or page.published, given.published_on or page.published_on
    span = front.published_span
    if given.published_on is None and published is None and (page.published_on in (None, front.published_on)):
        published, published_on = front.published, front.published_on or page.published_on
    elif published_on != front.published_on:
        span = None
    return Report(
        name=one_field(name) or "report",
        text=text,
        sha256=fingerprint(text),
        title=field_or_none(title),
        title_span=title_span,
        author=field_or_none(page.author) or field_or_none(front.author),
        publisher=field_or_none(given.publisher) or field_or_none(page.publisher) or field_or_none(front.agency),
        published=published,
        published_on=published_on,
        published_span=span,
        place=front.place,
        place_span=front.place_span,
        url=field_or_none(given.url) or field_or_none(page.url),
        language=told,
        body_span=front.body,
        format=kind,
    )


def _titled(text: str, title: str | None, *, made: bool) -> tuple[str, Span | None]:
    """The text with its title on the first line, where the text is ours to make; and where the title stands."""
    if not title:
        return text, None
    at = text.find(title, 0, len(title) + 2_000)
    if at >= 0 and not text[:at].strip() and text[at + len(title) : at + len(title) + 1] in ("", "\n", "\r"):
        return text, Span(at, at + len(title))
    return (f"{title}\n{text}", Span(0, len(title))) if made else (text, None)


def _below(text: str, title: Span) -> Front:
    """The front matter below a title that is known."""
    shift = title.end
    front = read_front(text[shift:], title=False)

    def moved(span: Span | None) -> Span | None:
        return None if span is None else Span(span.start + shift, span.end + shift)

    return Front(
        title=title,
        author=front.author,
        place=front.place,
        place_span=moved(front.place_span),
        agency=front.agency,
        published=front.published,
        published_on=front.published_on,
        published_span=moved(front.published_span),
        body=moved(front.body),
    )


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


def ahead(report: Report, today: date | None) -> bool:
    """Whether a report tells a day of publication that has not come yet, anywhere.

    >>> from datetime import timedelta
    >>> dated = with_day(read_report("Kell agrees."), date(2031, 3, 2))
    >>> ahead(dated, date(2031, 3, 1)), ahead(dated, date(2031, 2, 28)), ahead(dated, None)
    (False, True, False)
    """
    return today is not None and report.day is not None and report.day > today + timedelta(days=1)
