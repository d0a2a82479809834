"""Binding: an expression of the algebra and the members that it is asked of become a system of integer thresholds."""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import Protocol

from whipcount.rules.algebra.expression import And, AtLeast, Base, Expression, Group, Not
from whipcount.rules.algebra.system import Formula, System, Threshold, simplify
from whipcount.rules.algebra.votes import ALL_VOTES


class Members(Protocol):
    """What an expression has to know of those that it is bound to (:class:`whipcount.rules.algebra.rule.Rule` does)."""

    @property
    def members(self) -> tuple[str, ...]:
        """Ids, in the order of the weights."""

    def weight(self, name: str) -> tuple[Fraction, ...]:
        """The weights of that name, one a member."""

    def those(self, group: Group | None) -> frozenset[str]:
        """The ids that a group in the expression stands for."""


def bind(expression: Expression, members: Members) -> System:
    """The normal form of an expression over the five states of a vote.

    Raises:
        RuleError: for a weight or a group that the members do not have.

    >>> from whipcount.rules.algebra.rule import Rule
    >>> rule = Rule.of("2 members", ["A", "B", "C"])
    >>> bind(rule.expression, rule).thresholds[0].quota
    2
    """
    places: dict[Threshold, int] = {}
    formula = simplify(_translate(expression, members, places))
    return System(members.members, tuple(ALL_VOTES), tuple(places), formula)


def _translate(expression: Expression, members: Members, found: dict[Threshold, int]) -> Formula:
    if isinstance(expression, AtLeast):
        parts = tuple(found.setdefault(threshold, len(found)) for threshold in _thresholds(expression, members))
        return ("and", parts)
    if isinstance(expression, Not):
        return ("not", (_translate(expression.part, members, found),))
    word = "and" if isinstance(expression, And) else "or"
    return (word, tuple(_translate(part, members, found) for part in expression.parts))


def _thresholds(atom: AtLeast, members: Members) -> list[Threshold]:
    weights = members.weight(atom.weight)
    inside = members.those(atom.among)
    counted = [
        weight if member in inside else Fraction(0) for member, weight in zip(members.members, weights, strict=True)
    ]
    share = atom.base in (Base.VOTING, Base.PRESENT)
    if share:
        assert atom.base is not None  # noqa: S101  (for the type checker: a share has a base)
        base_votes, amount, quota = atom.base.votes, atom.amount, Fraction(0)
    else:
        base_votes, amount = frozenset(), Fraction(0)
        quota = atom.amount * sum(counted) if atom.base is Base.ALL else atom.amount
    rows = [[w * ((v in atom.side.votes) - amount * (v in base_votes)) for v in ALL_VOTES] for w in counted]
    rows_of_integers = [_integers(rows, quota, strict=atom.strict)]
    if share or atom.base is Base.ALL:  # a share of a base in which nobody is, is not reached
        some = [[w * (v in (base_votes or ALL_VOTES)) for v in ALL_VOTES] for w in counted]
        if share or not any(counted):
            rows_of_integers.append(_integers(some, Fraction(0), strict=True))
    return rows_of_integers


def _integers(rows: list[list[Fraction]], quota: Fraction, *, strict: bool) -> Threshold:
    denominator = lcm(quota.denominator, *{value.denominator for row in rows for value in row})
    scaled = [[int(value * denominator) for value in row] for row in rows]
    bound = int(quota * denominator)
    divisor = gcd(*(value for row in scaled for value in row))
    if strict:
        bound += 1
    if divisor > 1:  # all sums are multiples of the divisor, so the quota may be raised to the next one
        scaled = [[value // divisor for value in row] for row in scaled]
        bound = -((-bound) // divisor)
    return Threshold(tuple(tuple(row) for row in scaled), bound)
