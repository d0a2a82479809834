from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.shell import DOSSIER, Shell
from whipcount.dossiers.store import Store


def test_correct_undo_and_diff(shell: Shell) -> None:
    why = json.loads(shell("why", shell.store, "HU", "--json"))
    key = why["steps"][0]["id"]
    told = shell("correct", shell.store, key, "--stance", "yes", "--reason", "misread")
    assert told.endswith(" entered; revision 2\n")
    assert "said already" in shell("correct", shell.store, key, "--stance", "yes", "--reason", "misread")
    assert json.loads(shell("why", shell.store, "HU", "--json"))["stance"] == "yes"
    assert "changed since revision 1" in shell("correct", shell.store, key, "--confirm", "--revision", "1", code=2)
    with Store.open(shell.store) as store:
        (made,) = store.evidence("orvana", withdraws=key)
    assert told.split()[0] == made.id
    assert re.fullmatch(r"c-[0-9a-f]{12} entered; revision 3\n", shell("correct", shell.store, made.id, "--undo"))
    assert json.loads(shell("why", shell.store, "HU", "--json"))["stance"] == "no"
    told = json.loads(shell("diff", shell.store, "--since", "2025-01-02", "--json"))
    assert [(row["member"], row["was"], row["is"]) for row in told["moved"]] == [("TR", "unknown", "yes if ...")]
    met = json.loads(shell("why", shell.store, "TR", "--json"))["steps"][0]["id"]
    shell("correct", shell.store, met, "--met", "once asked twice", "--on", "2025-01-09", "--reason", "asked")
    told = json.loads(shell("diff", shell.store, "--since", "2025-01-06", "--json"))
    assert [(row["member"], row["was"], row["is"]) for row in told["moved"]] == [("TR", "yes if ...", "yes (agreed)")]
    shell("diff", shell.store, "--since", "2031-01-01", code=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--title", "T", "--body", "NATO", "--decision", "marriage"], "has no rule 'marriage'"),
        (["--title", "T", "--body", "NATO", "--rule", "whoever shouts"], "cannot stand here"),
        (["--title", "T", "--body", "NATO", "--rule", "3 gold"], "gold"),
        (["--from", "marriage.yaml"], "proposal.decision: North Atlantic Council has no rule 'marriage'"),
        (["--from", "nowhere.yaml"], "'NOWHERE' is not the body of body_file (accepted: LAKE)"),
    ],
)
def test_a_dossier_that_could_never_be_counted_is_refused(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, words: list[str], told: str
) -> None:
    monkeypatch.chdir(shell.folder)
    Path("marriage.yaml").write_text(DOSSIER.replace("decision: invitation", "decision: marriage"))
    body = "{id: LAKE, name: Lake, default: d, members: [{id: HU}, {id: TR}], rules: {d: all members}}"
    Path("lake.yaml").write_text(body)
    own = DOSSIER.replace("proposal:", "body_file: lake.yaml\nproposal:").replace("decision: invitation", "decision: d")
    Path("nowhere.yaml").write_text(own.replace("body: NATO", "body: NOWHERE"))
    assert told in shell("init", "new.db", *words, code=2)
    assert not Path("new.db").exists()
    Path("own.yaml").write_text(own.replace("body: NATO", "body: lake"))
    assert "2 records" in shell("init", "own.db", "--from", "own.yaml")


def test_corrections_that_cannot_be_are_refused(shell: Shell) -> None:
    steps = json.loads(shell("why", shell.store, "TR", "--json"))["steps"]
    met = ("correct", shell.store, steps[0]["id"], "--met", "once asked twice", "--reason", "x", "--on")
    assert "has not come yet" in shell(*met, "2099-01-01", code=2)
    assert "lies before the words" in shell(*met, "2025-01-04", code=2)
    moved = ("correct", shell.store, steps[0]["id"], "--stance", "yes", "--reason", "x")
    assert "'NARNIA' is no member of" in shell(*moved, "--member", "NARNIA", code=2)
    assert "no variant 'later'" in shell(*moved, "--variant", "later", code=2)
    assert "revision 1" not in shell(*met, "2025-01-05")
    assert "agreed: 1 of 32" in shell("tally", shell.store, code=1)
