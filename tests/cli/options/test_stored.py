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


def test_members_go_by_id_and_name_in_any_case(shell: Shell) -> None:
    key = json.loads(shell("why", shell.store, "hungary", "--json"))["steps"][0]["id"]
    assert "no member" in shell("statements", shell.store, "--member", "Atlantis", code=2)
    assert shell("statements", shell.store, "--member", "hungary", "--json") == "[]\n"  # a record is no statement
    assert "no member" in shell("correct", shell.store, key, "--stance", "no", "--member", "Atlantis", code=2)
    shell("correct", shell.store, key, "--stance", "no", "--member", "slovakia", "--reason", "misread")
    assert json.loads(shell("why", shell.store, "SK", "--json"))["stance"] == "no"


def test_unknown_members_and_days_out_of_order_are_refused(shell: Shell) -> None:
    path, other = shell.folder / "bad.yaml", str(shell.folder / "c.db")
    path.write_text(DOSSIER.replace("member: HU", "member: HUN"))
    assert "'HUN' is no member of" in shell("init", other, "--from", str(path), code=2)
    path.write_text(DOSSIER.replace("authority: head", "authority: head, reported_on: 2024-12-31"))
    assert "lies before said_on" in shell("init", other, "--from", str(path), code=2)
    assert not Path(other).exists()
    table = shell.folder / "bad.csv"
    table.write_text("member,stance,said_on,authority\nHUN,yes,2025-01-01,head\n")
    assert "'HUN' is no member of" in shell("import", shell.store, str(table), code=2)


def test_members_are_known_in_any_spelling_and_close_ones_are_told(shell: Shell) -> None:
    for name in ("tr", "Turkey", "turkish", "TUR", "Türkiye"):
        assert json.loads(shell("why", shell.store, name, "--json"))["member"] == "TR"
    assert "did you mean Hungary (HU)?" in shell("why", shell.store, "Hungery", code=2)
    assert "did you mean Hungary (HU)?" in shell("forecast", shell.store, "--what-if", "Hungery=yes", code=2)
