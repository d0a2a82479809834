"""The database beneath a store: opening it safely, one schema version, clear errors.

SQLite runs with a write-ahead log and waits for the disk at each commit, so that what was acknowledged survives a
crash; a writer takes its lock when its transaction begins, so that two writers queue and never mix. PostgreSQL does
both by itself.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    NoSuchModuleError,
    OperationalError,
    SQLAlchemyError,
)

from whipcount.dossiers.ledger import seal_all
from whipcount.dossiers.location import SQLITE
from whipcount.errors import MissingExtraError, StoreError

HEAD = "0006"  # the schema version that this code writes
BUSY_SECONDS = 20.0
_ACCEPTED = "a path, sqlite:///PATH or postgresql://USER@HOST/NAME"


def parse_url(location: str | Path) -> URL:
    """The database URL of a path or URL.

    Raises:
        StoreError: no URL of a kind that is known.

    >>> parse_url("votes.db").render_as_string(), parse_url("postgresql://h/db").drivername
    ('sqlite:///votes.db', 'postgresql+psycopg')
    """
    words = str(location)
    if isinstance(location, Path) or "://" not in words:
        if re.match(r"[a-z+]+:/", words) or not words.strip():
            raise StoreError(f"{words!r} is no store", accepted=_ACCEPTED)
        return URL.create("sqlite", database=words)
    try:
        url = make_url(words)
    except (ArgumentError, ValueError):
        raise StoreError(f"{_hidden(words)!r} is no database URL", accepted=_ACCEPTED) from None
    kind = url.drivername.split("+")[0]
    if kind == "sqlite":
        if not url.database:
            raise StoreError("an SQLite URL without a file", accepted=_ACCEPTED)
        return url.set(drivername="sqlite")
    if kind in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    raise StoreError(f"a database of kind {kind!r}", accepted=_ACCEPTED)


def open_engine(location: str | Path, *, create: bool = False, migrate: bool = True, to_read: bool = False) -> Engine:
    """Open the database, check that it is whole and ours, and bring it to the present schema.

    Args:
        location: a path or URL.
        create: make it where there is none yet; otherwise that is an error.
        migrate: bring an older schema up to date; otherwise that is an error too.
        to_read: a file that may not be written to, or in a folder that may not, is opened all the same; what is
            written to it is refused then.

    Raises:
        StoreError: absent, damaged, locked, unreachable, another program's, or of a newer schema.
        MissingExtraError: PostgreSQL without its driver.
    """
    url = parse_url(location)
    where = place(url)
    if url.drivername == "sqlite":
        _check_file(Path(url.database or ""), where, create)
    options = _options(url)
    fixed = to_read and url.drivername == "sqlite" and not _may_write(Path(url.database or ""))
    if fixed:
        options = {"creator": lambda: _read_only(Path(url.database or ""))}
    try:
        engine = create_engine(url, **options)
    except (NoSuchModuleError, ImportError):
        raise MissingExtraError("psycopg", extra="postgres") from None
    if url.drivername == "sqlite":
        if not fixed:
            event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    try:
        with translated(where):
            _bring_up_to_date(engine, where, create, migrate)
    except BaseException:
        engine.dispose()
        raise
    return engine


def place(url: URL) -> str:
    """How messages name the database: never with its password."""
    return url.database or "" if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees one state of the database and writes nothing."""
    with translated(place(engine.url)), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that writes: all of it or nothing."""
    with (
        translated(place(engine.url)),
        engine.connect().execution_options(write=True) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn the database's errors into one clear ``StoreError``."""
    try:
        yield
    except UnicodeEncodeError:
        raise StoreError("text that is no Unicode cannot be kept", where=where, accepted="Unicode text") from None
    except UnicodeDecodeError as error:  # names of tables and columns, which may be any bytes
        accepted = "a backup: whipcount import ARCHIVE"
        raise StoreError(f"damaged ({error})", where=where, accepted=accepted) from None
    except SQLAlchemyError as error:
        cause = str(error.orig) if isinstance(error, DBAPIError) else str(error)
        line = cause.strip().splitlines()[0] if cause.strip() else type(error).__name__
        if "locked" in line or "lock timeout" in line:
            raise StoreError(
                f"locked by another program for more than {BUSY_SECONDS:g} s", where=where, accepted="try again later"
            ) from error
        if isinstance(error, DatabaseError) and re.search("malformed|not a database|disk I/O|corrupt", line):
            raise StoreError(f"damaged ({line})", where=where, accepted="a backup: whipcount import ARCHIVE") from error
        if "readonly database" in line or "unable to open database file" in line:
            raise StoreError(
                f"may not be written ({line})", where=where, accepted="a file and a folder with permission to write"
            ) from error
        if isinstance(error, OperationalError):
            raise StoreError(f"the database answers: {line[:300]}", where=where) from error
        raise StoreError(f"the database refuses: {line[:300]}", where=where) from error


