"""JSON lines, one article a line; plain, .gz or .zst."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

from whipcount.corpora.sources.documents import Document
from whipcount.corpora.sources.streams import (
    CURSORS,
    bare_name,
    content_hash,
    faults,
    is_packed,
    open_stream,
    unreadable,
)
from whipcount.corpora.units import Columns, Unit
from whipcount.errors import ReportError
from whipcount.reports.formats.decoding import MAX_BYTES

KIND = "lines"
_ACCEPTED = "one JSON object a line"


def cut(path: str, size: int) -> Iterator[Unit | ReportError]:
    """The units of a file of JSON lines, and the error where it ends too early."""
    try:
        identity = content_hash(path)
        seekable = not is_packed(path)
        number = start = offset = at = 0
        for line in _lines(path):
            if number - start == size:
                yield Unit(KIND, path, identity, start, size, offset if seekable else -1)
                start, offset = number, at
            number += 1
            at += len(line)
    except ReportError as error:
        yield error
        return
    except faults() as error:
        yield unreadable(path, error)
    if number > start:
        yield Unit(KIND, path, identity, start, number - start, offset if seekable else -1)


def _lines(path: str, offset: int = 0) -> Iterator[bytes]:
    """All lines, blank ones too; of one that is too long its beginning, which is no JSON."""
    with open_stream(path) as stream:
        if offset:
            stream.seek(offset)
        while line := stream.readline(MAX_BYTES + 1):
            yield line


def documents(unit: Unit) -> Iterator[Document]:
    """The articles of a unit's lines."""
    coming: Iterator[bytes]
    if unit.offset >= 0:
        coming = islice(_lines(unit.path, unit.offset), unit.count)
    else:
        coming = CURSORS.items((unit.identity, unit.path), lambda: _lines(unit.path), unit.start, unit.count)
    number = unit.start
    for line in coming:
        number += 1
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        if line.strip():
            yield _document(line, f"{bare_name(unit.path)}#{number}", f"{unit.path} line {number}")


def _document(line: bytes, name: str, where: str) -> Document:
    if len(line) > MAX_BYTES:
        error = ReportError("too large", where=where, accepted=f"up to {MAX_BYTES / 1e6:g} MB a line")
        return Document(name, where, error=error)
    return Document(name, where, line, is_line=True)


def parsed(line: bytes, where: str, columns: Columns) -> dict[str, Any]:
    """The record of a line, its columns under the names that reports have.

    Raises:
        ReportError: it is no JSON object, or has no such column.

    >>> parsed(b'{"article": "Kell agrees.", "when": "2024-11-29"}', "a", Columns(text="article", date="when"))
    {'article': 'Kell agrees.', 'when': '2024-11-29', 'text': 'Kell agrees.', 'published': '2024-11-29'}
    """
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReportError(f"not JSON: {str(error)[:120]}", where=where, accepted=_ACCEPTED) from None
    if not isinstance(record, dict):
        raise ReportError(f"a JSON {type(record).__name__}, not an object", where=where, accepted=_ACCEPTED)
    if columns.text is not None and columns.text not in record:
        raise ReportError(f'there is no "{columns.text}"', where=where, accepted=", ".join(map(str, list(record)[:20])))
    for name, column in (
        ("text", columns.text), ("title", columns.title), ("published", columns.date), ("url", columns.url)
    ):  # fmt: skip
        if column is not None:
            record[name] = record.get(column)
    return record
