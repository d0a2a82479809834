"""Games, diagrams, counts, indices and generating functions against brute force and against each other."""

from fractions import Fraction
from itertools import permutations
from math import comb, factorial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.strategies import games
from whipcount.errors import RuleError
from whipcount.rules.diagram import TooLargeError, compile_system
from whipcount.rules.power import coalitions, minimal
from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game
from whipcount.rules.power.generating import Weighted
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
@given(games(max_members=7))
def test_minimal_coalitions_two_ways_and_listed_in_order(game):
    direct = Counter(minimal.minimal_diagram(game), sized=True).winning_by_size
    if minimal.is_ordered(game, game.diagram.order):
        assert direct == Counter(game.diagram, sized=True).minimal_by_size
    listed = list(coalitions.coalitions(game))
    assert [len(c.members) for c in listed] == sorted(len(c.members) for c in listed)
    assert len({c.members for c in listed}) == len(listed) == sum(direct)
    for coalition in listed:
        inside = set(coalition.members)
        assert game.wins(inside)
        assert not any(game.wins(inside - {m}) for m in inside)
    costs = {m: (7 * i) % 5 for i, m in enumerate(game.members)}
    by_cost = list(coalitions.coalitions(game, by=costs))
    assert [c.cost for c in by_cost] == sorted(sum(costs[m] for m in c.members) for c in listed)


@settings(max_examples=60, deadline=None)
@given(games())
def test_duality(game):
    dual = game.dual()
    assert dual.dual() == game or truth_table(dual.dual()).tolist() == truth_table(game).tolist()
    assert Indices(dual).raw_swings == Indices(game).raw_swings
    assert Indices(dual).winning == 2 ** len(game.members) - Indices(game).winning
    assert Counter(game.diagram.dual(), sized=False).winning == Indices(dual).winning
    assert coalitions.count(game, "minimal blocking") == coalitions.count(dual, "minimal winning")


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


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=10), st.data())
def test_generating_functions_agree_with_the_diagram(weights, data):
    quota = data.draw(st.integers(-1, sum(weights) + 2))
    game = Game.weighted([str(i) for i in range(len(weights))], weights, quota)
    counter = Counter(game.diagram, sized=False)
    swings, winning = Weighted(weights, quota).swings()
    assert (swings, winning) == (counter.swings, counter.winning)
    from whipcount.rules.power.chance import on_diagram

    p = np.array(data.draw(st.lists(st.floats(0, 1), min_size=len(weights), max_size=len(weights))))
    total, slopes = on_diagram(game.diagram, np.stack([1 - p, p], axis=1))
    chance, gradient = Weighted(weights, quota).chance(p)
    assert chance == pytest.approx(total, abs=1e-12)
    np.testing.assert_allclose(gradient, slopes[:, 1] - slopes[:, 0], atol=1e-10)


def test_shapley_shubik_by_quadrature_agrees_with_exact():
    weights = [9, 7, 5, 5, 3, 2, 1, 1]
    found = Indices(Game.weighted([str(i) for i in range(8)], weights, 18))
    value, error = found._quadrature
    np.testing.assert_allclose(value, [float(x) for x in found.shapley_shubik], atol=1e-14)
    assert error < 1e-12


def test_a_thousand_equal_members_have_closed_forms():
    n, quota = 1001, 501
    swings, winning = Weighted([3] * n, 3 * quota).swings()
    assert swings == [comb(n - 1, quota - 1)] * n
    assert winning == 2 ** (n - 1)


def test_five_thousand_members():
    found = Indices(Game.weighted([str(i) for i in range(5000)], [1] * 5000, 2501))
    assert found.raw_swings[0] == comb(4999, 2500)


def test_weights_of_any_size():
    big = 10**30
    table = power(Game.weighted("ABC", [4 * big, 2 * big, big], 5 * big))
    assert table.columns["raw_swings"] == (3, 1, 1)
    odd = power(Game.weighted("ABC", [4 * big + 1, 2 * big, big - 1], 5 * big))
    assert odd.columns["raw_swings"] == (3, 1, 1)


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


def test_a_rule_that_is_not_monotone_has_no_power():
    odd = Game.build(["A", "B"], [([1, 1], 1), ([1, 1], 2)], ("and", (0, ("not", (1,)))))
    assert not odd.monotone
    with pytest.raises(RuleError, match="can hurt"):
        power(odd)
    even_so = Game.build(["A", "B"], [([1, -1], 0), ([0, 1], 1)], ("or", (0, 1)))
    assert even_so.monotone  # by its diagram, though not by its form


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
