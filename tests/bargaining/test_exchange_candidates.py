"""Who may exchange with whom: by hand, and the loop against its twin on tables drawn at random."""

from __future__ import annotations

import numpy as np
import pytest

from whipcount.bargaining.exchange_candidates import candidates
from whipcount.kernels import without

APART = np.array([[0.0, 0.0], [100.0, 100.0]])
SALIENCE = np.array([[0.8, 0.2], [0.4, 0.6]])
MIDDLE = np.array([50.0, 50.0])


def test_two_on_opposite_sides_exchange_what_each_cares_for_more() -> None:
    present = np.ones((2, 2), dtype=bool)
    assert candidates(APART, SALIENCE, present, MIDDLE, 10).tolist() == [[0, 1, 0, 1]]
    assert candidates(APART, SALIENCE[::-1].copy(), present, MIDDLE, 10).tolist() == [[1, 0, 0, 1]]


def test_nobody_exchanges_on_one_side_or_where_a_position_is_absent() -> None:
    present = np.ones((2, 2), dtype=bool)
    assert len(candidates(np.array([[0.0, 0.0], [100.0, 0.0]]), SALIENCE, present, MIDDLE, 10)) == 0
    present[1, 1] = False
    assert len(candidates(APART, SALIENCE, present, MIDDLE, 10)) == 0


@pytest.mark.parametrize("limit", [3, 10_000])
@pytest.mark.parametrize("seed", range(4))
def test_the_loop_finds_what_the_twin_finds(seed: int, limit: int) -> None:
    random = np.random.default_rng(seed)
    n, m = 7, 4
    x = (random.integers(0, 5, (n, m)) * 25).astype(np.float64)
    salience, present = random.uniform(0.05, 0.3, (n, m)), random.uniform(size=(n, m)) < 0.9
    outcome = random.integers(20, 81, m).astype(np.float64)
    with without():
        twin = candidates(x, salience, present, outcome, limit)
    loop = candidates.loop(x, salience, present, outcome, limit)
    assert len(twin) == len(loop) > 0
    if len(twin) <= limit:
        assert sorted(map(tuple, twin.tolist())) == sorted(map(tuple, loop.tolist()))
    else:
        assert len(twin) == limit + 1, "one more than may be, so that a caller can tell"
