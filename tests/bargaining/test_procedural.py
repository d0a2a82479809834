from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.bargaining.procedural import Share, procedural, win_set
from whipcount.bargaining.table import Issue, Table
from whipcount.rules.algebra.rule import Rule


def table(positions: list[float], reference: float | None = 0.0, **more: object) -> Table:
    n = len(positions)
    cells = {"salience": [[0.5]] * n, "capability": [1.0] * n, **more}
    return Table(
        [f"a{i}" for i in range(n)], [Issue("x", reference=reference)], position=[[p] for p in positions], **cells
    )  # type: ignore[arg-type]


def test_win_set_under_consensus_is_bounded_by_the_nearest_to_the_status_quo() -> None:
    t = table([30, 60, 90])
    rule = Rule.of("no objection", t.actors)
    found = win_set(t, "x", rule)
    assert found.intervals == ((0.0, 60.0),)
    assert found.bounded_by == ("a0",)
    assert procedural(t, rule, setter="a2").value("x") == pytest.approx(60.0)
    majority = win_set(t, "x", Share(dict.fromkeys(t.actors, 1.0), 0.5))
    assert majority.intervals == ((0.0, 100.0),)
    assert win_set(table([0, 50, 90]), "x", rule).intervals == ()
    assert win_set(table([0, 50, 90]), "x", rule).bounded_by == ("a0",)


rows = st.lists(
    st.tuples(st.floats(0, 1), st.floats(0.05, 1), st.floats(0.1, 3)), min_size=2, max_size=7, unique_by=lambda r: r[0]
)


def table_of(cells: list[tuple[float, float, float]], reference: float) -> Table:
    return Table(
        [f"a{i}" for i in range(len(cells))],
        [Issue("x", 0, 1, reference)],
        position=[[x] for x, _, _ in cells],
        salience=[[s] for _, s, _ in cells],
        capability=[c for _, _, c in cells],
    )


@settings(deadline=None)
@given(rows, st.floats(0, 1), st.floats(0.3, 1))
def test_the_win_set_is_what_a_grid_of_points_finds(
    cells: list[tuple[float, float, float]], reference: float, quota: float
) -> None:
    table = table_of(cells, reference)
    rule = Share(dict.fromkeys(table.actors, 1.0), quota)
    found = win_set(table, "x", rule)
    x = table.position[:, 0]
    for point in np.linspace(0, 1, 53):
        if min([abs(point - end) for span in found.intervals for end in span] + [abs(point - reference)]) < 1e-6:
            continue
        yes = (np.abs(point - x) <= np.abs(reference - x) + 1e-12).mean()
        inside = any(low <= point <= high for low, high in found.intervals)
        assert inside == (yes >= quota - 1e-12)
    assert all(a[1] < b[0] for a, b in pairwise(found.intervals))
