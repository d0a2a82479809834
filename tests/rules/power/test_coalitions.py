"""Coalitions counted and listed: those of a look at every set, in order; the ways on are enough and none too many."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.power.coalitions import coalitions, count, ways_on
from whipcount.rules.power.game import Game

GAMES = st.tuples(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.integers(1, 15))


def subsets(members: str) -> list[frozenset[str]]:
    return [frozenset(some) for size in range(len(members) + 1) for some in combinations(members, size)]


def of_kind(members: str, wins, kind: str) -> set[frozenset[str]]:  # type: ignore[no-untyped-def]
    everybody = frozenset(members)
    if "blocking" in kind:
        hit = {some for some in subsets(members) if not wins(everybody - some)}
    else:
        hit = {some for some in subsets(members) if wins(some)}
    return {some for some in hit if not any(some - {m} in hit for m in some)} if kind.startswith("minimal") else hit


@pytest.mark.parametrize("kind", ["winning", "minimal winning", "blocking", "minimal blocking"])
@settings(max_examples=40)
@given(given_game=GAMES)
def test_each_kind_is_that_of_a_look_at_every_set(given_game: tuple[list[int], int], kind) -> None:  # type: ignore[no-untyped-def]
    weights, needed = given_game
    members = "ABCDEF"[: len(weights)]
    game = Game.weighted(members, weights, needed)
    weight = dict(zip(members, weights, strict=True))
    wanted = of_kind(members, lambda some: sum(weight[m] for m in some) >= needed, kind)
    assert count(game, kind) == dict(sorted(Counter(map(len, wanted)).items()))
    listed = [*coalitions(game, kind)]
    assert {frozenset(c.members) for c in listed} == wanted
    assert len(listed) == len(wanted)
    assert [c.cost for c in listed] == sorted(len(c.members) for c in listed)


def test_they_come_by_the_weights_asked_for_and_no_more_than_asked() -> None:
    game = Game.weighted("ABCD", [3, 2, 2, 1], 5)
    people = {"A": 9, "B": 1, "C": 2, "D": 1}
    listed = [*coalitions(game, by=people)]
    assert [(c.members, c.cost) for c in listed] == [(("B", "C", "D"), 4), (("A", "B"), 10), (("A", "C"), 11)]
    assert [c.members for c in islice(coalitions(game, by=people), 1)] == [("B", "C", "D")]
    with pytest.raises(RuleError, match="exactly the members"):
        [*coalitions(game, by={"A": 1})]


RULE = Rule.of("3 members and no objection among A", ["A", "B", "C", "D", "E"])
CASTS = st.lists(st.sampled_from([None, Vote.YES, Vote.NO, Vote.ABSTAIN]), min_size=5, max_size=5)


@settings(max_examples=40)
@given(CASTS)
def test_the_ways_on_are_enough_whatever_the_others_do_and_nobody_in_them_is_idle(cast: list[Vote | None]) -> None:
    votes = dict(zip(RULE.members, cast, strict=True))
    free = [member for member, vote in votes.items() if vote is None]
    done = {member: vote for member, vote in votes.items() if vote is not None}
    ways = ways_on(RULE, votes, limit=99)

    def outcomes(some: tuple[str, ...], vote: Vote) -> set[bool]:
        others = [member for member in free if member not in some]
        return {
            RULE.carries({**done, **dict.fromkeys(some, vote), **dict(zip(others, rest, strict=True))})
            for rest in product((Vote.YES, Vote.NO), repeat=len(others))
        }

    for listed, vote, wanted in ((ways.to_pass, Vote.YES, {True}), (ways.to_block, Vote.NO, {False})):
        for way in listed:
            assert set(way.members) <= set(free)
            assert outcomes(way.members, vote) == wanted
            for member in way.members:
                assert outcomes(tuple(m for m in way.members if m != member), vote) != wanted
    assert ways.passing_sets == len(ways.to_pass)
    assert ways.blocking_sets == len(ways.to_block)
    assert bool(ways.to_pass) or bool(ways.to_block)


def test_where_one_more_yes_can_hurt_there_are_none() -> None:
    rule = Rule.of("not 2 members", ["A", "B", "C"])
    with pytest.raises(RuleError, match="can hurt"):
        count(rule)
