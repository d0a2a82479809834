"""When a rule is met on each path: months of counting, of weights and of any rule agree where they ask the same."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecasts.tables import HEAD
from whipcount.forecasts.core.ballots import quota
from whipcount.forecasts.core.contract import STEPS, Curve
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.runs import Run, ballot_months, last_in, rule_months
from whipcount.forecasts.core.simulate import NEVER
from whipcount.forecasts.core.table import parse_table


def decision(rule: str, inside: int = 1, members: int = 5) -> Snapshot:
    rows = "".join(
        f"Pact,League,Land {m},{rule},2000-01-15,{'2000-03-01' if m < inside else ''},"
        f"{'deposited' if m < inside else 'pending'},,,\n"
        for m in range(members)
    )
    (pact,) = parse_table(HEAD + rows)
    return pact.as_of(date(2001, 1, 1))


PATHS = st.lists(st.lists(st.sampled_from([0, 3, 7, 59, NEVER]), min_size=4, max_size=4), min_size=1, max_size=6)


@settings(max_examples=60)
@given(PATHS, st.integers(1, 5))
def test_a_number_is_met_in_the_month_of_the_last_that_it_needs(paths: list[list[int]], need: int) -> None:
    pact = decision(f"{need} members" if need < 5 else "unanimity")
    came, left = np.array(paths, dtype=np.int16), np.arange(1, 5)
    wanted = [0 if need == 1 else sorted(path)[need - 2] for path in paths]
    assert rule_months(pact, left, came).tolist() == wanted
    assert ballot_months(pact, left, came, quota([1] * 5, need)).tolist() == wanted


def test_more_than_all_are_never_enough() -> None:
    pact = decision("unanimity", inside=0, members=3)
    came = np.array([[0, 0]], dtype=np.int16)  # only two of the three that are left
    assert rule_months(pact, np.array([0, 1]), came).tolist() == [NEVER]


def run(came: list[list[int]]) -> Run:
    pact = decision("unanimity")
    times = np.array(came, dtype=np.int16)
    return Run(pact, np.arange(1, 5), times, times.max(axis=1), 0.0, Curve(np.zeros(STEPS + 1)))


def test_the_last_one_is_told_of_paths_on_which_all_come_in_and_ties_are_shared() -> None:
    assert last_in(run([[1, 2, 3, 9], [9, 2, 3, 9], [1, 1, 1, NEVER]])).tolist() == [0.25, 0.0, 0.0, 0.75]
    assert last_in(run([[1, 2, 3, NEVER]])).tolist() == [0.0] * 4


@pytest.mark.parametrize("paths", [1, 7])
def test_chances_to_be_last_add_up_to_one(paths: int) -> None:
    random = np.random.default_rng(paths)
    assert last_in(run(random.integers(0, 50, (paths, 4)).tolist())).sum() == pytest.approx(1.0)
