"""The small files that the server keeps for itself: for its owner alone, one transaction at a time, never a store."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest

from whipcount.dossiers.store import Store
from whipcount.errors import AccountError, InputError
from whipcount.web.own_file import opened


def test_it_is_made_for_its_owner_alone_and_keeps_what_was_written(tmp_path: Path) -> None:
    place = tmp_path / "own.db"
    with opened(place, "links", InputError) as connection:
        connection.execute("CREATE TABLE t (x)")
        connection.execute("INSERT INTO t VALUES (1)")
    assert place.stat().st_mode & 0o077 == 0
    with opened(place, "links", InputError) as connection:
        assert connection.execute("SELECT x FROM t").fetchall() == [(1,)]
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")  # closed


def test_what_fails_on_the_way_is_not_written(tmp_path: Path) -> None:
    place = tmp_path / "own.db"
    with opened(place, "links", InputError) as connection:
        connection.execute("CREATE TABLE t (x)")
    with suppress(KeyError), opened(place, "links", InputError) as connection:
        connection.execute("INSERT INTO t VALUES (1)")
        raise KeyError
    with opened(place, "links", InputError) as connection:
        assert connection.execute("SELECT count(*) FROM t").fetchone() == (0,)


@pytest.mark.parametrize("error", [InputError, AccountError])
def test_another_file_is_refused_in_the_callers_own_kind_of_error(tmp_path: Path, error: type[InputError]) -> None:
    (tmp_path / "text.db").write_text("hello " * 200)
    with pytest.raises(error, match="not a file of links"), opened(tmp_path / "text.db", "links", error):
        pass
    Store.open(tmp_path / "store.db", create=True).close()
    with pytest.raises(error, match="a dossier store"), opened(tmp_path / "store.db", "links", error):
        pass
