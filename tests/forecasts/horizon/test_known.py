"""Which decisions a model has seen: by name and day, or by a day close by and as many members."""

from __future__ import annotations

from datetime import date

import pytest

from tests.forecasts.tables import HEAD
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.horizon.known import CLOSE, Known, KnownDecision, plain

OPENED = date(2001, 2, 3)
START = OPENED.toordinal()


def lake(name: str = "Lake Treaty", members: int = 10) -> Snapshot:
    rows = "".join(f"{name},League,Land {m},unanimity,{OPENED},,pending,,,\n" for m in range(members))
    (made,) = parse_table(HEAD + rows)
    return made.as_of(date(2001, 4, 1))


def test_its_own_name_and_day_go_before_anything_close_by() -> None:
    known = Known((KnownDecision("lake treaty", START, 3, "own"), KnownDecision("sea treaty", START, 10, "other")))
    assert known.clusters_of(lake("LAKE  treaty")) == {"own"}


@pytest.mark.parametrize(
    ("away", "members", "same"),
    [(0, 10, True), (CLOSE, 10, True), (-CLOSE, 10, True), (CLOSE + 1, 10, False), (0, 8, True), (0, 7, False),
     (0, 12, True), (0, 13, False)],
)  # fmt: skip
def test_another_name_is_taken_for_it_where_day_and_size_agree(away: int, members: int, same: bool) -> None:
    known = Known((KnownDecision("sea treaty", START + away, members, "x"),))
    assert bool(known.clusters_of(lake())) is same


def test_what_was_opened_later_was_not_known() -> None:
    known = Known((KnownDecision("a", START, 1, "x"), KnownDecision("b", START + 10, 1, "y")))
    assert known.until(None) is known
    assert [d.name for d in known.until(OPENED).decisions] == []
    assert [d.name for d in known.until(date(2001, 2, 4)).decisions] == ["a"]
    assert known.until(date(2002, 1, 1)) == known


def test_a_plain_name_is_its_own() -> None:
    assert plain(plain("  Lake \t Treaty ")) == plain("LAKE TREATY") == "lake treaty"
