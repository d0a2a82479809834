"""The demo of a corpus, small: everything but its size is as ``make corpus-demo`` runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_the_whole_path_with_a_worker_that_is_killed(root: Path, tmp_path: Path) -> None:
    paths = os.pathsep.join([str(root / "src"), *(path for path in sys.path if path)])
    command = [sys.executable, str(root / "examples" / "corpus" / "demo.py"), "--articles", "50"]
    told = subprocess.run(
        [*command, "--folder", str(tmp_path / "demo")],
        env={**os.environ, "PYTHONPATH": paths}, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stdout + told.stderr
    assert "one of them killed on the way: 2 units, 50 new reports" in told.stdout
    assert "a second run: 0 units, 0 new reports" in told.stdout
    assert "4 copies found; 4 were printed again" in told.stdout
    assert told.stdout.endswith("all is there, once\n")
