"""The commands on stored dossiers, from init to export, as a user types them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell


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
