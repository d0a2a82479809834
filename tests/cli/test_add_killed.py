"""``whipcount add`` as a process of its own, with the real reader: killed in the middle and taken up again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from whipcount.dossiers.queries import list_reports, list_statements
from whipcount.dossiers.store import Store

KEY = "lake-council-orvana"
REPORTS = 40
TEXT = """Kell and the lake, part {number}
HARROWMERE, March 4, 2025 - Tove Linde, the foreign minister of Kell,
said that Kell will vote for the admission of Orvana.
{padding}
"""
PADDING = "Rain fell on Harrowmere for most of the morning, the mayor of Vess told reporters. " * 25


def whipcount(root: Path, *words: str) -> subprocess.Popen[str]:
    paths = os.pathsep.join([str(root / "src"), *(path for path in sys.path if path)])
    return subprocess.Popen(
        [sys.executable, "-m", "whipcount", *words],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": paths}, cwd=root,
    )  # fmt: skip


def finished(process: subprocess.Popen[str]) -> str:
    out, _ = process.communicate(timeout=300)
    assert process.returncode == 0, out
    return out


def held(store: str) -> tuple[set[str], set[str], int]:
    with Store.open(store) as kept:
        hashes = {report.sha256 for report in kept.dossier(KEY).reports}
        evidence = [item.id for item in kept.evidence(KEY)]
        assert len(set(evidence)) == len(evidence)
        return hashes, set(evidence), list_statements(kept, KEY, limit=1).total


@pytest.mark.slow
def test_a_killed_add_is_taken_up_and_ends_as_one_that_was_not(root: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number=number, padding=PADDING), encoding="utf-8")
    killed, whole = str(tmp_path / "killed.db"), str(tmp_path / "whole.db")
    for store in (killed, whole):
        finished(whipcount(root, "init", store, "--from", "examples/lake-council/dossier.yaml"))
    process = whipcount(root, "add", killed, str(folder), "-q")
    with Store.open(killed) as watched:
        while process.poll() is None and list_reports(watched, KEY, limit=1).total < 5:
            time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    kept = len(held(killed)[0]) - 2  # two came with the dossier
    assert 0 < kept < REPORTS
    told = json.loads(finished(whipcount(root, "add", killed, str(folder), "-q", "--json")))
    assert (told["new"], told["known"], told["failed"]) == (REPORTS - kept, kept, 0)
    finished(whipcount(root, "add", whole, str(folder), "-q"))
    assert held(killed) == held(whole)
    assert held(whole)[2] >= REPORTS
    again = json.loads(finished(whipcount(root, "add", killed, str(folder), "-q", "--json")))
    assert (again["new"], again["known"]) == (0, REPORTS)
