import numpy as np
import pytest

from tests.records.sample import invented, record_of
from whipcount.records.models.baserate import BaseRate


def test_the_base_rate_is_the_same_for_everybody():
    record, _ = invented(1, structure=2.0)
    fitted = BaseRate().fit(record, np.ones(60))
    scores = fitted.score(np.array([0, 1, 2]), np.array([1.0, 1.0, 1.0]), np.arange(3, 9))
    fewer = fitted.score(np.array([0, 1, 2]), np.array([1.0, -1.0, -1.0]), np.arange(3, 9))
    assert len(set(scores)) == 1
    assert scores[0] > fewer[0]


def test_the_base_rates_prior_has_the_moments_of_past_shares():
    rng = np.random.default_rng(5)
    shares = rng.beta(3.0, 1.5, size=4000)
    votes = np.where(rng.random((4000, 100)) < shares[:, None], 1.0, -1.0)
    fitted = BaseRate().fit(record_of(votes, days=[__import__("datetime").date(2020, 1, 1)] * 4000), np.ones(4000))
    assert fitted.share == pytest.approx(3 / 4.5, abs=0.02)
    assert fitted.size == pytest.approx(4.5, rel=0.1)
