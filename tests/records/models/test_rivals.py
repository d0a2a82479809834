"""The models that kriging is measured against."""

import numpy as np
import pytest

from tests.records.sample import invented, record_of
from whipcount.records.models.baserate import BaseRate
from whipcount.records.models.blocs import Blocs, found_blocs
from whipcount.records.models.idealpoints import IdealPoints
from whipcount.records.models.named import NAMES, model_named
from whipcount.records.models.neighbours import Neighbours, agreement

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


def test_agreement_pair_by_pair():
    rng = np.random.default_rng(3)
    votes = rng.choice([1.0, 0.0, -1.0, np.nan], size=(30, 5))
    weights = rng.random(30)
    found = agreement(votes, weights)
    alike, pairs = np.zeros((5, 5)), np.zeros((5, 5))
    for a in range(5):
        for b in range(5):
            for row in range(30):
                if np.isfinite(votes[row, a]) and np.isfinite(votes[row, b]):
                    pairs[a, b] += weights[row]
                    alike[a, b] += weights[row] * (1 - abs(votes[row, a] - votes[row, b]) / 2)
    expected = (alike + 4 * alike.sum() / pairs.sum()) / (pairs + 4)
    assert np.allclose(found, expected)


def test_neighbours_follow_who_agreed_before():
    record = record_of([[1, 1, -1], [-1, -1, 1]] * 20)
    fitted = Neighbours(nearest=1).fit(record, np.ones(40))
    scores = fitted.score(np.array([0, 2]), np.array([1.0, -1.0]), np.array([1]))
    assert scores[0] > 1


def test_blocs_told_and_found():
    votes = [[1, 1, 1, -1, -1, -1], [-1, -1, -1, 1, 1, 1]] * 20
    found = Blocs(most=2).fit(record_of(votes), np.ones(40))
    told = Blocs().fit(record_of(votes, blocs=["x", "x", "x", "y", "y", "y"]), np.ones(40))
    for fitted in (found, told):
        scores = fitted.score(np.array([0, 3]), np.array([1.0, -1.0]), np.array([1, 2, 4, 5]))
        assert (scores > 0).tolist() == [True, True, False, False]
    assert found_blocs(record_of([[1.0]]), np.ones(1), 3).tolist() == [0]


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
