"""Web archives (WARC, as Common Crawl's news come in), plain, .gz or .zst, read by FastWARC.

A record is opened at its offset where each is compressed by itself, as archives are made; where a whole file was
compressed at once, records are counted from its start.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import Any

from whipcount.corpora.extra import need
from whipcount.corpora.sources.documents import Document
from whipcount.corpora.sources.streams import CURSORS, content_hash, ends_whole, is_packed, unreadable
from whipcount.corpora.units import Unit
from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_BYTES

KIND = "warc"
_PAGES = ("text/html", "application/xhtml+xml", "text/plain")


def cut(path: str, size: int) -> Iterator[Unit | ReportError]:
    """The units of an archive, of its responses alone, and the error where it ends too early.

    Raises:
        MissingExtraError: fastwarc is not installed.
    """
    warc = need("fastwarc.warc")
    error: ReportError | None = None
    try:
        identity = content_hash(path)
    except ReportError as unread:
        yield unread
        return
    offsets: list[int] = []  # of each unit's first response
    ids: list[str] = []
    number = last = at = 0
    try:
        for record in warc.ArchiveIterator(path, parse_http=False, fsspec_args=False):
            if record.record_type == warc.WarcRecordType.response:
                if number % size == 0:
                    offsets.append(record.stream_pos)
                    ids.append(record.record_id)
                number += 1
            last, at = record.content_length - record.reader.consume(), record.stream_pos
        if last > 0 or not _ends_whole(path, at):
            error = ReportError("ends within a record", where=path, accepted="a whole archive")
    except OSError as fault:
        error = unreadable(path, fault)
    opens = _opens_at(path, offsets, ids)
    for place, offset in enumerate(offsets):
        start = place * size
        yield Unit(KIND, path, identity, start, min(size, number - start), offset if opens else -1)
    if error is not None:
        yield error


def _ends_whole(path: str, offset: int) -> bool:
    """Whether nothing is cut off behind the last record that could be read; of .zst the library tells it."""
    if is_packed(path):
        return not path.lower().endswith(".gz") or ends_whole(path, offset)
    with open(path, "rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 4))
        return file.read() == b"\r\n\r\n"


def _opens_at(path: str, offsets: list[int], ids: list[str]) -> bool:
    """Whether the records can be opened at their offsets."""
    if any(b <= a for a, b in pairwise(offsets)):
        return False
    for offset, name in zip(offsets, ids, strict=True):
        try:
            with open(path, "rb") as file:
                file.seek(offset)
                record = next(need("fastwarc.warc").ArchiveIterator(file, parse_http=False), None)
                if record is None or record.record_id != name:
                    return False
        except OSError:
            return False
    return True


def documents(unit: Unit) -> Iterator[Document]:
    """The pages of a unit's responses; responses that are no page (pictures, redirections) are documents without bytes.

    A response that was cut off is a document with its error.
    """
    if unit.offset >= 0:
        yield from islice(_pages(unit.path, unit.offset), unit.count)
    else:
        yield from CURSORS.items((unit.identity, unit.path), lambda: _pages(unit.path), unit.start, unit.count)


def _pages(path: str, offset: int = 0) -> Iterator[Document]:
    warc = need("fastwarc.warc")
    try:
        with open(path, "rb") as file:
            file.seek(offset)
            responses = warc.ArchiveIterator(
                file, record_types=warc.WarcRecordType.response, parse_http=True, auto_decode="all"
            )
            for record in responses:
                yield _page(record, path)
    except OSError as fault:
        yield Document("", path, error=unreadable(path, fault))


def _page(record: Any, path: str) -> Document:
    url = record.headers.get("WARC-Target-URI") or ""
    where = f"{path} {url}"
    http = record.http_headers
    kind = (record.http_content_type or "").lower()
    if http is None or http.status_code != 200 or (kind and kind not in _PAGES):
        return Document(url, where, url=url)
    data = record.reader.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        error = ReportError("too large", where=where, accepted=f"up to {MAX_BYTES / 1e6:g} MB a page")
        return Document(url, where, url=url, error=error)
    encoded = http.get("Content-Encoding") or http.get("Transfer-Encoding")
    if record.headers.get("WARC-Truncated") or (not encoded and len(data) < record.content_length):
        error = ReportError("the response was cut off", where=where, accepted="a whole response")
        return Document(url, where, url=url, error=error)
    return Document(url, where, _in_unicode(data, record.http_charset), url=url)


def _in_unicode(data: bytes, charset: str | None) -> bytes:
    """The page in UTF-8, where only the response's header says what it is written in."""
    if not charset or charset.lower() in ("utf-8", "utf8") or b"charset" in data[:4096].lower():
        return data
    try:
        data.decode()
    except UnicodeDecodeError:
        try:
            return data.decode(charset).encode()
        except (LookupError, UnicodeError):
            return data
    return data
