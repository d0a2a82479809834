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


def test_a_dossier_file_serves_as_a_store_for_whoever_asks(shell: Shell) -> None:
    file = str(shell.folder / "orvana.yaml")
    for words in (["diff", "--since", "2025-01-02"], ["statements"], ["export", "--format", "popolo"]):
        command, rest = words[0], [*words[1:], *(["--json"] if words[0] != "export" else [])]
        mine, theirs = (shell(command, place, *rest, code=0) for place in (file, shell.store))
        told, kept = json.loads(mine), json.loads(theirs)
        if command == "diff":  # what was stored when is the store's own
            told.pop("changes"), kept.pop("changes")
        assert told == kept
    assert "the file holds together" in shell("verify", file)
    assert "keeps no record" not in shell("score", file, code=1)
    for words in (["add", "x.txt"], ["correct", "r-1", "--confirm"], ["import", "x.csv"]):
        told_people = shell(words[0], file, *words[1:], code=2)
        assert "whipcount init desk.db --from" in told_people
    broken = shell.folder / "broken.yaml"
    broken.write_text(DOSSIER.replace("decision: invitation", "decision: marriage"))
    shell("verify", str(broken), code=1)
