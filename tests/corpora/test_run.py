"""Runs: killed anywhere and taken up, in any order, twice: the same rows, each report once, nothing half-written."""

from __future__ import annotations

import errno
import json
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.corpora.articles import archive, lines, pages, rows, sums, text, whole
from whipcount.corpora import folder as folders
from whipcount.corpora.folder import Folder, writing
from whipcount.corpora.plan import Plan
from whipcount.corpora.router import Route
from whipcount.corpora.run import Summary, run
from whipcount.corpora.tables import REPORTS, STATEMENTS
from whipcount.corpora.units import Columns
from whipcount.errors import InputError, MissingExtraError, WhipcountError, WorkerError


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """80 articles in four inputs; 20 of them twice, the second time with another address."""
    folder = tmp_path / "news"
    folder.mkdir()
    archive(folder / "a.warc.gz", pages(range(25)))
    (folder / "b.jsonl").write_bytes(lines(range(15, 60)))
    for number in range(60, 75):
        (folder / f"{number}.txt").write_text(text(number))
    more = [{"text": text(n), "url": f"https://copy.example/{n}"} for n in range(50, 65)]
    (folder / "c.jsonl").write_text("\n".join(map(json.dumps, more)))
    return folder


class Killed(BaseException):
    """Ends a run where it stands, as a signal would."""


