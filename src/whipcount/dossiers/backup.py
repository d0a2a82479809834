"""A copy of a live store: whole, as of one moment, while others write."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from whipcount.dossiers.engine import parse_url
from whipcount.dossiers.location import is_sqlite
from whipcount.errors import StoreError


def backup(location: str | Path, target: Path, *, pages: int = 512) -> int:
    """Copy an SQLite store to a file that is not there yet, through SQLite's own backup; answers the bytes written.

    Args:
        location: the store.
        target: the copy; it appears under its name only when it is whole.
        pages: copied at a time; between them others may write.

    Raises:
        StoreError: the store is absent or no SQLite file, the target is there already or cannot be written.
    """
    url = parse_url(location)
    if url.drivername != "sqlite":
        raise StoreError(
            "a database server", where=str(location), accepted="its own tools (pg_dump), or whipcount export"
        )
    source = Path(url.database or "")
    try:
        if not is_sqlite(source):
            raise StoreError("no store is there", where=str(source), accepted="a store that whipcount init made")
        if target.exists():
            raise StoreError("is there already", where=str(target), accepted="a name that is not taken")
    except OSError as error:
        raise StoreError(f"cannot be read ({error.strerror})", where=str(source)) from None
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        descriptor = os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
        os.close(descriptor)
        with sqlite3.connect(source) as original, sqlite3.connect(beside) as copy:
            original.backup(copy, pages=pages, sleep=0.01)
        copy.close()
        original.close()
        with beside.open("rb") as file:
            os.fsync(file.fileno())
        beside.replace(target)
        return target.stat().st_size
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the copy cannot be made ({error})", where=str(target)) from None
    finally:
        beside.unlink(missing_ok=True)
