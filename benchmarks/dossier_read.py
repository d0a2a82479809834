"""Taking in with the real reader, by the command line: speed, memory, a kill in the middle, a second run.

``whipcount add STORE FOLDER`` runs as a process of its own over invented reports (see ``invented.py``). Its CPU seconds
(start included) and its peak resident memory at half and at the end are the kernel's figures for that process (Linux).
A second store is filled by a process that is killed (SIGKILL) after a third, and by another that takes it up.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from invented import write_reports
from reference import Beside, load
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.report_lists import list_reports
from whipcount.dossiers.store import Store
from whipcount.errors import StoreError

DOSSIER = Path(__file__).resolve().parents[1] / "examples" / "lake-council" / "dossier.yaml"
KEY = "lake-council-orvana"


@dataclass(frozen=True, slots=True)
class Run:
    """How a process ended: what it printed, CPU seconds, peak memory in MB when half was in and at the end."""

    told: dict[str, object]
    seconds: float
    half: float
    peak: float


def _start(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "whipcount", *words], stdout=subprocess.PIPE)


def _kept(store: Path) -> int:
    """Reports in the store by now (two came with the dossier)."""
    try:
        with Store.open(store) as opened:
            return list_reports(opened, KEY, limit=1).total - 2
    except StoreError:
        return 0


def _peak_of(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)


def _init(store: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "whipcount", "init", str(store), "--from", str(DOSSIER)], check=True, capture_output=True
    )


def _add(store: Path, folder: Path, number: int) -> Run:
    process = _start("add", str(store), str(folder), "--quiet", "--json")
    half = 0.0
    while not half and process.poll() is None and _kept(store) < number:
        if _kept(store) >= number / 2:
            half = _peak_of(process.pid)
        time.sleep(0.5)
    assert process.stdout is not None
    told = json.loads(process.stdout.read())
    process.stdout.close()
    if process.returncode is not None:
        raise SystemExit("the process ended before it could be measured; take more reports")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return Run(told, usage.ru_utime + usage.ru_stime, half, usage.ru_maxrss / 1024)


def _killed(store: Path, folder: Path, number: int) -> int:
    """Start, kill in the middle; how many reports were kept."""
    process = _start("add", str(store), str(folder), "--quiet")
    while process.poll() is None and _kept(store) < number / 3:
        time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return _kept(store)


def _held(store: Path) -> tuple[set[str], set[str], int]:
    """Hashes of the reports, ids of the evidence, number of statements."""
    with Store.open(store) as opened:
        hashes = {report.sha256 for report in opened.dossier(KEY).reports}
        return hashes, {item.id for item in opened.evidence(KEY)}, list_statements(opened, KEY, limit=1).total


def measure(number: int) -> int:
    """Print the figures; the exit code says whether nothing was lost, doubled or added twice."""
    with tempfile.TemporaryDirectory() as name:
        folder, one, two = Path(name) / "reports", Path(name) / "one.db", Path(name) / "two.db"
        words = write_reports(folder, number)
        _init(one)
        _init(two)
        with Beside() as beside:
            first = _add(one, folder, number)
        kept = _killed(two, folder, number)
        process = _start("add", str(two), str(folder), "--quiet", "--json")
        resumed = json.loads(process.communicate()[0])
        process = _start("add", str(one), str(folder), "--quiet", "--json")
        second = json.loads(process.communicate()[0])
        held, other = _held(one), _held(two)
    print(f"{number:,} reports, {words:,} words; {held[2]:,} statements, {len(held[1]):,} codings")
    print(
        f"read and stored: {first.seconds:.1f} CPU s, start included: {words / first.seconds:,.0f} words a CPU second"
    )
    print(f"{words / first.seconds * beside.seconds:,.0f} words a reference loop (benchmarks/reference.py); {load()}")
    print(f"peak memory: {first.half:,.0f} MB when half was in, {first.peak:,.0f} MB at the end")
    print(f"killed with {kept} in; taken up again: {resumed['new']} new, {resumed['known']} known")
    print(f"the same reports, statements and codings as without the kill: {held == other}")
    print(f"second run: {second['new']} new, {second['known']} known")
    whole = first.told["new"] == number and len(held[0]) == number + 2
    taken_up = kept + resumed["new"] == number and 0 < kept < number and held == other
    met = whole and taken_up and (second["new"], second["known"]) == (0, number)
    print("nothing lost, nothing doubled" if met else "not met")
    return 0 if met else 1
