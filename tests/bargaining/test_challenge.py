from __future__ import annotations

import numpy as np
import pytest

from whipcount.bargaining.challenge import ChallengeOptions, challenge, expected, risk_exponents
from whipcount.bargaining.table import Issue, Table


def table(positions: list[float], reference: float | None = 0.0, **more: object) -> Table:
    n = len(positions)
    cells = {"salience": [[0.5]] * n, "capability": [1.0] * n, **more}
    return Table(
        [f"a{i}" for i in range(n)], [Issue("x", reference=reference)], position=[[p] for p in positions], **cells
    )  # type: ignore[arg-type]


def test_challenge_options_matter_and_a_dominant_camp_wins() -> None:
    t = table([0, 10, 100, 100, 100], capability=[1, 1, 5, 5, 5])
    assert challenge(t).value("x") == pytest.approx(100.0)
    emission = Table(
        ["NL", "BE", "LU", "DE", "FR", "IT", "UK", "IE", "DK", "GR"],
        [Issue("year", 4, 10)],
        position=[[v] for v in (4, 7, 4, 4, 10, 10, 10, 7, 4, 7)],
        salience=[[v / 100] for v in (80, 40, 20, 80, 60, 60, 90, 10, 100, 70)],
        capability=[0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08],
    )
    results = {
        (s, c): challenge(emission, ChallengeOptions(security=s, compromise_from=c, rounds=8)).value("year")
        for s in ("received", "made")
        for c in ("conceder", "winner")
    }
    assert len({round(v, 2) for v in results.values()}) >= 2
    assert all(4 <= v <= 10 for v in results.values())


def test_two_actors_expectations_by_hand() -> None:
    """Scholz, Calbert & Smith 2011 for two actors at the ends: success 2, failure -2, status quo 0, r = 1."""
    x, weight, salience = np.array([0.0, 10.0]), np.array([0.6, 0.2]), np.array([0.6, 0.4])
    e = expected(x, weight, salience, 10.0, np.ones(2), ChallengeOptions())
    for i, j in ((0, 1), (1, 0)):
        p = weight[i] / weight.sum()
        assert e[i, j] == pytest.approx(salience[j] * (p * 2 + (1 - p) * -2) + (1 - salience[j]) * 2)
    # the one whose challengers expect the most is the least secure: its exponent is the smaller of 1/2 and 2
    r = risk_exponents(e, "received")
    assert sorted(r.tolist()) == pytest.approx([0.5, 2.0])
