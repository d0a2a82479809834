"""Thresholds joined by and, or, not: equal where they are built alike, and what means nothing is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import atoms as an_atom
from tests.rules.strategies import expressions
from whipcount.errors import RuleError
from whipcount.rules.algebra.expression import (
    And,
    AtLeast,
    Base,
    Expression,
    Group,
    Not,
    Or,
    Side,
    all_of,
    any_of,
    atoms,
    negation,
)
from whipcount.rules.algebra.votes import Vote

SOME = expressions(an_atom())


@given(SOME, SOME, SOME)
def test_joining_does_not_depend_on_brackets_and_keeps_every_atom_in_order(
    a: Expression, b: Expression, c: Expression
) -> None:
    assert all_of(a, all_of(b, c)) == all_of(all_of(a, b), c) == all_of(a, b, c) == (a & b & c)
    assert any_of(a, any_of(b, c)) == any_of(any_of(a, b), c) == any_of(a, b, c) == (a | b | c)
    assert [*atoms(all_of(a, b, c))] == [*atoms(a), *atoms(b), *atoms(c)] == [*atoms(any_of(a, b, c))]


@given(SOME)
def test_two_negations_cancel(a: Expression) -> None:
    assert negation(negation(a)) == a
    assert ~a == negation(a)
    assert [*atoms(~a)] == [*atoms(a)]
    assert hash(negation(negation(a))) == hash(a)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: AtLeast(0.5), "an integer or a fraction"),  # type: ignore[arg-type]
        (lambda: AtLeast(Fraction(-1)), "cannot be negative"),
        (lambda: AtLeast(Fraction(3, 2), base=Base.ALL), "above the whole"),
        (lambda: AtLeast(Fraction(1), weight=""), "the name of a weight"),
        (lambda: Group(()), "at least one"),
        (lambda: Group(("A", "A")), "each once"),
        (lambda: And((AtLeast(Fraction(1)),)), "two parts or more"),
        (lambda: Or((AtLeast(Fraction(1)), Or((AtLeast(Fraction(1)), AtLeast(Fraction(2)))))), "none of them Or"),
    ],
)
def test_what_means_nothing_is_refused(make, problem: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RuleError, match=problem):
        make()


@given(st.integers(0, 40), st.sampled_from(Side))
def test_a_whole_number_and_its_fraction_are_one_threshold(amount: int, side: Side) -> None:
    assert AtLeast(amount, side=side) == AtLeast(Fraction(amount), side=side)  # type: ignore[arg-type]
    assert isinstance(AtLeast(amount).amount, Fraction)  # type: ignore[arg-type]


def test_sides_and_bases_are_made_of_votes() -> None:
    assert Side.FORMALLY.votes < Side.ABSTAINING.votes < Side.TAKING_PART.votes
    assert not Side.FAVOUR.votes & Side.AGAINST.votes
    assert Base.VOTING.votes < Base.PRESENT.votes < Base.ALL.votes == frozenset(Vote)


def test_negation_of_a_negation_is_no_not() -> None:
    a = AtLeast(Fraction(1))
    assert isinstance(negation(a), Not)
    assert negation(Not(a)) is a
