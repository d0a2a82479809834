import sqlite3
import threading
from pathlib import Path

import pytest

from tests.dossiers.conftest import a_record
from tests.dossiers.test_edits import filled
from whipcount.dossiers.backup import backup
from whipcount.dossiers.exchange.archive import write_archive
from whipcount.dossiers.store import Store
from whipcount.dossiers.verification import verify
from whipcount.errors import StoreError


def test_a_copy_holds_together_and_tells_the_same(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as store:
        size = backup(tmp_path / "a.db", tmp_path / "copy.db")
        assert size == (tmp_path / "copy.db").stat().st_size
        with Store.open(tmp_path / "copy.db") as copy:
            assert list(write_archive(copy, copy.ids()[0])) == list(write_archive(store, store.ids()[0]))
            assert verify(copy) == verify(store)


def test_a_copy_made_while_somebody_writes_is_of_one_moment(tmp_path: Path) -> None:
    with filled(tmp_path / "a.db") as store:
        key = store.ids()[0]

        def write() -> None:
            for number in range(20):
                store.add_evidence(key, [a_record(f"more-{number}")])

        writer = threading.Thread(target=write)
        writer.start()
        backup(tmp_path / "a.db", tmp_path / "copy.db", pages=1)
        writer.join()
    with Store.open(tmp_path / "copy.db") as copy:
        added = [item.id for item in copy.evidence(key) if item.id.startswith("more-")]
        assert added == [f"more-{number}" for number in range(len(added))]  # the first so many, none left out


def test_what_cannot_be_copied_is_one_error_and_leaves_nothing(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as base:
        base.execute("CREATE TABLE x (y)")
    base.close()
    for source, why in ((tmp_path / "none.db", "no store is there"), ("postgresql://localhost/x", "a database server")):
        with pytest.raises(StoreError, match=why):
            backup(source, tmp_path / "copy.db")
    with pytest.raises(StoreError, match="is there already"):
        backup(other, other)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.db"]
