"""What a brief costs: the founding brief from its dossier, a process of its own each time, its start included.

- *first*: nothing is kept compiled, neither by whipcount nor by Python (cache folders of their own, empty).
- *warm*: the best of five runs after it.

CPU seconds of the process and what they are in reference loops (``benchmarks/reference.py``), which move with the
machine: the bars are in loops where others work beside it, and in seconds where it is quiet.

Run: ``python benchmarks/brief.py``. Exits with 1 where a bar is not met.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from reference import Beside, load

ROOT = Path(__file__).resolve().parents[1]
DOSSIER = ROOT / "examples" / "ukraine-invitation" / "dossier.yaml"
BARS = {"first": 3.0, "warm": 1.5}
"""CPU seconds on a quiet machine."""
QUIET_LOOP = 0.036
"""CPU seconds of a reference loop with nobody beside it, on the machine of the bars (30 November 2026)."""


def run(cache: Path, page: Path) -> float:
    """CPU seconds of one brief."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "whipcount", "brief", "--dossier", str(DOSSIER), "--as-of", "2024-11-29"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "PYTHONPYCACHEPREFIX": str(cache / "bytecode")}
    for name in ("NUMBA_CACHE_DIR", "PYTHONDONTWRITEBYTECODE"):  # a warm run is one that finds what the first has kept
        environment.pop(name, None)
    subprocess.run([*command, "-o", str(page)], check=True, env=environment, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Print the figures; 1 where a bar is not met."""
    with tempfile.TemporaryDirectory() as name:
        cache, page = Path(name) / "cache", Path(name) / "brief.html"
        with Beside() as beside:
            found = {"first": run(cache, page)}
            found["warm"] = min(run(cache, page) for _ in range(5))
    strain = max(1.0, beside.seconds / QUIET_LOOP)
    missed = []
    for kind, seconds in found.items():
        print(
            f"{kind:6}{seconds:6.2f} CPU s, {seconds / beside.seconds:5.1f} reference loops; "
            f"on a quiet machine about {seconds / strain:.2f} (bar {BARS[kind]:g})"
        )
        if seconds / strain > BARS[kind]:
            missed.append(kind)
    print(load())
    print(f"not met: {', '.join(missed)}" if missed else "bars met")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
