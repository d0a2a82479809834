"""The unforeseen: ranges, how often it comes, and what it does to who is left."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from tests.forecasts.core.test_simulate import a_snapshot
from whipcount.errors import ForecastError
from whipcount.forecasts.core.contract import STEPS
from whipcount.forecasts.hazard.coupled import Coupled
from whipcount.forecasts.hazard.priors import Penalty
from whipcount.forecasts.hazard.shocks import News, momenta, relenting

RATE = 0.05


def random() -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(11))


@pytest.mark.parametrize(
    "wrong", [{"rate": (0.2, 0.1)}, {"relent": (-0.1, 0.1)}, {"relent": (0, 2)}, {"width": (2, 1)}]
)
def test_what_is_no_range_is_refused(wrong: dict[str, tuple[float, float]]) -> None:
    with pytest.raises(ForecastError, match="ranges"):
        News(**wrong)


def test_holdouts_relent_as_often_as_the_rate_says_and_never_for_the_worse() -> None:
    before = np.repeat([[-6.0, 0.0, 3.0]], 40_000, axis=0)
    found = relenting(News(relent=(RATE, RATE)), Penalty(), before, random())
    for months in (1, 6, 24):
        assert (found.month < months).mean() == pytest.approx(1 - (1 - RATE) ** months, abs=0.01)
    assert (found.own >= before).all()
    assert found.own[:, 0].std() == pytest.approx(Penalty().holdout, rel=0.02)
    assert (found.own[:, 2] == 3.0).mean() > 0.99


def test_certain_and_impossible() -> None:
    before = np.full((100, 2), -3.0)
    assert not relenting(News(relent=(1.0, 1.0)), Penalty(), before, random()).month.any()
    assert relenting(News(relent=(0.0, 0.0)), Penalty(), before, random()).month.min() >= STEPS


def test_momenta_without_big_news_keep_their_spread_and_fade_from_what_they_are() -> None:
    penalty, now = Penalty(), np.full(20_000, 4.0)
    found = momenta(News(rate=(0, 0)), penalty, now, random())
    half = round(penalty.half_life)
    assert found[:, 0].tolist() == now.tolist()
    assert found[:, half].mean() == pytest.approx(2.0, abs=0.05)
    assert found[:, -1].std() == pytest.approx(penalty.momentum, rel=0.03)


def test_the_oftener_holdouts_relent_the_likelier_it_is_met() -> None:
    """On the same draws: only the month in which they relent differs."""
    decision = a_snapshot()
    long = replace(
        decision, start=decision.start - 900, opened=decision.opened - 900, first=decision.first - 900,
        last=decision.last - 900,
    )  # fmt: skip
    models = [Coupled(news=News(relent=(rate, rate)), paths=2_000) for rate in (0.0, 0.03, 0.3)]
    fitted = models[0].fit((), long)
    curves = [model.run(fitted, long).curve.many((365, 730)) for model in models]
    assert all((after > before + 0.01).all() for before, after in pairwise(curves))
