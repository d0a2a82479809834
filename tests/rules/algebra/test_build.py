"""Named rules: each does what its name says, by looking at every way to vote."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest

from whipcount.errors import RuleError
from whipcount.rules.algebra.build import (
    consensus,
    constructive_abstention,
    double_majority,
    majority,
    qualified_majority,
    quota,
    unanimity,
    veto,
)
from whipcount.rules.algebra.expression import Base, Expression
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote

Y, N, F, AWAY = Vote.YES, Vote.NO, Vote.FORMAL, Vote.ABSENT
IDS = ("A", "B", "C", "D")
PEOPLE = {"A": 50, "B": 30, "C": 15, "D": 5}


def carried(rule: Expression) -> dict[tuple[Vote, ...], bool]:
    """Whether it passes, for all 5^4 ways to vote."""
    bound = Rule.of(rule, IDS, weights={"population": PEOPLE})
    return {cast: bound.carries(dict(zip(IDS, cast, strict=True))) for cast in product(Vote, repeat=4)}


@pytest.mark.parametrize(
    ("rule", "meaning"),
    [
        (consensus(), lambda cast: N not in cast),
        (consensus(except_for=["B"]), lambda cast: N not in (cast[0], *cast[2:])),
        (unanimity(), lambda cast: set(cast) == {Y}),
        (quota(3), lambda cast: cast.count(Y) >= 3),
        (majority(), lambda cast: cast.count(Y) > cast.count(N)),
        (majority(of=Base.ALL), lambda cast: cast.count(Y) >= 3),
        (qualified_majority("2/3", of=Base.VOTING), lambda c: c.count(Y) and c.count(Y) >= 2 * c.count(N)),
        (qualified_majority("1/2", of=Base.PRESENT), lambda c: c.count(Y) and 2 * c.count(Y) >= 4 - c.count(AWAY)),
        (veto("A", "C"), lambda cast: N not in (cast[0], cast[2])),
    ],
)
def test_a_rule_means_what_its_name_says(rule: Expression, meaning) -> None:  # type: ignore[no-untyped-def]
    for cast, passes in carried(rule).items():
        assert passes == bool(meaning(cast)), cast


def people(cast: tuple[Vote, ...], *votes: Vote) -> int:
    return sum(PEOPLE[member] for member, vote in zip(IDS, cast, strict=True) if vote in votes)


def test_a_double_majority_asks_for_both_unless_too_few_oppose() -> None:
    plain = carried(double_majority("1/2", "3/5", "population"))
    with_block = carried(double_majority("1/2", "3/5", "population", block_at=2, size=4))
    for cast, passes in plain.items():
        both = cast.count(Y) >= 2 and people(cast, Y) >= 60
        assert passes == both
        assert with_block[cast] == (both or cast.count(Y) >= 3)


def test_formal_abstainers_block_where_they_are_a_third_of_members_and_of_people() -> None:
    for cast, passes in carried(constructive_abstention()).items():
        third = 3 * cast.count(F) >= 4 and 3 * people(cast, F) >= 100
        assert passes == (N not in cast and not third)


def test_shares_stay_exact_and_a_group_names_each_once() -> None:
    assert double_majority("11/20", "13/20", "population").parts[1].amount == Fraction(13, 20)  # type: ignore[union-attr]
    with pytest.raises(RuleError):
        veto("A", "A")
    with pytest.raises(RuleError, match="above the whole"):
        qualified_majority("4/3")
