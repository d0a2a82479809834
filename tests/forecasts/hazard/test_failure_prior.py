"""The chance that a decision is dead: it grows with age while nothing happens, and leaps with a refusal."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from tests.forecasts.tables import HEAD
from whipcount.errors import ForecastError
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.table import parse_table
from whipcount.forecasts.hazard.failure_prior import NeverPrior

PRIOR = NeverPrior()


def open_on(day: date) -> Snapshot:
    (pact,) = parse_table(HEAD + "Pact,League,Land 1,unanimity,2000-01-15,,pending,,,\n")
    return pact.as_of(day)


def test_on_its_first_day_it_is_the_prior_and_with_age_it_only_grows() -> None:
    chances = [PRIOR.given_open(open_on(day)) for day in (date(2000, 1, 15), date(2001, 1, 1), date(2010, 1, 1))]
    assert chances[0] == pytest.approx(1 / 24)
    assert chances == sorted(chances)
    assert chances[2] < 1


def test_after_its_median_half_of_those_that_live_have_gone() -> None:
    decision = replace(open_on(date(2000, 1, 15)), as_of=date.fromordinal(date(2000, 1, 15).toordinal() + 620))
    dead, alive = 1 / 24, 23 / 24 / 2
    assert PRIOR.given_open(decision) == pytest.approx(dead / (dead + alive))


def test_a_refusal_counts_more_than_any_age() -> None:
    decision = open_on(date(2001, 1, 1))
    assert PRIOR.given_open(replace(decision, refused=np.array([True]))) == 0.6


@pytest.mark.parametrize(
    "wrong",
    [{"blocked": -1.0}, {"blocked": 25.0}, {"seen": 0.0, "blocked": 0.0}, {"after_refusal": 1.1}, {"slow": 0.0}],
)
def test_what_is_no_probability_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ForecastError):
        NeverPrior(**wrong)
