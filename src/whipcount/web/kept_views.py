"""Views kept beside the store, so that a server that starts anew has them at once: a file that may go at any time.

What is kept is the view model as JSON, under the revision, the day and the version of the program that it was made
with; anything else is not found, and made again. Nothing of it is ever run, and a row that does not fit is no view.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Any

from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.schema import from_json, to_json
from whipcount.errors import InputError, WhipcountError
from whipcount.web.own_file import opened

MOST = 6  # views of one dossier
_SCHEMA = """
CREATE TABLE IF NOT EXISTS view (dossier TEXT NOT NULL, key TEXT NOT NULL, doc TEXT NOT NULL, seal TEXT NOT NULL,
  PRIMARY KEY (dossier, key));
"""


class KeptViews:
    """The views of one store; without a place nothing is kept."""

    def __init__(self, place: Path | None = None) -> None:
        self.place = place
        if place is not None:
            with self._open() as connection:
                connection.executescript(_SCHEMA)

    def find(self, dossier: str, key: str) -> tuple[BriefView, dict[str, str]] | None:
        """A view and how its evidence is called in links, by anchor; None where none is kept, or it does not fit."""
        if self.place is None:
            return None
        with suppress(WhipcountError, ValueError, KeyError, TypeError), self._open() as connection:
            row = connection.execute(
                "SELECT doc, seal FROM view WHERE dossier = ? AND key = ?", (dossier, key)
            ).fetchone()
            if row is not None and _seal(dossier, key, row[0]) == row[1]:
                names, _, view = row[0].partition("\n")
                return from_json(view), dict(json.loads(names))
        return None

    def keep(self, dossier: str, key: str, view: BriefView, names: dict[str, str]) -> None:
        """Keep a view; a file that is held or full loses nothing but time."""
        if self.place is None:
            return
        doc = f"{json.dumps(names)}\n{to_json(view, indent=None)}"
        with suppress(WhipcountError, sqlite3.Error), self._open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO view VALUES (?, ?, ?, ?)", (dossier, key, doc, _seal(dossier, key, doc))
            )
            connection.execute(
                "DELETE FROM view WHERE dossier = ? AND rowid NOT IN "
                "(SELECT rowid FROM view WHERE dossier = ? ORDER BY rowid DESC LIMIT ?)",
                (dossier, dossier, MOST),
            )

    def _open(self) -> AbstractContextManager[Any]:
        assert self.place is not None  # noqa: S101  (for the type checker: the callers asked)
        return opened(self.place, "kept views", InputError)


def _seal(dossier: str, key: str, doc: str) -> str:
    return hashlib.sha256("\0".join((dossier, key, doc)).encode()).hexdigest()
