from __future__ import annotations

import json

from tests.cli.shell import Shell


def test_a_whip_count_is_shown_and_stored_when_confirmed(shell: Shell) -> None:
    table = shell.folder / "whip.csv"
    table.write_text(
        "Country;Vote;Date;Note\nGermny;yes;2025-01-08;=call\nFrance;leaning no;8 Jan 2025;\nAtlantis;no;2025-01-08;\n"
    )
    before = shell("verify", shell.store)
    told = shell("import", shell.store, str(table), code=1)
    assert "'Germny' is taken for Germany" in told
    assert "'Atlantis' is no member" in told
    assert "nothing was stored" in told
    shell("import", shell.store, str(table), "--yes", "--dry-run", code=1)
    assert shell("verify", shell.store) == before
    assert "1 rows stored" in shell("import", shell.store, str(table), "--yes")
    assert json.loads(shell("why", shell.store, "FR", "--json"))["stance"] == "lean_no"
    assert json.loads(shell("why", shell.store, "DE", "--json"))["stance"] == "unknown"
    done = json.loads(shell("import", shell.store, str(table), "--yes", "--take-guesses", "--json"))
    assert (done["evidence"], done["known"], done["problem"]) == (1, 1, 1)
    assert json.loads(shell("why", shell.store, "DE", "--json"))["steps"][0]["gist"] == "=call"
