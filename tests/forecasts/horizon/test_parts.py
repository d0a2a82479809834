"""The parts of the pool, each against something worked out another way."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.forecasts.horizon.lists import after, decision
from whipcount.errors import ForecastError
from whipcount.forecasts.core.poisson_binomial import at_least
from whipcount.forecasts.horizon.additive import fit_additive, kinds
from whipcount.forecasts.horizon.features import COLUMNS, NAMES, NODES
from whipcount.forecasts.horizon.membertimes import MemberTimes, fit_member_times, waits
from whipcount.forecasts.horizon.quickness import Quickness
from whipcount.forecasts.horizon.rates import fit_rates
from whipcount.forecasts.horizon.trees import Trees
from whipcount.forecasts.horizon.weights import learn_weights

NOBODY = Quickness({})


@pytest.mark.parametrize("needed", [0, 1, 3, 6, 7, 8])
def test_counts_of_independent_events_are_those_of_simulation(needed: int) -> None:
    random = np.random.Generator(np.random.PCG64(3))
    p = random.random((7, 2))
    drawn = (random.random((200_000, 7, 2)) < p).sum(axis=1)
    assert at_least(p, needed) == pytest.approx((drawn >= needed).mean(axis=0), abs=5e-3)


def test_member_times_are_found_again() -> None:
    random = np.random.Generator(np.random.PCG64(5))
    truth = MemberTimes((6.0, np.log(0.8), np.log(0.5), 1.5, 0.4))
    seen = []
    for _ in range(150):
        quick = random.normal(0, 0.3, 12)
        signed = random.integers(0, 2, 12)
        centre = 6.0 - 1.5 * quick - 0.4 * signed + random.normal(0, 0.5)
        days = np.exp(random.normal(centre, 0.8)) - 15
        one = after(decision([int(d) if d > 1 else 1 for d in days], signed=[0 if s else None for s in signed]), 1_500)
        scores = Quickness({f"land {i}": float(q) for i, q in enumerate(quick)})
        seen.append(waits(one, scores))
    found = fit_member_times(seen)
    assert found.values == pytest.approx(truth.values, abs=0.2)


def test_member_times_of_one_member_are_those_of_the_lognormal() -> None:
    from scipy.stats import norm

    times = MemberTimes((6.0, np.log(0.8), np.log(1e-6), 0.0, 0.0))
    one = after(decision([None]), 100)
    said = times.chance(one, NOBODY, (90, 365))
    survived = norm.sf((np.log(115) - 6) / 0.8)
    wanted = [1 - norm.sf((np.log(115 + h) - 6) / 0.8) / survived for h in (90, 365)]
    assert said == pytest.approx(wanted, abs=1e-6)


def test_members_from_outside_the_list_teach_nothing() -> None:
    one = after(decision([10, 20, None]), 100)
    odd = replace(one, outside=np.array([False, True, False]))
    plain = fit_member_times([waits(replace(one), NOBODY)])
    assert fit_member_times([waits(odd, NOBODY)]) != plain


def test_trees_are_those_of_the_library() -> None:
    ensemble = pytest.importorskip("sklearn.ensemble")
    from whipcount.forecasts.horizon.fitting import flattened

    random = np.random.Generator(np.random.PCG64(1))
    x = random.normal(size=(800, 5))
    y = (x[:, 1] + x[:, 4] ** 2 + random.normal(size=800) > 0.5).astype(float)
    grower = ensemble.HistGradientBoostingClassifier(max_iter=30, random_state=0).fit(x[:, [1, 4]], y)
    trees = flattened(grower, [1, 4])
    theirs = grower.predict_proba(x[:, [1, 4]])[:, 1]
    assert 1 / (1 + np.exp(-trees.log_odds(x))) == pytest.approx(theirs, abs=1e-12)
    edges = [np.linspace(-2, 2, 30)] * 2
    codes = np.stack([np.searchsorted(edges[0], x[:, c]) for c in (1, 4)], axis=1).astype(float)
    binned = ensemble.HistGradientBoostingClassifier(max_iter=30, random_state=0).fit(codes, y)
    own = flattened(binned, [1, 4], edges).log_odds(x)
    assert 1 / (1 + np.exp(-own)) == pytest.approx(binned.predict_proba(codes)[:, 1], abs=1e-12)


def test_damaged_trees_are_refused() -> None:
    one = np.array([0], dtype=np.int32)
    with pytest.raises(ForecastError, match="do not hold together"):
        Trees(0.0, np.array([3], dtype=np.int32), one.astype(np.int16), np.array([1.0]), one, one)


def test_additive_terms_with_a_direction_only_raise() -> None:
    random = np.random.Generator(np.random.PCG64(2))
    rows = random.normal(0, 1, (3_000, len(COLUMNS)))
    share = NAMES.index("share in")
    outcome = (random.random(3_000) < 1 / (1 + np.exp(2 * rows[:, share]))).astype(float)  # the wrong way round
    made = fit_additive(rows, np.zeros(3_000), outcome, np.ones(3_000), penalty=1.0)
    up = rows.copy()
    up[:, share] += 1
    assert (made.log_odds(up, np.zeros(3_000)) >= made.log_odds(rows, np.zeros(3_000)) - 1e-9).all()


def test_rates_rise_with_horizon_and_share_and_lean_on_the_wider_class() -> None:
    random = np.random.Generator(np.random.PCG64(4))
    looks = 200
    rows = np.zeros((looks * len(NODES), len(COLUMNS)))
    rows[:, NAMES.index("log members")] = np.log(50)
    rows[:, NAMES.index("share in")] = np.repeat(random.random(looks), len(NODES))
    outcome = (random.random((looks, 1)) < np.linspace(0.1, 0.8, len(NODES))).astype(float)
    rates = fit_rates(rows, outcome, np.ones(looks))
    assert (np.diff(rates.values, axis=2) >= 0).all()
    assert (np.diff(rates.values, axis=1) >= 0).all()
    assert rates.values[0, 3, -1] == pytest.approx(rates.values[2, 3, -1], abs=0.2)  # kind 0 was never seen
    assert (kinds(rows) == 2).all()


def test_weights_stay_with_the_best_where_little_is_known_and_move_where_much_is() -> None:
    random = np.random.Generator(np.random.PCG64(6))

    def learned(size: int) -> np.ndarray:
        one, two = random.normal(0, 1.5, (2, size))
        outcome = (random.random(size) < 1 / (1 + np.exp(-(one + two)))).astype(float)
        odds = np.stack([one + two, random.normal(0, 1, size), one], axis=1)
        found = learn_weights(odds, outcome, np.ones(size), np.zeros(size, dtype=int), kinds=2, spread=(0.3, 0.15))
        return found.values

    few, many = learned(8), learned(20_000)
    assert few[0, 1:].max() > 0.7
    assert many[0] == pytest.approx([0, 1, 0, 0], abs=0.1)
    assert (many >= -1e-12)[:, 1:].all()
    assert many[1, 1:] == pytest.approx(many[0, 1:], abs=0.1)  # a kind without data leans on the others
