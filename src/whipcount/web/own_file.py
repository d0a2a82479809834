"""The small SQLite files that the server keeps for itself, beside the dossiers: accounts, and what is to be told."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from whipcount.errors import InputError

PATIENCE = 10.0  # seconds to wait for another writer


@contextmanager
def opened(place: Path, what: str, error: type[InputError]) -> Iterator[sqlite3.Connection]:
    """A connection for one transaction, closed after it.

    Raises:
        InputError: of the given kind, where the file is not one of ``what``, or is held by another.
    """
    try:
        if not place.exists():
            place.touch(mode=0o600)
        with closing(sqlite3.connect(place, timeout=PATIENCE)) as connection, connection:
            if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
                raise error(f"a dossier store, not a file of {what}", where=str(place), accepted="a file of its own")
            yield connection
    except (sqlite3.DatabaseError, UnicodeDecodeError) as reason:
        raise error(f"not a file of {what} ({reason})", where=str(place)) from None
