from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forecasts.horizon.lists import OPENED, after, decision, with_consent
from whipcount.forecasts.horizon.features import COLUMNS, DIRECTIONS, NAMES, NODES, at_day, with_horizons
from whipcount.forecasts.horizon.quickness import Quickness, orders

SCORES = Quickness({"land 0": 0.3, "land 1": -0.2, "land 3": 0.1})


def column(name: str, days: list[int | None], age: int, **more: object) -> float:
    static, paces = at_day(after(decision(days, **more), age), SCORES)  # type: ignore[arg-type]
    return float(with_horizons(static, paces)[0, NAMES.index(name)])


def test_columns_say_what_their_names_say() -> None:
    days: list[int | None] = [100, 350, 900, None]
    assert column("share in", days, 400, need=3) == pytest.approx(2 / 3)
    assert column("log left", days, 400, need=4) == pytest.approx(np.log(2))
    assert column("in 90 days over need", days, 400, need=4) == pytest.approx(1 / 4)
    assert column("log days since the last", days, 400, need=4) == pytest.approx(np.log(65))
    assert column("in or signed over need", days, 400, need=4, signed=[5, None, 7, 500]) == pytest.approx(3 / 4)
    assert column("signatories in", days, 400, need=4, signed=[5, None, 7, 500]) == pytest.approx(1 / 2)
    assert column("quickness of the last needed", days, 400, need=3) == pytest.approx(0.1)
    assert column("quickness of the last needed", days, 400, need=4) == pytest.approx(0.0)


def test_nothing_later_than_the_day_is_looked_at() -> None:
    one = decision([100, 500, 900], signed=[3, 450, None], need=3)
    other = replace(
        one,
        members=(
            one.members[0],
            replace(one.members[1], first=None, last=None, signed=None),
            replace(one.members[2], signed=OPENED + timedelta(days=420)),
        ),
    )
    for a, b in zip(at_day(after(one, 400), SCORES), at_day(after(other, 400), SCORES), strict=True):
        assert (a == b).all()


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 2**32), st.sampled_from([2, 6, 30]), st.booleans(), st.sampled_from([1, 60, 400, 3_000]))
def test_one_more_consent_moves_each_column_in_its_direction(seed: int, size: int, everyone: bool, age: int) -> None:
    random = np.random.Generator(np.random.PCG64(seed))
    days = [int(d) for d in np.exp(random.normal(7, 1, size))]
    days[0] = age + 10
    signed = [int(d) if d < 300 else None for d in random.integers(0, 600, size)]
    need = None if everyone else int(random.integers(1, size + 1))
    snapshot = after(decision(list(days), need=need, signed=signed), age)
    scores = Quickness({f"land {i}": float(random.normal(0, 0.2)) for i in range(size)})
    if int(snapshot.consented.sum()) + 1 >= snapshot.need:
        return
    before, later = (with_horizons(*at_day(s, scores)) for s in (snapshot, with_consent(snapshot, 0)))
    for place, (name, direction) in enumerate(COLUMNS):
        change = later[:, place] - before[:, place]
        if direction == 0:
            assert np.abs(change).max() < 1e-12, name
        else:
            assert (change * direction).min() >= -1e-12, name


def test_the_horizon_only_raises_the_columns_that_hold_it() -> None:
    rows = with_horizons(*at_day(after(decision([100, None]), 200), SCORES))
    assert rows.shape == (len(NODES), len(COLUMNS))
    moving = np.flatnonzero((np.diff(rows, axis=0) != 0).any(axis=0))
    assert (np.diff(rows[:, moving], axis=0) > 0).all()
    assert all(DIRECTIONS[place] == 1 for place in moving)


def test_quickness_is_of_other_clusters_only() -> None:
    quick, slow = decision([10, 20, 30, 40]), decision([40, 30, 20, 10])
    found = orders([quick, slow, slow], ["a", "b", "b"])
    assert found.without(["b"]).of(["Land 0"])[0] > 0 > found.without(["a"]).of(["LAND 0"])[0]
    assert found.without(["a", "b"]).scores == {}
    early = orders([quick], ["a"], until=OPENED + timedelta(days=15)).without()
    assert early.of(["Land 1", "Land 2"]).tolist() == pytest.approx([early.scores["land 3"]] * 2)
