from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from tests.dossiers.conftest import a_report
from whipcount.cli.main import main
from whipcount.dossiers.store import Store

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


def test_tally_and_why(shell: Shell) -> None:
    told = json.loads(shell("tally", shell.store, "--as-of", "2025-01-03", "--json", code=1))
    stances = {row["member"]: row["stance"] for row in told["positions"]}
    assert (told["state"], stances["HU"], stances["TR"], len(stances)) == ("blocked", "no", "unknown", 32)
    assert (told["blocked_by"], len(told["left"])) == (["HU"], 32)
    words = shell("tally", shell.store, code=1)
    assert "blocked by Hungary\n" in words
    assert "left to agree (32): Belgium, Canada" in words
    assert shell("tally", shell.store, "--csv", code=1).startswith("member,name,stance")
    why = json.loads(shell("why", shell.store, "TR", "--json"))
    assert why["steps"][0]["conditions"] == "once asked twice"
    assert "unknown is never consent" in shell("why", shell.store, "DE")
    assert "'=refuses" in shell("why", shell.store, "HU", "--csv")


def test_tally_forecast_and_brief_tell_of_one_day(shell: Shell) -> None:
    with Store.open(shell.store) as store:
        store.add_report("orvana", a_report(1, date(2025, 1, 20)))
    day = json.loads(shell("tally", shell.store, "--json", code=1))["as_of"]
    assert json.loads(shell("forecast", shell.store, "--no-store", "--json"))["as_of"] == day == "2025-01-20"


def test_a_yes_with_an_open_condition_is_counted_apart(shell: Shell) -> None:
    told = shell("tally", shell.store, code=1)
    assert "yes 1 (of them 1 with an open condition)" in told
    assert "agreed: 0 of 32" in told
