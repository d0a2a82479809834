"""The CSV and JSON faces of every page: the same rows as the table on it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.responses import Response

from whipcount.briefs.plain import csv_cell
from whipcount.briefs.schema import plain


def csv_response(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], name: str) -> Response:
    """A table as CSV, whose cells no spreadsheet runs as formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([csv_cell(_flat(row.get(column))) for column in columns])
    safe = "".join(c for c in name if c.isascii() and (c.isalnum() or c in "-_.")) or "table"
    headers = {"content-disposition": f'attachment; filename="{safe}.csv"'}
    return Response(out.getvalue().encode(), media_type="text/csv; charset=utf-8", headers=headers)


def json_response(content: Any) -> Response:
    """Anything of the view as JSON."""
    return Response(json.dumps(plain(content), allow_nan=False).encode(), media_type="application/json")


def _flat(value: Any) -> Any:
    if isinstance(value, (tuple, list)):
        return "; ".join(str(item) for item in value)
    return value.isoformat() if hasattr(value, "isoformat") else value
