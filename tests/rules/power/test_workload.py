"""The quicker of two exact ways is chosen, and both give the same counts."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount import kernels
from whipcount.rules.power import generating
from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game
from whipcount.rules.power.generating import Weighted
from whipcount.rules.power.indices import Indices
from whipcount.rules.power.workload import by_generating, cells_of, diagram_nodes


def drawn(n: int, top: int, seed: int = 1) -> Game:
    rng = random.Random(seed)
    weights = [rng.randint(0, top) for _ in range(n)]
    return Game.weighted([f"m{k}" for k in range(n)], weights, max(1, round(rng.uniform(0.3, 0.9) * sum(weights))))


@given(st.integers(1, 14), st.sampled_from([1, 2, 9, 60, 5000]), st.integers(0, 400))
def test_both_ways_give_the_same_counts_and_the_estimate_bounds_the_nodes(n: int, top: int, seed: int) -> None:
    game = drawn(n, top, seed)
    if not game.thresholds:
        return
    counter = Counter(game.diagram, sized=False)
    swings, winning = Weighted(game.thresholds[0].weights, game.thresholds[0].quota).swings()
    assert (swings, winning) == (counter.swings, counter.winning)
    assert Indices(game).raw_swings == tuple(swings)


@pytest.mark.parametrize(
    ("n", "top", "generating"), [(100, 1000, True), (200, 1000, True), (60, 3, True), (12, 10**9, False)]
)
def test_the_way_with_less_work_is_chosen(n: int, top: int, generating: bool) -> None:
    game = drawn(n, top)
    assert by_generating(game) is generating
    assert ("generating" in Indices(game).method) is generating
    cells = cells_of(game)
    assert cells is not None
    if not generating:
        assert game.diagram.nodes <= diagram_nodes(game, cells)


def test_what_needs_sizes_is_still_exact_where_swings_come_from_generating_functions() -> None:
    game = Game.weighted("ABCD", [3, 2, 2, 1], 5)
    found = Indices(game)
    assert found.generating
    assert [sum(row) for row in found.swings_by_size] == list(found.raw_swings)
    assert sum(found.shapley_shubik) == 1


@pytest.mark.parametrize("seed", range(6))
def test_numpy_and_compiled_loops_agree(seed: int) -> None:
    pytest.importorskip("numba")
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 40))
    game = Weighted([int(w) for w in rng.integers(0, 200, n)], int(rng.integers(1, 100 * n)))
    p = rng.uniform(0, 1, n) if seed % 3 else np.full(n, 0.5)
    p[0], p[-1] = 0.0, 1.0
    with kernels.without():
        plain = game.swings(), game.chance(p), game.level_swings(0.3), game.level_swings(0.8)
    with kernels.speed(1e30):
        compiled = game.swings(), game.chance(p), game.level_swings(0.3), game.level_swings(0.8)
    assert plain[0] == compiled[0]
    assert plain[1][0] == pytest.approx(compiled[1][0], abs=1e-12)
    for ours, theirs in ((plain[1][1], compiled[1][1]), (plain[2], compiled[2]), (plain[3], compiled[3])):
        assert ours == pytest.approx(theirs, abs=1e-11)


def test_prime_by_prime_gives_what_all_at_once_does(monkeypatch: pytest.MonkeyPatch) -> None:
    game = Weighted([7, 5, 5, 3, 2, 2, 1], 13)
    together = game.swings()
    monkeypatch.setattr(generating, "_TOGETHER", 0)
    assert game.swings() == together
