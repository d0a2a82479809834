from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from whipcount.bargaining.exchange import ExchangeOptions, exchange
from whipcount.bargaining.table import Issue, Table
from whipcount.kernels import speed, without


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
