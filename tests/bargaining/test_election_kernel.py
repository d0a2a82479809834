from __future__ import annotations

import numpy as np
import pytest

from whipcount.bargaining import election_kernel
from whipcount.bargaining.election import ELECTIONS, VICTORIES, VOTING, elect


def by_hand(utility: np.ndarray, weight: np.ndarray, voting: str, victory: str, kind: str) -> np.ndarray:
    """The election in plain Python, Markov kinds by the eigenvector of their transition."""

    def vote(w: float, d: float) -> float:
        binary = min(1.0, max(-1.0, d / 1e-8))
        loss_counts = w * d if d < 0 else w * d * 2 / 3
        return {
            "prop": w * d,
            "binary": w * binary,
            "prop-binary": w * (0.8 * d + 0.2 * binary),
            "cubic": w * d**3,
            "prop-cubic": w * (0.5 * d + 0.5 * d**3),
            "asymmetric": loss_counts,
        }[voting]

    n = len(utility)
    strength = np.full((n, n), 1e-8)
    for a in range(n):
        for b in range(n):
            for k in range(len(weight)):
                if a != b:
                    strength[a, b] += max(vote(weight[k], utility[a, k] - utility[b, k]), 0.0)
    v = np.full((n, n), 0.5)
    for a in range(n):
        for b in range(n):
            if a == b:
                continue
            if victory == "binary":
                share = strength[a, b] / (strength[a, b] + strength[b, a])
                v[a, b] = np.clip((share * 2.1 - 1.0) / 0.1, 0, 1)
            else:
                power = {"linear": 1, "square": 2, "quartic": 4, "octic": 8}[victory]
                v[a, b] = strength[a, b] ** power / (strength[a, b] ** power + strength[b, a] ** power)
    if kind == "conditional":
        p = v.prod(axis=1)
        return p / p.sum()
    challenge = np.full((n, n), 1.0 / n)
    if kind == "markov-incentive":
        challenge = strength * v
        np.fill_diagonal(challenge, 1e-10)
        challenge /= challenge.sum(axis=0)
    step = np.zeros((n, n))  # p' = step p
    for a in range(n):
        for b in range(n):
            step[a, a] += v[a, b] * challenge[b, a]
            step[a, b] += v[a, b] * challenge[a, b]
    values, vectors = np.linalg.eig(step)
    p = np.real(vectors[:, int(np.argmin(np.abs(values - 1.0)))])
    return p / p.sum()


@pytest.mark.parametrize("kind", ELECTIONS)
@pytest.mark.parametrize("victory", VICTORIES[:3])
@pytest.mark.parametrize("voting", VOTING)
def test_elections_equal_plain_python_and_eigenvectors(voting: str, victory: str, kind: str) -> None:
    random = np.random.default_rng(VOTING.index(voting) * 10 + VICTORIES.index(victory))
    x, weight = random.uniform(0, 1, 5), random.uniform(0.2, 2, 5)
    utility = 1.0 - np.abs(x[:, None] - x[None, :])
    p, settled = elect(utility, weight, voting=voting, victory=victory, election=kind)
    assert settled
    tolerance = 1e-10 if kind == "conditional" else 5e-4  # Markov elections stop at a change of 1e-6 or 1e-8
    assert p == pytest.approx(by_hand(utility, weight, voting, victory, kind), abs=tolerance)


def test_the_binary_victory_needs_a_tenth_more() -> None:
    for strong, share in ((1.1, 1.0), (1.2, 1.0), (1.0, (0.5 - 1 / 2.1) * 21.0), (0.9, 0.0)):
        assert election_kernel.victory(strong, 1.0, 4) == pytest.approx(share)
