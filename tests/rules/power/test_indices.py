from fractions import Fraction
from itertools import permutations
from math import factorial

import numpy as np
import pytest
from hypothesis import given, settings

from tests.rules.strategies import games
from whipcount.errors import RuleError
from whipcount.rules.power.game import Game
from whipcount.rules.power.indices import Indices, truth_table
from whipcount.rules.power.table import COLUMNS, power


def brute(game):
    """Winning sets as bit masks, straight from the definition."""
    n = len(game.members)
    wins = [game.wins({m for i, m in enumerate(game.members) if mask >> i & 1}) for mask in range(2**n)]
    return n, wins


@settings(max_examples=80, deadline=None)
@given(games())
def test_indices_against_brute_force(game):
    n, wins = brute(game)
    size = [mask.bit_count() for mask in range(2**n)]
    critical = [[i for i in range(n) if wins[s] and s >> i & 1 and not wins[s & ~(1 << i)]] for s in range(2**n)]
    least = [s for s in range(2**n) if wins[s] and len(critical[s]) == size[s]]
    found = Indices(game)
    assert found.winning == sum(wins)
    assert list(found.raw_swings) == [sum(i in c for c in critical) for i in range(n)]
    for i in range(n):
        shapley = sum(
            Fraction(factorial(size[s] - 1) * factorial(n - size[s]), factorial(n))
            for s in range(2**n)
            if i in critical[s]
        )
        assert found.shapley_shubik[i] == shapley
        agree = sum(
            Fraction(factorial(size[s]) * factorial(n - size[s]), factorial(n + 1))
            for s in range(2**n)
            if wins[s] == bool(s >> i & 1)
        )
        assert found.satisfaction[i] == agree
        assert found.rae[i] == Fraction(sum(wins[s] == bool(s >> i & 1) for s in range(2**n)), 2**n)
    johnston = [sum((Fraction(1, len(c)) for c in critical if i in c), Fraction(0)) for i in range(n)]
    assert list(found.johnston) == [j / (sum(johnston) or 1) for j in johnston]
    packel = [sum((Fraction(1, size[s]) for s in least if s >> i & 1 and s), Fraction(0)) for i in range(n)]
    assert list(found.deegan_packel) == [p / (len(least) or 1) for p in packel]
    good = [sum(bool(s >> i & 1) for s in least) for i in range(n)]
    assert list(found.holler) == [Fraction(g, sum(good) or 1) for g in good]
    assert sum(found.minimal_by_size.values()) == len(least)
    assert truth_table(game).tolist() == wins


@settings(max_examples=60, deadline=None)
@given(games())
def test_sum_rules_symmetry_and_null_members(game):
    found = Indices(game)
    if game.constant is None:
        for name in ("banzhaf", "shapley_shubik", "johnston", "deegan_packel", "holler"):
            assert sum(getattr(found, name)) == 1
    columns = power(game).columns
    n = len(game.members)
    alike = {}
    for i in range(n):
        alike.setdefault(tuple(t.weights[i] for t in game.thresholds), []).append(i)
    for same in alike.values():
        assert all(len({columns[name][i] for i in same}) == 1 for name in COLUMNS)
    table = truth_table(game)
    masks = np.arange(2**n)
    for i in range(n):
        if np.array_equal(table[masks | 1 << i], table[masks]):
            assert all(columns[x][i] == 0 for x in ("banzhaf_normalized", "shapley_shubik", "johnston", "holler_pgi"))
            assert columns["rae"][i] == Fraction(1, 2)


def test_a_rule_that_is_not_monotone_has_no_power():
    odd = Game.build(["A", "B"], [([1, 1], 1), ([1, 1], 2)], ("and", (0, ("not", (1,)))))
    assert not odd.monotone
    with pytest.raises(RuleError, match="can hurt"):
        power(odd)
    even_so = Game.build(["A", "B"], [([1, -1], 0), ([0, 1], 1)], ("or", (0, 1)))
    assert even_so.monotone  # by its diagram, though not by its form


def test_shapley_shubik_is_the_share_of_orders():
    game = Game.build(list("ABCDE"), [([5, 4, 3, 2, 1], 9), ([1, 1, 1, 1, 1], 3)], ("and", (0, 1)))
    pivots = dict.fromkeys(game.members, 0)
    for order in permutations(game.members):
        inside = set()
        for member in order:
            inside.add(member)
            if game.wins(inside):
                pivots[member] += 1
                break
    assert list(Indices(game).shapley_shubik) == [Fraction(pivots[m], 120) for m in game.members]
