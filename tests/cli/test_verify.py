import json
import sqlite3
from pathlib import Path

from tests.cli.shell import Shell


def test_a_store_that_holds_and_one_that_was_altered(shell: Shell, tmp_path: Path) -> None:
    head = tmp_path / "head.json"
    shell("verify", shell.store, "--write-head", str(head))
    assert json.loads(head.read_text())
    shell("verify", shell.store, "--head", str(head))
    with sqlite3.connect(shell.store) as base:
        base.execute("UPDATE evidence SET stance = 'yes' WHERE member = 'HU'")
    base.close()
    assert "do not hold" in shell("verify", shell.store, code=1)


def test_a_ledger_that_was_cut_shows_against_its_head(shell: Shell, tmp_path: Path) -> None:
    early, head = tmp_path / "early.db", tmp_path / "head.json"
    shell("backup", shell.store, str(early))
    record = json.loads(shell("why", shell.store, "HU", "--json"))["steps"][0]["id"]
    shell("correct", shell.store, record, "--stance", "undecided", "--reason", "heard again")
    shell("verify", shell.store, "--write-head", str(head))
    shell("verify", str(early))
    shell("verify", str(early), "--head", str(head), code=1)
