from __future__ import annotations

import csv
import io
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


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["tally", "absent.db"], "no such store"),
        (["tally", "STORE", "--as-of", "soon"], "--as-of: 'soon' is not a valid date"),
        (["tally", "STORE", "--known-by", "then"], "--known-by: 'then' is not a valid time"),
        (["tally", "STORE", "--variant", "x"], "no variant 'x'"),
        (["tally", "STORE", "--dossier", "x"], "no dossier 'x'"),
        (["why", "STORE", "Atlantis"], "is no member"),
        (["correct", "STORE", "r-1", "--confirm"], "no evidence 'r-1'"),
        (["correct", "STORE", "r-1"], "one of --stance"),
        (["init", "STORE", "--title", "x", "--body", "NATO", "--id", "orvana"], "already"),
        (["init", "STORE"], "--from FILE or --title"),
        (["init", "STORE", "--title", "x"], "--body BODY"),
        (["init"], "STORE is needed"),
        (["init", "STORE", "--title", "x", "--body", "ATLANTIS"], "ATLANTIS"),
        (["import", "STORE", "absent.csv"], "cannot be read"),
        (["import", "STORE", "absent.dna"], "no such file"),
        (["import", "STORE", "x.zip"], "which format?"),
        (["export", "STORE", "--format", "dna"], "name it with -o"),
        (["diff", "STORE", "--since", "x"], "--since: 'x' is not a valid date"),
    ],
)
def test_one_clear_error(shell: Shell, words: list[str], message: str) -> None:
    assert message in shell(*(shell.store if word == "STORE" else word for word in words), code=2)


@pytest.mark.parametrize("name", ["init", "add", "statements", "tally", "why", "correct", "diff", "export", "import"])
def test_help_has_examples(shell: Shell, name: str) -> None:
    assert f"whipcount {name}" in shell(name, "--help")
