"""Rows of text from whatever tables people have: frames of pandas or polars, lists of mappings.

Whoever reads rows here reads text: a day is ISO text, what is missing is an empty text. So dates may come as dates,
datetimes, pandas' Timestamps or numpy's datetime64, numbers as numbers, words as categoricals, and nothing as None,
NaN, NaT or NA. None of these libraries is needed, or imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from numbers import Integral, Real
from typing import Any

from whipcount.errors import InputError


def text_rows(rows: object, *, what: str = "row") -> list[dict[str, str]]:
    """The rows of a table as mappings from column to text.

    Args:
        rows: a frame (pandas, polars), or an iterable of mappings.
        what: how messages call a row.

    Raises:
        InputError: for something else, a column without a name, a column twice, a cell that holds many values.

    >>> from datetime import datetime
    >>> text_rows([{"date": datetime(2024, 1, 23), "member": "TR", "gist": None, "weight": 3.0}])
    [{'date': '2024-01-23', 'member': 'TR', 'gist': '', 'weight': '3'}]
    """
    out = []
    for number, row in enumerate(_rows(rows, what), 1):
        where = f"{what} {number}"
        if not isinstance(row, Mapping):
            raise InputError(f"{_kind(row)} in place of a row", where=where, accepted="a mapping from column to value")
        for name in row:
            if not isinstance(name, str) or not name.strip():
                raise InputError(f"a column called {str(name)[:60]!r}", where=where, accepted="names as text")
        out.append({name: cell_text(value, f"{where}, column {name!r}") for name, value in row.items()})
    return out


def cell_text(value: Any, where: str = "") -> str:
    """One cell as text; empty for None, NaN, NaT and NA.

    A time of day at midnight or none is left out; another is kept in ISO form, so that no day is moved silently.

    >>> cell_text(float("nan")), cell_text(0.1), cell_text(True), cell_text(date(2024, 2, 29))
    ('', '0.1', 'true', '2024-02-29')
    """
    if value is None or isinstance(value, str):
        return value or ""
    if hasattr(value, "item") and getattr(value, "shape", None) == ():  # a number or date of numpy
        value = value.astype("datetime64[us]").item() if type(value).__name__ == "datetime64" else value.item()
    if value is None or type(value).__name__ in ("NaTType", "NAType"):
        return ""
    if isinstance(value, datetime):
        midnight = (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0)
        return value.date().isoformat() if midnight else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        number = float(value)
        return (
            "" if number != number else str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
        )
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        return str(value)
    raise InputError(f"{_kind(value)} in one cell", where=where, accepted="text, a number, a date, or nothing")


def _rows(rows: object, what: str) -> Iterable[object]:
    columns = getattr(rows, "columns", None)
    if columns is not None and hasattr(rows, "to_dicts"):  # polars
        return list(rows.to_dicts())
    if columns is not None and hasattr(rows, "itertuples"):  # pandas, which would leave out all but one of like names
        names = list(columns)
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise InputError(f"the column {str(twice)[:60]!r} is there twice", where="the frame", accepted="each once")
        return [dict(zip(names, row, strict=True)) for row in rows.itertuples(index=False, name=None)]
    if isinstance(rows, str | bytes | Mapping) or not isinstance(rows, Iterable):
        raise InputError(f"{_kind(rows)} in place of {what}s", accepted="a frame, or a list of mappings")
    return rows


def _kind(value: object) -> str:
    name = type(value).__name__
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"
