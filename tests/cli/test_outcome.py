"""A decision that has ended, as tally, forecast and brief tell it: the same everywhere, and no chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell

DOSSIER = """
whipcount: 1
id: orvana
title: The Lake Council admits Orvana
body_file: lake-council.body.yaml
actors_file: actors.csv
proposal:
  id: orvana
  title: The Lake Council admits Orvana
  body: LAKE-COUNCIL
  decision: admission
  candidate: ORVANA
  variants:
    - {id: asked, label: admitted now, terms: [admission, admit, admitted]}
"""
FIRST = """Orvana admitted to Lake Council

March 11, 2025

The Lake Council voted on Monday to admit Orvana, with five votes in favour, one against and one abstention.

Kell voted against the admission of Orvana and Pell abstained.
"""
SECOND = """Seven members, one newcomer

March 12, 2025

Orvana was admitted to the Lake Council on Monday, the secretariat said.
"""


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path, root: Path) -> Shell:
    lake = root / "examples" / "lake-council"
    for name in ("lake-council.body.yaml", "actors.csv"):
        (tmp_path / name).write_bytes((lake / name).read_bytes())
    (tmp_path / "dossier.yaml").write_text(DOSSIER, encoding="utf-8")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Shell(capsys, tmp_path)
    made("init", made.store, "--from", str(tmp_path / "dossier.yaml"))
    return made


def told(shell: Shell) -> dict[str, object]:
    found = json.loads(shell("brief", "--dossier", shell.store, "--json"))
    assert isinstance(found, dict)
    return found


def test_one_report_is_reported_as_decided(shell: Shell) -> None:
    shell("add", shell.store, str(shell.folder / "first.txt"))
    brief = told(shell)
    outcome = brief["outcome"]
    assert isinstance(outcome, dict)
    assert {k: outcome[k] for k in ("state", "on", "yes", "no", "abstain", "confirmed")} == {
        "state": "adopted", "on": "2025-03-10", "yes": 5, "no": 1, "abstain": 1, "confirmed": False,
    }  # fmt: skip
    assert outcome["spans"]
    assert str(brief["answer"]).startswith("Reported as decided: adopted on 10 March 2025, by 5 votes to 1 with 1 abst")
    assert "confirm" in str(brief["answer"])
    assert brief["forecast"] is None
    stances = {m["id"]: m["stance"] for m in brief["members"]}  # type: ignore[attr-defined]
    assert (stances["KELL"], stances["PELL"], stances["SARN"]) == ("no", "abstain", "yes")
    tally = json.loads(shell("tally", shell.store, "--json", code=1))
    assert tally["outcome"]["state"] == "adopted"
    assert {p["member"]: p["stance"] for p in tally["positions"]} == stances
    assert json.loads(shell("forecast", shell.store, "--json"))["probability"] is None
    assert "no forecast is made" in shell("forecast", shell.store)


def test_two_origins_decide(shell: Shell) -> None:
    shell("add", shell.store, str(shell.folder / "first.txt"), str(shell.folder / "second.txt"))
    assert str(told(shell)["answer"]).startswith("Decided: adopted on 10 March 2025")


def test_before_it_was_reported_it_is_open(shell: Shell) -> None:
    shell("add", shell.store, str(shell.folder / "first.txt"))
    early = json.loads(shell("brief", "--dossier", shell.store, "--json", "--as-of", "2025-03-09"))
    assert early["outcome"]["state"] == "open"
