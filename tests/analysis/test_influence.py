"""How much a vote weighs: shares of all swings, the same whoever is asked first."""

from __future__ import annotations

from itertools import product

import pytest

from whipcount.analysis.influence import influence
from whipcount.rules.algebra.rule import Rule


def counted(quota: int, weights: dict[str, int]) -> dict[str, float]:
    """Swings by looking at every coalition."""
    members = list(weights)
    swings = dict.fromkeys(members, 0)
    for votes in product((False, True), repeat=len(members)):
        total = sum(weights[m] for m, yes in zip(members, votes, strict=True) if yes)
        for member, yes in zip(members, votes, strict=True):
            swings[member] += yes and total >= quota > total - weights[member]
    return {member: count / sum(swings.values()) for member, count in swings.items()}


@pytest.mark.parametrize(
    ("text", "quota", "weights"),
    [
        ("51% of weight", 51, {"A": 50, "B": 49, "C": 1}),
        ("3 members", 3, {"A": 1, "B": 1, "C": 1, "D": 1}),
        ("all members", 3, {"A": 1, "B": 1, "C": 1}),
    ],
)
def test_shares_are_those_of_a_count_of_all_coalitions(text: str, quota: int, weights: dict[str, int]) -> None:
    rule = Rule.of(text, list(weights), weights={"weight": weights})
    assert dict(influence(rule)) == pytest.approx(counted(quota, weights))
    assert sum(influence(rule).values()) == pytest.approx(1.0)


def test_where_it_cannot_be_counted_nothing_is_said() -> None:
    members = [f"M{n}" for n in range(40)]
    weights = {member: 3**n for n, member in enumerate(members)}
    rule = Rule.of("50% of weight", members, weights={"weight": weights})
    assert influence(rule) == {}


def test_nobody_can_write_into_what_all_share() -> None:
    with pytest.raises(TypeError):
        influence(Rule.of("all members", ["A", "B"]))["A"] = 1.0  # type: ignore[index]
