"""The loops in numpy give the bits of the compiled ones: without numba nothing else is answered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from whipcount.bargaining.draws import propagate
from whipcount.bargaining.election import ELECTIONS, VICTORIES, VOTING, elect
from whipcount.bargaining.exchange import ExchangeOptions, exchange
from whipcount.bargaining.exchange_twin import uniform
from whipcount.bargaining.spatial import BARGAINS, SpatialOptions, spatial
from whipcount.bargaining.table import Issue, Table
from whipcount.kernels import speed, without

pytest.importorskip("numba")
pytestmark = pytest.mark.slow


def drawn(seed: int, n: int, m: int, grid: int = 0) -> Table:
    random = np.random.default_rng(seed)
    position = random.integers(0, grid + 1, (n, m)) * (100.0 / grid) if grid else random.uniform(0, 100, (n, m))
    return Table(
        [f"a{i}" for i in range(n)],
        [Issue(f"i{k}", 0, 100, 0.0) for k in range(m)],
        position=position,
        salience=random.uniform(0.05, 0.9 / m, (n, m)),
        capability=random.uniform(0.5, 3, n),
        sd=np.full((n, m), 4.0),
    )


@pytest.mark.parametrize(
    "options",
    [
        {}, {"ktab_compat": True}, {"bargain": BARGAINS[1]}, {"bargain": BARGAINS[2]}, {"commitment": "none"},
        {"commitment": "full", "victory": "binary"}, {"election": "markov-incentive", "voting": "cubic"},
        {"election": "markov-uniform", "voting": "asymmetric", "ktab_compat": True}, {"voting": "binary"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("grid", [0, 4])
def test_spatial_runs_take_the_same_path(options: dict[str, Any], grid: int) -> None:
    table = drawn(3, 15, 2, grid)
    with without():
        plain = spatial(table, SpatialOptions(**options))
    with speed(float("inf")):
        fast = spatial(table, SpatialOptions(**options))
    assert plain.path is not None
    assert np.array_equal(plain.path, fast.path)
    assert plain.concessions == fast.concessions


@pytest.mark.parametrize("n", [2, 3, 9, 40])
@pytest.mark.parametrize("election", ELECTIONS)
def test_elections_agree(n: int, election: str) -> None:
    random = np.random.default_rng(n)
    utility, weight = random.uniform(0, 1, (n, 12)), random.uniform(0, 2, 12)
    for voting in VOTING:
        for victory in VICTORIES:
            with without():
                plain, settled = elect(utility, weight, voting=voting, victory=victory, election=election)
            with speed(float("inf")):
                fast, also = elect(utility, weight, voting=voting, victory=victory, election=election)
            assert plain == pytest.approx(fast, abs=1e-12)
            assert settled == also


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"rounds": 3},
        {"decide_compat": True, "rounds": 2},
        {"randomise": 0.5, "seed": 4},
        {"rate": "random", "seed": 4},
    ],
)
@pytest.mark.parametrize("grid", [0, 4])
def test_exchanges_are_the_same(options: dict[str, Any], grid: int) -> None:
    table = drawn(5, 9, 4, grid)
    with without():
        plain = exchange(table, ExchangeOptions(**options))
    with speed(float("inf")):
        fast = exchange(table, ExchangeOptions(**options))
    assert plain.values == pytest.approx(fast.values, abs=1e-9)
    named = [(e.round, e.giver, e.taker, e.gives, e.takes) for e in plain.exchanges]
    assert named == [(e.round, e.giver, e.taker, e.gives, e.takes) for e in fast.exchanges]


def test_drawn_numbers_are_those_of_splitmix() -> None:
    state = np.array([1234567], dtype=np.uint64)
    first = uniform(state)
    assert int(state[0]) == 1234567 + 0x9E3779B97F4A7C15
    assert first == 6457827717110365317 // 2048 / 2**53


def test_draws_are_the_same_bits() -> None:
    table = drawn(8, 10, 1)
    with without():
        plain = propagate(table, "spatial", draws=20, seed=3)
    with speed(float("inf")):
        fast = propagate(table, "spatial", draws=20, seed=3)
    assert np.array_equal(plain.values, fast.values)
