"""Solutions with a known answer, and distributions."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from whipcount.bargaining.calibration import crps
from whipcount.bargaining.challenge import ChallengeOptions, challenge
from whipcount.bargaining.cooperative import kalai_smorodinsky, nash
from whipcount.bargaining.draws import propagate
from whipcount.bargaining.formats import read_table
from whipcount.bargaining.procedural import Share, procedural, win_set
from whipcount.bargaining.report import path_svg, view, what_if_svg
from whipcount.bargaining.sensitivity import sobol, what_if
from whipcount.bargaining.spatial import SpatialOptions, spatial
from whipcount.bargaining.table import Issue, Table
from whipcount.rules.algebra.rule import Rule


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


def test_challenge_options_matter_and_a_dominant_camp_wins() -> None:
    t = table([0, 10, 100, 100, 100], capability=[1, 1, 5, 5, 5])
    assert challenge(t).value("x") == pytest.approx(100.0)
    emission = Table(
        ["NL", "BE", "LU", "DE", "FR", "IT", "UK", "IE", "DK", "GR"],
        [Issue("year", 4, 10)],
        position=[[v] for v in (4, 7, 4, 4, 10, 10, 10, 7, 4, 7)],
        salience=[[v / 100] for v in (80, 40, 20, 80, 60, 60, 90, 10, 100, 70)],
        capability=[0.08, 0.08, 0.03, 0.16, 0.16, 0.16, 0.16, 0.05, 0.05, 0.08],
    )
    results = {
        (s, c): challenge(emission, ChallengeOptions(security=s, compromise_from=c, rounds=8)).value("year")
        for s in ("received", "made")
        for c in ("conceder", "winner")
    }
    assert len({round(v, 2) for v in results.values()}) >= 2
    assert all(4 <= v <= 10 for v in results.values())


def test_draws_are_the_same_with_any_number_of_workers_and_match_the_normal() -> None:
    t = table([40, 60], sd=[[5], [5]])
    one = propagate(t, draws=600, seed=3)
    two = propagate(t, draws=600, seed=3, workers=2)
    assert np.array_equal(one.values, two.values)
    assert one.values.std() == pytest.approx(5 / np.sqrt(2), rel=0.1)


def test_crps_of_a_sample_equals_the_double_sum() -> None:
    x = np.random.default_rng(0).normal(size=40)
    direct = np.abs(x - 0.3).mean() - 0.5 * np.abs(x[:, None] - x[None, :]).mean()
    assert crps(x, 0.3) == pytest.approx(direct)


@pytest.mark.slow
def test_sobol_of_a_weighted_mean_is_its_squared_weights() -> None:
    t = table([50, 50, 50], capability=[3.0, 1.0, 1.0])
    found = sobol(t, "x", samples=512, spread=0.1)
    assert found.total == pytest.approx((9 / 11, 1 / 11, 1 / 11), abs=0.03)


def test_pictures_escape_and_say_what_they_show() -> None:
    t = Table(
        ["<script>", "B"], [Issue("x", reference=0)], position=[[10], [90]], salience=[[1], [1]], capability=[1, 1]
    )
    for picture in (path_svg(t, spatial(t), "x"), what_if_svg(t, what_if(t, "<script>", "x"))):
        assert "<script" not in picture
        assert 'role="img"' in picture
    assert any(r.headline for r in view(t).models)


def test_the_example_table_is_read_and_consensus_leaves_nothing(root: Path) -> None:
    path = root / "examples" / "bargaining" / "ukraine-invitation.csv"
    t = read_table(path)
    assert t.n_actors == 32
    found = win_set(t, "invitation", Share(dict.fromkeys(t.actors, 1.0), 1.0))
    assert (found.intervals, found.bounded_by) == ((), ("Hungary", "Slovakia"))
    assert len(list(csv.reader(path.read_text(encoding="utf-8").splitlines()))) == 36
