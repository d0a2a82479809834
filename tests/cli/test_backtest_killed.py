"""``whipcount backtest --keep`` as a process of its own, killed in the middle and run again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.forecasts.tables import league


def backtest(root: Path, folder: Path, *more: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(root / "src"), *(path for path in sys.path if path)])
    words = ["--train", str(folder / "consents.csv"), "--paths", "2000", "--csv", *more]
    return subprocess.Popen(
        [sys.executable, "-m", "whipcount", "backtest", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=folder, start_new_session=True,
        env={**os.environ, "PYTHONPATH": paths},
    )  # fmt: skip


def finished(process: subprocess.Popen[str]) -> tuple[str, str]:
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return out, err


def lines(file: Path) -> int:
    return file.read_bytes().count(b"\n") if file.exists() else 0


def anyone_of(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("killed")
    (made / "consents.csv").write_text(league(6, 4), encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def whole(folder: Path) -> str:
    return finished(backtest(Path(__file__).resolve().parents[2], folder))[0]


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_killed_backtest_goes_on_and_ends_as_one_that_was_not(
    root: Path, folder: Path, whole: str, jobs: str
) -> None:
    kept = folder / f"kept-{jobs}.jsonl"
    process = backtest(root, folder, "--keep", str(kept), "--jobs", jobs)
    while process.poll() is None and lines(kept) < 4:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=60)
    assert process.returncode == -signal.SIGKILL
    until = time.monotonic() + 60
    while anyone_of(process.pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not anyone_of(process.pid)  # its workers have gone too
    for stream in (process.stdout, process.stderr):
        assert stream is not None
        stream.close()
    done = lines(kept) - 1
    assert done >= 3
    with kept.open("ab") as file:
        file.write(b'{"check":"02')  # as a kill in the middle of a line leaves it
    out, err = finished(backtest(root, folder, "--keep", str(kept), "--jobs", jobs))
    assert out == whole
    assert "the last line was not finished, it is dropped" in err
    assert f"cases taken from it: {done}" in err
    everything = lines(kept) - 1
    assert everything > done
    out, err = finished(backtest(root, folder, "--keep", str(kept), "--jobs", jobs))
    assert out == whole
    assert f"cases taken from it: {everything}" in err


@pytest.mark.slow
def test_two_runs_at_once_do_not_write_one_file(root: Path, folder: Path) -> None:
    kept = folder / "shared.jsonl"
    fcntl = pytest.importorskip("fcntl", reason="no such locks here")
    with kept.open("ab") as file:
        fcntl.lockf(file, fcntl.LOCK_EX)  # as a run holds it for as long as it writes
        second = backtest(root, folder, "--keep", str(kept))
        out, err = second.communicate(timeout=60)
        assert (second.returncode, out) == (2, "")
        assert "another run is writing it" in err
        assert "Traceback" not in err
        assert kept.stat().st_size == 0
