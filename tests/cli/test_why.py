from __future__ import annotations

import json
import sqlite3
from contextlib import closing

from tests.cli.shell import Shell
from tests.cli.test_import_ import TEXT
from tests.dossiers.test_coded_elsewhere import a_file, code


def test_why_tells_each_piece_of_evidence_in_two_lines(shell: Shell) -> None:
    told = shell("why", shell.store, "HU").splitlines()
    assert len(told) == 3
    assert told[1] == "2025-01-01  no, head  =refuses"


def test_section_and_notes_of_a_coded_document_stand_with_its_evidence(shell: Shell) -> None:
    path = a_file(shell.folder / "coded.dna", TEXT)
    code(path, "Hungary says no to it", "Hungary", agrees=0, person="Ada Brim")
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE DOCUMENTS SET Author = 'Bo Lund', Section = 'Letters', Notes = 'found by hand,\np. 4'")
    shell("import", shell.store, str(path), "--concept", "admitted now=asked")
    step = next(s for s in json.loads(shell("why", shell.store, "HU", "--json"))["steps"] if s["coder"] == "dna:ada")
    assert step["document"] == {"author": "Bo Lund", "section": "Letters", "notes": "found by hand,\np. 4"}
    assert "  author: Bo Lund; section: Letters; notes: found by hand, p. 4" in shell("why", shell.store, "HU")
    plain = json.loads(shell("why", shell.store, "TR", "--json"))["steps"][0]
    assert plain["document"] == {}
