"""``whipcount corpus query``: a question to a corpus, in SQL."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import click

from whipcount.cli.options.tables import format_options, print_csv, print_json, print_table

_EPILOG = """\b
Examples:
  whipcount corpus query news/ "SELECT speaker, count(*) AS n FROM statements GROUP BY ALL ORDER BY n DESC LIMIT 20"
  whipcount corpus query --csv news/ "SELECT url, title FROM reports WHERE error IS NOT NULL" > errors.csv
  whipcount corpus query news/ "DESCRIBE statements"
"""


@click.command("query", epilog=_EPILOG)
@click.argument("out", metavar="OUT")
@click.argument("sql", metavar="SQL")
@format_options
def command(out: str, sql: str, as_csv: bool, as_json: bool) -> int:
    """Ask the corpus OUT in SQL (DuckDB's), over the views "reports", "statements" and "origins".

    docs/scale.md has worked questions. Only questions are taken: nothing is written, and no other file is read.

    Exit codes: 0 there are rows, 1 there are none, 2 wrong use or input.
    """
    from whipcount.corpora.folder import Folder
    from whipcount.corpora.query import query

    answer = query(Folder(out), sql)
    names = _names(answer.columns)
    rows = [dict(zip(names, map(_plain, row), strict=True)) for row in answer.rows]
    if as_json:
        print_json(rows)
    elif as_csv:
        print_csv([{key: _flat(value) for key, value in row.items()} for row in rows], names)
    else:
        shown = [{key: _shown(value) for key, value in row.items()} for row in rows]
        print_table(shown, {name: name for name in names})
    return 0 if rows else 1


def _names(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns' names, each once: SQL may give one twice."""
    seen: dict[str, int] = {}
    names = []
    for column in columns:
        seen[column] = seen.get(column, 0) + 1
        names.append(column if seen[column] == 1 else f"{column}_{seen[column]}")
    return tuple(names)


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _flat(value: Any) -> Any:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def _shown(value: Any) -> Any:
    flat = _flat(value)
    return flat if not isinstance(flat, str) or len(flat) <= 200 else flat[:199] + "…"
