"""Reference classes, counted by hand on an invented league."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.forecasts.horizon.lists import after, decision
from whipcount.forecasts.core.decisions import Decision
from whipcount.forecasts.horizon.reference import FEWEST, past_looks

BEGIN = date(1950, 3, 4)


def one(number: int, days: list[int | None], need: int | None = None, every: int = 400) -> Decision:
    """A decision opened ``number`` times ``every`` days after the first."""
    opened = BEGIN + timedelta(days=every * number)
    made = decision(days, need=need)
    members = tuple(
        replace(
            m, opened=opened,
            first=None if d is None else opened + timedelta(days=d),
            last=None if d is None else opened + timedelta(days=d),
        )
        for m, d in zip(made.members, days, strict=True)
    )  # fmt: skip
    return replace(made, name=f"Treaty {number}", opened=opened, members=members, seen_until=opened + timedelta(9_000))


QUICK, SLOW = [20, 30, 200], [20, 30, 2_000]
PAST = past_looks([one(n, QUICK if n % 3 == 0 else SLOW) for n in range(12)])
NOW = after(decision([20, 30, None]), 60)  # 1991, three members, two in after sixty days


def test_it_counts_those_that_stood_alike_and_were_met_in_time() -> None:
    found = PAST.like(NOW, 365)
    assert found is not None
    assert (found.cases, found.happened) == (12, 4)
    assert found.told == (
        "of 12 past decisions that needed all of up to 12 members, opened 1950 to 1962 and looked at with a half to "
        "three quarters of what is needed in, at half to twice its age, 4 were met within 365 days"
    )
    later = PAST.like(NOW, 1_990)
    assert later is not None
    assert later.happened == 12  # looked at from sixty days on


def test_what_was_not_over_by_the_day_is_not_counted_as_in_time_either() -> None:
    """Else the quick ones of the last years would be counted, and the slow ones not yet."""
    early = replace(NOW, as_of=BEGIN + timedelta(days=400 * 5 + 100), start=NOW.start)
    found = PAST.like(early, 365)
    assert found is not None
    assert found.cases == 5
    assert PAST.like(replace(early, as_of=BEGIN + timedelta(days=400 * (FEWEST - 1))), 365) is None


def test_the_decision_itself_and_those_parallel_to_it_are_left_out() -> None:
    itself = replace(NOW, start=(BEGIN + timedelta(days=3)).toordinal())
    found = PAST.like(itself, 365)
    assert found is not None
    assert (found.cases, found.happened) == (11, 3)


@pytest.mark.parametrize(("days", "need"), [([20, 30] + [None] * 30, None), ([20, 30, None, None], 3)])
def test_other_kinds_of_rule_are_another_class(days: list[int | None], need: int | None) -> None:
    assert PAST.like(after(decision(days, need=need), 60), 365) is None


def test_few_of_the_same_age_widen_the_class_and_it_is_told() -> None:
    found = PAST.like(after(decision([20, 30, None]), 1_800), 365)
    assert found is not None
    assert "at any age" in found.told
    assert (found.cases, found.happened) == (12, 4)  # the slow ones were met 540 days after the last look at them
