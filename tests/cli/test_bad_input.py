"""What a user may give by mistake or malice: one clear error each, and nothing lost."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.cli.shell import Shell, shell, stand_in
from tests.dossiers.conftest import a_report
from whipcount.cli.options.output import write_file
from whipcount.dossiers.engine import translated
from whipcount.dossiers.store import Store
from whipcount.errors import InputError, StoreError

__all__ = ["shell"]  # a fixture


@pytest.fixture(autouse=True)
def _no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)


def kept(shell: Shell) -> tuple[str, int]:
    """All that the dossier holds, as its archive tells it."""
    text = shell("export", shell.store)
    return text, text.count("\n")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("empty.txt", b"", "the report is empty"),
        ("binary.txt", bytes(range(256)) * 40, "binary"),
        ("binary.pdf", bytes(range(256)) * 40, "binary"),
        ("huge.txt", None, "too large: 200.0 MB"),
        ("folder", "folder", "no reports in this folder"),
        ("absent.txt", "absent", "no such file"),
    ],
)
def test_reports_that_are_none(shell: Shell, name: str, content: bytes | str | None, told: str) -> None:
    before, path = kept(shell), shell.folder / name
    if content == "folder":
        path.mkdir()
    elif content is None:
        with path.open("wb") as file:
            file.truncate(200_000_000)  # a hole: it takes no room
    elif isinstance(content, bytes):
        path.write_bytes(content)
    message = shell("add", shell.store, str(path), code=2)
    assert told in message.replace("No such file", "no such file")
    assert kept(shell) == before


@pytest.mark.parametrize(
    "name", [b"a\x1b[31m'; DROP TABLE report;--.txt", "\u202egpj.txt".encode(), b"bad\xff.txt", b"=cmd|'x'!A1.txt"]
)
def test_names_of_reports_are_hostile(shell: Shell, name: bytes) -> None:
    folder = shell.folder / "reports"
    folder.mkdir()
    Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(a_report().text.replace("2030", "2020"))
    shell("add", shell.store, str(folder), "--published", "2025-01-02")
    table = shell("statements", shell.store)
    assert "\x1b" not in table
    assert "\u202e" not in table
    cells = shell("export", shell.store, "--format", "csv", "--what", "reports")
    assert ",=" not in cells
    path, other = shell.folder / "a.jsonl", str(shell.folder / "b.db")
    shell("export", shell.store, "-o", str(path))
    shell("import", other, str(path))
    assert shell("export", other).encode() == path.read_bytes()


def test_words_that_are_no_unicode(shell: Shell) -> None:
    with Store.open(shell.store) as store:
        key = store.evidence("orvana")[0].id
    shell("correct", shell.store, key, "--reject", "--reason", "r\udcff", "--author", "\udcff")
    with Store.open(shell.store) as store:
        last = store.changes("orvana")[-1]
    assert (last.author, last.note) == ("", "r\ufffd")


@pytest.mark.parametrize(
    "command", [["tally"], ["add", "--again"], ["why", "TR"], ["brief", "--dossier"], ["import", "x.jsonl"]]
)
@pytest.mark.parametrize("harm", ["cut", "newer", "folder", "absent", "url"])
def test_stores_that_are_none(shell: Shell, harm: str, command: list[str]) -> None:
    path = shell.folder / "harmed.db"
    if harm in ("cut", "newer"):
        shutil.copy(shell.store, path)
    if harm == "cut":
        path.write_bytes(path.read_bytes()[:20_000])
    elif harm == "newer":
        with sqlite3.connect(path) as raw:
            raw.execute("UPDATE alembic_version SET version_num = '0999'")
        raw.close()
    elif harm == "folder":
        path.mkdir()
    place = "mysql://h/x" if harm == "url" else str(path)
    told = {"cut": "truncated", "newer": "newer schema", "folder": "folder", "absent": "no such", "url": "kind 'mysql'"}
    before = path.read_bytes() if path.is_file() else None
    words = [command[0], *command[1:], place] if command[0] == "brief" else [command[0], place, *command[1:]]
    message = shell(*words, code=2)
    expected = "cannot be read" if (harm, command[0]) == ("absent", "import") else told[harm]
    assert expected in message
    assert message.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_locked_store_stops_the_ingest_at_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.engine.BUSY_SECONDS", 0.2)
    read: list[str] = []

    def reader(report, outline):  # type: ignore[no-untyped-def]
        read.append(report.name)
        return stand_in(report, outline)

    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: reader)
    folder = shell.folder / "reports"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.txt").write_text(a_report(number).text.replace("2030", "2020"))
    before = kept(shell)
    holder = sqlite3.connect(shell.store, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert "locked by another program" in shell("add", shell.store, str(folder), code=2)
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert read == ["0.txt"]
    assert kept(shell) == before
    shell("add", shell.store, str(folder), "--published", "2025-01-02")
    assert len(read) == 5


@pytest.mark.parametrize("line", ["attempt to write a readonly database", "unable to open database file"])
def test_a_store_that_may_not_be_written(line: str) -> None:
    with pytest.raises(StoreError, match="may not be written"), translated("desk.db"):
        raise OperationalError("INSERT", {}, sqlite3.OperationalError(line))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_no_permission(shell: Shell) -> None:
    Path(shell.store).chmod(0o444)
    shell.folder.chmod(0o555)
    try:
        assert "may not be written" in shell("add", shell.store, "--again", code=2)
        assert "blocked" in shell("tally", shell.store, code=1)
        assert "may not be written" in shell("export", shell.store, "-o", str(shell.folder / "x.jsonl"), code=2)
    finally:
        shell.folder.chmod(0o755)


def test_a_refused_archive_leaves_no_store_behind(shell: Shell) -> None:
    path = shell.folder / "bad.jsonl"
    path.write_text(kept(shell)[0][:-40])
    other = shell.folder / "new.db"
    shell("import", str(other), str(path), code=2)
    assert not other.exists()
    shell("import", shell.store, str(path), code=2)
    assert Path(shell.store).exists()


def test_what_is_no_file_is_never_replaced(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("before")
    link.symlink_to(target)
    write_file(link, [b"after"])
    assert link.is_symlink()
    assert target.read_text() == "after"
    device = Path("/dev/null")
    write_file(device, [b"gone"])
    assert not device.is_file()
    with pytest.raises(InputError, match="cannot be written"):
        write_file(tmp_path / "no" / "x.txt", [b""])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link.txt", "target.txt"]
