import numpy as np
import pytest

from whipcount.errors import ForecastError
from whipcount.forecasts.horizon.trees import Trees, mean_of


def forest(seed: int, trees: int = 4, depth: int = 3, columns: int = 3) -> Trees:
    """Full trees of a depth with drawn bounds and leaves."""
    random = np.random.default_rng(seed)
    inner, size = 2**depth - 1, 2 ** (depth + 1) - 1
    column, bound, left, right = [], [], [], []
    for number in range(trees):
        offset = number * size
        column += [*random.integers(0, columns, inner), *[-1] * (size - inner)]
        bound += [*random.standard_normal(size)]
        left += [offset + 2 * i + 1 for i in range(inner)] + [0] * (size - inner)
        right += [offset + 2 * i + 2 for i in range(inner)] + [0] * (size - inner)
    roots = np.arange(trees) * size
    return Trees(0.3, roots, np.array(column), np.array(bound), np.array(left), np.array(right))


def walked(trees: Trees, row: np.ndarray) -> float:
    """One row, node by node."""
    total = trees.start
    for root in trees.roots:
        node = int(root)
        while trees.column[node] >= 0:
            node = int(trees.left[node] if row[trees.column[node]] <= trees.bound[node] else trees.right[node])
        total += trees.bound[node]
    return total


def test_rows_are_led_as_one_by_one():
    trees, rows = forest(1), np.random.default_rng(2).standard_normal((50, 3))
    assert trees.log_odds(rows) == pytest.approx([walked(trees, row) for row in rows])


def test_a_row_at_the_bound_goes_left():
    stump = Trees(0.0, np.array([0]), np.array([0, -1, -1]), np.array([3.0, -1.0, 1.0]), np.array([1, 0, 0]),
                  np.array([2, 0, 0]))  # fmt: skip
    assert stump.log_odds(np.array([[3.0], [np.nextafter(3.0, 4.0)]])).tolist() == [-1.0, 1.0]


def test_the_mean_of_several_is_the_mean_of_what_they_say():
    several, rows = [forest(seed) for seed in range(3)], np.random.default_rng(3).standard_normal((20, 3))
    told = np.mean([trees.log_odds(rows) for trees in several], axis=0)
    assert mean_of(several).log_odds(rows) == pytest.approx(told)


@pytest.mark.parametrize("broken", [
    {"left": np.array([9, 0, 0])}, {"right": np.array([-1, 0, 0])}, {"roots": np.array([3])},
    {"bound": np.array([1.0, np.nan, 0.0])}, {"bound": np.array([1.0])},
])  # fmt: skip
def test_trees_that_do_not_hold_together_are_refused(broken):
    whole = {"start": 0.0, "roots": np.array([0]), "column": np.array([0, -1, -1]), "bound": np.array([1.0, 0.0, 0.0]),
             "left": np.array([1, 0, 0]), "right": np.array([2, 0, 0])}  # fmt: skip
    with pytest.raises(ForecastError, match="hold together"):
        Trees(**(whole | broken))
