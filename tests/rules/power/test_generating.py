from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game
from whipcount.rules.power.generating import Weighted
from whipcount.rules.power.indices import Indices
from whipcount.rules.power.table import power


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=10), st.data())
def test_generating_functions_agree_with_the_diagram(weights, data):
    quota = data.draw(st.integers(-1, sum(weights) + 2))
    game = Game.weighted([str(i) for i in range(len(weights))], weights, quota)
    counter = Counter(game.diagram, sized=False)
    swings, winning = Weighted(weights, quota).swings()
    assert (swings, winning) == (counter.swings, counter.winning)
    from whipcount.rules.power.chance import on_diagram

    p = np.array(data.draw(st.lists(st.floats(0, 1), min_size=len(weights), max_size=len(weights))))
    total, slopes = on_diagram(game.diagram, np.stack([1 - p, p], axis=1))
    chance, gradient = Weighted(weights, quota).chance(p)
    assert chance == pytest.approx(total, abs=1e-12)
    np.testing.assert_allclose(gradient, slopes[:, 1] - slopes[:, 0], atol=1e-10)


def test_shapley_shubik_by_quadrature_agrees_with_exact():
    weights = [9, 7, 5, 5, 3, 2, 1, 1]
    found = Indices(Game.weighted([str(i) for i in range(8)], weights, 18))
    value, error = found._quadrature
    np.testing.assert_allclose(value, [float(x) for x in found.shapley_shubik], atol=1e-14)
    assert error < 1e-12


def test_a_thousand_equal_members_have_closed_forms():
    n, quota = 1001, 501
    swings, winning = Weighted([3] * n, 3 * quota).swings()
    assert swings == [comb(n - 1, quota - 1)] * n
    assert winning == 2 ** (n - 1)


def test_five_thousand_members():
    found = Indices(Game.weighted([str(i) for i in range(5000)], [1] * 5000, 2501))
    assert found.raw_swings[0] == comb(4999, 2500)


def test_weights_of_any_size():
    big = 10**30
    table = power(Game.weighted("ABC", [4 * big, 2 * big, big], 5 * big))
    assert table.columns["raw_swings"] == (3, 1, 1)
    odd = power(Game.weighted("ABC", [4 * big + 1, 2 * big, big - 1], 5 * big))
    assert odd.columns["raw_swings"] == (3, 1, 1)
