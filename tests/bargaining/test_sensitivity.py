from __future__ import annotations

import pytest

from whipcount.bargaining.sensitivity import sobol
from whipcount.bargaining.table import Issue, Table


def table(positions: list[float], reference: float | None = 0.0, **more: object) -> Table:
    n = len(positions)
    cells = {"salience": [[0.5]] * n, "capability": [1.0] * n, **more}
    return Table(
        [f"a{i}" for i in range(n)], [Issue("x", reference=reference)], position=[[p] for p in positions], **cells
    )  # type: ignore[arg-type]


@pytest.mark.slow
def test_sobol_of_a_weighted_mean_is_its_squared_weights() -> None:
    t = table([50, 50, 50], capability=[3.0, 1.0, 1.0])
    found = sobol(t, "x", samples=512, spread=0.1)
    assert found.total == pytest.approx((9 / 11, 1 / 11, 1 / 11), abs=0.03)
