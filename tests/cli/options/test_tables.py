"""A table on a terminal of any width leaves ids and days whole."""

from __future__ import annotations

import os
import re
import shutil
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.cli.options.test_terminal import at_a_terminal
from whipcount.cli.options.tables import print_table
from whipcount.cli.why import two_lines

HEADINGS = {"day": "reported", "who": "who", "what": "what", "key": "id"}
ROW = {"day": "2025-03-06", "who": "Maren Tolle, foreign minister", "what": "will vote " * 30, "key": "s-0123456789ab"}


@pytest.mark.parametrize("width", [30, 40, 60, 80, 120, 200])
def test_ids_and_days_are_whole_at_any_width(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    terminal = at_a_terminal(monkeypatch)
    monkeypatch.setattr(shutil, "get_terminal_size", lambda *_: os.terminal_size((width, 24)))
    print_table([ROW, {**ROW, "key": "s-abcdefabcdef:admission"}], HEADINGS)
    told = terminal.getvalue()
    for word in ("2025-03-06", "s-0123456789ab", "s-abcdefabcdef:admission"):
        assert word in told
    assert told.split().count("vote") == 60
    assert "…" not in told
    assert sys.stdout is terminal
    plain = re.sub("\x1b\\[[0-9;]*m", "", told)
    assert max(cell_len(line) for line in plain.splitlines()) <= max(width, len("id s-abcdefabcdef:admission"))


@given(st.text(max_size=200), st.text(max_size=200), st.integers(40, 200))
def test_why_takes_two_lines_and_keeps_the_id(gist: str, reason: str, width: int) -> None:
    row = {
        "outcome": "older", "reason": " ".join(reason.split()), "reported_on": "2025-03-02", "stance": "lean_yes",
        "authority": "formal_decision", "speaker": "Doru Banek", "gist": " ".join(gist.split()), "id": "r-0123456789ab",
    }  # fmt: skip
    first, second = two_lines(row, width)
    assert first.startswith("2025-03-02  lean_yes, formal decision")
    assert second.startswith("  r-0123456789ab  older")
