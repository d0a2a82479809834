"""What a forecast may be asked: days within reach, stances of members; and what is supposed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from whipcount.errors import ForecastError
from whipcount.forecasts.core.outlook import REACH, MemberOutlook, WhatIfResult, check_settings, supposed, within_reach
from whipcount.positions.stance.stance import Authority, Stance

DAY = date(2030, 5, 1)


@pytest.mark.parametrize("ahead", [0, 1, REACH.days])
def test_a_day_within_reach_is_taken(ahead: int) -> None:
    assert within_reach(DAY + timedelta(days=ahead), DAY) == DAY + timedelta(days=ahead)


@pytest.mark.parametrize(("ahead", "problem"), [(-1, "before the day"), (REACH.days + 1, "more than five years")])
def test_a_day_out_of_reach_is_refused(ahead: int, problem: str) -> None:
    with pytest.raises(ForecastError, match=problem) as caught:
        within_reach(DAY + timedelta(days=ahead), DAY)
    assert caught.value.where == "--by"


def test_only_members_have_stances() -> None:
    check_settings({"A": Stance.NO}, ("A", "B"), where="lake")
    with pytest.raises(ForecastError) as caught:
        check_settings({"A": Stance.NO, "C": Stance.YES}, ("B", "A"), where="lake")
    assert (caught.value.where, caught.value.accepted) == ("lake", "A, B")


def test_what_is_supposed_is_evidence_of_the_day_that_says_what_it_is() -> None:
    known_by = datetime(2030, 5, 2, tzinfo=UTC)
    items = supposed({"B": Stance.NO, "A": Stance.YES}, "asked", DAY, known_by, Authority.HEAD)
    assert [(item.member, item.stance, item.said_to) for item in items] == [
        ("A", Stance.YES, DAY), ("B", Stance.NO, DAY),
    ]  # fmt: skip
    assert all(item.human and item.coder == "what-if" and item.recorded_at == known_by for item in items)


def test_settings_are_told_as_they_are_given() -> None:
    assert WhatIfResult((("HU", Stance.YES), ("SK", Stance.NO)), 0.5, 0.1).supposed == "HU=yes, SK=no"


def test_a_gain_is_what_consent_adds_over_refusal() -> None:
    member = MemberOutlook("A", None, (), 0.5, 0.1, p_if_yes=0.75, p_if_no=0.25, share=0.0)
    assert member.gain == 0.5
