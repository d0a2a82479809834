"""Holdout effects are drawn as the density on the grid says, whatever the layout of the work."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import chisquare

from whipcount.forecasts.hazard.holdouts import drawn_effects
from whipcount.forecasts.hazard.priors import Penalty

GRID = np.linspace(-8.0, 4.0, 61)
DENSITIES = np.stack([Penalty().density(GRID, 0), Penalty().density(GRID, 1)])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from([1, 7, 200, 2500]), st.integers(0, 5))
def test_the_same_bits_as_the_formula(seed: int, paths: int, left: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    kinds = (random.random(paths) < 0.3).astype(np.int64)
    lived, u = random.gamma(0.7, 2.0, (paths, left)), random.random((paths, left))
    plain = np.empty((paths, left))
    for place in range(left):
        total = np.cumsum(DENSITIES[kinds] * np.exp(-lived[:, [place]] * np.exp(GRID)), axis=1)
        total /= total[:, -1:]
        plain[:, place] = GRID[(total < u[:, [place]]).sum(axis=1).clip(0, len(GRID) - 1)]
    assert np.array_equal(drawn_effects(GRID, DENSITIES, kinds, lived, u), plain)


@pytest.mark.parametrize(("kind", "hazard"), [(0, 0.0), (1, 0.5), (1, 4.0)])
def test_they_follow_the_density(kind: int, hazard: float) -> None:
    size = 40_000
    u = np.random.Generator(np.random.PCG64(3)).random((size, 1))
    drawn = drawn_effects(GRID, DENSITIES, np.full(size, kind), np.full((size, 1), hazard), u)
    density = DENSITIES[kind] * np.exp(-hazard * np.exp(GRID))
    expected = size * density / density.sum()
    seen = np.array([(drawn == value).sum() for value in GRID])
    often = expected > 10
    rest = [seen[~often].sum()], [max(expected[~often].sum(), 1e-9)]
    assert rest[0][0] < 10 * max(rest[1][0], 1)
    assert chisquare(seen[often], expected[often] * seen[often].sum() / expected[often].sum()).pvalue > 0.001
