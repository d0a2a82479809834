"""Parquet, one article a row."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from whipcount.corpora.extra import need
from whipcount.corpora.sources.documents import Document
from whipcount.corpora.sources.streams import CURSORS, bare_name, content_hash, unreadable
from whipcount.corpora.units import Columns, Unit
from whipcount.errors import ReportError

KIND = "parquet"
_USUAL = {
    "text": ("text", "body", "content", "maintext", "article"),
    "title": ("title", "headline"),
    "published": ("published", "published_at", "date", "date_publish"),
    "url": ("url", "link"),
    "publisher": ("publisher", "source", "outlet", "source_domain"),
    "language": ("language", "lang"),
    "name": ("name", "id"),
}
_TOGETHER = 64  # rows decoded at once: bounds the memory


def cut(path: str, columns: Columns, size: int) -> Iterator[Unit | ReportError]:
    """The units of a Parquet file: parts of its row groups, none across two; a unit's offset is its group's number.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        identity = content_hash(path)
        file = need("pyarrow.parquet").ParquetFile(path)
        chosen(file.schema_arrow.names, columns, path)
    except ReportError as error:
        yield error
        return
    except (OSError, need("pyarrow").ArrowException) as error:
        yield unreadable(path, error)
        return
    with file:
        first = 0
        for group in range(file.num_row_groups):
            rows = file.metadata.row_group(group).num_rows
            for start in range(0, rows, size):
                yield Unit(KIND, path, identity, first + start, min(size, rows - start), group)
            first += rows


def chosen(names: list[str], columns: Columns, where: str) -> dict[str, str]:
    """Which column holds what: those that are asked for, else those with the usual names.

    Raises:
        ReportError: a column that is asked for, or one with the text, is not there.

    >>> chosen(["id", "content", "date"], Columns(), "a.parquet")
    {'text': 'content', 'published': 'date', 'name': 'id'}
    """
    asked = {"text": columns.text, "title": columns.title, "published": columns.date, "url": columns.url}
    by_name: dict[str, str] = {}
    for what, usual in _USUAL.items():
        own = asked.get(what)
        if own is not None and own not in names:
            raise ReportError(f"there is no column {own!r}", where=where, accepted=", ".join(names[:30]))
        column = own or next((name for name in usual if name in names), None)
        if column is not None:
            by_name[what] = column
    if "text" not in by_name:
        raise ReportError(
            "which column holds the text is not known",
            where=where,
            accepted=f"--text with one of {', '.join(names[:30])}",
        )
    return by_name


def documents(unit: Unit, columns: Columns) -> Iterator[Document]:
    """The articles of a unit's rows."""
    number = unit.start
    group = unit.offset
    with need("pyarrow.parquet").ParquetFile(unit.path) as file:
        first = sum(file.metadata.row_group(before).num_rows for before in range(group))
    key = (unit.identity, unit.path, group, columns)
    rows = CURSORS.items(key, lambda: _rows(unit.path, columns, group), unit.start - first, unit.count)
    for row in rows:
        number += 1
        name, where = f"{bare_name(unit.path)}#{number}", f"{unit.path} row {number}"
        words = {key: _word(value) for key, value in row.items() if value is not None}
        raw = f"{words.get('title', '')}\n{words.get('text', '')}".encode("utf-8", "replace")
        yield Document(words.pop("name", "") or name, where, raw, record=words)


def _rows(path: str, columns: Columns, group: int) -> Iterator[dict[str, Any]]:
    with need("pyarrow.parquet").ParquetFile(path, memory_map=True, pre_buffer=False, buffer_size=1 << 20) as file:
        names = chosen(file.schema_arrow.names, columns, path)
        for batch in file.iter_batches(batch_size=_TOGETHER, row_groups=[group], columns=list(names.values())):
            held = {what: batch.column(column).to_pylist() for what, column in names.items()}
            for place in range(batch.num_rows):
                yield {what: values[place] for what, values in held.items()}


def _word(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
