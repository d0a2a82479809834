from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from whipcount.cli.main import main

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


def test_record_enters_a_position(shell: Shell) -> None:
    words = ("record", shell.store, "german", "leaning yes", "--on", "2025-01-08", "--source", "call")
    told = json.loads(shell(*words, "--json"))
    assert (told["member"], told["was"], told["is"], told["entered"]) == ("DE", "unknown", "lean_yes", True)
    assert "entered already" in shell(*words)
    assert "does not set the position: said by" in shell(
        "record", shell.store, "HU", "yes", "--on", "2024-12-01", "--source", "older"
    )
    for bad in (
        ["blue"],
        ["agianst"],
        ["yes", "--variant", "x"],
        ["yes", "--on", "2999-01-01"],
        ["yes", "--source", " "],
    ):
        told_people = shell("record", shell.store, "DE", "--on", "2025-01-08", "--source", "call", *bad, code=2)
        assert "Traceback" not in told_people
