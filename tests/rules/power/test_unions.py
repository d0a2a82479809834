"""Values with unions and groups against their definitions: every order, every coalition, exact fractions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import permutations, product
from math import factorial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.strategies import games
from whipcount.errors import RuleError
from whipcount.rules.power.game import Game
from whipcount.rules.power.indices import Indices
from whipcount.rules.power.unions import MAX_POINTS, banzhaf_owen, owen, partition, straffin

Unions = list[list[str]]


@st.composite
def games_with_unions(draw: st.DrawFn) -> tuple[Game, Unions]:
    game = draw(games(max_members=5))
    label = [draw(st.integers(0, 2)) for _ in game.members]
    return game, [[m for m, k in zip(game.members, label, strict=True) if k == union] for union in (1, 2)]


def whole(game: Game, unions: Unions) -> list[list[str]]:
    alone = [[m] for m in game.members if not any(m in u for u in unions)]
    return [u for u in unions if u] + alone


def subsets(items: list[str]) -> Iterator[set[str]]:
    for chosen in product((False, True), repeat=len(items)):
        yield {item for item, inside in zip(items, chosen, strict=True) if inside}


@settings(max_examples=40)
@given(games_with_unions())
def test_owen_is_the_average_over_orders_that_keep_unions_together(case: tuple[Game, Unions]) -> None:
    game, unions = case
    parts = whole(game, unions)
    total = dict.fromkeys(game.members, Fraction(0))
    orders = 0
    for outer in permutations(parts):
        for inner in product(*(list(permutations(part)) for part in outer)):
            orders += 1
            before: set[str] = set()
            for member in (m for part in inner for m in part):
                total[member] += game.wins(before | {member}) - game.wins(before)
                before.add(member)
    assert owen(game, unions) == tuple(total[m] / orders for m in game.members)


@settings(max_examples=40)
@given(games_with_unions())
def test_banzhaf_owen_counts_coalitions_of_whole_unions_and_of_fellows(case: tuple[Game, Unions]) -> None:
    game, unions = case
    parts = whole(game, unions)
    expected = []
    for member in game.members:
        own = next(part for part in parts if member in part)
        others = [part for part in parts if part is not own]
        fellows = [m for m in own if m != member]
        swings = total = 0
        for outside in product((False, True), repeat=len(others)):
            blocks = {m for part, inside in zip(others, outside, strict=True) if inside for m in part}
            for inside in subsets(fellows):
                total += 1
                swings += game.wins(blocks | inside | {member}) - game.wins(blocks | inside)
        expected.append(Fraction(swings, total))
    assert banzhaf_owen(game, unions) == tuple(expected)


@settings(max_examples=40)
@given(games_with_unions())
def test_straffin_is_an_integral_of_beta_functions(case: tuple[Game, Unions]) -> None:
    """A group of g with k others in has weight k! (g-k)! / (g+1)! (Euler), an independent member one half."""
    game, unions = case
    parts = whole(game, unions)

    def weight(chosen: set[str], without: str) -> Fraction:
        found = Fraction(1)
        for part in parts:
            rest = [m for m in part if m != without]
            inside = sum(m in chosen for m in rest)
            if len(part) == 1:
                found *= Fraction(1, 2) if rest else 1
            else:
                found *= Fraction(factorial(inside) * factorial(len(rest) - inside), factorial(len(rest) + 1))
        return found

    for member, value in zip(game.members, straffin(game, unions), strict=True):
        others = [m for m in game.members if m != member]
        exact = sum(
            (weight(s, member) * (game.wins(s | {member}) - game.wins(s)) for s in subsets(others)), Fraction(0)
        )
        assert value == pytest.approx(float(exact), abs=1e-12)


@settings(max_examples=30)
@given(games(max_members=6))
def test_the_ends_are_the_classical_indices(game: Game) -> None:
    everybody = [list(game.members)]
    classical = Indices(game).shapley_shubik
    assert owen(game, []) == owen(game, everybody) == tuple(classical)
    assert banzhaf_owen(game, []) == tuple(Indices(game).penrose)
    assert straffin(game, everybody) == pytest.approx([float(v) for v in classical], abs=1e-12)
    assert straffin(game, []) == pytest.approx([float(v) for v in banzhaf_owen(game, [])], abs=1e-12)


def test_a_union_that_decides_alone_leaves_nothing_to_the_others() -> None:
    game = Game.weighted("ABCDE", [1, 1, 1, 1, 1], 3)
    assert owen(game, [["A", "B", "C"]]) == (Fraction(1, 3),) * 3 + (Fraction(0),) * 2


@pytest.mark.parametrize(
    ("unions", "problem"), [([["A", "Z"]], "'Z' is not a member"), ([["A"], ["B", "A"]], "'A' is in two unions")]
)
def test_bad_unions(unions: Unions, problem: str) -> None:
    game = Game.weighted("ABC", [1, 1, 1], 2)
    for value in (owen, banzhaf_owen, straffin):
        with pytest.raises(RuleError, match=problem):
            value(game, unions)


def test_members_in_no_union_stand_alone_and_empty_unions_are_dropped() -> None:
    assert partition("ABCD", [["C", "A"], []]) == [(0, 2), (1,), (3,)]


def test_too_many_points_to_integrate_over_are_refused() -> None:
    names = [f"m{i}" for i in range(40)]
    game = Game.weighted(names, [1] * 40, 21)
    with pytest.raises(RuleError, match=f"at most {MAX_POINTS:,}"):
        straffin(game, [names[i : i + 2] for i in range(0, 40, 2)])
