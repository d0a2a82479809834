"""What a table refuses, and what models do with its edges."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bargaining.reference import FOLDER
from whipcount.bargaining.formats import read_table, write_table
from whipcount.bargaining.models import MODELS, solve, solve_all
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

GOOD = {"position": [[0], [100]], "salience": [[1], [1]], "capability": [1, 1]}
HEADER = "issue,low,high\nx,0,10\n\nactor,issue,position,salience,capability\n"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"salience": [[1], [1.01]]}, "actor 'B', issue 'x': salience 1.01"),
        ({"salience": [[1], [np.nan]]}, "salience nan"),
        ({"position": [[0], [101]]}, "position 101 is outside its range"),
        ({"position": [[0], [np.inf]]}, "position inf"),
        ({"capability": [1, -1]}, "capability -1"),
        ({"capability": [1, np.nan]}, "capability nan"),
        ({"capability": [0, 0]}, "nobody on it has a position and some weight"),
        ({"position": [[np.nan], [np.nan]]}, "nobody on it"),
        ({"sd": [[0], [-1]]}, "standard deviation -1"),
        ({"position": [[0, 1], [1, 1]]}, "shape"),
    ],
)
def test_bad_cells_are_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(BargainingError, match=message):
        Table(["A", "B"], [Issue("x")], **{**GOOD, **change})  # type: ignore[arg-type]


def test_one_actor_twice_the_same_and_an_issue_without_a_range() -> None:
    with pytest.raises(BargainingError, match="1 actor "):
        Table(["A"], [Issue("x")], position=[[0]], salience=[[1]], capability=[1])
    with pytest.raises(BargainingError, match="'A' is there twice"):
        Table(["A", "A"], [Issue("x")], **GOOD)  # type: ignore[arg-type]
    with pytest.raises(BargainingError, match="has no range"):
        Issue("x", 5, 5)


def test_100000_actors_give_an_answer_or_a_clear_error() -> None:
    n = 100_000
    table = Table(
        [f"a{i}" for i in range(n)],
        [Issue("x")],
        position=np.linspace(0, 100, n)[:, None],
        salience=np.ones((n, 1)),
        capability=np.ones(n),
    )
    assert solve(table).value("x") == pytest.approx(50.0)
    for name in ("spatial", "challenge", "condorcet"):
        with pytest.raises(BargainingError, match=r"at most|too many"):
            solve(table, name)


def test_identical_positions_are_everybodys_answer() -> None:
    table = Table(
        ["A", "B", "C"],
        [Issue("x", reference=0), Issue("y", reference=0)],
        position=np.full((3, 2), 40.0),
        salience=np.full((3, 2), 0.5),
        capability=[1, 2, 3],
    )
    outcomes, refused = solve_all(table)
    assert set(refused) == {"choice"}  # which answers for members of the EU only
    for o in outcomes:
        expected = 28.0 if o.model == "gravity" else None if o.model == "pool" else 40.0
        if expected is not None:
            assert o.values.tolist() == pytest.approx([expected] * 2, abs=1e-3), o.model


def test_zero_salience_and_missing_positions_pull_nobody() -> None:
    table = Table(
        ["A", "B", "C"],
        [Issue("x", reference=0), Issue("y", reference=0)],
        position=[[0, 100], [50, 20], [100, np.nan]],
        salience=[[0.5, 0.5], [0.5, 0.5], [0.0, 0.0]],
        capability=[1, 1, 9],
    )
    outcomes, refused = solve_all(table)
    assert set(refused) == {"choice"}
    assert len(outcomes) == len(MODELS) - 1
    for o in outcomes:
        assert np.all(np.isfinite(o.values)), o.model
    assert solve(table).values.tolist() == [25.0, 60.0]


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.tuples(
            st.lists(st.integers(0, 100), min_size=n, max_size=n),
            st.lists(st.floats(0.01, 1), min_size=n, max_size=n),
            st.lists(st.floats(0.01, 10), min_size=n, max_size=n),
        )
    )
)
def test_every_model_stays_within_the_range_and_repeats(case: tuple[list[int], list[float], list[float]]) -> None:
    position, salience, capability = case
    table = Table(
        [f"a{i}" for i in range(len(position))],
        [Issue("x", reference=0)],
        position=[[p] for p in position],
        salience=[[s] for s in salience],
        capability=capability,
    )
    first, _ = solve_all(table)
    second, _ = solve_all(table)
    for one, two in zip(first, second, strict=True):
        assert np.array_equal(one.values, two.values)
        assert -1e-6 <= one.values[0] <= 100 + 1e-6, one.model
    assert np.array_equal(read_table(write_table(table)).weight(), table.weight())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("hello\nworld\n", "no known format"),
        (HEADER, "needs a part"),
        (HEADER + "A,x,nan,1,1\nB,x,1,1,1\n", "line 5: position 'nan' is no number"),
        (HEADER + "A,y,1,1,1\nB,x,1,1,1\n", "line 5: unknown issue 'y'"),
        (HEADER + "A,x,1,1,1\nA,x,2,1,1\n", "line 6: 'A' is there twice"),
        (HEADER + "A,x,1,1,1\nB,x,11,1,1\n", "outside its range"),
        ("S,T,2,1\nActor,D,P,Pos,Sal\nA,d,1,0,60\nB,d,1,0,101\n", "sum to 101, above their cap"),
        ("S,T,3,1\nActor,D,P,Pos,Sal\nA,d,1,0,60\nB,d,1,0,10\n", "2 actors where the first line announces 3"),
        ("#A\tA\n#A\tB\n#P\tx\n#M\tx\t0\n#D\tA\tx\t0\t1\t1\n", "has no range"),
    ],
)
def test_bad_files_name_the_line(text: str, message: str) -> None:
    with pytest.raises(BargainingError, match=message):
        read_table(text)


@pytest.mark.shared
def test_the_peers_files_are_read_or_refused_with_the_line(shared: Path) -> None:
    folder = shared / FOLDER / "inputs"
    sizes = {p.name: read_table(p).position.shape for p in sorted(folder.iterdir()) if "errors" not in p.name}
    assert sizes["dummyData-a160.csv"] == (160, 1)
    assert sizes["dummyData_3Dim-no-final-comma.csv"] == (7, 3)
    assert sizes["cop21.csv"] == (15, 13)
    assert len(sizes) == 12
    with pytest.raises(BargainingError, match=r"copenhagen_with_errors.csv"):
        read_table(folder / "copenhagen_with_errors.csv")
