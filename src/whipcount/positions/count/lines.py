"""The lines of a rule: each of its thresholds, who stands on which side of it, how much is there and how much it takes.

A rule is taken apart into its thresholds, joined by *all* and *any*; a negation is moved down to the thresholds ("no
objection" becomes "nobody in the way"). What holds of each threshold alone is asked of the rule engine, never worked
out anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from whipcount.positions.count.acts import vote_of
from whipcount.positions.count.tally import RuleState, Tally
from whipcount.rules.algebra.expression import MEMBERS, And, AtLeast, Base, Expression, Not, Or, Side, negation
from whipcount.rules.algebra.printing import print_rule
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.status import Status
from whipcount.rules.algebra.votes import Vote

MOST_VETOES = 12  # so many who may veto are named one by one; more are drawn as a bar
_STATES = {Status.CARRIED: RuleState.MET, Status.BLOCKED: RuleState.BLOCKED, Status.OPEN: RuleState.OPEN}


@dataclass(frozen=True, slots=True)
class Line:
    """One threshold of a rule, on the votes that stand.

    Attributes:
        text: the threshold in words.
        weight: what is added up: ``members``, ``population``, ``votes``.
        members: whom it counts, in the body's order, each with its weight.
        done: whose vote counts toward it.
        gone: whose vote counts against it.
        out: whose vote takes its weight out of the sum (an abstention, where those voting are the base).
        total: the weight that counts, everybody who is open taken to take part.
        need: how much of it is needed (more than that, where ``strict``).
        share: the share of ``total`` that ``need`` is, where the rule states one.
        moving: ``total`` shrinks with everybody who does not take part.
        objection: it is met unless enough stand against it: silence does not block.
        each: every one of ``members`` must stand on its side: who is among them holds a veto.
        state: met, blocked or open, by this threshold alone.
    """

    text: str
    weight: str
    members: tuple[tuple[str, Fraction], ...]
    done: frozenset[str]
    gone: frozenset[str]
    out: frozenset[str]
    total: Fraction
    need: Fraction
    strict: bool
    share: Fraction | None
    moving: bool
    objection: bool
    each: bool
    state: RuleState

    def sum(self, some: frozenset[str]) -> Fraction:
        """The weight of some members."""
        return sum((weight for member, weight in self.members if member in some), Fraction(0))

    @property
    def waiting(self) -> tuple[str, ...]:
        """Whose vote is open, in the body's order."""
        return tuple(m for m, _ in self.members if m not in self.done and m not in self.gone and m not in self.out)

    @property
    def units_needed(self) -> int | None:
        """How many members it takes, where members are counted; None for another weight."""
        if self.weight != MEMBERS:
            return None
        return floor(self.need) + 1 if self.strict else ceil(self.need)


@dataclass(frozen=True, slots=True)
class Joined:
    """Lines of which *all*, or *any* one, must be met."""

    word: str  # all, any
    parts: tuple[Line | Joined, ...]


def standing_votes(tally: Tally) -> dict[str, Vote | None]:
    """The votes that stand in a tally: who has agreed, who lets it pass, who has said no.

    >>> from datetime import date, datetime
    >>> from whipcount.positions.count.tally import Position
    >>> counted = Tally("p", "asked", "B", date(2030, 1, 1), datetime(2030, 1, 1), "all", (Position("A", None),),
    ...                 RuleState.OPEN, ("A",))
    >>> standing_votes(counted)
    {}
    """
    agreed, passing = set(tally.agreed), set(tally.passing)
    votes: dict[str, Vote | None] = {}
    for position in tally.positions:
        if position.member in agreed:
            votes[position.member] = Vote.YES
        elif position.member in passing:
            votes[position.member] = Vote.ABSTAIN
        elif vote_of(position, variant=tally.variant) == "no":
            votes[position.member] = Vote.NO
    return votes


