from __future__ import annotations

import numpy as np
import pytest

from whipcount.bargaining.calibration import crps


def test_crps_of_a_sample_equals_the_double_sum() -> None:
    x = np.random.default_rng(0).normal(size=40)
    direct = np.abs(x - 0.3).mean() - 0.5 * np.abs(x[:, None] - x[None, :]).mean()
    assert crps(x, 0.3) == pytest.approx(direct)
