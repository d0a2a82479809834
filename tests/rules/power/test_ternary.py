"""Ternary indices against their definitions: every voting, and every order of every voting."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.strategies import rules
from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.power.coalitions import count, ways_on
from whipcount.rules.power.game import Game
from whipcount.rules.power.indices import Indices
from whipcount.rules.power.table import power
from whipcount.rules.power.ternary import STATES, ternary_banzhaf, ternary_shapley_shubik
from whipcount.rules.power.unions import banzhaf_owen, owen, straffin

MONOTONE = (
    "all members", "no objection", "a majority of members voting", "2 members", "2 members and no objection",
    "2/3 of votes", "no objection among {A}", "2 members or no objection among {A, B}",
)  # fmt: skip


@settings(max_examples=40)
@given(rules(max_members=4))
def test_banzhaf_counts_all_votings_of_the_others(rule: Rule) -> None:
    expected, hurts = [], False
    for member in rule.members:
        others = [m for m in rule.members if m != member]
        swings = 0
        for states in product(STATES, repeat=len(others)):
            votes = dict(zip(others, states, strict=True))
            hurts |= rule.carries({**votes, member: Vote.NO}) and not rule.carries({**votes, member: Vote.YES})
            swings += rule.carries({**votes, member: Vote.YES}) - rule.carries({**votes, member: Vote.NO})
        expected.append(Fraction(swings, 3 ** len(others)))
    if hurts:
        with pytest.raises(RuleError, match="yes in place of no can hurt"):
            ternary_banzhaf(rule)
    else:
        assert ternary_banzhaf(rule) == tuple(expected)
        assert min(expected) >= 0


@pytest.mark.parametrize("text", ["not 2 members", "1 member and not 3 members"])
def test_no_index_gives_a_negative_power_without_a_word(text: str) -> None:
    rule = Rule.of(text, ["A", "B", "C"])
    game = Game.of_rule(rule)
    for index in (
        lambda: ternary_banzhaf(rule),
        lambda: ternary_shapley_shubik(rule),
        lambda: Indices(game),
        lambda: power(rule),
        lambda: owen(game, [["A", "B"]]),
        lambda: banzhaf_owen(game, [["A", "B"]]),
        lambda: straffin(game, [["A", "B"]]),
        lambda: count(game),
        lambda: ways_on(rule, {}),
    ):
        with pytest.raises(RuleError, match="can hurt"):
            index()


def test_shapley_shubik_refuses_where_a_no_helps_more_than_an_abstention() -> None:
    rule = Rule.of("1 member and at most 1 member abstaining", ["A", "B", "C"])
    assert min(ternary_banzhaf(rule)) > 0
    with pytest.raises(RuleError, match="abstain in place of no can hurt"):
        ternary_shapley_shubik(rule)


def settled(rule: Rule, votes: dict[str, Vote]) -> bool:
    """Whether those who have not voted cannot change the outcome any more: all their votings give the same."""
    rest = [m for m in rule.members if m not in votes]
    ends = {rule.carries({**votes, **dict(zip(rest, s, strict=True))}) for s in product(STATES, repeat=len(rest))}
    return len(ends) == 1


@settings(max_examples=12)
@given(st.sampled_from(MONOTONE), st.lists(st.integers(0, 4), min_size=3, max_size=3).filter(any))
def test_shapley_shubik_is_who_settles_it_in_all_orders_of_all_votings(text: str, weights: list[int]) -> None:
    rule = Rule.of(text, ["A", "B", "C"], weights={"votes": weights})
    settles = dict.fromkeys(rule.members, 0)
    count = 0
    for states in product(STATES, repeat=3):
        cast = dict(zip(rule.members, states, strict=True))
        for order in permutations(rule.members):
            count += 1
            votes: dict[str, Vote] = {}
            for member in order:
                votes[member] = cast[member]
                if settled(rule, votes):
                    settles[member] += 1
                    break
    assert ternary_shapley_shubik(rule) == pytest.approx([settles[m] / count for m in rule.members], abs=1e-12)


def test_who_may_only_object_has_power_where_abstaining_passes() -> None:
    """Under consensus one no stops it: two thirds of each other member's votes let it pass."""
    rule = Rule.of("no objection", ["A", "B", "C"])
    assert ternary_banzhaf(rule) == (Fraction(4, 9),) * 3
    assert ternary_banzhaf(Rule.of("all members", ["A", "B", "C"])) == (Fraction(1, 9),) * 3


def test_a_dummy_has_none() -> None:
    rule = Rule.of("no objection among {A, B}", ["A", "B", "C"])
    assert ternary_banzhaf(rule)[2] == 0
    assert ternary_shapley_shubik(rule) == pytest.approx([0.5, 0.5, 0.0], abs=1e-12)
