"""The spatial model against KTAB's trajectories, and on its own terms."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from tests.bargaining.reference import FOLDER, ktab_options, ktab_runs
from whipcount.bargaining.formats import read_table
from whipcount.bargaining.spatial import SpatialOptions, run, spatial
from whipcount.bargaining.table import Issue, Table

# KTAB pushes bargains from threads; its asymmetric vote depends on their order, which differed in one turn of this run.
ORDER_OF_THREADS = "SOE-Pol-Comp.vr-ASymProsp"


@pytest.mark.shared
def test_trajectories_equal_ktabs(shared: Path) -> None:
    runs = ktab_runs(shared)
    assert len(runs) == 52
    compared, aborted = 0, []
    for name, data, expected in runs:
        table = read_table(shared / FOLDER / "inputs" / data["csv"])
        out = spatial(table, ktab_options(data["params"]))
        assert out.path is not None
        if expected is None:
            aborted.append(name)
            assert np.isfinite(out.path).all()
            continue
        if name == ORDER_OF_THREADS:
            assert np.abs(out.path[:8] - expected[:8]).max() < 1e-9
            continue
        assert out.path.shape == expected.shape, name
        assert np.abs(out.path - expected).max() < 1e-9, name
        compared += 1
    assert compared == 49
    assert [n.split(".")[1] for n in aborted] == ["bigRAdj-Full", "bigRAdj-Full"]


@pytest.mark.shared
@pytest.mark.slow
def test_the_thread_ordered_run_differs_in_one_transition_only(shared: Path) -> None:
    data, expected = next((d, e) for n, d, e in ktab_runs(shared) if n == ORDER_OF_THREADS)
    assert expected is not None
    table = read_table(shared / FOLDER / "inputs" / data["csv"])
    wrong = []
    for turn in range(len(expected) - 1):
        options = ktab_options(data["params"], max_turns=1)
        states, _, _ = run(expected[turn] / 100, table.salience, table.capability[:, 0], options)
        if np.abs(states[1] * 100 - expected[turn + 1]).max() > 1e-9:
            wrong.append((turn, int((np.abs(states[1] * 100 - expected[turn + 1]).max(axis=1) > 1e-9).sum())))
    assert wrong == [(7, 1)]  # one actor, one turn


@pytest.mark.shared
def test_80_actors_agree_with_ktabs_printed_log(shared: Path) -> None:
    path = shared / FOLDER / "reference" / "ktab" / "dummyData-a080.default.from_log.json"
    expected = np.array(json.loads(path.read_text(encoding="utf-8"))["positions_0_100"])
    out = spatial(read_table(shared / FOLDER / "inputs" / "dummyData-a080.csv"), SpatialOptions(ktab_compat=True))
    assert out.path is not None
    assert len(out.path) == len(expected)
    assert np.abs(out.path[:, :, 0] - expected).max() <= 0.05 + 1e-9  # its log prints one decimal


def table(positions: list[float], reference: float | None = 0.0, **more: object) -> Table:
    n = len(positions)
    cells = {"salience": [[0.5]] * n, "capability": [1.0] * n, **more}
    return Table(
        [f"a{i}" for i in range(n)], [Issue("x", reference=reference)], position=[[p] for p in positions], **cells
    )  # type: ignore[arg-type]


@pytest.mark.slow
def test_stochastic_spatial_runs_repeat_by_seed_and_correct_forms_differ_from_ktab() -> None:
    t = table([5, 20, 45, 60, 80, 95], capability=[1, 3, 2, 2, 1, 2])
    runs = [spatial(t, SpatialOptions(stochastic=True, seed=s)).values for s in (1, 1, 2)]
    assert np.array_equal(runs[0], runs[1])
    assert not np.array_equal(runs[0], runs[2])
    for variant in ({"bargain": "both"}, {"bargain": "weighted"}, {"commitment": "full"}):
        ours = spatial(t, SpatialOptions(**variant))  # type: ignore[arg-type]
        theirs = spatial(t, SpatialOptions(**variant, ktab_compat=True))  # type: ignore[arg-type]
        assert not np.array_equal(ours.path[1], theirs.path[1]), variant  # type: ignore[index]
