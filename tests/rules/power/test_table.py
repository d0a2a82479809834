"""The table of power: ranks, order, what it leaves out and why, and the same figures in every form."""

from __future__ import annotations

from fractions import Fraction

import pytest

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.power.game import Game
from whipcount.rules.power.table import COLUMNS, notes_on, power, power_json

GAME = Game.weighted("ABCD", [3, 2, 2, 1], 5)


def test_rows_ranks_and_columns_are_one() -> None:
    table = power(GAME)
    assert set(table.columns) == set(COLUMNS)
    rows = table.rows(sort_by="shapley_shubik")
    assert [row["member"] for row in rows] == ["A", "B", "C", "D"]
    assert [row["shapley_shubik"] for row in rows] == [Fraction(5, 12), Fraction(1, 4), Fraction(1, 4), Fraction(1, 12)]
    assert table.ranks("shapley_shubik") == [1, 2, 2, 4]
    assert (table.winning, table.decisiveness) == (7, Fraction(7, 16))


def test_floats_that_differ_by_rounding_share_a_rank() -> None:
    table = power(GAME, ["johnston"])
    close = (0.1 + 0.2, 0.3, 0.29, 0.0)
    changed = type(table)(table.members, {"x": close}, 1, table.decisiveness, "", 0.0, {}, ())
    assert changed.ranks("x") == [1, 1, 3, 4]


def test_an_unknown_index_is_refused_where_it_is_asked_for() -> None:
    with pytest.raises(RuleError, match="'might' is no power index"):
        power(GAME, ["might"])
    with pytest.raises(RuleError, match="no index 'banzhaf'"):
        power(GAME, ["johnston"]).rows(sort_by="banzhaf")


def test_the_frame_has_a_row_a_member() -> None:
    pytest.importorskip("pandas")
    frame = power(GAME, ["banzhaf_normalized"]).to_frame()
    assert list(frame.index) == ["A", "B", "C", "D"]
    assert frame["banzhaf_normalized"].sum() == pytest.approx(1.0)


def test_json_has_the_same_figures_and_whole_numbers_as_text() -> None:
    told = power_json(GAME, "four")
    table = power(GAME)
    assert told["name"] == "four"
    assert told["raw_swings"] == [str(v) for v in table.columns["raw_swings"]]
    assert told["shapley_shubik"] == [float(v) for v in table.columns["shapley_shubik"]]
    assert told["shapley_shubik_sum"] == "1"
    assert told["minimal_winning"] == "3"
    assert told["not_computed"] == {}


@pytest.mark.parametrize(("quota", "note"), [(0, "passes with nobody"), (99, "can never pass")])
def test_an_odd_rule_says_so(quota: int, note: str) -> None:
    game = Game.weighted("AB", [1, 1], quota)
    (said,) = notes_on(game)
    assert note in said
    assert power(game, ["banzhaf_normalized"]).notes == (said,)


def test_a_rule_that_one_more_yes_can_hurt_has_no_power() -> None:
    with pytest.raises(RuleError):
        power(Rule.of("not 2 members", ["A", "B", "C"]))
