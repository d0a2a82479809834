from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bargaining.calibration import crps
from whipcount.bargaining.choice import choice, distribution, shipped
from whipcount.bargaining.mixture import Mixture
from whipcount.bargaining.table import Issue, Table

MEMBERS = tuple("AT BE DE DK FR IE IT NL SE FI".split())


def table(places: list[float], *, actors: tuple[str, ...] = MEMBERS, reference: float | None = 0.0) -> Table:
    n = len(places)
    return Table(
        actors[:n],
        [Issue("quota", reference=reference)],
        position=[[p] for p in places],
        salience=[[0.5]] * n,
        capability=[1.0 + k / 10 for k in range(n)],
    )


grids = st.lists(st.sampled_from([0.0, 20.0, 40.0, 70.0, 100.0]), min_size=8, max_size=10)


@given(grids, st.sampled_from([None, 0.0, 40.0, 55.0]))
def test_chances_and_the_rest_make_one_and_the_median_is_a_median(places: list[float], reference: float | None) -> None:
    given_table = table(places, reference=reference)
    found, predicted = distribution(given_table, 0)
    assert len(found.positions) == len(set(places))
    assert predicted.chances.sum() == pytest.approx(shipped().model.share)
    assert np.all(predicted.chances > 0)
    assert np.all((predicted.smooth >= 0) & (predicted.smooth <= 1))
    out = choice(given_table)
    x, w = predicted._points()
    point = out.value("quota") / 100
    assert w[x <= point + 1e-12].sum() >= 0.5 - 1e-9
    assert w[x < point - 1e-12].sum() <= 0.5 + 1e-9


@given(
    st.lists(st.floats(0, 1), min_size=1, max_size=4, unique=True),
    st.lists(st.floats(0, 1), min_size=1, max_size=5),
    st.floats(0, 1),
)
def test_the_score_of_a_mixture_is_that_of_a_sample_of_it(x: list[float], s: list[float], y: float) -> None:
    mixture = Mixture(np.sort(x), np.full(len(x), 0.5 / len(x)), np.sort(s))
    sample = np.concatenate([np.repeat(x, 60 // len(x) * len(s)), np.repeat(s, 60 // len(x) * len(x))])
    assert mixture.crps(y) == pytest.approx(crps(sample, y), abs=1e-9)
