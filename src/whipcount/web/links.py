"""Read-only links with an expiry: who has one sees one dossier's brief and charts until it ends, and nothing else.

A link's token is an id, a random secret and a signature over both, the dossier and the end, by a key of the file's own.
The file keeps the SHA-256 of the secret only, so that who reads it can open nothing; comparisons take the same time
whatever differs. Times are seconds since 1970.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
import secrets
import sqlite3
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from whipcount.errors import InputError
from whipcount.text.fields import one_field
from whipcount.web.own_file import opened

LONGEST = 366 * 86_400.0  # seconds for which a link may hold
MOST = 500  # links of one file that hold at a time
_TOKEN = re.compile(r"([0-9a-f]{16})\.([A-Za-z0-9_-]{32})\.([A-Za-z0-9_-]{43})")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS link (id TEXT PRIMARY KEY, digest TEXT NOT NULL, dossier TEXT NOT NULL,
  known_by TEXT NOT NULL, author TEXT NOT NULL, note TEXT NOT NULL, made REAL NOT NULL, ends REAL NOT NULL);
CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Link:
    """A link as its file keeps it.

    Attributes:
        id: what it is revoked by.
        dossier: what it opens.
        known_by: what it shows is as it was known at that instant (ISO 8601); empty: as it is known when it is opened.
        author: who made it.
        note: for whom, or why.
        made, ends: seconds since 1970.
    """

    id: str
    dossier: str
    known_by: str
    author: str
    note: str
    made: float
    ends: float


class Links:
    """The links of one file.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     links = Links(Path(folder) / "links.db")
    ...     token = links.make("lake", now=0.0, seconds=60.0)
    ...     links.find(token, 59.0).dossier, links.find(token, 61.0), links.find(token[:-1] + "x", 1.0)
    ('lake', None, None)
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        with self._open() as connection:
            connection.executescript(_SCHEMA)
            fresh = base64.b64encode(secrets.token_bytes(32)).decode()
            connection.execute("INSERT OR IGNORE INTO secret VALUES ('key', ?)", (fresh,))
            row = connection.execute("SELECT value FROM secret WHERE name = 'key'").fetchone()
        self._key = base64.b64decode(row[0])

    def make(
        self, dossier: str, *, now: float, seconds: float, known_by: str = "", author: str = "", note: str = ""
    ) -> str:
        """Make a link; answers its token, which is kept nowhere.

        Raises:
            InputError: it would hold for no time, or too long; or there are too many.
        """
        if not 0 < seconds <= LONGEST:
            accepted = f"up to {LONGEST / 86_400:.0f} days"
            raise InputError(f"a link for {seconds / 86_400:g} days", where="expiry", accepted=accepted)
        key, secret, ends = secrets.token_hex(8), secrets.token_urlsafe(24), now + seconds
        row = (key, _digest(secret), dossier, known_by, one_field(author)[:100], one_field(note)[:200], now, ends)
        with self._open() as connection:
            connection.execute("DELETE FROM link WHERE ends < ?", (now,))
            (count,) = connection.execute("SELECT COUNT(*) FROM link").fetchone()
            if count >= MOST:
                raise InputError(f"{count} links hold already", where=str(self.place), accepted="some of them revoked")
            connection.execute("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return f"{key}.{secret}.{self._signature(key, secret, dossier, ends)}"

    def find(self, token: str, now: float) -> Link | None:
        """The link of a token, None where it is none, was altered, has been revoked, or has ended."""
        parts = _TOKEN.fullmatch(token)
        if parts is None:
            return None
        key, secret, signature = parts.groups()
        query = "SELECT id, dossier, known_by, author, note, made, ends, digest FROM link WHERE id = ?"
        with self._open() as connection:
            row = connection.execute(query, (key,)).fetchone()
        link = Link(*row[:7]) if row else Link(key, "", "", "", "", 0.0, 0.0)
        digest = row[7] if row else _digest("")  # an unknown id takes as long as a known one
        right = hmac.compare_digest(_digest(secret), digest)
        right &= hmac.compare_digest(self._signature(key, secret, link.dossier, link.ends), signature)
        return link if right and row and now < link.ends else None

    def list(self, now: float, dossier: str | None = None) -> tuple[Link, ...]:
        """The links that hold, of one dossier or of all, the one that ends first before the others."""
        query = "SELECT id, dossier, known_by, author, note, made, ends FROM link WHERE ends > ? ORDER BY ends, id"
        with self._open() as connection:
            links = [Link(*row) for row in connection.execute(query, (now,))]
        return tuple(link for link in links if dossier is None or link.dossier == dossier)

    def revoke(self, key: str, dossier: str | None = None) -> bool:
        """End a link; answers whether there was one."""
        query, values = "DELETE FROM link WHERE id = ?", [key]
        if dossier is not None:
            query, values = query + " AND dossier = ?", [key, dossier]
        with self._open() as connection:
            return connection.execute(query, values).rowcount > 0

    def _signature(self, key: str, secret: str, dossier: str, ends: float) -> str:
        signed = f"{key}\0{secret}\0{dossier}\0{ends!r}".encode()
        code = hmac.new(self._key, signed, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(code).decode().rstrip("=")

    def _open(self) -> AbstractContextManager[sqlite3.Connection]:
        return opened(self.place, "links", InputError)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
