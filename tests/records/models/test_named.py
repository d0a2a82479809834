import numpy as np
import pytest

from tests.records.sample import invented
from whipcount.records.models.named import NAMES, model_named

NOBODY = (np.zeros(0, dtype=int), np.zeros(0))


@pytest.mark.parametrize("name", NAMES)
def test_every_model_answers_whatever_is_missing(name):
    record, _ = invented(1, structure=1.5, members=8, calls=25, missing=0.3)
    record.votes[:, 7] = np.nan
    weights = np.ones(25)
    weights[:5] = 0.0
    fitted = model_named(name).fit(record, weights)
    asked = np.array([3, 7])
    for declared, votes in (
        NOBODY,
        (np.array([0]), np.array([0.0])),
        (np.array([0, 1, 2]), np.array([1.0, -1.0, 0.0])),
    ):
        scores = fitted.score(declared, votes, asked)
        assert scores.shape == (2,)
        assert np.isfinite(scores).all()
