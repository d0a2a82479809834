"""``--jobs``: the same output, ids and store for every number of processes; stopping leaves what was acknowledged."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from whipcount.cli.main import main
from whipcount.cli.options.jobs import HANDFUL, how_many
from whipcount.dossiers import store as stores
from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.processes import cores
from whipcount.reports.formats.pieces import Piece

TEXT = (
    "Kell and the lake, part {n}\n"
    "HARROWMERE, March 4, 2025 - Tove Linde, the foreign minister of Kell, said that Kell will vote to admit Orvana "
    "to the Lake Council, in {n} days.\n"
)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(5):
        (folder / f"{n}.txt").write_text(TEXT.format(n=n), encoding="utf-8")
    lines = [json.dumps({"text": TEXT.format(n=n), "published": "2025-03-05"}) for n in range(3, 9)]
    (folder / "more.jsonl").write_text("\n".join([*lines[:2], "{broken", *lines[2:]]), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "later.txt").write_text(TEXT.format(n=77).replace("2025", "2093"), encoding="utf-8")
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[object, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(words)
    told = capsys.readouterr()
    return ended.value.code, told.out, told.err


@pytest.mark.slow
def test_read_is_the_same_to_the_byte(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = run(capsys, "read", "--jobs", "1", "--format", "jsonl", str(reports))
    assert run(capsys, "read", "--jobs", "2", "--format", "jsonl", str(reports)) == alone
    assert alone[0] == 2
    assert len(alone[1].splitlines()) == 12
    assert "more.jsonl line 3: not JSON" in alone[2]


class Ticking(datetime):
    """A clock that moves on by a second each time that it is asked."""

    asked = 0

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        cls.asked += 1
        return datetime(2031, 1, 1, tzinfo=UTC) + timedelta(seconds=cls.asked)


@pytest.mark.slow
def test_the_store_is_the_same_to_the_byte(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No decision yet: the first report that tells one says it, and those read ahead without it are read anew."""
    monkeypatch.setattr(stores, "datetime", Ticking)
    held, told = [], []
    for number in ("1", "2"):
        Ticking.asked = 0
        place = str(tmp_path / f"{number}.db")
        with stores.Store.open(place, create=True) as store:
            store.create(Dossier("lake", "The Lake Council admits Orvana", None))
        code, out, problems = run(capsys, "add", "--jobs", number, place, str(reports), "--json")
        told.append((code, out, problems.replace(place, "STORE")))
        with closing(sqlite3.connect(place)) as database:
            held.append(list(database.iterdump()))
    assert told[0] == told[1]
    assert held[0] == held[1]
    summary = json.loads(told[0][1])
    assert (told[0][0], summary["new"], summary["known"], summary["failed"]) == (2, 9, 2, 3)
    assert sum(row["statements"] for row in summary["reports"]) >= 9


def test_one_process_for_a_handful_all_cores_for_more() -> None:
    def pieces(number: int, size: int = 3_000) -> Any:
        return iter([Piece(str(n), size) for n in range(number)])

    few, rest = how_many(None, pieces(HANDFUL - 1))
    assert few == 1
    assert len(list(rest)) == HANDFUL - 1
    assert how_many(None, pieces(HANDFUL))[0] == min(HANDFUL, cores())
    assert how_many(None, pieces(2, 400_000))[0] == min(2, cores())
    assert how_many(None, pieces(1, 5_000_000))[0] == 1
    assert how_many(3, pieces(HANDFUL))[0] == 3
    assert how_many(8, pieces(2))[0] == 2


@pytest.mark.slow
def test_ctrl_c_leaves_what_was_acknowledged(root: Path, tmp_path: Path) -> None:
    folder, place = tmp_path / "reports", tmp_path / "a.db"
    folder.mkdir()
    for n in range(60):
        (folder / f"{n:02}.txt").write_text(TEXT.format(n=n) * 4, encoding="utf-8")
    paths = os.pathsep.join([str(root / "src"), *(path for path in sys.path if path)])
    command, settings = [sys.executable, "-m", "whipcount"], {**os.environ, "PYTHONPATH": paths}
    with stores.Store.open(place, create=True) as store:
        store.create(load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml"))
    process = subprocess.Popen(
        [*command, "add", "--jobs", "2", str(place), str(folder)],
        env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        preexec_fn=hear_interrupts,
    )  # fmt: skip

    def kept() -> int:
        with closing(sqlite3.connect(place)) as database:
            return int(database.execute("select count(*) from report").fetchone()[0]) - 2

    while process.poll() is None and kept() < 1:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, told = process.communicate(timeout=300)
    assert process.returncode == 2
    assert told.strip() == "stopped"
    assert 1 <= kept() < 60
    assert ended(process.pid)


def hear_interrupts() -> None:
    """What a shell starts in the background ignores interrupts, and its children after it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ended(group: int) -> bool:
    """Whether none of a group of processes is left, within some seconds."""
    for _ in range(400):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
