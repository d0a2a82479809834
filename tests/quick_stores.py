"""Stores for tests: as users have them, but quick to make and to write to. What differs is held in test_engine.py.

A new SQLite store takes its schema from the first one made in the process, on which all steps of its migration were
run: of two thousand stores that the tests make, most of the time went to the steps. And nobody cuts the power here, so
that no commit waits for the disk; processes that tests start do wait.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps

import pytest
from sqlalchemy import Connection, inspect

from whipcount.dossiers import engine


@contextmanager
def quick_stores() -> Iterator[None]:
    """Within it stores are quick."""
    prepare, upgrade = engine._prepare, engine.upgrade
    schema: list[str] = []

    @wraps(prepare)
    def not_waiting(connection: sqlite3.Connection, record: object) -> None:
        prepare(connection, record)
        connection.execute("PRAGMA synchronous = OFF")

    @wraps(upgrade)
    def copied(connection: Connection, version: str = "head") -> None:
        fresh = version == "head" and connection.dialect.name == "sqlite" and not inspect(connection).get_table_names()
        if not fresh or not schema:
            upgrade(connection, version)
            if fresh:
                schema.extend(schema_of(connection))
            return
        for line in schema:
            connection.exec_driver_sql(line)
        connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (engine.HEAD,))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_prepare", not_waiting)
        patch.setattr(engine, "upgrade", copied)
        yield


def schema_of(connection: Connection) -> list[str]:
    """What makes the tables, indexes and triggers of a database, in order."""
    kept = "sql IS NOT NULL AND name NOT LIKE 'sqlite@_%' ESCAPE '@'"
    return [sql for (sql,) in connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE {kept} ORDER BY rowid")]
