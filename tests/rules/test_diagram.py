"""Decision diagrams: what they answer is what the thresholds answer, for every way to vote; and they stop in time."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.rules.diagram import Diagram, TooLargeError, compile_system
from whipcount.rules.power.game import Game


def answer(diagram: Diagram, states: tuple[int, ...]) -> int:
    """Where one way to vote leads: ``states`` in the members' order."""
    node = diagram.root
    for depth, level in enumerate(diagram.levels):
        node = int(level[states[diagram.order[depth]], node])
    return node if diagram.levels else diagram.root


GAMES = st.tuples(st.lists(st.integers(0, 6), min_size=1, max_size=6), st.integers(-1, 20))


@settings(max_examples=80)
@given(GAMES)
def test_it_answers_as_the_threshold_does_and_its_dual_as_blocking(game: tuple[list[int], int]) -> None:
    weights, quota = game
    members = "ABCDEF"[: len(weights)]
    diagram = compile_system(Game.weighted(members, weights, quota).system)
    outcomes = set()
    for states in product((0, 1), repeat=len(weights)):
        wins = sum(w for w, state in zip(weights, states, strict=True) if state) >= quota
        outcomes.add(wins)
        assert answer(diagram, states) == wins
        assert answer(diagram.dual(), tuple(1 - state for state in states)) == (not wins)
    assert diagram.constant is (outcomes.pop() if len(outcomes) == 1 else None)
    assert diagram.is_monotone()
    assert diagram.size == len(weights)


def test_equal_situations_are_one_node() -> None:
    diagram = compile_system(Game.weighted([f"M{n}" for n in range(30)], [1] * 30, 15).system)
    assert diagram.nodes < 30 * 31
    assert max(diagram.width(level) for level in range(30)) <= 16
    assert diagram.width(30) == 2


def test_everybody_from_a_level_on_in_one_state() -> None:
    diagram = compile_system(Game.weighted("ABC", [1, 1, 1], 2).system)
    all_yes, all_no = diagram.follow(1), diagram.follow(0)
    assert (int(all_yes[0][diagram.root]), int(all_no[0][diagram.root])) == (1, 0)
    assert np.array_equal(all_yes[-1], [0, 1])


def test_a_rule_with_too_many_situations_is_refused_before_memory_is_full() -> None:
    weights = [3**n for n in range(24)]
    system = Game.weighted([f"M{n}" for n in range(24)], weights, sum(weights) // 2).system
    with pytest.raises(TooLargeError, match="too many distinct situations"):
        compile_system(system, max_nodes=20)
    with pytest.raises(TooLargeError):
        compile_system(system, max_width=1)
