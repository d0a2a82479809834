"""Named rules: what a body means when it says consensus, unanimity, qualified or double majority, veto.

Each is an expression to be bound to members by :meth:`whipcount.rules.algebra.rule.Rule.of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from whipcount.rules.algebra.expression import MEMBERS, AtLeast, Base, Expression, Group, Not, Side, all_of, any_of

Share = Fraction | str


def consensus(*, except_for: Iterable[str] = ()) -> Expression:
    """Nobody objects; abstaining or staying away does not prevent it. ``except_for``: consensus minus those.

    >>> from whipcount.rules.algebra.printing import print_rule
    >>> print_rule(consensus()), print_rule(consensus(except_for=["YU"]))
    ('no objection', 'no objection among all but YU')
    """
    outside = tuple(except_for)
    return Not(AtLeast(Fraction(1), side=Side.AGAINST, among=Group(outside, excluded=True) if outside else None))


def unanimity() -> Expression:
    """Every member says yes: an abstention or an empty chair prevents it."""
    return AtLeast(Fraction(1), base=Base.ALL)


def quota(amount: int | Fraction, weight: str = MEMBERS) -> Expression:
    """The weights of those in favour reach a fixed number."""
    return AtLeast(Fraction(amount), weight)


def majority(weight: str = MEMBERS, *, of: Base = Base.VOTING) -> Expression:
    """More than half: by default of those voting."""
    return AtLeast(Fraction(1, 2), weight, base=of, strict=True)


def qualified_majority(share: Share, weight: str = MEMBERS, *, of: Base = Base.ALL) -> Expression:
    """At least a share: ``qualified_majority("2/3", of=Base.VOTING)``."""
    return AtLeast(Fraction(share), weight, base=of)


def double_majority(
    members: Share, share: Share, weight: str, *, block_at: int | None = None, size: int = 0
) -> Expression:
    """A share of the members and a share of a weight.

    Args:
        members: the share of the members.
        share: the share of the weight.
        weight: ``population``, ``votes``, ...
        block_at: with ``size`` the number of members: fewer than this many opposing cannot block.
        size: the number of members, needed with ``block_at``.

    >>> from whipcount.rules.algebra.printing import print_rule
    >>> print_rule(double_majority("11/20", "13/20", "population", block_at=4, size=27))
    '55% of members and 65% of population, or 24 members'
    """
    both = all_of(AtLeast(Fraction(members), base=Base.ALL), AtLeast(Fraction(share), weight, base=Base.ALL))
    if block_at is None:
        return both
    return any_of(both, AtLeast(Fraction(size - block_at + 1)))


def veto(*holders: str) -> Expression:
    """None of these (ids, or groups of the body) votes against; abstaining is no veto."""
    return Not(AtLeast(Fraction(1), side=Side.AGAINST, among=Group(holders)))


def constructive_abstention(share: Share = "1/3", weight: str = "population") -> Expression:
    """Article 31(1) TEU: no objection, unless formal abstainers are a third of the members and of the population.

    >>> from whipcount.rules.algebra.printing import print_rule
    >>> print_rule(constructive_abstention())[:70]
    'no objection and not (1/3 of members formally abstaining and 1/3 of po'
    """
    part = Fraction(share)
    both = all_of(
        AtLeast(part, base=Base.ALL, side=Side.FORMALLY), AtLeast(part, weight, base=Base.ALL, side=Side.FORMALLY)
    )
    return all_of(consensus(), Not(both))
