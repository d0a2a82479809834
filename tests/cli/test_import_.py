from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.shell import Shell


@pytest.mark.parametrize(("ending", "form", "unit"), [
    ("jsonl", "archive", "lines"), ("csv", "csv", "evidence"), ("json", "popolo", "votes"),
    ("dna", "dna", "statements"),
])  # fmt: skip
def test_exchange_as_json_and_csv(shell: Shell, ending: str, form: str, unit: str) -> None:
    path, copy = (str(shell.folder / f"{name}.{ending}") for name in "ab")
    told = json.loads(shell("export", shell.store, "-o", path, "--json"))
    number = len(Path(path).read_text().splitlines()) if form == "archive" else 0 if form == "dna" else 2
    assert told == {"dossier": "orvana", "file": path, "format": form, "count": number, "unit": unit}
    assert shell.rows("export", shell.store, "-o", copy) == [{**told, "file": copy, "count": str(number)}]
    target = str(shell.folder / "new.db") if form == "archive" else shell.store
    told = json.loads(shell("import", target, path, "--json"))
    # Read back into the dossier that it came from, a table of evidence holds nothing new; votes have ids of their own.
    new, known = {"archive": (2, 0), "csv": (0, 2), "popolo": (2, 0), "dna": (0, 0)}[form]
    assert (told["dossier"], told["file"], told["format"]) == ("orvana", path, form)
    assert (told["reports"], told["statements"], told["evidence"], told["known"]) == (0, 0, new, known)
    if form != "archive":
        (row,) = shell.rows("import", target, path)
        assert (row["evidence"], row["known"]) == ("0", str(new + known))
        assert row["revision"] == str(told["revision"])
