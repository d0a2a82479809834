from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from whipcount.bargaining.spatial import BARGAINS, SpatialOptions, spatial
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
