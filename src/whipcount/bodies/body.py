"""A body: who its members are, what they weigh and which rules they decide by, as of a date.

Everything that changes is dated, and asked for ``on`` a day; ``None`` means the latest state that the body's file
knows. Members and weights of a day that the file does not know are those of the nearest day that it knows, with a
:class:`~whipcount.bodies.membership.Doubt` beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol, TypeVar

from whipcount.bodies.member_names import MemberNames
from whipcount.bodies.membership import Doubt, Member, Roster, Span, roster_on
from whipcount.errors import BodyError
from whipcount.rules.algebra.rule import Rule

if TYPE_CHECKING:
    from whipcount.rules.procedure import Procedure

__all__ = [
    "Body", "BoundRule", "Doubt", "GroupTable", "Member", "NamedRule", "Roster", "Span", "WeightTable",
]  # fmt: skip


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
            objects.
        note: what the formal condition leaves out.
        provenance: where it comes from; says ``unverified`` where from memory.
        casting: who decides a tie without being a member (the Vice President in the US Senate); empty where nobody.
    """

    id: str
    text: str
    kinds: tuple[str, ...] = ()
    span: Span = field(default_factory=Span)
    silence: bool = False
    note: str = ""
    provenance: str = ""
    casting: str = ""


@dataclass(frozen=True, slots=True)
class BoundRule:
    """A rule bound to the members and weights of a day, and what is doubtful about them."""

    named: NamedRule
    rule: Rule
    doubts: tuple[Doubt, ...] = ()


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
        coverage: the days for which the list of members is complete; for another day the nearest of them is taken.
        known_to: the last day on which the file was known to hold, where it says so.
        epithets: what reports call it only where they have spoken of it ("the alliance").
        seats: how many members there are when every seat is filled, where that is fixed.
        gaps: stretches of the coverage for which the list of members is not complete.
        cues: words that tell, in a report that does not name the body, that an epithet means it.
        candidates: who asks, or asked, to become a member, and from when to when; never one that decides.
        size_told: whether it is known how many members there are; if not, those here are only the ones that are named.
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
    known_to: date | None = None
    epithets: tuple[str, ...] = ()
    seats: int | None = None
    gaps: tuple[Span, ...] = ()
    candidates: tuple[Member, ...] = ()
    cues: tuple[str, ...] = ()
    size_told: bool = True

    def roster(self, on: date | None = None) -> Roster:
        """The members on a day, with a doubt where the file does not know the day.

        >>> from whipcount.bodies.catalogue import load_body
        >>> roster = load_body("UNSC").roster(date(2040, 1, 1))
        >>> len(roster.members), roster.doubt.used
        (15, datetime.date(2026, 12, 31))
        """
        return roster_on(self.all_members, on, self.coverage, self.known_to, gaps=self.gaps, seats=self.seats)

    def candidates_on(self, on: date | None = None) -> tuple[Member, ...]:
        """Who was a candidate for membership on a day, as far as the file knows.

        >>> from whipcount.bodies.catalogue import load_body
        >>> [member.id for member in load_body("NATO").candidates_on(date(2023, 7, 11))]
        ['SE', 'BA', 'UA', 'GE']
        """
        return tuple(candidate for candidate in self.candidates if candidate.belongs(on))

    def members(self, on: date | None = None) -> tuple[Member, ...]:
        """The members on a day, in the file's order; for a day that it does not know, those of the nearest."""
        return self.roster(on).members

    def member(self, id_or_name: str) -> Member:
        """The member of that id or name, present or past: in any case and spelling, also by code or as a people.

        Raises:
            BodyError: if there is none; the message tells whose name is close.

        >>> from whipcount.bodies.catalogue import load_body
        >>> nato = load_body("NATO")
        >>> nato.member("turkey").id, nato.member("Turkish").id, nato.member("TUR").id
        ('TR', 'TR', 'TR')
        """
        wanted = id_or_name.strip().casefold()
        for member in self.all_members:
            if wanted in (member.id.casefold(), member.name.casefold()):
                return member
        meant = MemberNames(self.all_members).find(id_or_name)
        if meant.member is not None:
            return meant.member
        ids = ", ".join(member.id for member in self.all_members[:60])
        what = "the name of several members" if meant.several else "no member"
        problem = f"{id_or_name!r} is {what} of {self.name}"
        raise BodyError(f"{problem}: {meant.hint}" if meant.close else problem, accepted="" if meant.close else ids)

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
        return self.bound_rule(kind, on).rule

    def bound_rule(self, kind: str | None = None, on: date | None = None) -> BoundRule:
        """As :meth:`rule`, with what is doubtful about its members and weights.

        Raises:
            BodyError: if the rule is unknown, nobody is a member on that day, or a weight is missing.

        >>> from whipcount.bodies.catalogue import load_body
        >>> [doubt.about for doubt in load_body("EU").bound_rule("qmv", date(2016, 6, 1)).doubts]
        ['population']
        """
        named = self.named_rule(kind, on)
        roster = self.roster(on)
        ids = [member.id for member in roster.members]
        if not ids:
            raise BodyError(f"{self.name} has no members on {on}", accepted="a later date")
        doubts = [roster.doubt] if roster.doubt else []
        weights = {}
        for name in dict.fromkeys(table.name for table in self.weights):
            counted = name in named.text
            table, doubt = self._table(name, on, ids)
            values = dict(table.values) if table is not None else {}
            if all(member in values for member in ids):
                weights[name] = {member: values[member] for member in ids}
                doubts += [doubt] if doubt and counted else []
            elif counted and table is None:
                raise BodyError(f"no table of {name!r} covers {on}", where=self.id, accepted=self._known_weights(name))
            elif counted:
                missing = next(member for member in ids if member not in values)
                raise BodyError(
                    f"the table of {name} in force on {on or 'the latest day'} has no value for {missing}",
                    where=self.id,
                    accepted=self._known_weights(name),
                )
        groups = {}
        for name in dict.fromkeys(group.name for group in self.groups):
            tables = [g for g in self.groups if g.name == name]
            inside = _find(tables, on) or (_nearest(tables, on) if on else None)
            groups[name] = [m for m in (inside.members if inside else ()) if m in set(ids)]
        return BoundRule(named, Rule.of(named.text, ids, weights=weights, groups=groups, name=named.id), tuple(doubts))

    def weight_table(self, name: str, on: date | None = None, *, required: bool = True) -> WeightTable | None:
        """The table of a weight in force on a day.

        Raises:
            BodyError: if there is none and it is ``required``.
        """
        current = _find([table for table in self.weights if table.name == name], on)
        if current is None and required:
            raise BodyError(f"no table of {name!r} covers {on}", where=self.id, accepted=self._known_weights(name))
        return current

    def _table(self, name: str, on: date | None, ids: Sequence[str]) -> tuple[WeightTable | None, Doubt | None]:
        """The table in force, else the nearest that has a value for every member, with the doubt."""
        table = self.weight_table(name, on, required=False)
        if table is not None or on is None:
            return table, None
        whole = [t for t in self.weights if t.name == name and set(ids) <= {member for member, _ in t.values}]
        near = _nearest(whole, on)
        if near is None:
            return None, None
        used = near.span.nearest(on)
        return near, Doubt(name, on, used, f"no table of {name} for {on} is known; that of {used} is taken")

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


def _nearest(tables: list[T], on: date) -> T | None:
    return min(tables, key=lambda t: (t.span.distance(on), t.span.start or date.min), default=None)


def _in_force(rules: list[NamedRule], on: date | None, where: str) -> NamedRule:
    current = _find(rules, on)
    if current is None:
        spans = "; ".join(f"{rule.span.start or '...'} to {rule.span.end or '...'}" for rule in rules)
        raise BodyError(f"not in force on {on}", where=where, accepted=spans)
    return current