@pytest.mark.usefixtures("quick_reader")
def test_the_same_rows_whatever_is_killed_and_in_whatever_order(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone = run(str(tmp_path / "alone"), [str(news)], size=25)
    assert (alone.units, alone.reports + alone.known, alone.failed) == (5, 100, 0)
    assert len({row["sha256"] for row in rows(tmp_path / "alone", REPORTS)}) == alone.reports
    # every step of taking a unit in is one at which a run may end
    for at in range(1, 22, 3):
        out = tmp_path / f"killed-{at}"
        steps = 0
        sync, put = folders.synced, Folder._put

        def step(*given: Any, ended: int = at) -> None:
            nonlocal steps
            steps += 1
            if steps == ended:
                raise Killed

        with monkeypatch.context() as patched:
            patched.setattr(folders, "synced", lambda path, _sync=sync, _step=step: (_step(), _sync(path)))
            patched.setattr(Folder, "_put", lambda s, n, v, _put=put, _step=step: (_step(), _put(s, n, v)))
            with pytest.raises(Killed):
                run(str(out), [str(news)], size=25)
        resumed = run(str(out), [str(news / "c.jsonl"), str(news)], size=25)
        assert resumed.units + resumed.done == 5
        assert whole(out) == whole(tmp_path / "alone")
        assert not any((out / "_staged").iterdir())
        shutil.rmtree(out)
    again = run(str(tmp_path / "alone"), [str(news)], size=25)
    assert (again.units, again.done, again.reports, again.statements) == (0, 5, 0, 0)


@pytest.mark.usefixtures("quick_reader")
def test_a_report_of_two_inputs_is_kept_once_with_its_statements(news: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    first = run(out, [str(news / "b.jsonl"), str(news / "c.jsonl")], size=25)
    assert (first.reports, first.known) == (50, 10)
    found = rows(out, REPORTS)
    assert sum(row["statements"] for row in found) == len(rows(out, STATEMENTS)) == first.statements
    assert sum(row["url"].startswith("https://lake") for row in found) == 45
    twice = tmp_path / "twice.jsonl"
    twice.write_bytes(lines([200, 201, 200]))
    assert run(out, [str(twice)], size=25).reports == 2
    assert len(rows(out, STATEMENTS)) == first.statements + 4


@pytest.mark.usefixtures("quick_reader")
def test_the_same_input_under_another_name_is_known_as_a_whole(news: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "out")
    run(out, [str(news / "b.jsonl")], size=25)
    shutil.copy(news / "b.jsonl", tmp_path / "copy.jsonl")
    assert run(out, [str(tmp_path / "copy.jsonl")], size=25).done == 2


@pytest.mark.usefixtures("quick_reader")
def test_a_full_disk_is_one_error_and_nothing_half_written(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out"
    write = folders.write_table
    written: list[str] = []

    def full(table: Any, path: str) -> None:
        write(table, path)
        written.append(path)
        if len(written) == 6:
            raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(folders, "write_table", full)
        with pytest.raises(InputError, match=r"out: cannot be written \(No space left on device\)"):
            run(str(out), [str(news)], size=25)
    assert not any((out / "_staged").iterdir())
    done = {file.stem for file in (out / "_done").iterdir()}
    assert len(done) == 2
    assert {file.stem for file in (out / "reports").iterdir()} == done
    assert run(str(out), [str(news)], size=25).done == 2


@pytest.mark.usefixtures("quick_reader")
def test_folders_that_cannot_be_used(news: Path, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is no corpus, and is not empty"):
        run(str(news), [str(news / "b.jsonl")])
    out = str(tmp_path / "out")
    run(out, [str(news / "c.jsonl")], size=25)
    with pytest.raises(InputError, match=r"read in another way \(other size\)"):
        run(out, [str(news)], size=50)
    with pytest.raises(InputError, match="other route"):
        run(out, [str(news)], size=25, plan=Plan(Columns(), Route(("Orvana",))))
    with writing(Folder(out)), pytest.raises(InputError, match="another run is writing"):
        run(out, [str(news)], size=25)
    with pytest.raises(InputError, match="24 articles in a unit"):
        run(out, [str(news)], size=24)
    with pytest.raises(InputError, match="no such file"):
        run(str(tmp_path / "new"), [str(tmp_path / "none")])
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("quick_reader")
def test_inputs_that_cannot_be_read_to_their_end_stop_nothing(news: Path, tmp_path: Path) -> None:
    path = news / "a.warc.gz"
    path.write_bytes(path.read_bytes()[:-400])
    told: list[str] = []
    ended = run(str(tmp_path / "out"), [str(news)], size=25, on_error=lambda error: told.append(str(error)))
    assert told == [f"{path}: ends within a record (accepted: a whole archive)"]
    assert (ended.failed, ended.units) == (1, 5)


def test_without_the_extra_it_says_how_to_get_it(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r'pyarrow is not installed: pip install "whipcount\[corpus\]"'):
        run(str(tmp_path / "out"), [str(news)])
    assert not (tmp_path / "out").exists()


def test_a_scheduler_that_is_not_there_is_one_clear_error(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("whipcount.corpora.cluster.PATIENCE", 1)
    with pytest.raises(WorkerError, match=r"no scheduler answers at tcp://127\.0\.0\.1:9"):
        run(str(tmp_path / "out"), [str(news)], scheduler="tcp://127.0.0.1:9")
    with pytest.raises(InputError, match="is no address"):
        run(str(tmp_path / "out"), [str(news)], scheduler="gopher:/x")
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_two_processes_of_which_one_is_killed_and_a_client_that_is_killed(root: Path, tmp_path: Path) -> None:
    """With the real reader: the same rows as one process gives."""
    path = tmp_path / "b.jsonl"
    path.write_bytes(lines(range(75)))
    alone, killed, resumed = (tmp_path / name for name in ("alone", "killed", "resumed"))
    assert run(str(alone), [str(path)], size=25).reports == 75

    def kill(number: int) -> None:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            own = [p for p in psutil.Process().children(recursive=True) if _is_worker(p)]
            if len(own) >= number:
                own[0].kill()
                return
            time.sleep(0.05)

    killer = threading.Thread(target=kill, args=(2,))
    killer.start()
    errors: list[WhipcountError] = []
    ended: Summary = run(str(killed), [str(path)], size=25, jobs=2, on_error=errors.append)
    killer.join()
    assert (ended.reports, errors) == (75, [])
    assert sums(killed) == sums(alone)
    assert whole(killed) == whole(alone)
    words = [sys.executable, "-m", "whipcount", "corpus", "run", str(resumed), str(path), "--unit", "25", "--jobs", "1"]
    client = subprocess.Popen(words, cwd=root, env=_environment(root), stdout=subprocess.DEVNULL)
    while client.poll() is None and not list(resumed.glob("_done/*.json")):
        time.sleep(0.02)
    client.send_signal(signal.SIGKILL)
    client.wait()
    assert run(str(resumed), [str(path)], size=25).done < 3
    assert whole(resumed) == whole(alone)


def _is_worker(process: psutil.Process) -> bool:
    try:
        return "spawn_main" in " ".join(process.cmdline()) and process.memory_info().rss > 60_000_000
    except psutil.Error:
        return False


def _environment(root: Path) -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(root / "src"), *(p for p in sys.path if p)])}
