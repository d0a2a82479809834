"""Games, diagrams, counts, indices and generating functions against brute force and against each other."""

import numpy as np
import pytest
from hypothesis import given, settings

from tests.rules.strategies import games
from whipcount.errors import RuleError
from whipcount.rules.diagram import TooLargeError, compile_system
from whipcount.rules.power import coalitions
from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game
from whipcount.rules.power.indices import Indices, truth_table
from whipcount.rules.power.table import power


@settings(max_examples=60, deadline=None)
@given(games())
def test_duality(game):
    dual = game.dual()
    assert dual.dual() == game or truth_table(dual.dual()).tolist() == truth_table(game).tolist()
    assert Indices(dual).raw_swings == Indices(game).raw_swings
    assert Indices(dual).winning == 2 ** len(game.members) - Indices(game).winning
    assert Counter(game.diagram.dual(), sized=False).winning == Indices(dual).winning
    assert coalitions.count(game, "minimal blocking") == coalitions.count(dual, "minimal winning")


def test_what_cannot_be_counted_is_refused():
    weights = [10**9 + 7 * i * i + 1 for i in range(80)]
    with pytest.raises(RuleError, match="add up to"):
        Indices(Game.weighted([str(i) for i in range(80)], weights, sum(weights) // 2)).raw_swings  # noqa: B018
    rng = np.random.default_rng(3)
    wild = Game.build(
        [str(i) for i in range(60)],
        [(rng.integers(1, 10**9, 60).tolist(), 10**10), (rng.integers(1, 10**9, 60).tolist(), 10**10)],
        ("and", (0, 1)),
    )
    with pytest.raises(TooLargeError, match="too many distinct"):
        compile_system(wild.system, max_width=20_000)


def test_rules_that_can_never_or_always_pass_are_told():
    assert power(Game.weighted("AB", [1, 1], 3)).notes == ("this rule can never pass",)
    always = power(Game.weighted("AB", [1, 1], 0))
    assert always.notes == ("this rule passes with nobody in favour",)
    assert always.winning == 4


@pytest.mark.slow
def test_and_or_of_rules_to_fourteen_members():
    rng = np.random.default_rng(11)
    for _ in range(4):
        given = [(rng.integers(0, 50, 14).tolist(), int(rng.integers(100, 250))) for _ in range(3)]
        game = Game.build([str(i) for i in range(14)], given, ("or", (("and", (0, 1)), 2)))
        table = truth_table(game)
        masks = np.arange(2**14)
        swings = [int(np.sum(table[masks | 1 << i] & ~table[masks & ~(1 << i)])) // 2 for i in range(14)]
        assert list(Indices(game).raw_swings) == swings
        assert Indices(game).winning == int(table.sum())
