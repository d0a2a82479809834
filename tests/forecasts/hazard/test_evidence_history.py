"""What a record has heard is the fold of what was known at the start of each month, whoever retracts what."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecasts.core.test_simulate import a_snapshot
from whipcount.forecasts.core.contract import MONTH
from whipcount.forecasts.hazard.evidence import shifts
from whipcount.forecasts.hazard.evidence_history import folded, heard_so_far
from whipcount.positions.count.fold import fold
from whipcount.positions.stance.stance import Authority, Evidence, Force, Stance

IDS = ("A", "B", "C", "D")
KNOWN_BY = datetime(2030, 6, 1, tzinfo=UTC)
START = date.fromordinal(a_snapshot().start)


@st.composite
def evidence(draw: st.DrawFn) -> list[Evidence]:
    """Statements of four members and one more, some retold, some taking another back, some recorded too late."""
    made: list[Evidence] = []
    for number in range(draw(st.integers(0, 12))):
        day = START + timedelta(days=draw(st.integers(-20, 100)))
        back = draw(st.sampled_from([None, *[e.id for e in made]]))
        made.append(
            Evidence(
                f"e{draw(st.integers(0, 8)) if made else number}", draw(st.sampled_from([*IDS, "Z", None])), "asked",
                draw(st.sampled_from([None, *Stance])), day, day, day + timedelta(days=draw(st.integers(0, 9))),
                KNOWN_BY + timedelta(days=draw(st.integers(-9, 2))), draw(st.sampled_from(list(Authority))),
                force=draw(st.sampled_from(list(Force))), withdraws=back, speaker=draw(st.sampled_from(["p", "q"])),
            )
        )  # fmt: skip
    return made


@settings(max_examples=150, deadline=None)
@given(evidence())
def test_folded_at_once_as_one_by_one(items: list[Evidence]) -> None:
    day = START + timedelta(days=60)
    members = sorted({item.member for item in items if item.member})
    assert folded(items, day, KNOWN_BY) == [fold(items, m, as_of=day, known_by=KNOWN_BY) for m in members]


@settings(max_examples=100, deadline=None)
@given(evidence())
def test_each_month_hears_what_was_known_at_its_start(items: list[Evidence]) -> None:
    snapshot = a_snapshot()
    heard = heard_so_far(items, IDS, snapshot, KNOWN_BY)
    months = int(snapshot.age / MONTH) + 1
    assert heard.shape == (len(IDS), months)
    for month in range(months):
        begin = date.fromordinal(snapshot.start + int(month * MONTH))
        told = {e.id: e for e in items if e.member in IDS and e.reported_on <= begin}
        positions = [fold(told.values(), member, as_of=begin, known_by=KNOWN_BY) for member in IDS]
        assert np.array_equal(heard[:, month], shifts(positions, begin, evidence=told)[:, 0])
