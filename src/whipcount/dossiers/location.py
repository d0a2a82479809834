"""What a place that somebody names is, told without loading what opens it."""

from __future__ import annotations

import re
from pathlib import Path

SQLITE = b"SQLite format 3\x00"
"""How a file of SQLite begins."""


def looks_like_store(location: str | Path) -> bool:
    """Whether a place names a database, and not a file of another kind: a URL, an SQLite file, an ending of one.

    >>> looks_like_store("postgresql://h/db"), looks_like_store("desk.db"), looks_like_store("dossier.yaml")
    (True, True, False)
    """
    words = str(location)
    if re.match(r"[a-z][a-z0-9+]*://", words) or Path(words).suffix.lower() in (".db", ".sqlite", ".sqlite3"):
        return True
    try:
        return is_sqlite(Path(words))
    except OSError:
        return False


def looks_like_dossier(location: str | Path) -> bool:
    """Whether a place names a dossier: a store, or a dossier file by its ending.

    >>> looks_like_dossier("desk.db"), looks_like_dossier("dossier.yaml"), looks_like_dossier("report.txt")
    (True, True, False)
    """
    return Path(str(location)).suffix.lower() in (".yaml", ".yml") or looks_like_store(location)


def is_sqlite(path: Path) -> bool:
    """Whether a file of SQLite lies there.

    Raises:
        OSError: it cannot be read.
    """
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE
