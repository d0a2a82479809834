from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import lognorm, multivariate_normal, norm

from tests.forecasts.core.test_simulate import a_run
from whipcount.bodies.catalogue import load_body
from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import MONTH
from whipcount.forecasts.core.pivotal_consent import completing
from whipcount.forecasts.core.runs import last_in
from whipcount.forecasts.procedure.procedures import Clock, Consents, Lasting, Meetings, run_procedure
from whipcount.rules.procedure import By, Procedure, Stage

DAY = date(2030, 1, 1)
ADMISSION = Procedure("admission", (Stage("invitation"), Stage("talks", By.CANDIDATE), Stage("ratification")))
PATHS = 40_000


def after(days: float) -> date:
    return DAY + timedelta(days=days)


def test_two_stages_match_the_convolution() -> None:
    """Invited at one of two meetings, then a log-normal wait: one sum and one integral give the exact answer."""
    steps = Procedure("p", (Stage("invitation"), Stage("talks")))
    clocks: dict[str, Clock] = {
        "invitation": Meetings((30, 200), (0.4, 0.5), persistence=0.0),
        "talks": Lasting(90, 0.6),
    }
    forecast = run_procedure(steps, clocks, as_of=DAY, paths=PATHS)
    wait = lognorm(s=0.6, scale=90)
    for day in (100, 250, 400):
        exact = 0.4 * wait.cdf(day - 30) + 0.6 * 0.5 * wait.cdf(day - 200)
        assert forecast.chance(after(day)) == pytest.approx(exact, abs=4 * np.sqrt(exact * (1 - exact) / PATHS))
    three = run_procedure(
        ADMISSION, clocks | {"ratification": Lasting(60, 0.3)}, as_of=DAY, paths=PATHS
    )  # a third stage: the density of the second integrated over
    exact = sum(
        weight * quad(lambda x, s=start: wait.pdf(x) * lognorm(s=0.3, scale=60).cdf(300 - s - x), 0, 300 - start)[0]
        for weight, start in ((0.4, 30), (0.3, 200))
    )
    assert three.chance(after(300)) == pytest.approx(exact, abs=4 * np.sqrt(exact / PATHS))


def test_moods_of_meetings_that_persist_match_the_bivariate_normal() -> None:
    steps = Procedure("p", (Stage("invitation"),))
    forecast = run_procedure(steps, {"invitation": Meetings((10, 20), (0.3, 0.4), 0.7)}, as_of=DAY, paths=PATHS)
    neither = multivariate_normal(cov=[[1, 0.7], [0.7, 1]]).cdf([-norm.ppf(0.3), -norm.ppf(0.4)])
    assert forecast.chance(after(10)) == pytest.approx(0.3, abs=0.01)
    assert forecast.chance(after(20)) == pytest.approx(1 - neither, abs=0.01)


def test_a_meeting_before_the_stage_begins_decides_nothing() -> None:
    steps = Procedure("p", (Stage("talks"), Stage("signature")))
    clocks: dict[str, Clock] = {"talks": Lasting(50, 0.0), "signature": Meetings((10, 49, 80), (1.0, 1.0, 1.0))}
    forecast = run_procedure(steps, clocks, as_of=DAY, paths=100)
    assert (forecast.ends[:, 1] == 80).all()
    assert forecast.durations("signature") == pytest.approx(30.0)


def test_consents_pass_on_the_curve_and_what_it_leaves_open() -> None:
    run = a_run(never=0.2)
    steps = Procedure("p", (Stage("ratification", By.EACH_MEMBER),))
    forecast = run_procedure(steps, {"ratification": Consents(run.curve)}, as_of=DAY, paths=PATHS)
    for months in (6, 24, 48):
        exact = run.curve.at(months * MONTH)
        assert forecast.chance(after(round(months * MONTH))) == pytest.approx(exact, abs=0.02)
    assert forecast.chance(date(2090, 1, 1)) < 0.8 + 0.01


def test_the_accession_of_the_catalogue_from_where_it_stands() -> None:
    nato = load_body("NATO").procedure("accession")
    clocks: dict[str, Clock] = {stage.name: Lasting(30) for stage in nato.stages} | {
        "invitation": Meetings((4, 220), (0.08, 0.2)), "ratification": Consents(a_run().curve),
    }  # fmt: skip
    whole = run_procedure(nato, clocks, as_of=DAY)
    later = run_procedure(nato, clocks, as_of=DAY, done=["invitation", "accession talks"])
    assert whole.stages[0] == "invitation"
    assert later.stages[0] == "letter of intent"
    assert whole.chance(after(1500)) < whole.chance(after(1500), "invitation") < 0.3
    assert later.chance(after(1500)) > whole.chance(after(1500))
    told = whole.standing(after(400))
    assert sum(told.values()) == pytest.approx(1.0)
    assert told["invitation"] > 0.6


@settings(max_examples=25)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(1, 400), st.integers(0, 900))
def test_stages_only_ever_take_time(chance: float, better: float, median: float, day: int) -> None:
    chance, better = sorted((chance, better))

    def run(p: float) -> Any:
        clocks: dict[str, Clock] = {
            "invitation": Meetings((20, 120), (p, p)),
            "talks": Lasting(median),
            "ratification": Lasting(9),
        }
        return run_procedure(ADMISSION, clocks, as_of=DAY, paths=500)

    low, high = run(chance), run(better)
    assert (low.ends >= high.ends).all()  # the same draws
    assert (np.diff(low.ends[np.isfinite(low.ends[:, -1])], axis=1) >= 0).all()
    by = [low.chance(after(day), stage) for stage in ADMISSION_NAMES]
    assert by == sorted(by, reverse=True)
    assert low.chance(after(day)) <= low.chance(after(day + 30))


ADMISSION_NAMES = ("invitation", "talks", "ratification")


def test_same_seed_same_bits_and_one_clock_leaves_the_others_alone() -> None:
    clocks: dict[str, Clock] = {"invitation": Lasting(10), "talks": Lasting(20), "ratification": Lasting(30)}
    one, again = (run_procedure(ADMISSION, clocks, as_of=DAY) for _ in range(2))
    assert (one.ends == again.ends).all()
    other = run_procedure(ADMISSION, clocks | {"invitation": Lasting(15)}, as_of=DAY)
    assert other.durations("talks") == pytest.approx(one.durations("talks"))
    assert not (run_procedure(ADMISSION, clocks, as_of=DAY, seed=1).ends == one.ends).any()


def test_quantiles_and_never() -> None:
    steps = Procedure("p", (Stage("talks"),))
    forecast = run_procedure(steps, {"talks": Lasting(100, 0.5, never=0.3)}, as_of=DAY, paths=PATHS)
    # half of all paths: five sevenths of those that end
    assert forecast.quantile(0.5) == pytest.approx(lognorm(s=0.5, scale=100).ppf(5 / 7), rel=0.03)
    assert forecast.quantile(0.8) is None


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"clocks": {}}, "no clock for invitation, talks, ratification"),
        ({"clocks": {n: Lasting(1) for n in (*ADMISSION_NAMES, "feast")}}, "a clock for feast"),
        ({"done": ["talks"]}, "the first stages"),
        ({"done": ADMISSION_NAMES}, "all stages are done"),
        ({"paths": 0}, "0 paths"),
    ],
)
def test_bad_input(change: dict[str, Any], problem: str) -> None:
    given_: dict[str, Any] = {"clocks": {n: Lasting(1) for n in ADMISSION_NAMES}, "as_of": DAY, **change}
    with pytest.raises(ForecastError, match=problem):
        run_procedure(ADMISSION, given_.pop("clocks"), **given_)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: Meetings((1, 2), (0.5,)), "1 chances for 2 meetings"),
        (lambda: Meetings((), ()), "at least one"),
        (lambda: Meetings((2, 1), (0.5, 0.5)), "must rise"),
        (lambda: Meetings((1,), (1.5,)), "no probability"),
        (lambda: Lasting(0), "a duration of 0 days"),
        (lambda: Lasting(1, never=2), "no probability"),
    ],
)
def test_bad_clocks(make: Any, problem: str) -> None:
    with pytest.raises(ForecastError, match=problem):
        make()


def test_bad_questions() -> None:
    forecast = run_procedure(ADMISSION, {n: Lasting(1) for n in ADMISSION_NAMES}, as_of=DAY, paths=10)
    with pytest.raises(ForecastError, match="no stage ahead"):
        forecast.chance(DAY, "feast")
    with pytest.raises(ForecastError, match="quantile at 0"):
        forecast.quantile(0)


def test_who_completes_is_who_is_last_under_unanimity_and_not_under_a_threshold() -> None:
    run = a_run()
    assert completing(run) == pytest.approx(last_in(run), abs=0.02)
    two = a_run(need=2)
    chances = completing(two)
    assert chances.sum() == pytest.approx(1.0)
    assert chances.argmax() != last_in(two).argmax()
