from __future__ import annotations

import numpy as np
import pytest

from whipcount.bargaining.draws import propagate
from whipcount.bargaining.exchange_twin import uniform
from whipcount.bargaining.table import Issue, Table
from whipcount.kernels import speed, without


def table(positions: list[float], reference: float | None = 0.0, **more: object) -> Table:
    n = len(positions)
    cells = {"salience": [[0.5]] * n, "capability": [1.0] * n, **more}
    return Table(
        [f"a{i}" for i in range(n)], [Issue("x", reference=reference)], position=[[p] for p in positions], **cells
    )  # type: ignore[arg-type]


def test_draws_are_the_same_with_any_number_of_workers_and_match_the_normal() -> None:
    t = table([40, 60], sd=[[5], [5]])
    one = propagate(t, draws=600, seed=3)
    two = propagate(t, draws=600, seed=3, workers=2)
    assert np.array_equal(one.values, two.values)
    assert one.values.std() == pytest.approx(5 / np.sqrt(2), rel=0.1)


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
