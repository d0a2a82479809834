from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.shell import DOSSIER, Shell, stand_in
from tests.dossiers.conftest import a_report


@pytest.mark.parametrize("ending", ["jsonl", "csv", "json", "dna"])
def test_export_and_import(shell: Shell, ending: str) -> None:
    path = shell.folder / f"out.{ending}"
    shell("export", shell.store, "-o", str(path))
    other = str(shell.folder / "b.db")
    if ending == "jsonl":
        shell("import", other, str(path))
        copy = shell.folder / "again.jsonl"
        shell("export", other, "-o", str(copy))
        assert copy.read_bytes() == path.read_bytes()
        return
    variants = ("--variant", "asked=invited now", "--variant", "path=promised a path")
    proposal = ("--title", "NATO invites Orvana", "--id", "orvana", "--body", "NATO", "--decision", "invitation")
    shell("init", other, *proposal, *variants)
    told = shell("import", other, str(path))
    expected = {"csv": "2 new of 2 records", "json": "2 new of 2 records", "dna": "0 new reports"}
    assert expected[ending] in told
    if ending == "csv":
        again = shell.folder / "again.csv"
        shell("export", other, "-o", str(again))
        assert again.read_text() == path.read_text()
    shell("import", other, str(path))


def test_evidence_as_csv_is_read_back_with_its_corrections(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)
    path, other = shell.folder / "evidence.csv", str(shell.folder / "b.db")
    for number in range(2):
        (shell.folder / f"{number}.txt").write_text(a_report(number).text.replace("2030", "2020"))
        shell("add", shell.store, str(shell.folder / f"{number}.txt"), "--published", f"2025-01-0{number + 2}")
    coded = [step["id"] for step in json.loads(shell("why", shell.store, "DE", "--json"))["steps"]]
    assert ":" in coded[0]
    shell("correct", shell.store, coded[0], "--stance", "lean_no", "--reason", "said | so")
    shell("export", shell.store, "--format", "csv", "-o", str(path))
    bare = DOSSIER[: DOSSIER.index("records:")]
    (shell.folder / "bare.yaml").write_text(bare)
    shell("init", other, "--from", str(shell.folder / "bare.yaml"))
    shell("import", other, str(path))
    assert shell.rows("tally", other, code=1) == shell.rows("tally", shell.store, code=1)
    again = shell("export", other, "--format", "csv")
    kept = [{k: v for k, v in row.items() if k != "coder"} for row in csv.DictReader(io.StringIO(again))]
    assert kept == [
        {k: v for k, v in row.items() if k != "coder"} for row in csv.DictReader(io.StringIO(path.read_text()))
    ]
    assert "0 new of" in shell("import", other, str(path))


def test_every_outcome_as_json_and_csv(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("whipcount.dossiers.report_reader.usual_reader", lambda: stand_in)
    made = ("--title", "NATO invites Orvana", "--body", "NATO", "--decision", "invitation", "--variant", "asked=now")
    other = str(shell.folder / "other.db")
    told = json.loads(shell("init", other, *made, "--json"))
    assert told == {
        "id": "nato-invites-orvana", "title": "NATO invites Orvana", "path": other, "reports": 0, "records": 0,
        "revision": 1,
    }  # fmt: skip
    (row,) = shell.rows("init", str(shell.folder / "third.db"), *made)
    assert (row["id"], row["title"], row["revision"]) == ("nato-invites-orvana", "NATO invites Orvana", "1")
    report = shell.folder / "=report.txt"
    report.write_text(a_report(1).text.replace("2030", "2020"))
    (row,) = shell.rows("add", shell.store, str(report))
    assert (row["report"][-11:], row["outcome"], row["statements"], row["codings"]) == ("=report.txt", "new", "1", "1")

    key = json.loads(shell("why", shell.store, "HU", "--json"))["steps"][0]["id"]
    told = json.loads(shell("correct", shell.store, key, "--stance", "yes", "--reason", "misread", "--json"))
    (entered,) = told["evidence"]
    assert told == {"changed": True, "evidence": [entered], "corrects": [key], "revision": 3}
    assert entered in {step["id"] for step in json.loads(shell("why", shell.store, "HU", "--json"))["steps"]}
    (row,) = shell.rows("correct", shell.store, key, "--stance", "yes", "--reason", "misread")
    assert row == {"changed": "False", "evidence": "", "corrects": key, "revision": "3"}
    (row,) = shell.rows("correct", shell.store, entered, "--undo")
    assert (row["changed"], row["corrects"]) == ("True", entered)


@pytest.mark.parametrize("what", ["evidence", "statements", "positions", "reports"])
def test_every_table_as_csv(shell: Shell, what: str) -> None:
    text = shell("export", shell.store, "--format", "csv", "--what", what)
    header, *rows = text.splitlines()
    assert header.count(",") > 3
    assert all(not row.startswith("=") and ",=" not in row for row in rows)
