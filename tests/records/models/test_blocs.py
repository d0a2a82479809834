import numpy as np

from tests.records.sample import record_of
from whipcount.records.models.blocs import Blocs, found_blocs


def test_blocs_told_and_found():
    votes = [[1, 1, 1, -1, -1, -1], [-1, -1, -1, 1, 1, 1]] * 20
    found = Blocs(most=2).fit(record_of(votes), np.ones(40))
    told = Blocs().fit(record_of(votes, blocs=["x", "x", "x", "y", "y", "y"]), np.ones(40))
    for fitted in (found, told):
        scores = fitted.score(np.array([0, 3]), np.array([1.0, -1.0]), np.array([1, 2, 4, 5]))
        assert (scores > 0).tolist() == [True, True, False, False]
    assert found_blocs(record_of([[1.0]]), np.ones(1), 3).tolist() == [0]
