"""Who is left: exactly those whose vote can still change the outcome, by trying everything."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.strategies import rules
from whipcount.rules.algebra import dummies
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import ALL_VOTES, Vote

EEC = {"DE": 4, "FR": 4, "IT": 4, "BE": 2, "NL": 2, "LU": 1}


def matter(rule: Rule, cast: dict[str, Vote]) -> set[str]:
    free = [m for m in rule.members if m not in cast]
    found = set()
    for member in free:
        others = [m for m in free if m != member]
        for votes in product(ALL_VOTES, repeat=len(others)):
            rest = {**cast, **dict(zip(others, votes, strict=True))}
            if len({rule.carries({**rest, member: vote}) for vote in ALL_VOTES}) == 2:
                found.add(member)
                break
    return found


@settings(max_examples=60)
@given(rules(max_members=4), st.data())
def test_left_are_those_whose_vote_can_still_change_the_outcome(rule: Rule, data: st.DataObject) -> None:
    cast = data.draw(st.dictionaries(st.sampled_from(rule.members), st.sampled_from(list(Vote))))
    assert set(rule.left(cast)) == matter(rule, cast)


@given(st.lists(st.integers(0, 6), min_size=2, max_size=5), st.integers(1, 20))
def test_a_weight_that_never_decides_is_never_named(weights: list[int], quota: int) -> None:
    ids = [f"m{k}" for k in range(len(weights))]
    rule = Rule.of(f"{quota} votes", ids, weights={"votes": weights})
    subsets = list(product([0, 1], repeat=len(ids)))
    expected = [
        m
        for k, m in enumerate(ids)
        if any(
            quota - weights[k]
            <= sum(w for w, s in zip(weights, chosen, strict=True) if s) - chosen[k] * weights[k]
            < quota
            for chosen in subsets
        )
    ]
    assert list(rule.left({})) == expected


def test_the_eec_of_1958_does_not_need_luxembourg() -> None:
    rule = Rule.of("12 votes", list(EEC), weights={"votes": EEC})
    assert "LU" not in rule.left({})
    assert rule.left({"DE": Vote.YES, "FR": Vote.YES}) == ("IT", "BE", "NL")
    assert rule.left({"DE": Vote.YES, "FR": Vote.YES, "BE": Vote.YES}) == ("IT", "NL")


def test_what_is_too_large_to_settle_leaves_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dummies, "MAX_NODES", 1)
    rule = Rule.of("12 votes", list(EEC), weights={"votes": EEC})
    assert rule.left({}) == tuple(EEC)


def test_members_of_a_large_body_are_told_apart_quickly() -> None:
    weights = [1000 + 7 * k for k in range(189)] + [0]
    rule = Rule.of("50% of votes", [f"m{k}" for k in range(190)], weights={"votes": weights})
    assert rule.left({}) == rule.members[:-1]
