"""What several tests of rules draw from: expressions, bound rules, games, and brute force beside them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from whipcount.rules.algebra.expression import MEMBERS, AtLeast, Base, Expression, Group, Side, all_of, any_of, negation
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote
from whipcount.rules.power.game import Game

IDS = ("A", "B", "C", "D", "E", "F", "G")


def fractions_to(top: int) -> st.SearchStrategy[Fraction]:
    return st.fractions(0, top, max_denominator=12)


@st.composite
def atoms(
    draw: st.DrawFn,
    names: tuple[str, ...] = ("A", "B", "NO", "some one", "of"),
    weights: tuple[str, ...] = (MEMBERS, "votes"),
) -> AtLeast:
    base = draw(st.sampled_from([None, *Base]))
    amount = draw(fractions_to(1 if base is not None else 9))
    group = None
    if draw(st.booleans()):
        group = Group(
            tuple(draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))), draw(st.booleans())
        )
    return AtLeast(
        amount, draw(st.sampled_from(weights)), draw(st.sampled_from(Side)), base, draw(st.booleans()), group
    )


def expressions(leaves: st.SearchStrategy[AtLeast]) -> st.SearchStrategy[Expression]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: all_of(*parts)),
            st.lists(inner, min_size=2, max_size=3).map(lambda parts: any_of(*parts)),
            inner.map(negation),
        ),
        max_leaves=5,
    )


@st.composite
def rules(draw: st.DrawFn, max_members: int = 5) -> Rule:
    ids = IDS[: draw(st.integers(1, max_members))]
    votes = [draw(fractions_to(4)) for _ in ids]
    return Rule.of(draw(expressions(atoms(ids))), ids, weights={"votes": votes})


@st.composite
def games(draw: st.DrawFn, max_members: int = 8, max_weight: int = 9) -> Game:
    """Monotone games: thresholds joined by and / or."""
    n = draw(st.integers(1, max_members))
    size = draw(st.integers(1, 3))
    given = []
    for _ in range(size):
        weights = draw(st.lists(st.integers(0, max_weight), min_size=n, max_size=n))
        given.append((weights, draw(st.integers(1, max(sum(weights), 1)))))
    formula = draw(
        st.sampled_from(
            [("and", tuple(range(size))), ("or", tuple(range(size))), ("or", (0, ("and", tuple(range(size)))))]
        )
    )
    return Game.build([f"m{i}" for i in range(n)], given, formula)


def holds(expression: Expression, rule: Rule, votes: dict[str, Vote]) -> bool:
    """The definition of a rule, straight from its words: an independent reading to compare with."""
    if isinstance(expression, AtLeast):
        weights = dict(zip(rule.members, rule.weight(expression.weight), strict=True))
        inside = [m for m in rule.members if m in rule.those(expression.among)]
        counted = sum((weights[m] for m in inside if votes[m] in expression.side.votes), Fraction(0))
        amount = expression.amount
        if expression.base is not None:
            base = sum((weights[m] for m in inside if votes[m] in expression.base.votes), Fraction(0))
            if base == 0:
                return False
            amount = amount * base
        return counted > amount if expression.strict else counted >= amount
    if hasattr(expression, "part"):
        return not holds(expression.part, rule, votes)
    results = [holds(part, rule, votes) for part in expression.parts]
    return all(results) if type(expression).__name__ == "And" else any(results)


def all_votings(members: tuple[str, ...]) -> list[dict[str, Vote]]:
    return [dict(zip(members, states, strict=True)) for states in product(Vote, repeat=len(members))]
