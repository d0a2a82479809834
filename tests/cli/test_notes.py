"""``whipcount notes``: what stands, by tag, by who looks into it, by words; and as a table of the export."""

from __future__ import annotations

import csv
import io
import json

from tests.cli.shell import Shell


def table(shell: Shell, what: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(shell("export", shell.store, "--format", "csv", "--what", what))))


def test_the_list_and_its_filters(shell: Shell) -> None:
    (record,) = {row["id"] for row in table(shell, "evidence") if row["member"] == "TR"}
    shell("note", shell.store, "HU", "call the =ministry", "--tag", "urgent", "--author", "ada")
    shell("note", shell.store, record, "--assign", "Rob")
    told = shell("notes", shell.store)
    assert "call the =ministry" in told
    assert record in told
    assert [row["about"] for row in shell.rows("notes", shell.store, "--assigned", "rob")] == ["record"]
    assert [row["value"] for row in shell.rows("notes", shell.store, "--tag", "URGENT")] == [
        "call the =ministry",
        "urgent",
    ]
    assert json.loads(shell("notes", shell.store, "--words", "nothing of it", "--json")) == []
    assert shell.rows("notes", shell.store, "--about", "report") == []
    assert shell.rows("notes", shell.store, "--known-by", "2020-01-01T00:00Z") == []
    assert table(shell, "notes") == shell.rows("notes", shell.store)
    assert "--known-by" in shell(
        "export", shell.store, "--what", "notes", "--format", "csv", "--as-of", "2025-01-01", code=2
    )