def rule_lines(rule: Rule, votes: Mapping[str, Vote | None]) -> Line | Joined:
    """The thresholds of a rule on the votes that stand.

    >>> rule = Rule.of("2 members and no objection among {A}", ["A", "B", "C"])
    >>> made = rule_lines(rule, {"B": Vote.YES})
    >>> made.word, [(line.units_needed, sorted(line.done), line.each) for line in flat(made)]
    ('all', [(2, ['B'], False), (1, [], True)])
    """
    return _lines(rule, rule.expression, votes)


def flat(made: Line | Joined) -> Iterator[Line]:
    """All lines from left to right, however they are joined."""
    if isinstance(made, Line):
        yield made
    else:
        for part in made.parts:
            yield from flat(part)


def vetoes(made: Line | Joined) -> tuple[Line, ...]:
    """The lines that every one of a few named members can block, each of them needed; none inside an *any*.

    >>> rule = Rule.of("2 members and no objection among {A}", ["A", "B", "C"])
    >>> [line.waiting for line in vetoes(rule_lines(rule, {}))]
    [('A',)]
    """
    if isinstance(made, Line) or made.word != "all":
        return ()
    return tuple(part for part in made.parts if isinstance(part, Line) and named_one_by_one(part))


def named_one_by_one(line: Line) -> bool:
    """Whether a line is best told by naming its members: each can block, and they are few."""
    return line.each and len(line.members) <= MOST_VETOES


def _lines(rule: Rule, expression: Expression, votes: Mapping[str, Vote | None]) -> Line | Joined:
    if isinstance(expression, Not) and isinstance(expression.part, And | Or):
        inner = expression.part  # De Morgan
        parts = tuple(_lines(rule, negation(part), votes) for part in inner.parts)
        return Joined("any" if isinstance(inner, And) else "all", _flattened(parts, inner))
    if isinstance(expression, And | Or):
        word = "all" if isinstance(expression, And) else "any"
        parts = tuple(_lines(rule, part, votes) for part in expression.parts)
        return Joined(word, parts)
    if isinstance(expression, Not):
        assert isinstance(expression.part, AtLeast)  # noqa: S101  (for the type checker: double negations cancel)
        return _line(rule, expression, expression.part, votes, negated=True)
    return _line(rule, expression, expression, votes, negated=False)


def _flattened(parts: tuple[Line | Joined, ...], inner: And | Or) -> tuple[Line | Joined, ...]:
    word = "any" if isinstance(inner, And) else "all"
    out: list[Line | Joined] = []
    for part in parts:
        out += part.parts if isinstance(part, Joined) and part.word == word else (part,)
    return tuple(out)


def _line(
    rule: Rule, expression: Expression, atom: AtLeast, votes: Mapping[str, Vote | None], *, negated: bool
) -> Line:
    inside = rule.those(atom.among)
    counted = tuple((m, w) for m, w in zip(rule.members, rule.weight(atom.weight), strict=True) if m in inside)
    moving = atom.base in (Base.VOTING, Base.PRESENT)
    done, gone, out = set(), set(), set()
    for member, _ in counted:
        vote = votes.get(member)
        if vote is None:
            continue
        if moving and atom.base is not None and vote not in atom.base.votes:
            out.add(member)
        elif (vote in atom.side.votes) is not negated:
            done.add(member)
        else:
            gone.add(member)
    total = sum((weight for member, weight in counted if member not in out), Fraction(0))
    amount = atom.amount * total if atom.base is not None else atom.amount
    need = total - amount if negated else amount
    one = min((weight for _, weight in counted if weight), default=Fraction(1))
    strict = atom.strict is not negated  # fewer than k against: more than the rest not against
    alone = rule if expression == rule.expression else replace(rule, expression=expression)
    missing = total - need  # who may be missing before it fails
    return Line(
        text=print_rule(expression),
        weight=atom.weight,
        members=counted,
        done=frozenset(done),
        gone=frozenset(gone),
        out=frozenset(out),
        total=total,
        need=need,
        strict=strict,
        share=(1 - atom.amount if negated else atom.amount) if atom.base is not None else None,
        moving=moving,
        objection=negated and atom.side is Side.AGAINST,
        each=not moving and (missing <= one if strict else missing < one) and bool(counted),
        state=_STATES[alone.status(votes)],
    )
