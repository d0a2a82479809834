from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog, minimize_scalar

from tests.bargaining.reference import FOLDER
from whipcount.bargaining.cooperative import kalai_smorodinsky, nash
from whipcount.bargaining.table import Issue, Table


def table(positions: list[float], reference: float | None = 0.0, **more: object) -> Table:
    n = len(positions)
    cells = {"salience": [[0.5]] * n, "capability": [1.0] * n, **more}
    return Table(
        [f"a{i}" for i in range(n)], [Issue("x", reference=reference)], position=[[p] for p in positions], **cells
    )  # type: ignore[arg-type]


def test_nash_and_kalai_between_two() -> None:
    # beyond the nearer ideal the product (2*40 - x)(x) peaks at 40, the nearer ideal itself
    assert nash(table([40, 100])).value("x") == pytest.approx(40.0, abs=1e-3)
    # shares of the best gain: (80 - x) / 40 and x / 100 meet at x = 400/7
    assert kalai_smorodinsky(table([40, 100])).value("x") == pytest.approx(400 / 7, abs=1e-3)
    assert np.isnan(nash(table([40, 100], reference=None)).value("x"))


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
@given(rows, st.floats(0, 1))
def test_kalai_smorodinsky_is_the_optimum_of_a_linear_programme(
    cells: list[tuple[float, float, float]], reference: float
) -> None:
    x = np.array([c[0] for c in cells])
    best = np.abs(reference - x)
    said = best > 1e-6
    if not said.any() or (best[~said] > 0).any():
        return
    # maximise t subject to best_i - (p - x_i) >= t best_i and best_i - (x_i - p) >= t best_i
    above = np.stack([np.ones(said.sum()), best[said]], axis=1)
    below = np.stack([-np.ones(said.sum()), best[said]], axis=1)
    bounds = np.concatenate([best[said] + x[said], best[said] - x[said]])
    found = linprog([0, -1], np.vstack([above, below]), bounds, bounds=[(0, 1), (None, None)])
    point = kalai_smorodinsky(table_of(cells, reference)).value("x")
    share = ((best[said] - np.abs(point - x[said])) / best[said]).min()
    assert share == pytest.approx(-found.fun, abs=1e-4 / best[said].min())


@settings(deadline=None)
@given(rows)
def test_nash_is_the_greatest_product_of_gains(cells: list[tuple[float, float, float]]) -> None:
    # everybody gains by a small step up from 0, so the logarithm of the product is concave where it is finite
    x = np.array([max(c[0], 0.05) for c in cells])
    w = np.array([s * c for _, s, c in cells])
    w /= w.sum()

    def loss(p: float) -> float:
        gain = x - np.abs(p - x)
        return float("inf") if (gain <= 0).any() else -float((w * np.log(gain)).sum())

    table = table_of([(float(a), s, c) for a, (_, s, c) in zip(x, cells, strict=True)], 0.0)
    point = nash(table).value("x")
    end = 2 * float(x.min())
    reference = minimize_scalar(loss, bounds=(1e-9, min(end, 1.0) - 1e-9), method="bounded", options={"xatol": 1e-9})
    assert loss(point) <= float(reference.fun) + 1e-6


@given(rows, st.floats(0, 1))
def test_nobody_loses_by_nashs_solution(cells: list[tuple[float, float, float]], reference: float) -> None:
    point = nash(table_of(cells, reference)).value("x")
    x = np.array([c[0] for c in cells])
    assert np.all(np.abs(point - x) <= np.abs(reference - x) + 1e-9)
    if not (np.all(x > reference) or np.all(x < reference)):
        assert point == pytest.approx(reference)


@pytest.mark.shared
def test_nashs_solution_equals_the_recorded_column_where_nobody_may_lose(shared: Path) -> None:
    """``nbs_eq`` of the recorded predictions, equal weights; their grid has whole points."""
    folder = shared / FOLDER
    recorded = (folder / "reference" / "deu2_model_predictions.csv").read_text(encoding="utf-8")
    wanted = {r["isnr"]: r for r in csv.DictReader(recorded.splitlines())}
    compared = 0
    for row in csv.DictReader((folder / "DEU2.csv").read_text(encoding="utf-8").splitlines()):
        found = wanted.get(row["isnr"])
        if found is None or not found["nbs_eq"]:
            continue
        actors = [c[1:] for c in row if c.startswith("s") and "p" + c[1:] in row]
        cells = [(a, float(row["p" + a])) for a in actors if row["p" + a] and row["s" + a]]
        table = Table(
            [a for a, _ in cells],
            [Issue("x", reference=float(row["rp"]))],
            position=[[x] for _, x in cells],
            salience=np.ones((len(cells), 1)),
            capability=np.ones(len(cells)),
        )
        assert nash(table, weighted=False).value("x") == pytest.approx(float(found["nbs_eq"]), abs=1.0), row["isnr"]
        compared += 1
    assert compared == 235
