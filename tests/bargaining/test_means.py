from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bargaining.challenge import condorcet_winner
from whipcount.bargaining.means import weighted_median

rows = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0.05, 1), st.floats(0.1, 3)), min_size=2, max_size=7, unique_by=lambda r: r[0]
)


@given(rows)
def test_the_weighted_median_has_the_least_weighted_distance(cells: list[tuple[float, float, float]]) -> None:
    x, w = np.array([c[0] for c in cells]), np.array([c[1] * c[2] for c in cells])
    cost = (w * np.abs(x[:, None] - x)).sum(axis=1)
    median = weighted_median(x, w)
    assert (w * np.abs(median - x)).sum() == pytest.approx(cost.min())
    assert condorcet_winner(x, w, 1.0) == pytest.approx(median) or cost.min() == pytest.approx(
        (w * np.abs(condorcet_winner(x, w, 1.0) - x)).sum()
    )
