"""The record: what came of a forecast, as its dossier tells, and its scores, those made after the fact apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest

from tests.analysis.invented import LAKE, PROPOSAL, position
from whipcount.dossiers.dossier import Event
from whipcount.dossiers.sealed import SealedForecast
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.record import ENOUGH, followed_until, met_on, resolve, score, summary
from whipcount.positions.stance.stance import Authority, Evidence, Stance

KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2025, 12, 1)
FORECAST = SealedForecast(
    made_at=datetime(2025, 2, 1, tzinfo=UTC), as_of=date(2025, 2, 1), known_by=datetime(2025, 2, 1, tzinfo=UTC),
    kind="by_day", variant="asked", by=date(2025, 6, 1), probability=0.7, low=0.5, high=0.9, quantiles=(), model="m",
    version="0", learned="", evidence="", pieces=0, note="",
)  # fmt: skip


def act(member: str, day: date) -> Evidence:
    return position(member, Stance.YES, day, authority=Authority.FORMAL_DECISION)


def case(*evidence: Evidence, events: tuple[Event, ...] = ()) -> Case:
    return Case("lake", PROPOSAL, LAKE, evidence, events)


ALL_IN = [act("KELL", date(2025, 3, 1)), act("THALE", date(2025, 4, 1)), act("PELL", date(2025, 5, 1))]


def test_it_is_met_on_the_day_of_the_last_act_that_the_rule_needs() -> None:
    assert met_on(case(*ALL_IN), TODAY, KNOWN) == date(2025, 5, 1)
    assert met_on(case(*ALL_IN[:2]), TODAY, KNOWN) is None
    assert met_on(case(*ALL_IN), date(2025, 4, 30), KNOWN) is None
    words = [position(item.member or "", Stance.YES, item.said_to) for item in ALL_IN]
    assert met_on(case(*words), TODAY, KNOWN) is None  # words are no acts


@pytest.mark.parametrize(
    ("by", "happened", "on"),
    [(date(2025, 6, 1), True, date(2025, 5, 1)), (date(2025, 5, 1), True, date(2025, 5, 1)),
     (date(2025, 4, 30), False, date(2025, 4, 30)), (None, True, date(2025, 5, 1))],
)  # fmt: skip
def test_by_the_day_asked_about_or_not(by: date | None, happened: bool, on: date) -> None:
    outcome = resolve(case(*ALL_IN), replace(FORECAST, by=by), TODAY, KNOWN)
    assert outcome is not None
    assert (outcome.happened, outcome.on) == (happened, on)


@pytest.mark.parametrize(
    ("kind", "day", "happened"),
    [("decided", date(2025, 5, 1), True), ("decided", date(2025, 7, 1), False), ("blocked", date(2025, 5, 1), False)],
)
def test_an_event_resolves_it(kind: str, day: date, happened: bool) -> None:
    outcome = resolve(case(events=(Event(day, "it ended", kind),)), FORECAST, TODAY, KNOWN)
    assert outcome is not None
    assert outcome.happened is happened
    assert outcome.on == min(day, FORECAST.by or day)


def test_an_end_before_the_forecast_was_made_is_no_outcome_of_it() -> None:
    assert resolve(case(events=(Event(date(2025, 1, 1), "no", "blocked"),)), FORECAST, TODAY, KNOWN) is None


def test_a_day_that_passed_resolves_it_only_where_the_dossier_was_followed_beyond() -> None:
    quiet = case(position("KELL", Stance.NO, date(2025, 5, 30)))
    assert resolve(quiet, FORECAST, TODAY, KNOWN) is None
    followed = case(position("KELL", Stance.NO, date(2025, 6, 2)))
    outcome = resolve(followed, FORECAST, TODAY, KNOWN)
    assert outcome is not None
    assert (outcome.happened, outcome.on) == (False, date(2025, 6, 1))
    assert followed_until(followed, TODAY) == date(2025, 6, 2)
    assert followed_until(case(), TODAY) == date.min


def test_scores_are_the_two_rules_and_a_hindcast_is_told_apart() -> None:
    late = replace(FORECAST, made_at=datetime(2025, 6, 1, tzinfo=UTC))
    waiting = replace(FORECAST, by=None, as_of=date(2025, 5, 2))
    scored, left = score(
        case(events=(Event(date(2025, 5, 1), "in", "decided"),)), [FORECAST, late, waiting], TODAY, KNOWN
    )
    assert left == 1
    assert [item.foretold for item in scored] == [True, False]
    assert scored[0].brier == pytest.approx(0.09)
    assert scored[0].log == pytest.approx(-np.log(0.7))
    told = summary(scored, left)
    assert (told["resolved"], told["open"], told["foretold"]["forecasts"], told["hindcasts"]["forecasts"]) == (
        2,
        1,
        1,
        1,
    )
    assert "reliability" not in told["foretold"]
    many = summary([replace(scored[0], dossier=f"d{n % 3}") for n in range(ENOUGH)], 0)["foretold"]
    assert many["brier_interval"] == pytest.approx([0.09, 0.09])
    assert sum(bar["count"] for bar in many["reliability"]) == ENOUGH
    assert summary((), 0)["foretold"] == {"forecasts": 0, "dossiers": 0}
