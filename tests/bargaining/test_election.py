from __future__ import annotations

import numpy as np
import pytest

from whipcount.bargaining.election import ELECTIONS, VICTORIES, VOTING, elect
from whipcount.kernels import speed, without


@pytest.mark.parametrize("n", [2, 3, 9, 40])
@pytest.mark.parametrize("election", ELECTIONS)
def test_elections_agree(n: int, election: str) -> None:
    random = np.random.default_rng(n)
    utility, weight = random.uniform(0, 1, (n, 12)), random.uniform(0, 2, 12)
    for voting in VOTING:
        for victory in VICTORIES:
            with without():
                plain, settled = elect(utility, weight, voting=voting, victory=victory, election=election)
            with speed(float("inf")):
                fast, also = elect(utility, weight, voting=voting, victory=victory, election=election)
            assert plain == pytest.approx(fast, abs=1e-12)
            assert settled == also
