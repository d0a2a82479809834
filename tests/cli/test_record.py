from __future__ import annotations

import json

from tests.cli.shell import Shell


def test_record_enters_a_position(shell: Shell) -> None:
    words = ("record", shell.store, "german", "leaning yes", "--on", "2025-01-08", "--source", "call")
    told = json.loads(shell(*words, "--json"))
    assert (told["member"], told["was"], told["is"], told["entered"]) == ("DE", "unknown", "lean_yes", True)
    assert "entered already" in shell(*words)
    assert "does not set the position: said by" in shell(
        "record", shell.store, "HU", "yes", "--on", "2024-12-01", "--source", "older"
    )
    for bad in (
        ["blue"],
        ["agianst"],
        ["yes", "--variant", "x"],
        ["yes", "--on", "2999-01-01"],
        ["yes", "--source", " "],
    ):
        told_people = shell("record", shell.store, "DE", "--on", "2025-01-08", "--source", "call", *bad, code=2)
        assert "Traceback" not in told_people
