from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ndtr, ndtri

from tests.rules.strategies import games, rules
from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.power.chance import pass_chance, state_chance
from whipcount.rules.power.game import Game
from whipcount.rules.power.indices import truth_table


def brute(game, p):
    table = truth_table(game)
    masks = np.arange(len(table))
    bits = (masks[:, None] >> np.arange(len(p))) & 1
    return float(np.sum(np.prod(np.where(bits, p, 1 - np.asarray(p)), axis=1) * table))


@settings(max_examples=60, deadline=None)
@given(games(), st.data())
def test_probability_and_gradient(game, data):
    n = len(game.members)
    p = data.draw(st.lists(st.floats(0, 1), min_size=n, max_size=n))
    chance = pass_chance(game, p)
    assert chance.p_pass == pytest.approx(brute(game, p), abs=1e-12)
    for i in range(n):
        slope = brute(game, [*p[:i], 1.0, *p[i + 1 :]]) - brute(game, [*p[:i], 0.0, *p[i + 1 :]])
        assert chance.gradient[i] == pytest.approx(slope, abs=1e-12)
        assert chance.gradient[i] >= -1e-15  # monotone rules have monotone P


@settings(max_examples=25, deadline=None)
@given(rules(max_members=4), st.data())
def test_five_states(rule, data):
    p = {}
    for member in rule.members:
        raw = np.array(data.draw(st.lists(st.integers(0, 5), min_size=5, max_size=5).filter(any)), dtype=float)
        p[member] = dict(zip(Vote, (raw / raw.sum()).tolist(), strict=True))
    total, slopes = state_chance(rule, p)
    expected = 0.0
    first = dict.fromkeys(Vote, 0.0)
    for states in product(Vote, repeat=len(rule.members)):
        votes = dict(zip(rule.members, states, strict=True))
        if rule.carries(votes):
            rest = float(np.prod([p[m][v] for m, v in list(votes.items())[1:]]))
            expected += p[rule.members[0]][states[0]] * rest
            first[states[0]] += rest
    assert total == pytest.approx(expected, abs=1e-12)
    assert slopes[rule.members[0]] == pytest.approx(first, abs=1e-12)


@pytest.mark.parametrize("rho", [0.1, 0.5, 0.9])
def test_one_factor_against_adaptive_quadrature(rho):
    game = Game.weighted("ABCD", [3, 2, 2, 1], 5)
    p = np.array([0.3, 0.6, 0.5, 0.8])

    def integrand(z):
        return (
            brute(game, ndtr((np.sqrt(rho) * z + ndtri(p)) / np.sqrt(1 - rho)))
            * np.exp(-z * z / 2)
            / np.sqrt(2 * np.pi)
        )

    exact = sum(quad(integrand, a, a + 3, epsabs=1e-14, epsrel=1e-13)[0] for a in (-9, -6, -3, 0, 3, 6))
    chance = pass_chance(game, p, rho=rho)
    assert chance.p_pass == pytest.approx(exact, abs=1e-11)
    assert chance.error < 1e-11


def test_known_votes_move_the_others_under_a_shared_factor():
    rule = Rule.of("2 members", list("ABC"))
    p = [0.5, 0.5, 0.5]
    alone = pass_chance(rule, p, given={"A": Vote.NO})
    together = pass_chance(rule, p, rho=0.6, given={"A": Vote.NO})
    assert alone.p_pass == pytest.approx(0.25)
    assert together.p_pass < alone.p_pass  # a no of one tells of the others
    before = pass_chance(rule, p, rho=0.6)
    mixed = 0.5 * together.p_pass + 0.5 * pass_chance(rule, p, rho=0.6, given={"A": Vote.YES}).p_pass
    assert mixed == pytest.approx(before.p_pass, abs=1e-12)


def test_rho_one_is_one_draw_for_all():
    rule = Rule.of("all members", list("ABC"))
    assert pass_chance(rule, [0.2, 0.5, 0.9], rho=1).p_pass == pytest.approx(0.2)
    assert pass_chance(rule, [0.2, 0.5, 0.9], rho=0.999).p_pass == pytest.approx(0.2, abs=0.01)


@settings(max_examples=20)
@given(games(max_members=5), st.floats(0.05, 0.9), st.data())
def test_one_factor_and_its_gradient_against_brute_force(game, rho, data):
    """A plain trapezoidal sum over the factor, all coalitions at each point; the gradient member by member."""
    n = len(game.members)
    p = np.array(data.draw(st.lists(st.floats(0.05, 0.95), min_size=n, max_size=n)))
    z = np.linspace(-9, 9, 1_201)
    density = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * (z[1] - z[0])
    given_z = ndtr((np.sqrt(rho) * z[:, None] + ndtri(p)) / np.sqrt(1 - rho))
    table = truth_table(game)
    bits = (np.arange(len(table))[:, None] >> np.arange(n)) & 1

    def total(chances):
        each = np.prod(np.where(bits[None, :, :], chances[:, None, :], 1 - chances[:, None, :]), axis=2)
        return float(density @ (each @ table))

    chance = pass_chance(game, p, rho=rho)
    assert chance.p_pass == pytest.approx(total(given_z), abs=1e-8)
    for i in range(n):
        surely, never = given_z.copy(), given_z.copy()
        surely[:, i], never[:, i] = 1.0, 0.0
        assert chance.gradient[i] == pytest.approx(total(surely) - total(never), abs=1e-8)


def test_consensus_is_the_product_when_independent():
    rule = Rule.of("no objection", [f"m{i}" for i in range(32)])
    chance = pass_chance(rule, [0.99] * 32)
    assert chance.p_pass == pytest.approx(0.99**32, rel=1e-12)
    assert chance.gradient[0] == pytest.approx(0.99**31, rel=1e-12)
    assert chance.ranked()[0][0] == "m0"


@pytest.mark.parametrize(
    ("kwargs", "problem"),
    [
        ({"p": [0.5]}, "1 values"),
        ({"p": [0.5, 1.5]}, "no probability"),
        ({"p": [0.5, "x"]}, "not a number"),
        ({"p": {"A": 0.5}}, "for 'B'"),
        ({"p": {"A": 0.5, "B": 0.5, "Z": 1}}, "'Z'"),
        ({"p": [0.5, 0.5], "rho": 2}, "no probability"),
        ({"p": [0.5, 0.5], "rho": 0.99999}, "close to 1"),
        ({"p": [0.5, 0.5], "rho": 0.5, "nodes": 1}, "nodes"),
        ({"p": [0.0, 0.5], "given": {"A": Vote.YES}}, "probability 0"),
        ({"p": [0.5, 0.5], "given": {"Z": True}}, "not a member"),
        ({"p": [0.5, 0.5], "given": {"A": Vote.ABSTAIN}}, "yes or no"),
    ],
)
def test_bad_input(kwargs, problem):
    with pytest.raises(RuleError, match=problem):
        pass_chance(Rule.of("1 member", ["A", "B"]), **kwargs)
