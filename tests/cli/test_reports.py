"""``whipcount reports``: the list, one report, its day, taking it out, taking either back; and adding it again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell, shell
from whipcount.cli.main import main
from whipcount.dossiers.store import Store

__all__ = ["shell"]  # a fixture

NOTE = (
    'Hungary agrees\n"We will not block the invitation of Orvana," Prime Minister Ida Roe of Hungary said on Tuesday.\n'
)


@pytest.fixture
def sha(shell: Shell) -> str:
    (shell.folder / "note.txt").write_text(NOTE)
    shell("add", shell.store, str(shell.folder / "note.txt"), "--published", "2025-01-10")
    (row,) = json.loads(shell("reports", shell.store, "--json"))
    assert (row["published_on"], row["title"]) == ("2025-01-10", "Hungary agrees")
    assert row["statements"] >= 1
    return str(row["sha256"])


def said_on(shell: Shell) -> set[str]:
    return {row["reported_on"] for row in json.loads(shell("statements", shell.store, "--json"))}


def test_a_report_is_dated_anew_taken_out_and_both_are_taken_back(shell: Shell, sha: str) -> None:
    why = ("--reason", "on the page", "--author", "ada")
    told = shell("reports", shell.store, sha[:8], "--published", "2025-01-03", *why)
    assert told == f"{sha[:12]}: published on 2025-01-03; revision 3\n"
    assert said_on(shell) == {"2025-01-03"}
    (statement, *_) = json.loads(shell("statements", shell.store, "--json"))
    assert statement["said_on"] == "2024-12-31"  # the Tuesday before the new day, not before the old one
    assert "nothing new" in shell("reports", shell.store, sha[:8], "--published", "2025-01-03")
    out = json.loads(shell("reports", shell.store, sha, "--remove", "--reason", "a hoax", "--json"))
    assert (out["removed"], out["changed"]) == (True, True)
    assert said_on(shell) == set()
    assert json.loads(shell("reports", shell.store, "--json")) == []
    shown = json.loads(shell("reports", shell.store, sha[:12], "--json"))
    assert [(edit["what"], edit["author"], edit["reason"]) for edit in shown["edits"]] == [
        ("redate", "ada", "on the page"),
        ("remove", "", "a hoax"),
    ]
    assert "taken out" in shell("reports", shell.store, sha[:12])
    shell("reports", shell.store, sha, "--undo")
    assert said_on(shell) == {"2025-01-03"}
    assert shell.rows("reports", shell.store, sha, "--undo")[0]["published_on"] == "2025-01-10"
    assert said_on(shell) == {"2025-01-10"}
    assert "everything holds" in shell("verify", shell.store)


def test_adding_again_with_another_day_corrects_it(shell: Shell, sha: str, capsys: pytest.CaptureFixture[str]) -> None:
    note = str(shell.folder / "note.txt")
    told = json.loads(shell("add", shell.store, note, "--published", "2025-01-06", "--json"))
    assert (told["new"], told["known"], told["redated"], told["reports"][0]["outcome"]) == (0, 1, 1, "redated")
    assert said_on(shell) == {"2025-01-06"}
    assert "1 known (1 dated anew)" in shell("add", shell.store, note, "--published", "2025-01-07")
    assert shell("add", shell.store, note).startswith("0 new, 1 known, 0 could")  # without a day nothing changes
    assert said_on(shell) == {"2025-01-07"}
    dated = shell.folder / "dated.txt"
    dated.write_text("Hungary waits\nBUDAPEST, Jan. 8, 2025 (Agency) - Hungary has not decided, Ida Roe said.\n")
    shell("add", shell.store, str(dated))
    before = Store.open(shell.store)
    revision = before.revision("orvana")
    before.close()
    with pytest.raises(SystemExit):
        main(["add", shell.store, str(dated), "--published", "2025-01-09"])
    told_other = capsys.readouterr().err
    assert "as published on 2025-01-08, not on 2025-01-09" in told_other
    assert "--published 2025-01-09" in told_other
    with Store.open(shell.store) as store:
        assert store.revision("orvana") == revision


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ffffffff", "--remove", "--reason", "x"], "no report"),
        (["ff"], "could be any report"),
        (["--remove"], "which report"),
        (["{sha}", "--remove"], "no reason"),
        (["{sha}", "--undo"], "nobody has edited"),
        (["{sha}", "--published", "2031-01-01"], "not come yet"),
        (["{sha}", "--published", "soon"], "--published"),
        (["{sha}", "--published", "2025-01-01", "--remove"], "one of"),
        (["{sha}", "--published", "2025-01-01", "--revision", "1"], "has changed since revision 1"),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(shell: Shell, sha: str, words: list[str], told: str) -> None:
    assert told in shell("reports", shell.store, *(word.format(sha=sha) for word in words), code=2)
    with Store.open(shell.store) as store:
        assert store.revision("orvana") == 2


def test_a_whole_list_in_csv_and_json(shell: Shell, tmp_path: Path) -> None:
    """What a program reads is never cut without being asked for."""
    from tests.dossiers.conftest import a_coding, a_report, a_statement

    with Store.open(shell.store) as store:
        for number in range(130):
            report = a_report(number)
            said = a_statement(report)
            store.add_report("orvana", report, [said], [a_coding(said)])
    assert len(shell.rows("statements", shell.store)) == 130
    assert len(json.loads(shell("statements", shell.store, "--json"))) == 130
    assert len(shell.rows("statements", shell.store, "--limit", "7")) == 7
    assert len(shell.rows("reports", shell.store)) == 130
