"""Bodies and rules for direct use: power, whether a vote passes, and the chance that it does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from whipcount.api.desk import Day, _day
from whipcount.api.table import Tabular
from whipcount.bodies import body as bodies
from whipcount.bodies.catalogue import load_body as load_catalogued
from whipcount.errors import RuleError
from whipcount.rules.algebra import rule as algebra
from whipcount.rules.algebra.expression import Expression
from whipcount.rules.algebra.notation import parse_rule
from whipcount.rules.algebra.printing import print_rule
from whipcount.rules.algebra.votes import Vote


@dataclass(frozen=True, repr=False)
class Power(Tabular):
    """Voting power: a row a member, a column an index."""

    rule: str
    table: Any

    def rows(self) -> list[dict[str, Any]]:
        """One row a member; the exact fractions are in ``table``."""
        return [
            {name: value if isinstance(value, str | int) else float(value) for name, value in row.items()}
            for row in self.table.rows()
        ]

    def headline(self) -> str:
        """The rule, and how often it passes."""
        return f"{self.rule}: {float(self.table.decisiveness):.2%} of all coalitions win"

    def plot(self, index: str = "banzhaf_normalized") -> str:
        """Bars of one index as an SVG picture."""
        from whipcount.briefs.charts.svg import Bar, bars

        rows = self.table.rows(sort_by=index)
        items = [Bar(str(row["member"]), float(row[index]), f"{float(row[index]):.2%}") for row in rows]
        return bars(items, key="power", title=f"{index}: {self.rule}")


@dataclass(frozen=True)
class Rule:
    """When votes carry.

    ``bound`` is the rule with members and weights; a rule that was only parsed has none yet and says so where members
    are needed.

    >>> Rule.parse("2 members and no objection among {A}", members=["A", "B", "C"]).passes(yes=["A", "B"])
    True
    """

    expression: Expression
    bound: algebra.Rule | None = None

    @classmethod
    def parse(
        cls,
        text: str,
        members: Body | Iterable[str] | None = None,
        *,
        weights: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> Rule:
        """A rule from its text: ``"15 members and 65% of population"``.

        Args:
            text: the condition (docs/rules.md tells the language).
            members: a body as of a day, whose weights the rule may count; or ids.
            weights: name and a weight for each member, where ids are given.

        Raises:
            RuleError: the text cannot be read, or counts what no member has a weight for.
        """
        expression = parse_rule(text)
        if members is None:
            return cls(expression)
        if isinstance(members, Body):
            return members.rule(text)
        return cls(expression, algebra.Rule.of(expression, members, weights=weights))

    @property
    def text(self) -> str:
        """The condition in words."""
        return print_rule(self.expression)

    def power(self, indices: Sequence[str] | None = None) -> Power:
        """Power indices of every member, exact.

        Raises:
            RuleError: the rule has no members, or an index is unknown.
        """
        from whipcount.rules.power.table import power

        return Power(self.text, power(self._members(), indices))

    def passes(self, *, yes: Iterable[str], no: Iterable[str] = (), abstain: Iterable[str] = ()) -> bool:
        """Whether the vote carries, closed as it is; who is not named is absent.

        Raises:
            RuleError: the rule has no members, or somebody named is none.
        """
        rule = self._members()
        votes: dict[str, Vote] = {}
        for vote, named in ((Vote.YES, yes), (Vote.NO, no), (Vote.ABSTAIN, abstain)):
            for member in named:
                if member in votes:
                    raise RuleError(f"{member!r} votes twice", accepted="each member once")
                votes[member] = vote
        return rule.carries(votes)

    def probability(self, yes: Mapping[str, float] | float, *, rho: float = 0.0) -> float:
        """The chance that it passes, given each member's chance of a yes.

        Args:
            yes: by member, or one chance for all.
            rho: how much members move together (0: independent).

        Raises:
            RuleError: a chance is missing or no probability.
        """
        from whipcount.rules.power.chance import pass_chance

        rule = self._members()
        chances = dict.fromkeys(rule.members, yes) if isinstance(yes, int | float) else dict(yes)
        return float(pass_chance(rule, chances, rho=rho).p_pass)

    def _members(self) -> algebra.Rule:
        if self.bound is None:
            raise RuleError(
                f"{self.text!r} has no members yet", accepted='Rule.parse(text, members=load_body("EU-COUNCIL"))'
            )
        return self.bound

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, repr=False)
class Body(Tabular):
    """A body on a day."""

    body: bodies.Body
    on: date | None = None

    @property
    def members(self) -> tuple[str, ...]:
        """Ids of the members on the day."""
        return tuple(member.id for member in self.body.members(self.on))

    def rule(self, kind: str | None = None) -> Rule:
        """The rule for a kind of decision; or a rule of your own, in words, on this body's members and weights.

        Raises:
            BodyError: no such rule.
            RuleError: the words cannot be read.
        """
        rule_names = {name.casefold() for rule in self.body.rules for name in (rule.id, *rule.kinds)}
        if kind is None or kind.strip().casefold() in rule_names:
            bound = self.body.rule(kind, self.on)
        else:
            usual = self.body.rule(None, self.on)
            weights = {
                name: dict(table.values)
                for name in dict.fromkeys(table.name for table in self.body.weights)
                if (table := self.body.weight_table(name, self.on, required=False)) is not None
                and set(usual.members) <= set(dict(table.values))
            }
            held = {name: {m: values[m] for m in usual.members} for name, values in weights.items()}
            groups = {label: list(inside) for label, inside in usual.groups}
            bound = algebra.Rule.of(kind, usual.members, weights=held, groups=groups)
        return Rule(bound.expression, bound)

    def rows(self) -> list[dict[str, Any]]:
        """One row a member."""
        return [
            {"member": member.id, "name": member.name, "since": member.since.isoformat() if member.since else None}
            for member in self.body.members(self.on)
        ]

    def headline(self) -> str:
        """Name, size, and the rules by name."""
        names = ", ".join(rule.id for rule in self.body.rules)
        day = f" on {self.on}" if self.on else ""
        return f"{self.body.name}: {len(self.members)} members{day}; rules: {names}"


def load_body(name: str, *, on: Day = None) -> Body:
    """A body of the catalogue, or of a body file, on a day.

    Args:
        name: its id ("NATO", "EU-COUNCIL"), an alias, or the path of a body file.
        on: the day; by default the latest known state.

    Raises:
        BodyError: no such body, or nobody is a member on that day.

    >>> load_body("NATO", on="2024-11-29").rule("invitation").text
    'no objection'
    """
    return Body(load_catalogued(name), _day(on, "on"))
