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

from tests.cli.shell import Shell, stand_in
from tests.dossiers.conftest import a_report
from whipcount.cli.main import main
from whipcount.dossiers.file import load_dossier_file
from whipcount.dossiers.queries import list_statements
from whipcount.dossiers.report_lists import list_reports
from whipcount.dossiers.store import Store

KEY = "lake-council-orvana"


REPORTS = 7


TEXT = """Kell and the lake, part {number}
HARROWMERE, March 4, 2025 - Tove Linde, the foreign minister of Kell,
said that Kell will vote for the admission of Orvana.
{padding}
"""


PADDING = "Rain fell on Harrowmere for most of the morning, the mayor of Vess told reporters. " * 10


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
def test_a_killed_add_is_taken_up_and_ends_as_one_that_was_not(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for number in range(REPORTS):
        (folder / f"{number:02}.txt").write_text(TEXT.format(number=number, padding=PADDING), encoding="utf-8")
    killed, whole = str(tmp_path / "killed.db"), str(tmp_path / "whole.db")
    for store in (killed, whole):
        with Store.open(store, create=True) as made:
            made.create(load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml"))
    process = whipcount(root, "add", killed, str(folder), "-q")
    with Store.open(killed) as watched:
        while process.poll() is None and list_reports(watched, KEY, limit=1).total < 4:
            time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    kept = len(held(killed)[0]) - 2  # two came with the dossier
    assert 0 < kept < REPORTS
    told = json.loads(finished(whipcount(root, "add", killed, str(folder), "-q", "--json")))
    assert (told["new"], told["known"], told["failed"]) == (REPORTS - kept, kept, 0)
    with pytest.raises(SystemExit) as ended:
        main(["add", whole, str(folder), "-q"])
    assert ended.value.code == 0
    assert held(killed) == held(whole)
    assert held(whole)[2] >= REPORTS
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["add", killed, str(folder), "-q", "--json"])
    again = json.loads(capsys.readouterr().out)
    assert (again["new"], again["known"]) == (0, REPORTS)


def test_add_is_resumable_and_goes_on_after_a_bad_report(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)
    folder = shell.folder / "reports"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(a_report(number).text.replace("2030", "2020"))
    (folder / "3.txt").write_text("")
    told = shell("add", shell.store, str(folder), "--published", "2025-01-02", "--json", code=2)
    assert "3.txt: the report is empty" in told
    (folder / "3.txt").unlink()
    again = json.loads(shell("add", shell.store, str(folder), "--published", "2025-01-02", "--json"))
    reports = again.pop("reports")
    assert again == {"new": 0, "known": 3, "redated": 0, "failed": 0, "revision": 4}
    assert [(row["report"][-5:], row["outcome"], row["statements"]) for row in reports] == [
        ("0.txt", "known", 0), ("1.txt", "known", 0), ("2.txt", "known", 0)
    ]  # fmt: skip
    rows = json.loads(shell("statements", shell.store, "--member", "DE", "--json"))
    assert len(rows) == 3
    assert {row["stance"] for row in rows} == {"DE yes"}
    assert "Ada Roe" in shell("statements", shell.store, "--words", "say yes")
    assert json.loads(shell("why", shell.store, "DE", "--json"))["stance"] == "yes"
    reread = json.loads(shell("add", shell.store, "--again", "--json"))
    assert (reread["new"], reread["revision"]) == (3, 7)
    assert {(row["outcome"], row["statements"], row["codings"]) for row in reread["reports"]} == {("new", 1, 1)}
    (folder / "4.txt").write_text("")
    shell("add", shell.store, str(folder), "--csv", code=2)
    assert "name the files" in shell("add", shell.store, code=2)
