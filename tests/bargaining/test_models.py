"""All models behind one call: by name, with their own options, and why those that cannot run do not."""

from __future__ import annotations

import pytest

from whipcount.bargaining.models import HEADLINE, MODELS, check_options, defaults_of, headline_of, solve, solve_all
from whipcount.bargaining.table import Issue, Table
from whipcount.errors import BargainingError

TABLE = Table(["A", "B", "C"], [Issue("x", reference=0.0)], position=[[10], [40], [90]], salience=[[0.5]] * 3,
              capability=[1, 2, 3])  # fmt: skip


@pytest.mark.parametrize("model", [name for name in MODELS if name not in ("choice", "exchange")])
def test_every_model_answers_under_its_name_within_the_issue(model: str) -> None:
    made = solve(TABLE, model)
    assert made.model == model
    assert 0.0 <= made.value("x") <= 100.0


@pytest.mark.parametrize("model", list(MODELS))
def test_defaults_are_options_and_fit_themselves(model: str) -> None:
    check_options(model, defaults_of(model))


def test_an_unknown_model_or_option_or_another_kind_of_value_is_refused() -> None:
    with pytest.raises(BargainingError, match="unknown model 'chess'"):
        solve(TABLE, "chess")
    with pytest.raises(BargainingError, match="has no option 'push'"):
        solve(TABLE, "gravity", push=0.2)
    for value in ("0.2", True, None):
        with pytest.raises(BargainingError) as caught:
            solve(TABLE, "gravity", pull=value)
        assert caught.value.where == "option pull"
    with pytest.raises(BargainingError, match="itself"):
        solve(TABLE, "pool", models="mean,pool")


def test_all_that_can_run_and_why_the_others_do_not() -> None:
    without = Table(["A", "B"], [Issue("x")], position=[[10], [90]], salience=[[0.5]] * 2, capability=[1, 2])
    done, refused = solve_all(without)
    assert {made.model for made in done} | set(refused) == set(MODELS)
    assert not {made.model for made in done} & set(refused)
    assert all(refused.values())


def test_the_headline_is_a_model_that_runs_and_says_why_it_is_not_the_choice() -> None:
    name, why = headline_of(TABLE)
    assert (name, bool(why)) == (HEADLINE, True)
    assert solve(TABLE).value("x") == solve(TABLE, name).value("x")
