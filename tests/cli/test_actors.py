"""A body of one's own without actors: said before any figure; actors from the start, or later."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from whipcount.dossiers.store import Store
from whipcount.web.library import Library
from whipcount.web.state import State

BODY = """id: ROUND
name: Round Council
sources: [invented]
covers: {from: 2001-05-01}
default: all
members:
  - {id: Z1, name: Dunmoor Republic, from: 2001-05-01, provenance: invented}
  - {id: Z2, name: Ostwick Republic, from: 2001-05-01, provenance: invented}
rules:
  all: {rule: no objection, for: [admission], provenance: invented}
"""
DOSSIER = """whipcount: 1
id: round
title: The Round Council admits Orvana
body_file: body.yaml
proposal: {id: round, title: The Round Council admits Orvana, body: ROUND, decision: admission}
"""
REPORT = """Council hears two members
ARDEN, March 6, 2025 - Dunmoor will not agree to the admission of Orvana, the Dunmoorian minister, Ilse Crane, said.
"We support the admission of Orvana," said Lio Brandt, the Ostwickian prime minister.
"""
ACTORS = "id,name,kind,variants,demonyms\nZ1,Dunmoor,state,,Dunmoorian\nZ2,Ostwick,state,,Ostwickian\n"


@pytest.fixture
def shell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Shell:
    for name, text in (("body.yaml", BODY), ("d.yaml", DOSSIER), ("r.txt", REPORT), ("actors.csv", ACTORS)):
        (tmp_path / name).write_text(text)
    return Shell(capsys, tmp_path)


def heard(shell: Shell) -> dict[str, str]:
    rows = json.loads(shell("tally", shell.store, "--json", code=1))["positions"]
    return {row["member"]: row["stance"] for row in rows}


def told(shell: Shell, *words: str) -> str:
    """What a command tells on standard error."""
    from whipcount.cli.main import main

    with pytest.raises(SystemExit):
        main(words)
    return shell.capsys.readouterr().err


def test_a_dossier_that_hears_nobody_says_so_until_it_has_actors(shell: Shell) -> None:
    shell("init", shell.store, "--from", str(shell.folder / "d.yaml"))
    assert "No member of Round Council was heard" in told(shell, "add", shell.store, str(shell.folder / "r.txt"))
    assert "No member of Round Council was heard" in told(shell, "tally", shell.store)
    assert "No member of Round Council was heard" in shell("brief", "--dossier", shell.store, "--json", "-o", "-")
    with Store.open(shell.store) as store:
        library = Library(store, patience=300.0)
        (warning,) = library.open("round", State()).view.warnings
        assert warning.startswith("No member of Round Council was heard")
        library.close()
    assert json.loads(shell("actors", shell.store, "--json")) == []
    outcome = json.loads(shell("actors", shell.store, str(shell.folder / "actors.csv"), "--json"))
    assert (outcome["changed"], outcome["actors"]) == (True, 2)
    assert "nothing new" in shell("actors", shell.store, str(shell.folder / "actors.csv"))
    assert {row["demonyms"] for row in json.loads(shell("actors", shell.store, "--json"))} == {
        "Dunmoorian",
        "Ostwickian",
    }
    assert "heard" not in told(shell, "add", shell.store, "--again")
    assert "heard" not in told(shell, "tally", shell.store)
    assert heard(shell) == {"Z1": "no", "Z2": "yes"}


def test_actors_from_the_start(shell: Shell) -> None:
    files = ("--from", str(shell.folder / "d.yaml"), "--actors", str(shell.folder / "actors.csv"))
    shell("init", shell.store, *files)
    assert "heard" not in told(shell, "add", shell.store, str(shell.folder / "r.txt"))
    assert heard(shell) == {"Z1": "no", "Z2": "yes"}


@pytest.mark.parametrize("text", ["", "name\nx\n", "id,name\n,x\n", "id,name,kind\nZ1,x,planet\n"])
def test_a_file_that_is_no_table_of_actors_is_refused(shell: Shell, text: str) -> None:
    shell("init", shell.store, "--from", str(shell.folder / "d.yaml"))
    (shell.folder / "odd.csv").write_text(text)
    shell("actors", shell.store, str(shell.folder / "odd.csv"), code=2)
    shell("init", str(shell.folder / "b.db"), "--from", str(shell.folder / "d.yaml"), "--actors", "nowhere.csv", code=2)
    assert not (shell.folder / "b.db").exists()
