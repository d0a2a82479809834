"""The share of the members with a holder in the table, by office and day: pinned, so that no row is lost unseen."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
from benchmarks import holders as benchmark  # noqa: E402  (the matrix and its floors live there)

from whipcount.bodies.offices import OfficeTable, default_offices  # noqa: E402


@pytest.mark.parametrize("day", benchmark.DAYS, ids=str)
@pytest.mark.parametrize("office", benchmark.ROWS)
def test_the_share_of_members_with_a_holder(office: str, day: date) -> None:
    row = benchmark.ROWS[office]
    missing = benchmark.gaps(row, default_offices(), day)
    assert benchmark.share(row, default_offices(), day) >= row.floor, missing


@pytest.mark.parametrize("day", benchmark.DAYS_BEYOND, ids=str)
@pytest.mark.parametrize("office", benchmark.BEYOND)
def test_the_share_of_members_beyond_europe_with_a_holder(office: str, day: date) -> None:
    row = benchmark.BEYOND[office]
    missing = benchmark.gaps(row, default_offices(), day)
    assert benchmark.share(row, default_offices(), day) >= row.floor, missing


def test_a_lost_row_is_a_gap() -> None:
    day = date(2024, 11, 29)
    row = benchmark.ROWS["defence minister"]
    tenures = default_offices().tenures
    less = OfficeTable(t for t in tenures if (t.actor, t.role) != ("PT", "defence_minister"))
    assert benchmark.gaps(row, default_offices(), day) == ()
    assert benchmark.gaps(row, less, day) == ("PT",)


def test_two_holders_on_one_day_are_a_gap() -> None:
    day = date(2024, 11, 29)
    row = benchmark.ROWS["foreign minister"]
    [real] = default_offices().holders("FI", "foreign_minister", day)
    other = type(real)("FI", "foreign_minister", "foreign minister", "Ada Brim", start=real.start)
    assert benchmark.gaps(row, OfficeTable((*default_offices().tenures, other)), day) == ("FI",)


def test_no_state_sends_two_envoys_to_one_body_on_one_day() -> None:
    for name in ("NATO", "the EU", "the UN"):
        row = benchmark.ROWS[f"permanent representative to {name}"]
        for day in benchmark.DAYS:
            for member in row.members(day):
                assert len(row.holders(default_offices(), member, day)) < 2, (name, day, member)
