from __future__ import annotations

import pytest

from tests.cli.shell import Shell


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
