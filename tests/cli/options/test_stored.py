from __future__ import annotations

import json
from pathlib import Path

from tests.cli.shell import DOSSIER, Shell


def test_members_go_by_id_and_name_in_any_case(shell: Shell) -> None:
    key = json.loads(shell("why", shell.store, "hungary", "--json"))["steps"][0]["id"]
    assert "no member" in shell("statements", shell.store, "--member", "Atlantis", code=2)
    assert shell("statements", shell.store, "--member", "hungary", "--json") == "[]\n"  # a record is no statement
    assert "no member" in shell("correct", shell.store, key, "--stance", "no", "--member", "Atlantis", code=2)
    shell("correct", shell.store, key, "--stance", "no", "--member", "slovakia", "--reason", "misread")
    assert json.loads(shell("why", shell.store, "SK", "--json"))["stance"] == "no"


def test_unknown_members_and_days_out_of_order_are_refused(shell: Shell) -> None:
    path, other = shell.folder / "bad.yaml", str(shell.folder / "c.db")
    path.write_text(DOSSIER.replace("member: HU", "member: HUN"))
    assert "'HUN' is no member of" in shell("init", other, "--from", str(path), code=2)
    path.write_text(DOSSIER.replace("authority: head", "authority: head, reported_on: 2024-12-31"))
    assert "lies before said_on" in shell("init", other, "--from", str(path), code=2)
    assert not Path(other).exists()
    table = shell.folder / "bad.csv"
    table.write_text("member,stance,said_on,authority\nHUN,yes,2025-01-01,head\n")
    assert "'HUN' is no member of" in shell("import", shell.store, str(table), code=2)


def test_members_are_known_in_any_spelling_and_close_ones_are_told(shell: Shell) -> None:
    for name in ("tr", "Turkey", "turkish", "TUR", "Türkiye"):
        assert json.loads(shell("why", shell.store, name, "--json"))["member"] == "TR"
    assert "did you mean Hungary (HU)?" in shell("why", shell.store, "Hungery", code=2)
    assert "did you mean Hungary (HU)?" in shell("forecast", shell.store, "--what-if", "Hungery=yes", code=2)
