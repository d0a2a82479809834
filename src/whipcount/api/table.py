"""Results as tables: rows to look at, in a terminal and in a notebook, and as a pandas frame."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from whipcount.errors import InputError, MissingExtraError
from whipcount.text.safe import one_line, visible

if TYPE_CHECKING:
    import pandas as pd

SHOWN = 60  # rows that a repr shows


class Tabular(ABC):
    """What every result can do: :meth:`rows`, :meth:`to_frame`, a repr in text and in HTML.

    A subclass gives :meth:`rows` and :meth:`headline`.
    """

    __slots__ = ()

    @abstractmethod
    def rows(self) -> list[dict[str, Any]]:
        """One plain dict a row, the same keys in each."""

    @abstractmethod
    def headline(self) -> str:
        """The result in one line."""

    def to_frame(self) -> pd.DataFrame:
        """The rows as a pandas frame.

        Raises:
            MissingExtraError: pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError("pandas", extra="frames") from None
        return pd.DataFrame(self.rows())

    def __repr__(self) -> str:
        return text_table(self.headline(), self.rows())

    def _repr_html_(self) -> str:
        return html_table(self.headline(), self.rows())


def text_table(headline: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """A headline and rows in columns, for a terminal.

    >>> print(text_table("two", [{"a": 1, "b": "x"}, {"a": 22, "b": None}]))
    two
    a   b
    1   x
    22
    """
    head = one_line(headline)
    if not rows:
        return head
    columns = list(rows[0])
    cells = [columns, *([_cell(row.get(column)) for column in columns] for row in rows[:SHOWN])]
    widths = [min(48, max(len(line[place]) for line in cells)) for place in range(len(columns))]
    lines = [
        "  ".join(cell[:width].ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    ]
    more = [f"... and {len(rows) - SHOWN} more rows"] if len(rows) > SHOWN else []
    return "\n".join([head, *lines, *more])


def html_table(headline: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """The same as HTML: report text stays text."""
    head = f"<p>{escape(visible(headline))}</p>"
    if not rows:
        return head
    columns = list(rows[0])
    names = "".join(f"<th>{escape(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(row.get(column)))}</td>" for column in columns) + "</tr>"
        for row in rows[:SHOWN]
    )
    more = f"<p>… and {len(rows) - SHOWN} more rows</p>" if len(rows) > SHOWN else ""
    return f"{head}<table><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>{more}"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}"
    return one_line(str(value))


def records_of(frame: Any, *, where: str, columns: Sequence[str] = ()) -> list[dict[str, Any]]:
    """The rows of what was given as a table: a pandas frame, a list of mappings, a mapping of lists.

    What is missing (None, NaN, NaT) becomes None; a Timestamp or datetime becomes its day; a category its value.

    Args:
        frame: the table.
        where: what it is, for errors.
        columns: that must be there.

    Raises:
        InputError: it is none of these, or a column is missing.

    >>> records_of({"member": ["A", "B"], "stance": ["yes", None]}, where="statements")
    [{'member': 'A', 'stance': 'yes'}, {'member': 'B', 'stance': None}]
    """
    if hasattr(frame, "to_dict") and hasattr(frame, "columns"):
        rows = frame.to_dict(orient="records")
    elif isinstance(frame, Mapping):
        names = list(frame)
        lengths = {len(frame[name]) for name in names}
        if len(lengths) > 1:
            raise InputError("columns of different lengths", where=where, accepted="lists of one length")
        rows = [dict(zip(names, values, strict=True)) for values in zip(*(frame[name] for name in names), strict=True)]
    elif (
        isinstance(frame, Sequence)
        and not isinstance(frame, str | bytes)
        and all(isinstance(row, Mapping) for row in frame)
    ):
        rows = [dict(row) for row in frame]
    else:
        raise InputError(
            f"a {type(frame).__name__}", where=where, accepted="a pandas frame, a list of dicts, or a dict of lists"
        )
    plain_rows = [{str(name): _plain(value) for name, value in row.items()} for row in rows]
    for column in columns:
        if plain_rows and column not in plain_rows[0]:
            raise InputError(f"there is no column {column!r}", where=where, accepted=", ".join(columns))
    return plain_rows


def _plain(value: Any) -> Any:
    if value is None or (isinstance(value, float) and value != value) or type(value).__name__ == "NaTType":
        return None
    if hasattr(value, "isoformat") and hasattr(value, "hour"):
        return value.date()
    if hasattr(value, "item") and not hasattr(value, "__len__"):  # numpy's own numbers
        return value.item()
    return value
