"""The commands on stored dossiers, from init to export, as a user types them."""

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


@pytest.mark.parametrize("words", [["tally"], ["why", "TR"], ["statements"], ["diff"], ["score"], ["forecast"]])
def test_two_forms_at_once_are_refused(shell: Shell, words: list[str]) -> None:
    told = shell(words[0], shell.store, *words[1:], "--csv", "--json", code=2)
    assert told == "whipcount: --json and --csv at once (accepted: one of them)\n"


def test_what_was_written_cannot_be_told_amid_the_writing(shell: Shell) -> None:
    assert "name it with -o" in shell("export", shell.store, "--json", code=2)
    assert "name it with -o" in shell("export", shell.store, "-o", "-", "--csv", code=2)


@pytest.mark.parametrize("name", ["lake-council", "sweden-accession", "finland-accession", "ukraine-invitation"])
def test_the_examples_become_stores(shell: Shell, root: Path, name: str) -> None:
    other = str(shell.folder / "d.db")
    shell("init", other, "--from", str(root / "examples" / name / "dossier.yaml"))
    told = json.loads(
        shell("diff", other, "--since", "2000-01-01" if name != "lake-council" else "2025-02-01", "--json")
    )
    assert told["moved"]


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["export"], "-o"),
        (["brief"], "-o"),
        (["forecast", "--every", "month"], "--plot"),
    ],
)
def test_an_output_of_no_known_ending_is_refused(shell: Shell, words: list[str], option: str) -> None:
    target = shell.folder / "out.xyz"
    told = shell(words[0], shell.store, *words[1:], option, str(target), code=2)
    assert "no form goes by the ending .xyz" in told
    assert not target.exists()
