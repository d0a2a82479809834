from __future__ import annotations

import numpy as np
import pytest

from whipcount.bargaining.choice_features import FEATURES, Roles, stated
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


def test_features_are_what_they_are_called() -> None:
    given_table = table([0, 0, 0, 100, 100, 40, 40, 40], reference=100.0)
    found = stated(given_table, 0, Roles(commission=3, parliament=5, codecision=False))
    column = {name: found.features[:, k].tolist() for k, name in enumerate(FEATURES)}
    assert found.positions.tolist() == [0.0, 0.4, 1.0]
    assert column["commission"] == [0.0, 0.0, 0.5]
    assert column["parliament_consultation"] == [0.0, 1.0, 0.0]
    assert column["parliament_codecision"] == [0.0] * 3
    assert column["at_reference"] == [0.0, 0.0, 1.0]
    assert column["from_reference"] == pytest.approx([1.0, 0.6, 0.0])
    assert column["extreme"] == [1.0, 0.0, 1.0]
    weights = given_table.weight()[:, 0] / given_table.weight().sum()
    assert column["support"][0] == pytest.approx(np.log(weights[:3].sum() + 0.02))
    assert column["from_compromise"] == pytest.approx(np.abs(found.positions - found.compromise).tolist())
    assert found.holders[0] == (2, 1, 0)
