"""A rule bound to its members: does this set of votes carry, what can still happen, who is left."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Any

from whipcount.errors import RuleError
from whipcount.rules.algebra import status as standing
from whipcount.rules.algebra.binding import bind
from whipcount.rules.algebra.expression import MEMBERS, And, AtLeast, Expression, Group, Not, Or, atoms
from whipcount.rules.algebra.notation import parse_rule
from whipcount.rules.algebra.printing import print_rule
from whipcount.rules.algebra.status import Status
from whipcount.rules.algebra.system import System
from whipcount.rules.algebra.votes import Vote, Votes, check_votes

MAX_MEMBERS = 10_000
Number = int | Fraction | str
_NUMBER = re.compile(r"\s*[+-]?\d+(?:\.\d+)?(?:/\d+)?\s*\Z")


@dataclass(frozen=True)
class Rule:
    """When the votes of these members carry.

    Build it with :meth:`of`, which checks everything. Rules are values: equal when they say the same of the same
    members, hashable, never changed.

    Attributes:
        expression: the condition, in the algebra of :mod:`whipcount.rules.algebra.expression`.
        members: ids, in the order in which results are given.
        weights: name and one weight a member, exact, for each weight besides ``members``.
        groups: name and ids of each group that the condition may name (``permanent``).
        name: what the body calls this rule; not part of its meaning, but kept for display.

    >>> rule = Rule.of("2 members and no objection among {A}", ["A", "B", "C"])
    >>> rule.carries({"B": Vote.YES, "C": Vote.YES, "A": Vote.ABSTAIN})
    True
    >>> rule.status({"B": Vote.YES, "C": Vote.YES}).value
    'open'
    >>> rule.status({"A": Vote.NO}).value
    'blocked'
    """

    expression: Expression
    members: tuple[str, ...]
    weights: tuple[tuple[str, tuple[Fraction, ...]], ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()
    name: str = ""

    @classmethod
    def of(
        cls,
        rule: str | Expression,
        members: Iterable[str],
        *,
        weights: Mapping[str, Mapping[str, Number] | Sequence[Number]] | None = None,
        groups: Mapping[str, Iterable[str]] | None = None,
        name: str = "",
    ) -> Rule:
        """Bind a rule, as text or expression, to members.

        Args:
            rule: the condition.
            members: ids, each once.
            weights: per name, a weight for every member, by id or in the members' order: integers, fractions or
            decimal
                strings (floats are refused: they would not be exact).
            groups: per name, the ids that belong to it.
            name: what the body calls it.

        Raises:
            RuleError: for a member twice, a weight that is negative, missing or inexact, an unknown name in the
            condition.
        """
        ids = tuple(members)
        _check_members(ids)
        bound = tuple((label, _read_weights(label, given, ids)) for label, given in sorted((weights or {}).items()))
        unique = set(ids)
        grouped = []
        for label, inside in sorted((groups or {}).items()):
            listed = tuple(inside)
            for member in listed:
                if member not in unique:
                    raise RuleError(f"group {label!r} names {member!r}, who is not a member")
            grouped.append((label, tuple(member for member in ids if member in set(listed))))
        expression = parse_rule(rule) if isinstance(rule, str) else rule
        rule_made = cls(expression, ids, bound, tuple(grouped), name)
        for atom in atoms(expression):
            rule_made.weight(atom.weight)
            rule_made.those(atom.among)
        return rule_made

    def text(self) -> str:
        """The condition in words that :func:`whipcount.rules.algebra.notation.parse_rule` reads back."""
        return print_rule(self.expression)

    def weight(self, name: str) -> tuple[Fraction, ...]:
        """The weights of that name, one a member."""
        if name == MEMBERS:
            return (Fraction(1),) * len(self.members)
        for label, values in self.weights:
            if label == name:
                return values
        raise RuleError(
            f"the rule counts {name!r}, which no member has a weight for",
            accepted=", ".join([MEMBERS, *(label for label, _ in self.weights)]),
        )

    def those(self, group: Group | None) -> frozenset[str]:
        """The ids that a group in the condition stands for."""
        if group is None:
            return frozenset(self.members)
        named: set[str] = set()
        by_name = dict(self.groups)
        for label in group.names:
            if label in by_name:
                named.update(by_name[label])
            elif label in self._index:
                named.add(label)
            else:
                accepted = [*by_name, *self.members[:40]]
                raise RuleError(f"{label!r} is neither a group nor a member", accepted=", ".join(accepted))
        return frozenset(self.members) - named if group.excluded else frozenset(named)

    @cached_property
    def _index(self) -> dict[str, int]:
        return {member: place for place, member in enumerate(self.members)}

    @cached_property
    def system(self) -> System:
        """The same condition as integer thresholds, ready to compile."""
        return bind(self.expression, self)

    def carries(self, votes: Votes, *, silent: Vote = Vote.ABSENT) -> bool:
        """Whether the vote, closed as it is, carries; who has not voted counts as ``silent``."""
        return self.system.holds(self._states(votes, silent))

    def status(self, votes: Votes) -> Status:
        """What can still happen: ``carried`` or ``blocked`` whatever the others do, else ``open``."""
        return standing.status(self.system, check_votes(votes, self.members))

    def left(self, votes: Votes) -> tuple[str, ...]:
        """Who has not voted yet and can still make a difference, in the members' order."""
        return standing.left(self.system, check_votes(votes, self.members))

    who_is_left = left

    def holding_up(self, votes: Votes) -> tuple[str, ...]:
        """Who has voted in a way that blocks and could open the way alone, in the members' order.

        Empty unless the rule is blocked. "Opening the way" means that the rule would no longer be blocked if this
        member said yes.
        """
        return standing.holding_up(self.system, check_votes(votes, self.members))

    def restricted(self, members: Iterable[str]) -> Rule:
        """The same condition among fewer members (those present, those of an earlier date)."""
        wanted = set(members)
        unknown = wanted - set(self.members)
        if unknown:
            raise RuleError(f"{sorted(unknown)[0]!r} is not a member", accepted=", ".join(self.members[:40]))
        places = [place for place, member in enumerate(self.members) if member in wanted]
        return replace(
            self,
            members=tuple(self.members[place] for place in places),
            weights=tuple((label, tuple(values[place] for place in places)) for label, values in self.weights),
            groups=tuple((label, tuple(m for m in inside if m in wanted)) for label, inside in self.groups),
        )

    def to_dict(self) -> dict[str, Any]:
        """A plain form for JSON; :meth:`from_dict` reads it back to an equal rule."""
        return {
            "rule": self.text(),
            "name": self.name,
            "members": list(self.members),
            "weights": {label: [_plain(value) for value in values] for label, values in self.weights},
            "groups": {label: list(inside) for label, inside in self.groups},
        }

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Rule:
        """Read what :meth:`to_dict` wrote.

        >>> rule = Rule.of("65% of votes", ["A", "B"], weights={"votes": {"A": "2.5", "B": 1}})
        >>> Rule.from_dict(rule.to_dict()) == rule
        True
        """
        try:
            return cls.of(
                given["rule"], given["members"], weights=given.get("weights"), groups=given.get("groups"),
                name=given.get("name", ""),
            )  # fmt: skip
        except KeyError as error:
            raise RuleError(
                f"the field {error.args[0]!r} is missing", accepted="rule, members, weights, groups, name"
            ) from None

    def _states(self, votes: Votes, silent: Vote) -> list[Vote]:
        cast = check_votes(votes, self.members)
        return [cast.get(member, silent) for member in self.members]


