"""What a month is described by: covariates of the calendar."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.forecasts.core.test_simulate import a_snapshot
from whipcount.forecasts.core.contract import MONTH
from whipcount.forecasts.hazard.design import CALENDAR, calendar_columns

NEAR, SET = CALENDAR.index("deadline near"), CALENDAR.index("deadline set")


def columns(months: int, *ages: float) -> np.ndarray:
    """Of a decision whose deadline lies so many months after its opening."""
    decision = a_snapshot()
    return calendar_columns(replace(decision, deadline=round(decision.start + months * MONTH)), np.array(ages))


def test_a_deadline_weighs_as_one_over_the_time_left_within_its_last_year() -> None:
    found = columns(24, 0.0, 11.0, 12.0, 18.0, 21.0, 23.0)
    assert np.exp(found[:, NEAR]) == pytest.approx([1, 1, 1, 2, 4, 12], rel=0.02)
    assert found[:, SET].tolist() == [1.0] * 6


def test_half_a_month_is_the_least_and_a_deadline_that_has_passed_weighs_nothing() -> None:
    found = columns(24, 23.5, 23.9, 24.1, 40.0)
    assert np.exp(found[:2, NEAR]) == pytest.approx([24, 24], rel=0.05)
    assert found[2:, NEAR].tolist() == found[2:, SET].tolist() == [0.0, 0.0]


def test_without_a_deadline_nothing_is_near() -> None:
    found = calendar_columns(a_snapshot(), np.arange(30.0))
    assert not found[:, [NEAR, SET]].any()
