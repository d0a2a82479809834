"""The encoder asks the allocator for little, however malloc is tuned where it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

READ = """
import resource
from whipcount.statements.attribution.attributions import read_attributions

text = " ".join(f"Tove Linde, minister {n} of Kell, said that part {n * n} of the treaty was ready." for n in range(60))
read_attributions(text)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(3):
    read_attributions(text)
print((resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before) // 3)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the threshold is glibc's")
def test_batches_are_not_mapped_anew_where_malloc_is_tuned(root: Path) -> None:
    """Without the arena this text costs some 90,000 page faults, and more than twice the time."""
    paths = os.pathsep.join([str(root / "src"), *(path for path in sys.path if path)])
    told = subprocess.run(
        [sys.executable, "-c", READ],
        capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": paths, "MALLOC_TRIM_THRESHOLD_": "65536"},
    )  # fmt: skip
    assert int(told.stdout) < 20_000
