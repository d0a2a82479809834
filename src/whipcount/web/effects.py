"""What an edit changed: the count before it and after it, told in a few words on the page that it was made on."""

from __future__ import annotations

import hashlib
import json
import sqlite3
import threading
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from whipcount.briefs.view.brief import BriefView
from whipcount.briefs.view.schema import plain
from whipcount.briefs.wording import moved_text, percent
from whipcount.errors import InputError, WhipcountError
from whipcount.web.own_file import opened

MOST = 400  # edits of all dossiers together
Key = tuple[str, int, str]
"""An edit: its dossier, the revision that it made, and when that was recorded."""
_SCHEMA = """
CREATE TABLE IF NOT EXISTS effect (dossier TEXT NOT NULL, revision INTEGER NOT NULL, at TEXT NOT NULL,
  before TEXT NOT NULL, told TEXT NOT NULL, seal TEXT NOT NULL, PRIMARY KEY (dossier, revision));
"""
MOST_TOLD = 6  # members of one effect


@dataclass(frozen=True, slots=True)
class Standing:
    """A count, as far as an edit can change it: what each member is called, and the chance."""

    members: tuple[tuple[str, str], ...]
    state: str
    chance: float | None

    @classmethod
    def of(cls, view: BriefView) -> Standing:
        """That of a view."""
        chance = view.forecast.probability.value if view.forecast else None
        members = tuple(sorted((row.name, row.label) for row in view.members))
        return cls(members, view.status, None if chance is None else float(chance))


def told(before: Standing, after: Standing) -> str:
    """What changed from one to the other.

    >>> one = Standing((("Corvane", "will not block"),), "open", 0.44)
    >>> told(one, Standing((("Corvane", "against"),), "blocked", 0.31))
    'Corvane: will not block → against; the rule: open → blocked; chance 44% → 31%'
    >>> told(one, one)
    'The count and the chance are as they were.'
    """
    was = dict(before.members)
    moved = [f"{name}: {was[name]} → {now}" for name, now in after.members if name in was and was[name] != now]
    if len(moved) > MOST_TOLD:
        moved = [*moved[:MOST_TOLD], f"and {len(moved) - MOST_TOLD} more"]
    if before.state != after.state:
        moved.append(f"the rule: {before.state} → {after.state}")
    if before.chance != after.chance:
        if before.chance is None or after.chance is None:
            texts = ["none" if chance is None else percent(chance) for chance in (before.chance, after.chance)]
            moved.append(f"chance {texts[0]} → {texts[1]}")
        else:
            moved.append(f"chance {moved_text(before.chance, after.chance)}")
    return "; ".join(moved) or "The count and the chance are as they were."


class Effects:
    """The counts before the latest edits and what each edit changed, by dossier and the revision that it made.

    With a place they are kept in a file, which may go at any time. A revision goes by its number and by when it was
    recorded, so that another history under the same name is told nothing of this one.
    """

    def __init__(self, place: Path | None = None) -> None:
        self.place = place
        self._before: OrderedDict[Key, Standing] = OrderedDict()
        self._told: OrderedDict[Key, str] = OrderedDict()
        self._lock = threading.Lock()
        if place is not None:
            with suppress(WhipcountError, sqlite3.Error, ValueError, TypeError, KeyError):
                self._load(place)

    def note(self, key: Key, before: Standing | None) -> None:
        """Remember how it stood before the edit that made a revision; None: it was not known."""
        if before is None:
            return
        with self._lock:
            if key in self._told or key in self._before:
                return
            self._before[key] = before
            while len(self._before) > MOST:
                self._before.popitem(last=False)
        self._keep(key, json.dumps(plain(before)), "")

    def noted(self, key: Key) -> bool:
        """Whether it is known how it stood before the edit that made a revision, and not yet what it changed."""
        with self._lock:
            return key in self._before

    def settle(self, key: Key, after: Standing) -> None:
        """Tell what the edit that made a revision changed, by the count of exactly that revision."""
        with self._lock:
            before = self._before.pop(key, None)
            if before is None:
                return
            text = self._told[key] = told(before, after)
            while len(self._told) > MOST:
                self._told.popitem(last=False)
        self._keep(key, "", text)

    def effect(self, key: Key) -> str:
        """What the edit that made a revision changed; empty where it is not known."""
        with self._lock:
            return self._told.get(key, "")

    def _load(self, place: Path) -> None:
        with opened(place, "effects", InputError) as connection:
            connection.executescript(_SCHEMA)
            query = "SELECT dossier, revision, at, before, told, seal FROM effect ORDER BY rowid DESC LIMIT ?"
            rows = connection.execute(query, (MOST,)).fetchall()
        for dossier, revision, at, before, text, seal in reversed(rows):
            if seal != _seal(dossier, revision, at, before, text):
                continue
            if text:
                self._told[dossier, revision, at] = text
            else:
                standing = json.loads(before)
                members = tuple((name, label) for name, label in standing["members"])
                self._before[dossier, revision, at] = Standing(members, standing["state"], standing["chance"])

    def _keep(self, key: Key, before: str, text: str) -> None:
        """To the file; one that is held or full loses nothing but what it is for."""
        if self.place is None:
            return
        with suppress(WhipcountError, sqlite3.Error), opened(self.place, "effects", InputError) as connection:
            connection.executescript(_SCHEMA)
            row = (*key, before, text, _seal(*key, before, text))
            connection.execute("INSERT OR REPLACE INTO effect VALUES (?, ?, ?, ?, ?, ?)", row)
            connection.execute(
                "DELETE FROM effect WHERE rowid NOT IN (SELECT rowid FROM effect ORDER BY rowid DESC LIMIT ?)", (MOST,)
            )


def _seal(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()
