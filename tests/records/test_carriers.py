"""What carries a chance: the largest shares in either direction, and only roll calls on which the silent one voted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.records.sample import record_of
from whipcount.records.carriers import MOST, declared_carriers, past_carriers

RECORD = record_of([[1, -1], [0, 1], [-1, 1], [1, 0]])


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=12))
def test_declared_members_come_by_the_size_of_what_they_add(shares: list[float]) -> None:
    members = [f"M{n}" for n in range(len(shares))]
    made = declared_carriers(members, np.array([1.0] * len(shares)), np.array(shares))
    assert len(made) == min(MOST, len(shares))
    sizes = [abs(one.share) for one in made]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= max([abs(s) for m, s in zip(members, shares, strict=True) if m not in {o.member for o in made}],
                            default=0.0)  # fmt: skip


def test_votes_are_told_in_words() -> None:
    made = declared_carriers(["A", "B", "C"], np.array([1.0, 0.0, -1.0]), np.array([0.3, 0.2, 0.1]))
    assert [(one.member, one.vote) for one in made] == [("A", "yes"), ("B", "abstain"), ("C", "no")]


def test_a_roll_call_without_its_vote_or_without_a_share_carries_nothing() -> None:
    votes = np.array(RECORD.votes, dtype=float)
    votes[0, 0] = np.nan
    record = replace(RECORD, votes=votes)
    shares = np.linspace(1.0, 0.1, len(record.calls))
    made = past_carriers(record, shares, 0)
    assert record.calls[0] not in [one.call for one in made]
    for one in made:
        row = record.calls.index(one.call)
        assert {"yes": 1.0, "abstain": 0.0, "no": -1.0}[one.vote] == votes[row, 0]
        assert one.share == pytest.approx(shares[row])
    assert past_carriers(record, np.zeros(len(record.calls)), 0) == ()
