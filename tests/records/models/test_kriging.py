import numpy as np
import pytest
from scipy.optimize import minimize

from tests.records.sample import invented, record_of
from whipcount.records.models.covariance import ABSTAINED, moments
from whipcount.records.models.kriging import NUGGET, Kriging


def test_the_prediction_is_the_conditional_mean_of_a_normal():
    """Beside the precision matrix of all members at once: another way to the same conditional mean and variance."""
    record, _ = invented(3, structure=2.0)
    fitted = Kriging().fit(record, np.ones(len(record.calls)))
    declared, asked = np.array([0, 4, 7]), np.array([1, 2, 9])
    votes = np.array([1.0, 0.0, -1.0])
    kriged = fitted.krige(declared, votes, asked)
    covariance, mean = fitted.moments.covariance, fitted.moments.mean
    numbers = np.array([1.0, ABSTAINED, -1.0])
    for place, column in enumerate(asked):
        both = np.array([column, *declared])
        joint = covariance[np.ix_(both, both)] + NUGGET * np.diag([0.0, 1.0, 1.0, 1.0])
        precision = np.linalg.inv(joint)
        expected = mean[column] - precision[0, 1:] @ (numbers - mean[declared]) / precision[0, 0]
        assert kriged.prediction[place] == pytest.approx(expected, abs=1e-8)
        assert kriged.variance[place] == pytest.approx(1 / precision[0, 0], abs=1e-8)
    assert np.allclose(kriged.shares.sum(axis=1), kriged.prediction - mean[asked])


def test_it_is_the_linear_prediction_with_the_least_expected_square():
    record, _ = invented(4, structure=2.0)
    fitted = Kriging().fit(record, np.ones(len(record.calls)))
    declared, asked = np.array([0, 4, 7]), np.array([1])
    covariance = fitted.moments.covariance
    among = covariance[np.ix_(declared, declared)] + NUGGET * np.eye(3)
    between = covariance[declared, 1]
    found = minimize(lambda w: covariance[1, 1] - 2 * w @ between + w @ among @ w, np.zeros(3)).x
    votes = np.array([1.0, 1.0, -1.0])
    expected = fitted.moments.mean[1] + found @ (votes - fitted.moments.mean[declared])
    assert fitted.krige(declared, votes, asked).prediction[0] == pytest.approx(expected, abs=1e-4)


def test_what_past_roll_calls_add_is_a_sum_over_products():
    record, _ = invented(5, structure=2.0, members=6, calls=20)
    weights = np.linspace(0.5, 1.0, 20)
    fitted = Kriging().fit(record, weights)
    declared, votes = np.array([0, 1]), np.array([1.0, -1.0])
    shares = fitted.past(declared, votes, 4)
    among = fitted.moments.covariance[:2, :2] + NUGGET * np.eye(2)
    dual = np.linalg.solve(among, votes - fitted.moments.mean[:2])
    there = np.isfinite(record.votes)
    for row in range(20):
        expected = sum(
            weights[row] * dual[d] * fitted.moments.deviations[row, d] * fitted.moments.deviations[row, 4]
            / (weights * there[:, d] * there[:, 4]).sum()
            for d in range(2)
        )  # fmt: skip
        assert shares[row] == pytest.approx(expected, abs=1e-10)


def test_nobody_declared_leaves_the_members_own_mean():
    record = record_of([[1, -1], [1, -1], [1, 1]] * 5)
    scores = Kriging().fit(record, np.ones(15)).score(np.zeros(0, dtype=int), np.zeros(0), np.array([0, 1]))
    assert scores[0] > 0 > scores[1]


def test_covariance_is_definite_with_few_and_missing_votes():
    rng = np.random.default_rng(1)
    votes = np.where(rng.random((6, 30)) < 0.5, 1.0, -1.0)
    votes[rng.random(votes.shape) < 0.6] = np.nan
    votes[:, 3] = np.nan  # never voted
    found = moments(votes, np.ones(6))
    assert np.linalg.eigvalsh(found.covariance).min() > 0
    assert np.isfinite(found.mean).all()


def test_moments_without_gaps_come_near_the_plain_ones():
    rng = np.random.default_rng(2)
    votes = np.where(rng.random((4000, 4)) < 0.6, 1.0, -1.0)
    votes[:, 1] = votes[:, 0]
    found = moments(votes, np.ones(4000))
    assert found.mean == pytest.approx(votes.mean(axis=0), abs=0.01)
    assert found.covariance[0, 1] == pytest.approx(np.cov(votes.T)[0, 1], rel=0.06)
