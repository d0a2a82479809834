"""Decoding against brute force: every path of a short text is written down and summed."""

import itertools

import numpy as np
import pytest

from whipcount.statements.attribution.decoding import TAGS, decode, legal


def brute(
    scores: np.ndarray, moves: np.ndarray
) -> tuple[tuple[int, ...], np.ndarray, dict[tuple[int, int, int], float]]:
    """The best path, the marginals of the tags, and the probability of each (role, first, last)."""
    weights = {}
    for path in itertools.product(range(TAGS), repeat=len(scores)):
        total = sum(scores[i, t] for i, t in enumerate(path)) + sum(moves[a, b] for a, b in itertools.pairwise(path))
        weights[path] = total
    best = max(weights, key=lambda p: weights[p])
    norm = np.logaddexp.reduce(list(weights.values()))
    marginals = np.zeros(scores.shape)
    spans: dict[tuple[int, int, int], float] = {}
    for path, weight in weights.items():
        chance = float(np.exp(weight - norm))
        for i, tag in enumerate(path):
            marginals[i, tag] += chance
            if tag and (tag % 2 == 1 or i == 0):
                last = i + 1
                while last < len(path) and path[last] == 2 * ((tag - 1) // 2) + 2:
                    last += 1
                key = ((tag - 1) // 2, i, last)
                spans[key] = spans.get(key, 0.0) + chance
    return best, marginals, spans


@pytest.mark.parametrize("seed", range(6))
def test_path_marginals_and_span_probabilities_equal_brute_force(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(0, 1.5, (5, TAGS)).astype(np.float32)
    transitions = rng.normal(0, 1, (TAGS, TAGS))
    best, marginals, spans = brute(scores.astype(np.float64), legal(transitions))
    got = decode(scores, [(0, 5)], transitions)
    by_role = np.stack(
        [marginals[:, 0], *(marginals[:, 2 * k + 1] + marginals[:, 2 * k + 2] for k in range(3))], axis=1
    )
    np.testing.assert_allclose(got.marginals, by_role, atol=1e-5)
    found = list(zip(got.role.tolist(), got.first.tolist(), got.last.tolist(), strict=True))
    starts = [i for i, tag in enumerate(best) if tag % 2 == 1 or (i == 0 and tag)]
    assert [first for _, first, _ in found] == starts
    # A first piece tagged I and one tagged B are two paths to the same span; the path's own is what is told.
    for key, chance in zip(found, got.probability.tolist(), strict=True):
        if key[1] > 0:
            assert chance == pytest.approx(spans[key], abs=1e-6)
        else:
            assert chance <= spans[key] + 1e-6


def test_windows_of_different_lengths_do_not_touch_each_other() -> None:
    rng = np.random.default_rng(1)
    scores = rng.normal(0, 2, (12, TAGS)).astype(np.float32)
    transitions = rng.normal(0, 1, (TAGS, TAGS))
    together = decode(scores, [(0, 3), (3, 10), (10, 12)], transitions)
    for a, b in ((0, 3), (3, 10), (10, 12)):
        alone = decode(scores[a:b], [(0, b - a)], transitions)
        np.testing.assert_allclose(together.marginals[a:b], alone.marginals, atol=1e-6)


def test_a_span_over_a_windows_edge_is_one_span() -> None:
    scores = np.full((4, TAGS), -5.0, dtype=np.float32)
    scores[0, 5] = scores[1, 6] = scores[2, 6] = scores[3, 0] = 5.0
    got = decode(scores, [(0, 2), (2, 4)], np.zeros((TAGS, TAGS)))
    assert (got.role.tolist(), got.first.tolist(), got.last.tolist()) == ([2], [0], [3])
    assert 0.9 < got.probability[0] <= 1


def test_eagerness_finds_more() -> None:
    scores = np.zeros((3, TAGS), dtype=np.float32)
    scores[:, 0] = 1.0
    scores[1, 3] = 0.8
    assert len(decode(scores, [(0, 3)], np.zeros((TAGS, TAGS)))) == 0
    assert len(decode(scores, [(0, 3)], np.zeros((TAGS, TAGS)), eagerness=0.5)) == 1


def test_no_pieces() -> None:
    assert len(decode(np.zeros((0, TAGS), dtype=np.float32), [], np.zeros((TAGS, TAGS)))) == 0
