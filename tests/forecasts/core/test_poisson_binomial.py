from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.forecasts.core.poisson_binomial import at_least


@given(st.lists(st.floats(0, 1), min_size=1, max_size=7), st.integers(-1, 9))
def test_it_is_the_sum_over_all_outcomes(chances, needed):
    total = 0.0
    for outcome in product((0, 1), repeat=len(chances)):
        if sum(outcome) >= needed:
            total += float(np.prod([p if happened else 1 - p for p, happened in zip(chances, outcome, strict=True)]))
    assert at_least(np.array(chances)[:, None], needed)[0] == pytest.approx(total, abs=1e-12)


def test_columns_are_apart_and_chances_never_rise_with_what_is_needed():
    chances = np.random.default_rng(1).random((30, 4))
    found = np.array([at_least(chances, needed) for needed in range(32)])
    assert (np.diff(found, axis=0) <= 1e-12).all()
    assert found[0].tolist() == [1.0] * 4
    assert found[31].tolist() == [0.0] * 4
    assert found[17, 2] == pytest.approx(at_least(chances[:, [2]], 17)[0])
