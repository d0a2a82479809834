"""The simulation in numpy brings everybody in in the month that the compiled loop does."""

from __future__ import annotations

import numpy as np
import pytest

from whipcount.forecasts.core.simulate import Relenting, Start, simulate
from whipcount.kernels import installed, speed, without

pytestmark = pytest.mark.skipif(not installed(), reason="numba (extra speed) is not installed")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("paths", "left", "months", "extreme"), [(300, 12, 40, False), (60, 1, 9, False), (200, 7, 30, True)]
)
@pytest.mark.parametrize("relents", [False, True])
def test_both_loops_agree(paths: int, left: int, months: int, extreme: bool, relents: bool) -> None:
    random = np.random.default_rng(paths)
    start = Start(
        32, 32, np.arange(left), np.where(random.random(left) < 0.3, 3.0, 0.0), 32 - left,
        np.maximum(3.0 - 0.5 * np.arange(months), 0.0),
    )  # fmt: skip
    calendar, own = random.normal(-4, 1, (paths, months)), random.normal(0, 1, (paths, left))
    shift = np.where(random.random((left, 1)) < 0.5, random.normal(0, 1, (left, months)), 0.0)
    if extreme:
        own[:, 0], calendar[::3] = 250.0, -300.0
        shift[-1] = 400.0
    given = {
        "shift": shift,
        "gain": random.uniform(0.5, 1.5, paths),
        "relenting": Relenting(random.integers(0, months, paths), own + 1.0) if relents else None,
    }
    peers = random.normal(0, 0.5, (paths, 4))
    with without():
        plain = simulate(start, calendar, own, peers, seed=3, **given)  # type: ignore[arg-type]
    with speed(float("inf")):
        fast = simulate(start, calendar, own, peers, seed=3, **given)  # type: ignore[arg-type]
    assert np.array_equal(plain, fast)
