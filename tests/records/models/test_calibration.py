import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import minimize

from whipcount.records.models.calibration import LEAST, MOST, fit_logit


def test_the_coefficients_are_those_of_another_optimiser():
    rng = np.random.default_rng(2)
    scores = rng.normal(size=300)
    votes = np.where(rng.random(300) < 1 / (1 + np.exp(-scores)), 1.0, -1.0)

    def loss(theta):
        odds = theta[0] + theta[1] * scores
        return (np.logaddexp(0, odds) - (votes == 1) * odds).sum() + 0.25 * (theta[0] ** 2 + (theta[1] - 1) ** 2)

    expected = minimize(loss, [0.0, 1.0]).x
    found = fit_logit(scores, votes, np.arange(300))
    assert (found.cut, found.slope) == pytest.approx(tuple(expected), abs=1e-4)


def test_errors_are_those_of_a_cluster_bootstrap():
    rng = np.random.default_rng(4)
    calls = np.repeat(np.arange(80), 10)
    shift = rng.normal(size=80)[calls]  # what the votes of a roll call have in common
    scores = rng.normal(size=800)
    votes = np.where(rng.random(800) < 1 / (1 + np.exp(-(scores + shift))), 1.0, -1.0)
    found = fit_logit(scores, votes, calls)
    cuts = []
    for _ in range(200):
        drawn = rng.integers(0, 80, 80)
        rows = np.concatenate([np.arange(10 * c, 10 * c + 10) for c in drawn])
        cuts.append(fit_logit(scores[rows], votes[rows], np.repeat(np.arange(80), 10)).cut)
    assert np.sqrt(found.covariance[0, 0]) == pytest.approx(np.std(cuts), rel=0.25)


def test_abstention_lies_between():
    rng = np.random.default_rng(6)
    scores = rng.normal(size=5000) * 2
    drawn = rng.logistic(size=5000) + scores
    votes = np.where(drawn > 1, 1.0, np.where(drawn > -1, 0.0, -1.0))
    found = fit_logit(scores, votes, np.arange(5000))
    assert found.second - found.cut == pytest.approx(2.0, abs=0.2)
    at = np.array([-6.0, 0.0, 6.0])
    chances = found.abstain(at)
    assert chances[1] > chances[0]
    assert chances[1] > chances[2]


@given(
    st.lists(st.tuples(st.floats(-30, 30), st.sampled_from([1.0, 0.0, -1.0])), min_size=1, max_size=30),
    st.floats(-100, 100),
)
def test_chances_are_chances(answers, score):
    scores, votes = (np.array(column) for column in zip(*answers, strict=True))
    found = fit_logit(scores, votes, np.arange(len(scores)))
    yes, abstain = found.yes(np.array([score]))[0], found.abstain(np.array([score]))[0]
    assert LEAST <= yes <= MOST
    assert abstain >= 0
    assert yes + abstain <= 1
    assert found.slope >= 0
    assert np.isfinite(found.error(np.array([score]), np.array([0.1]))).all()
