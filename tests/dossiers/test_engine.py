"""Opening stores: what is damaged, locked, foreign, newer or older; crashes and two writers."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from inspect import unwrap
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, insert, inspect, text

from tests.dossiers.conftest import a_coding, a_dossier, a_record, a_report, a_statement
from tests.quick_stores import schema_of
from whipcount.dossiers import engine, tables
from whipcount.dossiers.store import Store, open_store
from whipcount.errors import StoreError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store file with one dossier in it."""
    made = tmp_path / "store.db"
    with Store.open(made, create=True) as store:
        store.create(a_dossier())
        for number in range(20):
            report = a_report(number)
            said = a_statement(report)
            store.add_report("lake", report, [said], [a_coding(said)])
    return made


def refused(location: str | Path, message: str, **options: bool) -> None:
    with pytest.raises(StoreError, match=message):
        Store.open(location, **options)


def test_what_is_no_store(tmp_path: Path) -> None:
    refused(tmp_path / "absent.db", "no such store")
    assert not (tmp_path / "absent.db").exists()
    refused(tmp_path, "folder")
    refused(tmp_path / "no" / "folder.db", "folder does not exist", create=True)
    (tmp_path / "text.db").write_text("not a database at all " * 20)
    refused(tmp_path / "text.db", "not a dossier store", create=True)
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE mine (x)")
    other.close()
    refused(tmp_path / "other.db", "another program", create=True)
    (tmp_path / "empty.db").touch()
    refused(tmp_path / "empty.db", "not a dossier store")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("mysql://h/x", "kind 'mysql'"),
        ("postgresql://me:secret@127.0.0.1:1/x", "answers"),
        ("http:/broken", "is no store"),
        ("sqlite://", "without a file"),
        ("", "is no store"),
        ("://x", "no database URL"),
    ],
)
def test_wrong_urls(url: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        Store.open(url)
    assert "secret" not in str(caught.value)


def test_what_is_acknowledged_has_reached_the_disk(tmp_path: Path) -> None:
    """As users' stores are opened; those of the other tests do not wait (tests/quick_stores.py)."""
    assert engine._prepare is not unwrap(engine._prepare)
    connection = sqlite3.connect(tmp_path / "a.db")
    unwrap(engine._prepare)(connection, None)
    told = {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")}
    connection.close()
    assert told == {"journal_mode": "wal", "synchronous": 2}


def test_a_store_of_the_tests_holds_what_the_steps_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two made as the other tests make them, the second a copy at the latest, and one by all steps."""
    held = []
    for name in ("one.db", "two.db", "steps.db"):
        if name == "steps.db":
            monkeypatch.setattr(engine, "upgrade", unwrap(engine.upgrade))
        with Store.open(tmp_path / name, create=True) as store, store.engine.connect() as connection:
            rows = {
                table: connection.execute(text(f"SELECT * FROM {table}")).all()  # names of the schema's own
                for table in inspect(connection).get_table_names()
            }
            held.append((schema_of(connection), rows))
    assert held[0] == held[1] == held[2]
    assert held[2][1]["alembic_version"] == [(engine.HEAD,)]


def test_a_truncated_store_is_refused_and_left_alone(path: Path) -> None:
    whole = path.read_bytes()
    for share in (0.2, 0.5, 0.9):
        cut = whole[: int(len(whole) * share)]
        path.write_bytes(cut)
        refused(path, "truncated|damaged")
        assert path.read_bytes() == cut


def test_pages_overwritten_with_noise_give_one_clear_error(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : len(data) - 4096] = os.urandom(len(data) - 8192)
    path.write_bytes(bytes(data))

    def read_all() -> None:
        with Store.open(path) as store:
            store.dossier("lake")
            store.evidence("lake")

    with pytest.raises(StoreError, match=r"damaged|truncated"):
        read_all()


def test_a_locked_store(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "BUSY_SECONDS", 0.2)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with Store.open(path) as store:
            assert store.revision("lake") == 21  # reading goes on
            with pytest.raises(StoreError, match="locked by another program"):
                store.add_evidence("lake", [a_record("r-9")])
    finally:
        holder.execute("ROLLBACK")
        holder.close()


def test_a_newer_schema(location: str) -> None:
    with Store.open(location, create=True) as store:
        with store.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        with pytest.raises(StoreError, match=r"newer schema \(9999"):
            Store.open(location)


EARLIER = ["0001", "0002", "0003", "0004", "0005"]


@pytest.mark.parametrize("version", EARLIER)
def test_migration_from_every_earlier_schema_keeps_all(location: str, version: str) -> None:
    bare = create_engine(engine.parse_url(location))
    with bare.begin() as connection:
        engine.upgrade(connection, version)
        moment = "2020-01-01T00:00:00.000000Z"
        connection.execute(insert(tables.dossier).values(id="old", created_at=moment))
        row = {"dossier": "old", "number": 1, "recorded_at": moment, "author": "", "action": "create"}
        connection.execute(insert(tables.change).values(**row, subject="s", note=""))
        connection.execute(insert(tables.outline).values(dossier="old", change=1, doc='{"title":"Old"}'))
    bare.dispose()
    with pytest.raises(StoreError, match=rf"older schema \({version}\)"):
        Store.open(location, migrate=False)
    with Store.open(location) as store:
        assert store.dossier("old").title == "Old"
        assert store.forecasts("old") == ()
        store.create(a_dossier())


def test_every_schema_but_the_last_is_migrated_from() -> None:
    versions = (Path(engine.__file__).parent / "migrations" / "versions").glob("v*.py")
    assert sorted(path.name[1:5] for path in versions) == [*EARLIER, engine.HEAD]


def test_the_migrations_make_the_tables_of_the_code(location: str) -> None:
    with Store.open(location, create=True) as store, store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, tables.metadata) == []
        assert set(inspect(connection).get_table_names()) == {*tables.metadata.tables, "alembic_version"}


WORKER = """
import sys
from tests.dossiers.conftest import a_coding, a_report, a_statement
from whipcount.dossiers.store import Store, open_store
with Store.open(sys.argv[1]) as store:
    for number in range(int(sys.argv[2]), int(sys.argv[3])):
        report = a_report(number)
        said = a_statement(report)
        store.add_report("lake", report, [said], [a_coding(said)])
        print(number, flush=True)  # acknowledged
"""


def start(location: str, first: int, last: int) -> subprocess.Popen[str]:
    root = Path(__file__).resolve().parents[2]
    paths = os.pathsep.join([str(root), *(p for p in sys.path if p)])
    return subprocess.Popen(
        [sys.executable, "-c", WORKER, location, str(first), str(last)],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}, cwd=root,
    )  # fmt: skip


@pytest.mark.slow
def test_a_killed_ingest_loses_nothing_acknowledged_and_leaves_nothing_half_written(location: str) -> None:
    with Store.open(location, create=True) as store:
        store.create(replace(a_dossier(), reports=()))
    reached = 0
    for stop_after in (3, 30):
        worker = start(location, reached, 10_000)
        assert worker.stdout is not None
        for line in worker.stdout:
            reached = int(line) + 1
            if reached >= stop_after:
                break
        worker.send_signal(signal.SIGKILL)
        rest = worker.stdout.read().split()
        reached = int(rest[-1]) + 1 if rest and rest[-1].isdecimal() else reached
        worker.wait()
        worker.stdout.close()
        with Store.open(location) as store:
            kept = {report.sha256 for report in store.dossier("lake").reports}
            assert {a_report(n).sha256 for n in range(reached)} <= kept
            assert len(kept) <= reached + 1  # one may have been committed and not told yet
            with store.engine.connect() as connection:
                counts = {
                    name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one()
                    for name in ("report", "reading", "statement")
                }
                changes = connection.execute(text("SELECT count(*), max(number) FROM change")).one()
            assert set(counts.values()) == {len(kept)}
            assert len(store.evidence("lake")) == len(kept) + 1
            assert changes[0] == changes[1] == len(kept) + 1


@pytest.mark.slow
def test_two_writers_at_once(location: str) -> None:
    with Store.open(location, create=True) as store:
        store.create(replace(a_dossier(), reports=()))
        workers = [start(location, 0, 30), start(location, 15, 45)]
        for worker in workers:
            out, _ = worker.communicate(timeout=300)
            assert worker.returncode == 0, out
        assert len(store.dossier("lake").reports) == 45
        numbers = [change.number for change in store.changes("lake")]
        assert numbers == list(range(1, 47))
        times = [change.recorded_at for change in store.changes("lake")]
        assert times == sorted(times)


def test_two_threads_share_a_store(location: str) -> None:
    with Store.open(location, create=True) as store:
        store.create(replace(a_dossier(), reports=()))

        def work(first: int) -> None:
            for number in range(first, first + 8):
                store.add_evidence("lake", [a_record(f"r-{number}")])

        threads = [threading.Thread(target=work, args=(first,)) for first in (100, 104)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(store.evidence("lake")) == 13
        assert store.revision("lake") == 13


def test_a_failure_in_the_middle_leaves_nothing(location: str) -> None:
    with Store.open(location, create=True) as store:
        store.create(a_dossier())
        store.add_report("lake", a_report(7), [], [])
        row = {"id": "v-1", "day": "2030-01-01", "doc": "{}"}
        with pytest.raises(StoreError, match="refuses"), store.change("lake", "test", "", "", "", None) as change:
            change.put(tables.event, [row, row])
        assert store.revision("lake") == 2
        assert len(store.dossier("lake").events) == 1


def test_what_may_not_be_written_is_read_without_a_trace(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_may_write", lambda _path: False)
    before = {item: item.read_bytes() for item in path.parent.iterdir()}
    with open_store(path) as store:
        assert len(store.evidence("lake")) == 21
        with pytest.raises(StoreError, match="may not be written"):
            store.add_evidence("lake", [a_record("r-new", "AA")])
    assert {item: item.read_bytes() for item in path.parent.iterdir()} == before
    with Store.open(path) as other:  # while somebody writes, the log is read too
        other.add_evidence("lake", [a_record("r-new", "AA")])
        with open_store(path) as store:
            assert len(store.evidence("lake")) == 22


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may become somebody else")
def test_a_store_in_a_folder_of_others(path: Path) -> None:
    program = "import os, sys; from whipcount.dossiers.store import open_store\n"
    program += "open_store(sys.argv[1]).close()\n"  # once as root: what it needs is loaded then
    program += "os.setuid(65534)\nwith open_store(sys.argv[1]) as store: print(len(store.evidence('lake')))"
    for folder in path.parents:  # as many as there are: a worker of many has one more
        if folder.stat().st_uid == 0 and not folder.stat().st_mode & 0o005:
            folder.chmod(0o755)
    path.chmod(0o644)  # shared on purpose: a store is made for its owner alone
    made = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=60)
    assert (made.stdout, made.stderr) == ("21\n", "")
