"""Compacting: the small files of units become partitions by month; answers are the same before and after."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from whipcount.corpora.extra import need
from whipcount.corpora.folder import TABLES, Folder, cannot_write, synced, writing
from whipcount.corpora.query import from_files, quoted
from whipcount.corpora.tables import REPORTS
from whipcount.errors import InputError

_MONTH = {
    "reports": "coalesce(strftime(published_on, '%Y-%m'), 'unknown')",
    "statements": "coalesce(left(reported_on, 7), 'unknown')",
}
_ORDER = {"reports": "published_on, sha256, unit, position", "statements": "reported_on, report_sha256, unit, id"}


@dataclass(frozen=True, slots=True)
class Compacted:
    """How many files there were, and are."""

    before: int
    after: int


def compact(folder: Folder) -> Compacted:
    """Put the tables of all units that are done into partitions by month: ``reports/g0001/month=2024-11/*.parquet``.

    The new partitions count from one moment on (a note is moved into place), and until then the units' own files do; so
    it may be killed. It works in a bounded memory, and on disk needs room for the corpus a second time.

    Raises:
        InputError: no corpus, an empty one, one that is being written, or a full disk.
        MissingExtraError: duckdb is not installed.
    """
    duckdb = need("duckdb")
    folder.existing()
    with writing(folder):
        folder.sweep()
        old = {table: folder.files(table) for table in TABLES}
        before = sum(map(len, old.values()))
        if not old[REPORTS]:
            raise InputError("holds no reports yet", where=str(folder.path), accepted="a corpus that was run")
        generation = folder.compacted()["generation"] + 1
        units = sorted(folder.done())
        try:
            for table in TABLES:
                target = folder.path / table / _name(generation)
                shutil.rmtree(target, ignore_errors=True)  # of one that was killed
                with duckdb.connect(":memory:") as database:
                    database.execute("SET TimeZone = 'UTC'")
                    rows = f"SELECT *, {_MONTH[table]} AS month FROM {from_files(old[table])} ORDER BY {_ORDER[table]}"
                    form = "FORMAT parquet, COMPRESSION zstd, PARTITION_BY (month)"
                    database.execute(f"COPY ({rows}) TO {quoted(str(target))} ({form})")
                for path in target.rglob("*.parquet"):
                    synced(str(path))
            folder.put_compacted(generation, units)
        except OSError as error:
            raise cannot_write(str(folder.path), error) from None
        except duckdb.Error as error:
            reason = " ".join(str(error).split())[:300]
            raise InputError(f"cannot be compacted: {reason}", where=str(folder.path)) from None
        finally:
            _clear(folder)
        folder.sweep()
        return Compacted(before, sum(len(folder.files(table)) for table in TABLES))


def _name(generation: int) -> str:
    return f"g{generation:04d}"


def _clear(folder: Folder) -> None:
    """Take away all partitions but those in force."""
    for table in TABLES:
        for path in Path(folder.path / table).glob("g*"):
            if path.is_dir() and path.name != _name(folder.compacted()["generation"]):
                shutil.rmtree(path, ignore_errors=True)
