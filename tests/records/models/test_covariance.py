import numpy as np
import pytest

from whipcount.records.models.covariance import ABSTAINED, PRIOR_CALLS, moments, numbers


def votes(calls: int, members: int, seed: int = 0, absent: float = 0.0) -> np.ndarray:
    random = np.random.default_rng(seed)
    found = np.where(random.random((calls, members)) < 0.6, 1.0, -1.0)
    found[random.random((calls, members)) < 0.1] = 0.0
    found[random.random((calls, members)) < absent] = np.nan
    return found


def test_an_abstention_lies_nearer_to_no():
    assert numbers(np.array([1.0, 0.0, -1.0])).tolist() == [1.0, ABSTAINED, -1.0]
    assert -1 < ABSTAINED < 0


def test_with_many_votes_means_and_covariances_are_those_of_the_sample():
    told = votes(20_000, 4)
    told[:, 1] = told[:, 0]  # always together
    found = moments(told, np.ones(len(told)))
    values = numbers(told)
    assert found.mean == pytest.approx(values.mean(axis=0), abs=0.01)
    plain = np.cov(values, rowvar=False)
    assert found.covariance[0, 1] == pytest.approx(0.95 * plain[0, 1], abs=0.05)  # shrunk by a twentieth
    assert abs(found.covariance[2, 3]) < 0.05


def test_a_member_without_votes_has_the_mean_of_all():
    told = votes(30, 5)
    told[:, 2] = np.nan
    found = moments(told, np.ones(30))
    others = numbers(told[:, [0, 1, 3, 4]]).mean()
    assert found.mean[2] == pytest.approx(others)
    assert found.pairs[2].tolist() == [0.0] * 5


def test_a_single_call_is_drawn_to_the_mean_of_all_by_two_calls():
    told = np.full((1, 3), 1.0)
    told[0, 2] = -1.0
    assert PRIOR_CALLS == 2.0
    assert moments(told, np.ones(1)).mean == pytest.approx([(1 + 2 / 3) / 3, (1 + 2 / 3) / 3, (-1 + 2 / 3) / 3])


@pytest.mark.parametrize("seed", range(6))
def test_the_covariance_is_positive_definite_however_few_and_holed_the_votes(seed):
    found = moments(votes(6, 25, seed, absent=0.6), np.ones(6))
    assert np.linalg.eigvalsh(found.covariance).min() > 0
    assert found.covariance == pytest.approx(found.covariance.T)


def test_weight_nought_is_as_if_the_call_had_not_been():
    told = votes(12, 4)
    some = moments(told, np.array([1.0] * 8 + [0.0] * 4))
    assert some.covariance == pytest.approx(moments(told[:8], np.ones(8)).covariance)
