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


@pytest.mark.parametrize(("ending", "form", "unit"), [
    ("jsonl", "archive", "lines"), ("csv", "csv", "evidence"), ("json", "popolo", "votes"),
    ("dna", "dna", "statements"),
])  # fmt: skip
def test_exchange_as_json_and_csv(shell: Shell, ending: str, form: str, unit: str) -> None:
    path, copy = (str(shell.folder / f"{name}.{ending}") for name in "ab")
    told = json.loads(shell("export", shell.store, "-o", path, "--json"))
    number = len(Path(path).read_text().splitlines()) if form == "archive" else 0 if form == "dna" else 2
    assert told == {"dossier": "orvana", "file": path, "format": form, "count": number, "unit": unit}
    assert shell.rows("export", shell.store, "-o", copy) == [{**told, "file": copy, "count": str(number)}]
    target = str(shell.folder / "new.db") if form == "archive" else shell.store
    told = json.loads(shell("import", target, path, "--json"))
    # Read back into the dossier that it came from, a table of evidence holds nothing new; votes have ids of their own.
    new, known = {"archive": (2, 0), "csv": (0, 2), "popolo": (2, 0), "dna": (0, 0)}[form]
    assert (told["dossier"], told["file"], told["format"]) == ("orvana", path, form)
    assert (told["reports"], told["statements"], told["evidence"], told["known"]) == (0, 0, new, known)
    if form != "archive":
        (row,) = shell.rows("import", target, path)
        assert (row["evidence"], row["known"]) == ("0", str(new + known))
        assert row["revision"] == str(told["revision"])