def _check_members(ids: tuple[str, ...]) -> None:
    if not ids:
        raise RuleError("a rule needs members", accepted="at least one")
    if len(ids) > MAX_MEMBERS:
        raise RuleError(f"{len(ids):,} members", accepted=f"at most {MAX_MEMBERS:,}")
    seen: set[str] = set()
    for member in ids:
        if not isinstance(member, str) or not member:
            raise RuleError(f"{member!r} is no member id", accepted="a non-empty string")
        if member in seen:
            raise RuleError(f"{member!r} is a member twice", accepted="each member once")
        seen.add(member)


def _read_weights(
    label: str, given: Mapping[str, Number] | Sequence[Number], ids: tuple[str, ...]
) -> tuple[Fraction, ...]:
    if label == MEMBERS:
        raise RuleError(f"{MEMBERS!r} is a weight that every body has: each member counts one", accepted="another name")
    if isinstance(given, Mapping):
        for member in given:
            if member not in ids:
                raise RuleError(f"weight {label!r} is given for {member!r}, who is not a member")
        missing = [member for member in ids if member not in given]
        if missing:
            raise RuleError(f"weight {label!r} is missing for {missing[0]!r}", accepted="a weight for every member")
        values: Sequence[Number] = [given[member] for member in ids]
    else:
        values = given
        if len(values) != len(ids):
            raise RuleError(f"{len(values)} weights {label!r} for {len(ids)} members", accepted="one a member")
    return tuple(
        read_weight(value, f"weight {label!r} of {member!r}") for member, value in zip(ids, values, strict=True)
    )


@lru_cache(maxsize=4096)
def _fraction(text: str) -> Fraction:
    return Fraction(text)


def read_weight(value: object, where: str) -> Fraction:
    """An exact weight from an integer, a fraction or a decimal string.

    Raises:
        RuleError: if it is negative, not a number, or a float (which would not be exact).

    >>> read_weight("18.49", "here")
    Fraction(1849, 100)
    """
    accepted = 'an integer, a fraction or a decimal in quotes ("18.49"), 0 or more'
    if isinstance(value, bool) or not isinstance(value, int | Fraction | str):
        raise RuleError(f"{value!r} is not an exact number", where=where, accepted=accepted)
    if isinstance(value, str) and len(value) > 1000:
        raise RuleError(f"a number of {len(value):,} characters", where=where, accepted="at most 1,000")
    if isinstance(value, str) and not _NUMBER.match(value):  # no exponents: "1e999999999" would fill the memory
        raise RuleError(f"{value!r} is not a number", where=where, accepted=accepted)
    try:
        number = _fraction(value) if isinstance(value, str) else Fraction(value)
    except ZeroDivisionError:
        raise RuleError(f"{value!r} divides by zero", where=where, accepted=accepted) from None
    if number < 0:
        raise RuleError(f"{value} is negative", where=where, accepted=accepted)
    return number


def _plain(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else str(value)


__all__ = ["MAX_MEMBERS", "And", "AtLeast", "Not", "Or", "Rule", "read_weight"]
