"""Questions to a corpus in SQL, answered by DuckDB over the files as they lie there.

Three views: ``reports``, ``statements``, and ``origins`` (of each report the earliest of its copies). Only questions:
nothing is written, and no file outside of the corpus is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from whipcount.corpora.extra import need
from whipcount.corpora.folder import Folder
from whipcount.corpora.tables import REPORTS, STATEMENTS
from whipcount.errors import InputError

RELAYS = "relays.parquet"
_ACCEPTED = "SELECT over the views reports, statements and origins"
_DAYS = ("said_from", "said_to", "reported_on")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of a question, and what their columns are called."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def query(folder: Folder, sql: str) -> Answer:
    """Ask a corpus.

    Args:
        folder: the corpus.
        sql: one SELECT.

    Raises:
        InputError: no corpus, an empty one, no SELECT, or none that can be answered.
        MissingExtraError: duckdb is not installed.
    """
    duckdb = need("duckdb")
    with connected(folder) as database:
        try:
            statements = database.extract_statements(sql)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise InputError("is no single question", where="the SQL", accepted=_ACCEPTED)
            answer = database.execute(statements[0])
            columns = tuple(column[0] for column in answer.description)
            return Answer(columns, answer.fetchall())
        except duckdb.Error as error:
            reason = " ".join(str(error).split())[:400]
            if "no_origins" in reason:
                reason = "the origins are not those of all reports: run `whipcount corpus relays` first"
            raise InputError(reason, where="the SQL", accepted=_ACCEPTED) from None


@contextmanager
def connected(folder: Folder) -> Iterator[Any]:
    """A database in memory that sees the corpus, and nothing else.

    Raises:
        InputError: no corpus, or an empty one.
        MissingExtraError: duckdb is not installed.
    """
    duckdb = need("duckdb")
    folder.existing()
    reports, statements = folder.files(REPORTS), folder.files(STATEMENTS)
    if not reports:
        raise InputError("holds no reports yet", where=str(folder.path), accepted="a corpus that was run")
    with duckdb.connect(":memory:") as database:
        database.execute("SET TimeZone = 'UTC'")
        database.execute(f"CREATE VIEW reports AS SELECT * FROM {from_files(reports)}")
        days = ", ".join(f"TRY_CAST({name} AS DATE) AS {name}" for name in _DAYS)
        database.execute(
            f"CREATE VIEW statements AS SELECT * REPLACE ({days}, TRY_CAST(published AS TIMESTAMPTZ) AS published) "
            f"FROM {from_files(statements)}"
        )
        database.execute(_origins(folder, database))
        places = ", ".join(quoted(str(path)) for path in (folder.path, folder.path.resolve()))
        database.execute(f"SET allowed_directories = [{places}]")
        database.execute("SET enable_external_access = false")
        database.execute("SET lock_configuration = true")
        yield database


def _origins(folder: Folder, database: Any) -> str:
    """The view of origins; one that says so where they are not of all reports."""
    note = folder.note("relays")
    count = database.execute("SELECT count(sha256) FROM reports").fetchone()[0]
    path = folder.path / RELAYS
    if note is None or note.get("reports") != count or not path.is_file():
        return (
            "CREATE VIEW origins AS SELECT error('no_origins') AS sha256, error('no_origins') AS origin, "
            "error('no_origins') AS copies, error('no_origins') AS similarity"
        )
    return (
        "CREATE VIEW origins AS SELECT r.sha256, coalesce(x.origin, r.sha256) AS origin, "
        "coalesce(x.copies, 1) AS copies, coalesce(x.similarity, 1) AS similarity "
        f"FROM reports r LEFT JOIN {from_files([str(path)])} x USING (sha256) WHERE r.sha256 IS NOT NULL"
    )


def from_files(paths: list[str]) -> str:
    """Files of Parquet as a table of SQL."""
    return f"read_parquet([{', '.join(map(quoted, paths))}], union_by_name = true, hive_partitioning = false)"


def quoted(text: str) -> str:
    """Text as a literal of SQL.

    >>> quoted("the council's")
    "'the council''s'"
    """
    return "'" + text.replace("'", "''") + "'"
