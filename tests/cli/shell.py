"""Shared by the tests of this room."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.dossiers.conftest import a_coding, a_statement
from whipcount.cli.main import main
from whipcount.dossiers.report_reader import Made
from whipcount.dossiers.rows import Outline
from whipcount.positions.stance.stance import Stance
from whipcount.reports.report import Report

DOSSIER = """
whipcount: 1
id: orvana
title: NATO invites Orvana
proposal:
  id: orvana
  title: NATO invites Orvana
  body: NATO
  decision: invitation
  variants:
    - {id: asked, label: invited now}
    - {id: path, label: promised a path}
records:
  - {member: HU, stance: "no", said_on: 2025-01-01, authority: head, gist: "=refuses", source: minutes 1}
  - {member: TR, stance: "yes", said_on: 2025-01-05, authority: minister, gist: agrees, source: minutes 2,
     conditions: [{text: once asked twice, kind: action}]}
"""


class Shell:
    """Runs commands and keeps what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str], folder: Path) -> None:
        self.capsys, self.folder = capsys, folder
        self.store = str(folder / "a.db")

    def rows(self, *words: str, code: int = 0) -> list[dict[str, str]]:
        """What a command with --csv prints."""
        return list(csv.DictReader(io.StringIO(self(*words, "--csv", code=code))))

    def __call__(self, *words: str, code: int = 0) -> str:
        with pytest.raises(SystemExit) as ended:
            main(words)
        captured = self.capsys.readouterr()
        assert ended.value.code == code, captured.err
        return captured.out if code in (0, 1) else captured.err


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    """A shell with a dossier made from a file."""
    (tmp_path / "orvana.yaml").write_text(DOSSIER)
    made = Shell(capsys, tmp_path)
    assert "orvana: 0 reports, 2 records" in made("init", made.store, "--from", str(tmp_path / "orvana.yaml"))
    return made


def stand_in(report: Report, _outline: Outline) -> Made:
    said = a_statement(report)
    return Made((said,), (a_coding(said, Stance.YES, "DE"),))
