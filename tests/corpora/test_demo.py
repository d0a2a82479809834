"""The demo of a corpus, small, with the real reader; and a client that is killed: the rows are those of one process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.corpora.articles import sums, whole
from whipcount.corpora.run import run


@pytest.mark.slow
def test_the_whole_path_with_a_worker_and_a_client_that_are_killed(root: Path, tmp_path: Path) -> None:
    paths = os.pathsep.join([str(root / "src"), *(path for path in sys.path if path)])
    settings = {**os.environ, "PYTHONPATH": paths}
    demo, alone, resumed = (tmp_path / name for name in ("demo", "alone", "resumed"))
    told = subprocess.run(
        [sys.executable, str(root / "examples" / "corpus" / "demo.py"), "--articles", "30", "--folder", str(demo)],
        env=settings, capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert "one of them killed on the way: 2 units, 30 new reports" in told.stdout
    assert "a second run: 0 units, 0 new reports" in told.stdout
    assert "2 copies found; 2 were printed again" in told.stdout
    assert told.stdout.endswith("all is there, once\n")
    archives = str(demo / "archives")
    assert run(str(alone), [archives], size=25).reports == 30
    assert sums(demo / "corpus") == sums(alone)
    assert whole(demo / "corpus") == whole(alone)
    words = ["corpus", "run", str(resumed), archives, "--unit", "25", "--jobs", "1"]
    client = subprocess.Popen([sys.executable, "-m", "whipcount", *words], env=settings, stdout=subprocess.DEVNULL)
    while client.poll() is None and not list(resumed.glob("_done/*.json")):
        time.sleep(0.01)
    client.send_signal(signal.SIGKILL)
    client.wait()
    assert run(str(resumed), [archives], size=25).done == 1
    assert whole(resumed) == whole(alone)
