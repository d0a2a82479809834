"""Two-valued voting games: each member is for or not, thresholds in integers joined by *and* and *or*.

This is what the power indices are about. A game comes from a :class:`~whipcount.rules.algebra.rule.Rule` (yes
against no), or straight from weights and quotas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING

from whipcount.errors import RuleError
from whipcount.rules.algebra.system import Formula, System, Threshold, decide, indices, simplify
from whipcount.rules.algebra.votes import Vote

if TYPE_CHECKING:
    from whipcount.rules.algebra.rule import Rule
    from whipcount.rules.diagram import Diagram

STATES = ("no", "yes")


@dataclass(frozen=True)
class Linear:
    """The weights of those in favour reach a quota. Weights may be negative where a yes can hurt."""

    weights: tuple[int, ...]
    quota: int


@dataclass(frozen=True)
class Game:
    """A voting game over sets of members.

    Attributes:
        members: names, in the order in which results are given.
        thresholds: the linear conditions; of a monotone game all weights are 0 or more.
        formula: how they are joined, without negations.

    >>> game = Game.weighted(["A", "B", "C"], [4, 2, 1], 5)
    >>> game.wins({"A", "C"}), game.wins({"B", "C"})
    (True, False)
    """

    members: tuple[str, ...]
    thresholds: tuple[Linear, ...]
    formula: Formula

    @classmethod
    def weighted(cls, members: Sequence[str], weights: Sequence[int], quota: int) -> Game:
        """One threshold."""
        return cls.build(members, [(weights, quota)], 0)

    @classmethod
    def build(cls, members: Sequence[str], given: Sequence[tuple[Sequence[int], int]], formula: Formula) -> Game:
        """Thresholds and a formula over them, brought to a normal form (negations pushed in, trivial parts folded)."""
        linear = [_reduced(tuple(weights), quota) for weights, quota in given]
        for threshold in linear:
            if len(threshold.weights) != len(members):
                raise RuleError(f"{len(threshold.weights)} weights for {len(members)} members", accepted="one a member")
        places: dict[Linear, int] = {}
        pushed = simplify(_push(formula, linear, places, negated=False))
        used = sorted(indices(pushed))
        renamed = {old: new for new, old in enumerate(used)}
        distinct = list(places)
        return cls(tuple(members), tuple(distinct[old] for old in used), _rename(pushed, renamed))

    @classmethod
    def of_rule(cls, rule: Rule, *, otherwise: Vote = Vote.NO) -> Game:
        """The game between voting yes and ``otherwise``."""
        system = rule.system.choose((otherwise, Vote.YES))
        thresholds = []
        for threshold in system.thresholds:
            base = sum(no for no, _ in threshold.gains)
            thresholds.append(([yes - no for no, yes in threshold.gains], threshold.quota - base))
        return cls.build(rule.members, thresholds, system.formula)

    @cached_property
    def monotone(self) -> bool:
        """Whether one more yes can never hurt: by its form, or else by its decision diagram."""
        if all(weight >= 0 for threshold in self.thresholds for weight in threshold.weights):
            return True
        return self.diagram.is_monotone()

    @cached_property
    def constant(self) -> bool | None:
        """Whether everything wins (``True``) or nothing does (``False``)."""
        return self.formula if isinstance(self.formula, bool) else None

    @cached_property
    def diagram(self) -> Diagram:
        """The game's decision diagram."""
        from whipcount.rules.diagram import compile_system

        return compile_system(self.system)

    @property
    def system(self) -> System:
        """The same game over the two states ``no`` and ``yes``."""
        thresholds = tuple(Threshold(tuple((0, w) for w in t.weights), t.quota) for t in self.thresholds)
        return System(self.members, STATES, thresholds, self.formula)

    def wins(self, coalition: set[str] | frozenset[str]) -> bool:
        """Whether exactly these members in favour carry."""
        inside = [member in coalition for member in self.members]
        truths = [sum(w for w, yes in zip(t.weights, inside, strict=True) if yes) >= t.quota for t in self.thresholds]
        return bool(decide(self.formula, truths))

    def dual(self) -> Game:
        """The game of blocking: a coalition wins here if its complement does not win there."""
        flipped = [(t.weights, sum(t.weights) - t.quota + 1) for t in self.thresholds]
        return Game.build(self.members, flipped, _swap(self.formula))

    def fixed(self, yes: frozenset[str], no: frozenset[str]) -> Game:
        """The game among the others when some members are sure."""
        free = [place for place, member in enumerate(self.members) if member not in yes and member not in no]
        pairs = []
        for t in self.thresholds:
            done = sum(w for w, member in zip(t.weights, self.members, strict=True) if member in yes)
            pairs.append(([t.weights[place] for place in free], t.quota - done))
        return Game.build([self.members[place] for place in free], pairs, self.formula)


def _reduced(weights: tuple[int, ...], quota: int) -> Linear:
    divisor = gcd(*weights) if weights else 0
    if divisor > 1:
        return Linear(tuple(weight // divisor for weight in weights), -((-quota) // divisor))
    return Linear(weights, quota)


def _push(formula: Formula, linear: list[Linear], found: dict[Linear, int], *, negated: bool) -> Formula:
    if isinstance(formula, bool):
        return formula is not negated
    if isinstance(formula, int):
        threshold = linear[formula]
        if negated:
            threshold = Linear(tuple(-weight for weight in threshold.weights), 1 - threshold.quota)
        lowest = sum(weight for weight in threshold.weights if weight < 0)
        highest = sum(weight for weight in threshold.weights if weight > 0)
        if lowest >= threshold.quota:
            return True
        if highest < threshold.quota:
            return False
        return found.setdefault(threshold, len(found))
    word, parts = formula
    if word == "not":
        return _push(parts[0], linear, found, negated=not negated)
    joined = word if not negated else "or" if word == "and" else "and"
    return (joined, tuple(_push(part, linear, found, negated=negated) for part in parts))


def _rename(formula: Formula, names: dict[int, int]) -> Formula:
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, int):
        return names[formula]
    return (formula[0], tuple(_rename(part, names) for part in formula[1]))


def _swap(formula: Formula) -> Formula:
    if isinstance(formula, bool):
        return not formula
    if isinstance(formula, int):
        return formula
    return ("or" if formula[0] == "and" else "and", tuple(_swap(part) for part in formula[1]))
