from __future__ import annotations

import json
from datetime import date

from tests.cli.shell import Shell
from tests.dossiers.conftest import a_report
from whipcount.dossiers.store import Store


def test_tally_and_why(shell: Shell) -> None:
    told = json.loads(shell("tally", shell.store, "--as-of", "2025-01-03", "--json", code=1))
    stances = {row["member"]: row["stance"] for row in told["positions"]}
    assert (told["state"], stances["HU"], stances["TR"], len(stances)) == ("blocked", "no", "unknown", 32)
    assert (told["blocked_by"], len(told["left"])) == (["HU"], 32)
    words = shell("tally", shell.store, code=1)
    assert "blocked by Hungary\n" in words
    assert "left to agree (32): Belgium, Canada" in words
    assert shell("tally", shell.store, "--csv", code=1).startswith("member,name,stance")
    why = json.loads(shell("why", shell.store, "TR", "--json"))
    assert why["steps"][0]["conditions"] == "once asked twice"
    assert "unknown is never consent" in shell("why", shell.store, "DE")
    assert "'=refuses" in shell("why", shell.store, "HU", "--csv")


def test_tally_forecast_and_brief_tell_of_one_day(shell: Shell) -> None:
    with Store.open(shell.store) as store:
        store.add_report("orvana", a_report(1, date(2025, 1, 20)))
    day = json.loads(shell("tally", shell.store, "--json", code=1))["as_of"]
    assert json.loads(shell("forecast", shell.store, "--no-store", "--json"))["as_of"] == day == "2025-01-20"


def test_a_yes_with_an_open_condition_is_counted_apart(shell: Shell) -> None:
    told = shell("tally", shell.store, code=1)
    assert "yes 1 (of them 1 with an open condition)" in told
    assert "agreed: 0 of 32" in told
