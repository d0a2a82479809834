"""Accounts of the dashboard: names, argon2 hashes and roles, in a small SQLite file of their own; and sessions.

A session is a random token; the file keeps its SHA-256 only, so that who reads the file can log in as nobody.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import sqlite3
import threading
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from whipcount.errors import AccountError
from whipcount.web.common_passwords import is_common
from whipcount.web.own_file import opened

SESSION_SECONDS = 12 * 3600
IDLE_SECONDS = 60 * 60  # after which a session that nobody used is over
_SEEN_EVERY = 60  # seconds: using a session is not written down at each page
SHORTEST, LONGEST = 12, 200  # characters of a password
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}")
_SCHEMA = """
CREATE TABLE IF NOT EXISTS account (name TEXT PRIMARY KEY, hash TEXT NOT NULL, role TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS session
  (token TEXT PRIMARY KEY, name TEXT NOT NULL, ends REAL NOT NULL, seen REAL NOT NULL DEFAULT 0);
PRAGMA user_version = 2;
"""


class Role(StrEnum):
    """What somebody may do: read, or read and edit."""

    READER = "reader"
    EDITOR = "editor"


@dataclass(frozen=True, slots=True)
class User:
    """Who is asking."""

    name: str
    role: Role


class Accounts:
    """The accounts of one file; times are seconds since 1970.

    Raises:
        AccountError: no such file (unless ``create``), or not one of accounts.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     accounts = Accounts(Path(folder) / "people.db", create=True)
    ...     accounts.add("ada", "correct horse battery", Role.EDITOR)
    ...     accounts.check("ada", "correct horse battery"), accounts.check("ada", "guess")
    (User(name='ada', role=<Role.EDITOR: 'editor'>), None)
    """

    def __init__(self, place: Path, *, create: bool = False) -> None:
        self.place = place
        self._hasher = PasswordHasher()
        self._checking = threading.Semaphore(2)  # a check takes 64 MB on purpose: few at a time
        if not create and not place.is_file():
            raise AccountError(
                "there is no such file of accounts", where=str(place), accepted="whipcount accounts add FILE"
            )
        if create and not place.exists():
            try:
                place.touch(mode=0o600)
            except OSError as error:
                raise AccountError(f"cannot be made: {error.strerror}", where=str(place)) from None
        with self._open() as connection:
            connection.executescript(_SCHEMA)
            if "seen" not in {row[1] for row in connection.execute("PRAGMA table_info(session)")}:
                connection.execute("DROP TABLE session")  # of an earlier version: everybody logs in anew
                connection.executescript(_SCHEMA)

    def add(self, name: str, password: str, role: Role) -> None:
        """Add an account.

        Raises:
            AccountError: the name is taken or cannot be used, or the password is too short, too long or too common.
        """
        if not _NAME.fullmatch(name):
            raise AccountError(f"{name[:64]!r} is no name", accepted="up to 64 of A-Z a-z 0-9 _ . @ -")
        hashed = self._hash(name, password)
        with self._open() as connection:
            if connection.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone():
                raise AccountError(f"there is an account {name!r} already", where=str(self.place))
            connection.execute("INSERT INTO account VALUES (?, ?, ?)", (name, hashed, role.value))

    def set_password(self, name: str, password: str) -> None:
        """Give an account another password; its sessions end.

        Raises:
            AccountError: no such account, or the password is too short or too long.
        """
        hashed = self._hash(name, password)
        with self._open() as connection:
            done = connection.execute("UPDATE account SET hash = ? WHERE name = ?", (hashed, name)).rowcount
            connection.execute("DELETE FROM session WHERE name = ?", (name,))
        self._found(done, name)

    def remove(self, name: str) -> None:
        """Remove an account; its sessions end.

        Raises:
            AccountError: no such account.
        """
        with self._open() as connection:
            done = connection.execute("DELETE FROM account WHERE name = ?", (name,)).rowcount
            connection.execute("DELETE FROM session WHERE name = ?", (name,))
        self._found(done, name)

    def list(self) -> tuple[User, ...]:
        """All accounts by name."""
        with self._open() as connection:
            rows = connection.execute("SELECT name, role FROM account ORDER BY name").fetchall()
        return tuple(User(name, Role(role)) for name, role in rows)

    def check(self, name: str, password: str) -> User | None:
        """The account if the password is its own; a name that nobody has takes as long as one that somebody has."""
        with self._open() as connection:
            row = connection.execute("SELECT hash, role FROM account WHERE name = ?", (name[:64],)).fetchone()
        hashed = row[0] if row else self._nobody
        with self._checking:
            try:
                self._hasher.verify(hashed, password[:LONGEST])
            except (VerificationError, InvalidHashError):
                return None
        return User(name, Role(row[1])) if row else None

    def begin(self, name: str, now: float) -> str:
        """Begin a session; answers its token, which is kept nowhere."""
        token = secrets.token_urlsafe(32)
        with self._open() as connection:
            connection.execute("DELETE FROM session WHERE ends < ? OR seen < ?", (now, now - IDLE_SECONDS))
            values = (_digest(token), name, now + SESSION_SECONDS, now)
            connection.execute("INSERT INTO session (token, name, ends, seen) VALUES (?, ?, ?, ?)", values)
        return token

    def user(self, token: str, now: float) -> User | None:
        """Whose session a token is, None where it is none or over; using it keeps it from ending unused."""
        query = (
            "SELECT a.name, a.role, s.seen FROM session s JOIN account a ON a.name = s.name"
            " WHERE s.token = ? AND s.ends >= ? AND s.seen >= ?"
        )
        digest = _digest(token)
        with self._open() as connection:
            row = connection.execute(query, (digest, now, now - IDLE_SECONDS)).fetchone()
            if row and row[2] < now - _SEEN_EVERY:
                connection.execute("UPDATE session SET seen = ? WHERE token = ?", (now, digest))
        return User(row[0], Role(row[1])) if row else None

    def sessions(self, now: float) -> tuple[tuple[str, float, float], ...]:
        """Who is logged in: name, when the session was last used, and when it ends (seconds since 1970)."""
        query = "SELECT name, seen, ends FROM session WHERE ends >= ? AND seen >= ? ORDER BY name, seen"
        with self._open() as connection:
            return tuple(connection.execute(query, (now, now - IDLE_SECONDS)).fetchall())

    def end(self, token: str) -> None:
        """End a session."""
        with self._open() as connection:
            connection.execute("DELETE FROM session WHERE token = ?", (_digest(token),))

    @cached_property
    def _nobody(self) -> str:
        return self._hasher.hash(secrets.token_urlsafe(32))

    def _hash(self, name: str, password: str) -> str:
        if not SHORTEST <= len(password) <= LONGEST:
            raise AccountError(
                f"a password of {len(password)} characters", accepted=f"{SHORTEST} to {LONGEST} characters"
            )
        if is_common(password, name):
            raise AccountError(
                "a password that is among the first to be guessed",
                accepted="one of your own, such as four random words",
            )
        return self._hasher.hash(password)

    def _found(self, done: int, name: str) -> None:
        if not done:
            raise AccountError(f"no account {name[:64]!r}", where=str(self.place), accepted="whipcount accounts list")

    def _open(self) -> AbstractContextManager[sqlite3.Connection]:
        return opened(self.place, "accounts", AccountError)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
