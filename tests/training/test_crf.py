"""The training loss against the sum over all paths; needs torch, which only the recipe uses."""

import itertools

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="torch is for training only")


def test_crf_loss_equals_brute_force() -> None:
    from training.model import crf_loss

    rng = np.random.default_rng(3)
    scores, moves = rng.normal(size=(2, 4, 7)), rng.normal(size=(7, 7))
    tags = rng.integers(0, 7, (2, 4))
    lengths = (4, 2)
    total = 0.0
    for row, n in enumerate(lengths):

        def weight(path: tuple[int, ...], row: int = row) -> float:
            inside = sum(scores[row, i, t] for i, t in enumerate(path))
            return float(inside + sum(moves[a, b] for a, b in itertools.pairwise(path)))

        every = [weight(path) for path in itertools.product(range(7), repeat=n)]
        total += float(np.logaddexp.reduce(every)) - weight(tuple(tags[row, :n].tolist()))
    mask = torch.tensor([[1.0] * n + [0.0] * (4 - n) for n in lengths], dtype=torch.float64)
    got = crf_loss(torch.tensor(scores), torch.tensor(tags), mask, torch.tensor(moves))
    assert float(got) == pytest.approx(total / sum(lengths))
