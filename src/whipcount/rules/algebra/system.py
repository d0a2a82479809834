"""A bound rule in normal form: linear thresholds in integers, joined by a Boolean formula.

:mod:`whipcount.rules.algebra.binding` makes it from an expression and the members that it is bound to.

Every atom of the algebra is linear in the votes. With :math:`w_i` the weight of member *i*, *S* the votes that are
added up and *B* those in the base of a share *a*,

.. math:: \\sum_i \\bigl(w_i [v_i \\in S] - a\\, w_i [v_i \\in B]\\bigr) \\ge 0,

and with a plain number on the right side where there is no base. Multiplied by the common denominator these are
integers, so nothing is ever rounded. A strict threshold asks for one unit more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from whipcount.rules.algebra.votes import Vote

Formula = bool | int | tuple["str", tuple["Formula", ...]]
"""``True``/``False``, the index of a threshold, or ``("and" | "or" | "not", parts)``."""


@dataclass(frozen=True)
class Threshold:
    """The gains of the states that the members are in reach a quota.

    Attributes:
        gains: for each member, its gain in each state (integers of any sign and size).
        quota: the sum that must be reached.
    """

    gains: tuple[tuple[int, ...], ...]
    quota: int

    @cached_property
    def lowest(self) -> tuple[int, ...]:
        """The least that each member can add."""
        return tuple(min(row) for row in self.gains)

    @cached_property
    def highest(self) -> tuple[int, ...]:
        """The most that each member can add."""
        return tuple(max(row) for row in self.gains)


@dataclass(frozen=True)
class System:
    """Thresholds over the members' states, and the formula that joins them.

    Attributes:
        members: ids.
        states: the names of the states that a member can be in (:class:`~whipcount.rules.algebra.votes.Vote` for a
        rule). thresholds: the linear conditions.
        formula: how they are joined, by index.
    """

    members: tuple[str, ...]
    states: tuple[str, ...]
    thresholds: tuple[Threshold, ...]
    formula: Formula

    @cached_property
    def place(self) -> dict[str, int]:
        """The index of each state's name."""
        return {state: index for index, state in enumerate(self.states)}

    def holds(self, states: Sequence[str]) -> bool:
        """Whether the formula is true with every member in the given state."""
        at = [self.place[state] for state in states]
        truths = [
            sum(row[state] for row, state in zip(t.gains, at, strict=True)) >= t.quota for t in self.thresholds
        ]  # fmt: skip
        return bool(decide(self.formula, truths))

    def choose(self, states: Sequence[Vote]) -> System:
        """The same system with only some of the states, in the given order."""
        keep = [self.place[state] for state in states]
        cut = tuple(Threshold(tuple(tuple(r[k] for k in keep) for r in t.gains), t.quota) for t in self.thresholds)
        return System(self.members, tuple(states), cut, self.formula)


def decide(formula: Formula, truths: Sequence[bool | None]) -> bool | None:
    """The formula's value when some thresholds are undecided (``None``): Kleene's strong logic.

    >>> decide(("or", (0, 1)), [None, True]), decide(("and", (0, 1)), [None, True])
    (True, None)
    """
    if isinstance(formula, bool):
        return formula
    if isinstance(formula, int):
        return truths[formula]
    word, parts = formula
    values = [decide(part, truths) for part in parts]
    if word == "not":
        return None if values[0] is None else not values[0]
    if word == "and":
        return False if False in values else None if None in values else True
    return True if True in values else None if None in values else False


def simplify(formula: Formula) -> Formula:
    """Constants folded, nesting flattened, repeated parts and double negations dropped.

    >>> simplify(("and", (("and", (0,)), True, ("not", (("not", (1,)),)))))
    ('and', (0, 1))
    """
    if not isinstance(formula, tuple):
        return formula
    word, operands = formula
    parts = [simplify(part) for part in operands]
    if word == "not":
        inner = parts[0]
        if isinstance(inner, bool):
            return not inner
        if isinstance(inner, tuple) and inner[0] == "not":
            return inner[1][0]
        return ("not", (inner,))
    neutral = word == "and"
    flat: list[Formula] = []
    for part in parts:
        for item in part[1] if isinstance(part, tuple) and part[0] == word else (part,):
            if item is (not neutral):
                return not neutral
            if item is not neutral and item not in flat:
                flat.append(item)
    if not flat:
        return neutral
    return flat[0] if len(flat) == 1 else (word, tuple(flat))


def indices(formula: Formula) -> set[int]:
    """The thresholds that a formula names."""
    if isinstance(formula, bool):
        return set()
    if isinstance(formula, int):
        return {formula}
    return {index for part in formula[1] for index in indices(part)}
