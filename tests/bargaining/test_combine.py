"""Outcomes made from outcomes: pulled to the status quo, pooled over models."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bargaining.combine import gravity, pool
from whipcount.bargaining.means import compromise
from whipcount.bargaining.outcome import Outcome
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError


def table(*references: float | None) -> Table:
    issues = [Issue(f"i{k}", 0.0, 100.0, reference) for k, reference in enumerate(references)]
    shape = (2, len(references))
    return Table(
        ["A", "B"], issues, position=np.tile([[20.0], [80.0]], (1, shape[1])), salience=np.full(shape, 0.5),
        capability=[1, 3],
    )  # fmt: skip


@given(st.floats(0, 1))
def test_the_pull_goes_from_the_compromise_to_the_reference_point(pull: float) -> None:
    given_table = table(10.0, None)
    plain, pulled = compromise(given_table), gravity(given_table, pull=pull)
    assert pulled.value("i0") == pytest.approx((1 - pull) * plain.value("i0") + pull * 10.0)
    assert pulled.value("i1") == plain.value("i1")
    assert pulled.notes == ("i1: no reference point, so the compromise as it is",)


@pytest.mark.parametrize("pull", [-0.1, 1.1, float("nan")])
def test_a_pull_out_of_its_range_is_refused(pull: float) -> None:
    with pytest.raises(BargainingError):
        gravity(table(0.0), pull=pull)


def outcome(model: str, *values: float) -> Outcome:
    return Outcome(model, tuple(f"i{k}" for k in range(len(values))), np.array(values))


def test_a_pool_is_a_mean_of_those_that_answer() -> None:
    made = pool([outcome("one", 10.0, np.nan, np.nan), outcome("two", 30.0, 50.0, np.nan)])
    assert made.values[:2].tolist() == [20.0, 50.0]
    assert np.isnan(made.values[2])
    weighted = pool([outcome("one", 10.0), outcome("two", 30.0)], weights={"one": 3.0, "two": 1.0})
    assert weighted.value("i0") == 15.0
    alone = pool([outcome("one", 10.0), outcome("two", 30.0)], weights={"two": 1.0})
    assert alone.value("i0") == 30.0


def test_a_pool_of_nothing_or_of_other_issues_or_without_weight_is_refused() -> None:
    one = outcome("one", 10.0)
    for wrong in ([], [one, outcome("two", 1.0, 2.0)]):
        with pytest.raises(BargainingError, match="the same issues"):
            pool(wrong)
    for weights in ({}, {"one": -1.0}):
        with pytest.raises(BargainingError, match="weights"):
            pool([one], weights=weights)