def _may_write(path: Path) -> bool:
    """Whether a store's file may be written to, and its folder too, where SQLite keeps its log beside it."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def _read_only(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing, not even a log.

    A log that somebody else's connection has left or holds is read with it; without one, SQLite is told that the file
    does not change meanwhile, since it cannot make a log of its own to watch for that.
    """
    target = path.resolve()
    log = target.with_name(f"{target.name}-wal")
    mode = "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"
    connection = sqlite3.connect(
        f"file:{quote(str(target))}?{mode}", uri=True, timeout=BUSY_SECONDS, check_same_thread=False
    )
    connection.isolation_level = None
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _options(url: URL) -> dict[str, Any]:
    if url.drivername == "sqlite":
        return {"connect_args": {"timeout": BUSY_SECONDS, "check_same_thread": False}}
    return {"pool_pre_ping": True, "connect_args": {"connect_timeout": 10, "options": "-c lock_timeout=20000"}}


def _check_file(path: Path, where: str, create: bool) -> None:
    """Whether an SQLite file is there, is one, and has all its pages."""
    if path.is_dir():
        raise StoreError("this is a folder", where=where, accepted="a file")
    if not path.exists():
        if not create:
            raise StoreError("there is no such store", where=where, accepted="whipcount init makes one")
        if not path.parent.is_dir():
            raise StoreError("its folder does not exist", where=where, accepted="an existing folder")
        try:  # its log and index take the mode from it
            path.touch(mode=0o600)
        except OSError as error:
            raise StoreError(f"cannot be made ({error.strerror})", where=where, accepted=_ACCEPTED) from None
        return
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = path.stat().st_size
    except OSError as error:
        raise StoreError(f"cannot be opened ({error.strerror})", where=where, accepted=_ACCEPTED) from None
    if size == 0 and create:
        return
    if not head.startswith(SQLITE):
        raise StoreError("not a dossier store", where=where, accepted=_ACCEPTED)
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    log = path.with_name(f"{path.name}-wal")
    if log.exists() and log.stat().st_size:
        return  # pages of it stand in a log that SQLite takes in when it opens the file
    if len(head) < 100 or page < 512 or (head[24:28] == head[92:96] and size < page * pages):
        raise StoreError(
            f"truncated: {size:,} of {page * pages:,} bytes", where=where, accepted="a backup: whipcount import ARCHIVE"
        )


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so, see _begin
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    mode = "IMMEDIATE" if connection.get_execution_options().get("write") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {mode}")


def _bring_up_to_date(engine: Engine, where: str, create: bool, migrate: bool) -> None:
    with engine.connect() as connection, connection.begin():
        version = _version(connection, where)
    if version == HEAD:
        return
    if version is None and not create:
        raise StoreError("there are no dossiers here", where=where, accepted="whipcount init makes a store")
    if version is not None and version > HEAD:
        raise StoreError(
            f"of a newer schema ({version}; this version of whipcount knows up to {HEAD})",
            where=where,
            accepted="a newer whipcount",
        )
    if version is not None and not migrate:
        raise StoreError(f"of an older schema ({version})", where=where, accepted=f"schema {HEAD}")
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(7746861)"))  # one migrates, others wait
        if _version(connection, where) != HEAD:
            upgrade(connection)
            for (dossier_id,) in connection.execute(text("SELECT id FROM dossier")).all():
                seal_all(connection, dossier_id)


def upgrade(connection: Connection, version: str = "head") -> None:
    """Run the steps up to a version on a connection, within its transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, version)


def _version(connection: Connection, where: str) -> str | None:
    names = set(inspect(connection).get_table_names())
    if "alembic_version" not in names:
        if names:
            raise StoreError("a database of another program", where=where, accepted="a store made by whipcount init")
        return None
    version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    numbered = re.fullmatch(r"[0-9]{4}", str(version)) is not None and str(version) != "0000"
    if version is not None and (not numbered or "change" not in names):
        raise StoreError("a database of another program", where=where, accepted="a store made by whipcount init")
    return None if version is None else str(version)


def _hidden(words: str) -> str:
    return re.sub(r"://([^:/@]*):[^@]*@", r"://\1:***@", words)
