from __future__ import annotations

from tests.cli.shell import Shell


def test_completion_is_printed_for_each_shell(shell: Shell) -> None:
    for name in ("bash", "zsh", "fish"):
        assert "_WHIPCOUNT_COMPLETE" in shell("completion", name)
