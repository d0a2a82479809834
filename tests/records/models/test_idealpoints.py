import numpy as np
import pytest

from tests.records.sample import invented
from whipcount.records.models.idealpoints import IdealPoints


@pytest.mark.parametrize("dimensions", [1, 2])
def test_ideal_points_find_the_line(dimensions):
    record, points = invented(8, structure=3.0, members=20, calls=150)
    fitted = IdealPoints(dimensions).fit(record, np.ones(150))
    best = max(abs(np.corrcoef(fitted.points[:, d], points)[0, 1]) for d in range(dimensions))
    assert best > 0.9
    assert (fitted.errors > 0).all()
    assert (fitted.errors <= 1).all()  # never wider than the prior


def test_a_new_roll_calls_mode_has_no_slope_left():
    record, _ = invented(8, structure=3.0, members=20, calls=80)
    fitted = IdealPoints(1).fit(record, np.ones(80))
    where = np.column_stack([np.ones(5), fitted.points[:5, 0]])
    yes = np.array([1.0, 0.0, 0.25, 1.0, 0.0])
    mode, _ = fitted._mode(where, yes)
    p = 1 / (1 + np.exp(-(where @ mode)))
    gradient = where.T @ (p - yes) + fitted.precision @ (mode - fitted.centre)
    assert np.abs(gradient).max() < 1e-3
