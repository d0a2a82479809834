import numpy as np

from tests.records.sample import record_of
from whipcount.records.models.neighbours import Neighbours, agreement


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
