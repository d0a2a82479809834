"""The algebra of rules: thresholds joined by *and*, *or*, *not*.

An expression says when votes carry, without saying who the members are; :class:`whipcount.rules.algebra.rule.Rule`
binds it
to members and weights. Everything that bodies use comes down to one kind of atom, :class:`AtLeast`: consensus is
"fewer than one member against", a veto the same among some members, a quorum a threshold on those taking part.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from numbers import Rational
from typing import cast

from whipcount.errors import RuleError
from whipcount.rules.algebra.votes import PRESENT, VOTING, Vote

MEMBERS = "members"
"""The weight that every body has: each member counts one."""


class Side(StrEnum):
    """Which votes an atom adds up."""

    FAVOUR = "in favour"
    AGAINST = "against"
    ABSTAINING = "abstaining"
    FORMALLY = "formally abstaining"
    TAKING_PART = "taking part"

    @property
    def votes(self) -> frozenset[Vote]:
        """The votes that count on this side; formal abstentions are abstentions too."""
        return _SIDES[self]


_SIDES: dict[Side, frozenset[Vote]] = {
    Side.FAVOUR: frozenset({Vote.YES}),
    Side.AGAINST: frozenset({Vote.NO}),
    Side.ABSTAINING: frozenset({Vote.ABSTAIN, Vote.FORMAL}),
    Side.FORMALLY: frozenset({Vote.FORMAL}),
    Side.TAKING_PART: PRESENT,
}


class Base(StrEnum):
    """What a share is a share of."""

    ALL = "all"
    VOTING = "voting"
    PRESENT = "present"

    @property
    def votes(self) -> frozenset[Vote]:
        """The votes of those who belong to the base."""
        return _BASES[self]


_BASES: dict[Base, frozenset[Vote]] = {Base.ALL: frozenset(Vote), Base.VOTING: VOTING, Base.PRESENT: PRESENT}


@dataclass(frozen=True, slots=True)
class Group:
    """Some of the members: by ids or names of groups, or everybody but those."""

    names: tuple[str, ...]
    excluded: bool = False

    def __post_init__(self) -> None:
        if not self.names or len(set(self.names)) != len(self.names):
            raise RuleError(f"a group of members names each once, and at least one: {self.names!r}")


class _Operators:
    """``&``, ``|`` and ``~`` for every kind of expression."""

    __slots__ = ()

    def __and__(self, other: Expression) -> Expression:
        return all_of(cast("Expression", self), other)

    def __or__(self, other: Expression) -> Expression:
        return any_of(cast("Expression", self), other)

    def __invert__(self) -> Expression:
        return negation(cast("Expression", self))


@dataclass(frozen=True, slots=True)
class AtLeast(_Operators):
    """The weight of the votes on one side reaches an amount.

    Attributes:
        amount: a number of ``weight``, or a share (0 to 1) where ``base`` is given.
        weight: the weight that is added up: ``members``, or one that the body defines (``votes``, ``population``).
        side: which votes are added up.
        base: what the amount is a share of; ``None`` for an absolute number. A share of a base in which nobody is
            (nobody voted) is never reached.
        strict: more than the amount, instead of at least.
        among: only these members count, above and in the base.

    >>> two_thirds_of_those_voting = AtLeast(Fraction(2, 3), base=Base.VOTING)
    >>> two_thirds_of_those_voting.side.value
    'in favour'
    """

    amount: Fraction
    weight: str = MEMBERS
    side: Side = Side.FAVOUR
    base: Base | None = None
    strict: bool = False
    among: Group | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.amount, Rational):
            raise RuleError(f"a threshold is an integer or a fraction, not {self.amount!r}", accepted="15, 13/20, 65%")
        object.__setattr__(self, "amount", Fraction(self.amount))
        if self.amount < 0:
            raise RuleError(f"a threshold cannot be negative: {self.amount}", accepted="0 or more")
        if self.base is not None and self.amount > 1:
            raise RuleError(f"a share cannot be above the whole: {self.amount}", accepted="0 to 1, or 0% to 100%")
        if not self.weight:
            raise RuleError("a threshold needs the name of a weight", accepted="members, or a weight of the body")


@dataclass(frozen=True, slots=True)
class And(_Operators):
    """Every part holds. Two parts or more, none of them an ``And``: build it with :func:`all_of`."""

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts, And)


@dataclass(frozen=True, slots=True)
class Or(_Operators):
    """Some part holds. Two parts or more, none of them an ``Or``: build it with :func:`any_of`."""

    parts: tuple[Expression, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts, Or)


@dataclass(frozen=True, slots=True)
class Not(_Operators):
    """The part does not hold."""

    part: Expression


Expression = AtLeast | And | Or | Not


def all_of(*parts: Expression) -> Expression:
    """All parts joined by *and*; nested ones are flattened, a single one stays itself.

    >>> a, b, c = (AtLeast(Fraction(n)) for n in (1, 2, 3))
    >>> all_of(a, all_of(b, c)) == And((a, b, c))
    True
    """
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, And) else (part,)))
    return flat[0] if len(flat) == 1 else And(flat)


def any_of(*parts: Expression) -> Expression:
    """All parts joined by *or*; nested ones are flattened, a single one stays itself."""
    flat = tuple(inner for part in parts for inner in (part.parts if isinstance(part, Or) else (part,)))
    return flat[0] if len(flat) == 1 else Or(flat)


def negation(part: Expression) -> Expression:
    """The opposite of a part; two negations cancel.

    >>> a = AtLeast(Fraction(1))
    >>> negation(negation(a)) == a
    True
    """
    return part.part if isinstance(part, Not) else Not(part)


def atoms(expression: Expression) -> Iterator[AtLeast]:
    """All atoms of an expression, from left to right."""
    if isinstance(expression, AtLeast):
        yield expression
    elif isinstance(expression, Not):
        yield from atoms(expression.part)
    else:
        for part in expression.parts:
            yield from atoms(part)


def _check_parts(parts: tuple[Expression, ...], kind: type[And] | type[Or]) -> None:
    if len(parts) < 2 or any(isinstance(part, kind) for part in parts):
        name = kind.__name__
        raise RuleError(
            f"{name} takes two parts or more, none of them {name} itself", accepted="all_of(...), any_of(...)"
        )
