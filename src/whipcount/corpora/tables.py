"""The two tables of a corpus as Parquet: which columns, of which types."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from whipcount.corpora.extra import need
from whipcount.statements.flat_records import FIELDS

REPORTS, STATEMENTS = "reports", "statements"
_WORDS = (
    "report", "speaker", "kind", "said_on", "id", "parent", "source_text", "cue_text", "content_text", "modality",
    "office", "role", "on_behalf_of", "basis", "addressee", "said_grain", "published", "title", "coder",
    "report_sha256",
)  # fmt: skip
_FLAGS = ("speaker_named", "speaker_plural")
_DAYS = ("said_from", "said_to", "reported_on")
_SPANS = ("source", "cue", "content")
_SPAN = ("name_span", "office_span", "addressee_span", "said_on_span")


@lru_cache(maxsize=1)
def schemas() -> dict[str, Any]:
    """The schemas of both tables, by name.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    pa = need("pyarrow")
    span, text = pa.list_(pa.int32()), pa.string()
    link = pa.struct([("carrier", text), ("name", text), ("span", span)])
    of = dict.fromkeys(_WORDS, text) | {name: pa.bool_() for name in _FLAGS}
    of |= dict.fromkeys(_DAYS, text) | {name: pa.list_(span) for name in _SPANS} | dict.fromkeys(_SPAN, span)
    of |= {"candidates": pa.list_(text), "chain": pa.list_(link), "confidence": pa.float64()}
    reports = [
        ("unit", text), ("position", pa.int32()), ("sha256", text), ("name", text), ("url", text),
        ("published", pa.timestamp("us", tz="UTC")), ("published_on", pa.date32()), ("title", text),
        ("publisher", text), ("language", text), ("words", pa.int32()), ("routed", pa.bool_()),
        ("statements", pa.int32()), ("minhash", pa.binary()), ("text", text), ("doc", text), ("error", text),
    ]  # fmt: skip
    return {
        REPORTS: pa.schema(reports),
        STATEMENTS: pa.schema([("unit", text), *((name, of[name]) for name in FIELDS)]),
    }


def table_of(name: str, rows: Sequence[dict[str, Any]]) -> Any:
    """Rows as a table of Arrow; an empty one has its columns too."""
    return need("pyarrow").Table.from_pylist(list(rows), schema=schemas()[name])


def write_table(table: Any, path: str) -> None:
    """A table into a file of Parquet; equal tables give equal bytes."""
    need("pyarrow.parquet").write_table(table, path, compression="zstd", compression_level=3)
