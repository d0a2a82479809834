from __future__ import annotations

import csv
from pathlib import Path

from whipcount.bargaining.formats import read_table
from whipcount.bargaining.procedural import Share, win_set


def test_the_example_table_is_read_and_consensus_leaves_nothing(root: Path) -> None:
    path = root / "examples" / "bargaining" / "ukraine-invitation.csv"
    t = read_table(path)
    assert t.n_actors == 32
    found = win_set(t, "invitation", Share(dict.fromkeys(t.actors, 1.0), 1.0))
    assert (found.intervals, found.bounded_by) == ((), ("Hungary", "Slovakia"))
    assert len(list(csv.reader(path.read_text(encoding="utf-8").splitlines()))) == 36
