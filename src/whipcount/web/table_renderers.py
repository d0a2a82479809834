"""The CSV and JSON faces of every page: the same rows as the table on it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from starlette.responses import Response, StreamingResponse

from whipcount.briefs.view.schema import plain
from whipcount.text.safe import csv_cell

_AT_ONCE = 200  # rows that are sent together
LONGEST = 2_000  # characters of one text in a table or JSON file; a report's own text is on its page and in exports


def csv_response(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """A table as CSV, whose cells no spreadsheet runs as formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(cut(_flat(row.get(column)))) for column in columns])
    return Response(out.getvalue().encode(), media_type="text/csv; charset=utf-8", headers=_named(name))


def _named(name: str) -> dict[str, str]:
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_.")) or "table"
    return {"content-disposition": f'attachment; filename="{safe}.csv"'}


def csv_stream(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """A table of any length as CSV, written while it is read."""

    def parts() -> Iterator[bytes]:
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(columns)
        for number, row in enumerate(rows, start=1):
            writer.writerow([csv_cell(cut(_flat(row.get(column)))) for column in columns])
            if number % _AT_ONCE == 0:
                yield out.getvalue().encode()
                out.seek(0)
                out.truncate()
        yield out.getvalue().encode()

    return StreamingResponse(parts(), media_type="text/csv; charset=utf-8", headers=_named(name))


def json_stream(head: Mapping[str, Any], key: str, rows: Iterable[Any]) -> Response:
    """A JSON object whose last value is a list of any length, written while it is read."""

    def parts() -> Iterator[bytes]:
        yield json.dumps(cut(plain(dict(head))), allow_nan=False).encode()[:-1] + f', "{key}": ['.encode()
        batch: list[str] = []
        first = True
        for row in rows:
            batch.append(json.dumps(cut(plain(row)), allow_nan=False))
            if len(batch) == _AT_ONCE:
                yield ("" if first else ", ").encode() + ", ".join(batch).encode()
                batch, first = [], False
        if batch:
            yield ("" if first else ", ").encode() + ", ".join(batch).encode()
        yield b"]}"

    return StreamingResponse(parts(), media_type="application/json")


def json_response(content: Any, *, whole: bool = False) -> Response:
    """Anything of the view as JSON, its texts (unless ``whole``) cut to what one cell of a page may hold."""
    values = plain(content)
    return Response(
        json.dumps(values if whole else cut(values), allow_nan=False).encode(), media_type="application/json"
    )


def cut(value: Any) -> Any:
    """Plain JSON values with texts beyond ``LONGEST`` cut short, and marked so.

    >>> len(cut({"a": ["x" * 5_000]})["a"][0])
    2000
    """
    if isinstance(value, str):
        return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"
    if isinstance(value, list):
        return [cut(item) for item in value]
    return {key: cut(item) for key, item in value.items()} if isinstance(value, dict) else value


def _flat(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return "; ".join(str(item) for item in value)
    return value.isoformat() if hasattr(value, "isoformat") else value
