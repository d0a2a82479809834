from __future__ import annotations

from tests.cli.shell import Shell


def test_why_tells_each_piece_of_evidence_in_two_lines(shell: Shell) -> None:
    told = shell("why", shell.store, "HU").splitlines()
    assert len(told) == 3
    assert told[1] == "2025-01-01  no, head  =refuses"
