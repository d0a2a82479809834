"""A body: who its members are, what they weigh and which rules they decide by, as of a date.

Everything that changes is dated, and asked for ``on`` a day; ``None`` means the latest state that the body's file
knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeVar

from whipcount.errors import BodyError
from whipcount.rules.algebra.rule import Rule

if TYPE_CHECKING:
    from whipcount.rules.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends included; ``None`` is open.

    >>> Span(date(1973, 1, 1), date(2020, 1, 31)).covers(date(2020, 2, 1))
    False
    """

    start: date | None = None
    end: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the day lies within."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a body, with the stretches of its membership.

    Attributes:
        id: ISO 3166 alpha-2 in capitals for states (``HU``), the catalogue's id for bodies (``EU-COUNCIL``).
        name: in English, as the body writes it.
        spans: when it was a member, in order.
        provenance: where the dates come from; says ``unverified`` where they are from memory.
    """

    id: str
    name: str
    spans: tuple[Span, ...]
    provenance: str = ""

    @property
    def since(self) -> date | None:
        """The first day of the first membership, if known."""
        return self.spans[0].start

    @property
    def until(self) -> date | None:
        """The last day of the last membership; ``None`` while it lasts."""
        return self.spans[-1].end

    def belongs(self, on: date | None) -> bool:
        """Whether it is a member on that day (``None``: by the latest known state)."""
        return self.until is None if on is None else any(span.covers(on) for span in self.spans)


@dataclass(frozen=True, slots=True)
class WeightTable:
    """Weights that hold for a time: votes, population, shares.

    Attributes:
        name: ``population``, ``votes``, ...
        span: the days for which the table is in force.
        values: member id to exact weight.
        unit: what one unit is.
        source: where the figures come from.
        provenance: how far they were checked.
    """

    name: str
    span: Span
    values: tuple[tuple[str, Fraction], ...]
    unit: str = ""
    source: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class GroupTable:
    """A named group of members for a time (permanent members, parties to an agreement)."""

    name: str
    span: Span
    members: tuple[str, ...]
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class NamedRule:
    """A rule of a body, and the kinds of decision that it serves.

    Attributes:
        id: short name, as in ``whipcount rule EU-COUNCIL:qmv``.
        text: the condition, in the language of :mod:`whipcount.rules.algebra.notation`.
        kinds: the kinds of decision it is used for, in words (``membership invitation``).
        span: the days for which it is in force.
        silence: whether the body also takes this decision by silence: it stands at a deadline unless somebody
        objects. note: what the formal condition leaves out.
        provenance: where it comes from; says ``unverified`` where from memory.
    """

    id: str
    text: str
    kinds: tuple[str, ...] = ()
    span: Span = field(default_factory=Span)
    silence: bool = False
    note: str = ""
    provenance: str = ""


class _Spanned(Protocol):
    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=_Spanned)


@dataclass(frozen=True, slots=True)
class Body:
    """Who decides, and how.

    Attributes:
        id: in capitals, as used everywhere (``NATO``, ``EU-COUNCIL``, ``UNSC``).
        name: in full.
        all_members: everybody who ever was a member, as far as the file knows.
        rules: by kind of decision; :attr:`default` names the one used where no kind is given.
        default: id of the default rule.
        weights: tables in force over time.
        groups: named groups over time.
        procedures: decisions in several stages.
        aliases: other names under which reports speak of it.
        sources: where the facts come from.
        note: what the file leaves out.
        coverage: the days for which the list of members is complete; asked for another day, it says so.
    """

    id: str
    name: str
    all_members: tuple[Member, ...]
    rules: tuple[NamedRule, ...]
    default: str
    weights: tuple[WeightTable, ...] = ()
    groups: tuple[GroupTable, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    aliases: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    note: str = ""
    coverage: Span = field(default_factory=Span)

    def members(self, on: date | None = None) -> tuple[Member, ...]:
        """The members on a day, in the file's order.

        Raises:
            BodyError: for a day of which the file does not know all members.
        """
        day = on or self.coverage.end
        if day is not None and not self.coverage.covers(day):
            spans = f"{self.coverage.start or '...'} to {self.coverage.end or 'now'}"
            raise BodyError(f"its members on {day} are not in the file", where=self.id, accepted=spans)
        return tuple(member for member in self.all_members if member.belongs(day))

    def member(self, id_or_name: str) -> Member:
        """The member of that id or name, present or past.

        Raises:
            BodyError: if there is none.
        """
        wanted = id_or_name.strip().casefold()
        for member in self.all_members:
            if wanted in (member.id.casefold(), member.name.casefold()):
                return member
        accepted = ", ".join(member.id for member in self.all_members[:60])
        raise BodyError(f"{id_or_name!r} is no member of {self.name}", accepted=accepted)

    def named_rule(self, kind: str | None = None, on: date | None = None) -> NamedRule:
        """The rule of that id, or for that kind of decision; without a kind the default.

        Raises:
            BodyError: if no rule goes by that name on that day.
        """
        wanted = (kind or self.default).strip().casefold()
        for exact in (True, False):
            fitting = [r for r in self.rules if (r.id.casefold() == wanted if exact else wanted in _folded(r.kinds))]
            if fitting:
                where = f"rule {kind or self.default!r} of {self.id}"
                return _in_force(fitting, on, where)
        names = ", ".join(dict.fromkeys(name for rule in self.rules for name in (rule.id, *rule.kinds)))
        raise BodyError(f"{self.name} has no rule {kind!r}", accepted=names)

    def rule(self, kind: str | None = None, on: date | None = None) -> Rule:
        """The rule for a kind of decision, bound to the members and weights of a day.

        Args:
            kind: id of a rule, or a kind of decision that it serves; ``None`` for the default.
            on: the day; ``None`` for the latest known state.

        Raises:
            BodyError: if the rule is unknown, nobody is a member on that day, or a weight is missing.

        >>> from whipcount.bodies.catalogue import load_body
        >>> load_body("NATO").rule("membership invitation").text()
        'no objection'
        """
        named = self.named_rule(kind, on)
        ids = [member.id for member in self.members(on)]
        if not ids:
            raise BodyError(f"{self.name} has no members on {on}", accepted="a later date")
        weights = {}
        for name in dict.fromkeys(table.name for table in self.weights):
            table = self.weight_table(name, on, required=name in named.text)
            values = dict(table.values) if table is not None else {}
            if all(member in values for member in ids):
                weights[name] = {member: values[member] for member in ids}
            elif name in named.text:
                missing = next(member for member in ids if member not in values)
                raise BodyError(
                    f"the table of {name} in force on {on or 'the latest day'} has no value for {missing}",
                    where=self.id,
                    accepted=self._known_weights(name),
                )
        groups = {}
        for name in dict.fromkeys(group.name for group in self.groups):
            inside = _find([g for g in self.groups if g.name == name], on)
            groups[name] = [m for m in (inside.members if inside else ()) if m in set(ids)]
        return Rule.of(named.text, ids, weights=weights, groups=groups, name=named.id)

    def weight_table(self, name: str, on: date | None = None, *, required: bool = True) -> WeightTable | None:
        """The table of a weight in force on a day.

        Raises:
            BodyError: if there is none and it is ``required``.
        """
        found = _find([table for table in self.weights if table.name == name], on)
        if found is None and required:
            raise BodyError(f"no table of {name!r} covers {on}", where=self.id, accepted=self._known_weights(name))
        return found

    def procedure(self, name: str) -> Procedure:
        """The staged procedure of that name.

        Raises:
            BodyError: if there is none.
        """
        wanted = name.strip().casefold()
        for procedure in self.procedures:
            if procedure.name.casefold() == wanted:
                return procedure
        accepted = ", ".join(p.name for p in self.procedures) or "none: this body's file lists no procedures"
        raise BodyError(f"{self.name} has no procedure {name!r}", accepted=accepted)

    def _known_weights(self, name: str) -> str:
        spans = [f"{t.span.start or '...'} to {t.span.end or '...'}" for t in self.weights if t.name == name]
        return "; ".join(spans) or ", ".join(dict.fromkeys(t.name for t in self.weights)) or "no weights in this file"


def _folded(words: Sequence[str]) -> list[str]:
    return [word.casefold() for word in words]


def _find(tables: list[T], on: date | None) -> T | None:
    """The table in force: the latest start wins where two overlap."""
    fitting = [t for t in tables if (t.span.end is None if on is None else t.span.covers(on))]
    if on is None and not fitting:
        fitting = tables
    return max(fitting, key=lambda t: t.span.start or date.min, default=None)


def _in_force(rules: list[NamedRule], on: date | None, where: str) -> NamedRule:
    found = _find(rules, on)
    if found is None:
        spans = "; ".join(f"{rule.span.start or '...'} to {rule.span.end or '...'}" for rule in rules)
        raise BodyError(f"not in force on {on}", where=where, accepted=spans)
    return found
