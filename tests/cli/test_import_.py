from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.shell import Shell
from tests.dossiers.test_coded_elsewhere import TEXT, a_file, code


@pytest.mark.parametrize(("ending", "form", "unit"), [
    ("jsonl", "archive", "lines"), ("csv", "csv", "evidence"), ("json", "popolo", "positions"),
    ("dna", "dna", "statements"),
])  # fmt: skip
def test_exchange_as_json_and_csv(shell: Shell, ending: str, form: str, unit: str) -> None:
    path, copy = (str(shell.folder / f"{name}.{ending}") for name in "ab")
    told = json.loads(shell("export", shell.store, "-o", path, "--json"))
    number = len(Path(path).read_text().splitlines()) if form == "archive" else 0 if form == "dna" else 2
    differs = told.pop("differs")
    assert bool(differs) is (form == "dna")  # which has no place for records
    assert told == {"dossier": "orvana", "file": path, "format": form, "count": number, "unit": unit}
    (row,) = shell.rows("export", shell.store, "-o", copy)
    assert row == {**told, "file": copy, "count": str(number), "differs": "; ".join(differs)}
    target = str(shell.folder / "new.db") if form == "archive" else shell.store
    told = json.loads(shell("import", target, path, "--json"))
    # Read back into the dossier that it came from, a table of evidence and a count hold nothing new.
    new, known = {"archive": (2, 0), "csv": (0, 2), "popolo": (0, 2), "dna": (0, 0)}[form]
    assert (told["dossier"], told["file"], told["format"]) == ("orvana", path, form)
    assert (told["reports"], told["statements"], told["evidence"], told["known"]) == (0, 0, new, known)
    if form != "archive":
        (row,) = shell.rows("import", target, path)
        assert (row["evidence"], row["known"]) == ("0", str(new + known))
        assert row["revision"] == str(told["revision"])


def test_records_as_people_keep_them_come_in(shell: Shell) -> None:
    table = shell.folder / "records.csv"
    rows = "Member;STANCE;Said_On;Authority;Gist\nGermany;yes;2025-01-08T10:30;minister;größte Freude\n;;;;\n\n"
    table.write_bytes(rows.encode("cp1252"))
    assert "1 new of 1 records" in shell("import", shell.store, str(table))
    step = json.loads(shell("why", shell.store, "DE", "--json"))["steps"][0]
    assert (step["said_from"], step["gist"]) == ("2025-01-08", "größte Freude")
    table.write_text("member,stance,said_on,authority\nGermny,yes,2025-01-08,minister\n")
    assert "did you mean Germany (DE)?" in shell("import", shell.store, str(table), code=2)


def test_what_people_code_in_another_program_comes_in_again_and_again(shell: Shell) -> None:
    path = a_file(shell.folder / "coded.dna", TEXT)
    code(path, "Hungary says no to it", "Hungary", agrees=0, concept="Let Orvana in.")
    code(path, "Germany and France say yes", "The Greens")
    told = json.loads(shell("import", shell.store, str(path), "--json"))
    assert (told["reports"], told["statements"], told["evidence"]) == (1, 2, 0)
    assert told["concepts_unmatched"] == ["Let Orvana in.", "admitted now"]
    assert told["organizations_unmatched"] == ["The Greens"]
    both = ("--concept", "let Orvana in=asked", "--concept", "admitted now=asked")
    said = shell("import", shell.store, str(path), *both)
    assert "0 new reports, 0 statements, 2 codings" in said
    assert "0 statements, 0 codings" in shell("import", shell.store, str(path), *both)
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE VARIABLES SET Variable = 'Actor' WHERE Variable = 'organization'")
    assert "its variables are Actor" in shell("import", shell.store, str(path), *both, code=2)
    said = shell("import", shell.store, str(path), *both, "--variable", "organization=actor")
    assert "0 new reports, 0 statements, 0 codings" in said
    assert "accepted: ROLE=NAME" in shell("import", shell.store, str(path), "--variable", "actor", code=2)
