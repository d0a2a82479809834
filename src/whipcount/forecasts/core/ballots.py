"""Rules on many ballots at once: one row a simulated meeting, one column a member.

A rule answers for one set of votes; a simulation asks it thousands of times. A *batch rule* takes a matrix of ballots
(``NO``, ``ABSTAIN``, ``YES`` as 0, 1, 2; shape draws x members) and answers with one bool a row. Consensus,
unanimity and quotas are a line of array code each; any other rule is asked once per distinct row.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from whipcount.errors import ForecastError

NO, ABSTAIN, YES = 0, 1, 2

Ballots: TypeAlias = NDArray[np.int8]
BatchRule: TypeAlias = Callable[[Ballots], NDArray[np.bool_]]


def consensus(ballots: Ballots) -> NDArray[np.bool_]:
    """Nobody objects; who abstains lets it pass.

    >>> consensus(np.array([[2, 1, 2], [2, 0, 2]], dtype=np.int8)).tolist()
    [True, False]
    """
    return np.asarray((ballots != NO).all(axis=1))


def unanimity(ballots: Ballots) -> NDArray[np.bool_]:
    """Everybody says yes; an abstention is no yes.

    >>> unanimity(np.array([[2, 1, 2], [2, 2, 2]], dtype=np.int8)).tolist()
    [False, True]
    """
    return np.asarray((ballots == YES).all(axis=1))


def quota(weights: ArrayLike, at_least: float) -> BatchRule:
    """The weights of the yes votes reach a number.

    Args:
        weights: one weight a member, none below nought.
        at_least: the number to reach.

    Raises:
        ForecastError: a weight below nought or not a number.

    >>> quota([3, 2, 1], 4)(np.array([[2, 0, 2], [0, 2, 2]], dtype=np.int8)).tolist()
    [True, False]
    """
    held = np.asarray(weights, dtype=float)
    if held.ndim != 1 or not np.isfinite(held).all() or (held < 0).any():
        raise ForecastError("the weights of a quota must be numbers from nought up", accepted="one a member")

    def met(ballots: Ballots) -> NDArray[np.bool_]:
        return np.asarray((ballots == YES) @ held >= at_least - 1e-9 * max(1.0, abs(at_least)))

    return met


def every(*rules: BatchRule) -> BatchRule:
    """All of the rules are met (a double majority, a veto beside a quota)."""

    def met(ballots: Ballots) -> NDArray[np.bool_]:
        result = np.ones(len(ballots), dtype=bool)
        for rule in rules:
            result &= rule(ballots)
        return result

    return met


def some(*rules: BatchRule) -> BatchRule:
    """At least one of the rules is met."""

    def met(ballots: Ballots) -> NDArray[np.bool_]:
        result = np.zeros(len(ballots), dtype=bool)
        for rule in rules:
            result |= rule(ballots)
        return result

    return met


def row_by_row(answer: Callable[[tuple[int, ...]], bool]) -> BatchRule:
    """Ask any rule once per distinct row of ballots, and keep what it said.

    Args:
        answer: takes one row (0, 1 or 2 a member) and says whether the rule is met.

    >>> rule = row_by_row(lambda row: row.count(2) > row.count(0))
    >>> rule(np.array([[2, 1, 0], [2, 1, 2]], dtype=np.int8)).tolist()
    [False, True]
    """
    answers: dict[tuple[int, ...], bool] = {}

    def met(ballots: Ballots) -> NDArray[np.bool_]:
        distinct, back = np.unique(ballots, axis=0, return_inverse=True)
        met = np.empty(len(distinct), dtype=bool)
        for place, row in enumerate(distinct):
            key = tuple(int(vote) for vote in row)
            if key not in answers:
                answers[key] = bool(answer(key))
            met[place] = answers[key]
        return met[np.ravel(back)]

    return met


def cast(yes: Sequence[bool] | NDArray[np.bool_]) -> Ballots:
    """Ballots of one meeting from who says yes; everybody else says no.

    >>> cast([True, False]).tolist()
    [[2, 0]]
    """
    return np.where(np.asarray(yes, dtype=bool), YES, NO).astype(np.int8)[None, :]


class _Threshold(Protocol):
    @property
    def gains(self) -> Sequence[Sequence[int]]: ...
    @property
    def quota(self) -> int: ...


class _System(Protocol):
    @property
    def states(self) -> Sequence[str]: ...
    @property
    def thresholds(self) -> Sequence[_Threshold]: ...
    @property
    def formula(self) -> Any: ...


class BoundRule(Protocol):
    """What is asked of a rule of :mod:`whipcount.rules`: its normal form of thresholds."""

    @property
    def system(self) -> _System:
        """Integer thresholds over the states of a vote, and the formula that joins them."""
        ...


def compiled(rule: BoundRule) -> BatchRule:
    """Any rule of :mod:`whipcount.rules`, on many ballots at once: each threshold is one pass over the matrix.

    Columns are the rule's members in their order. A ballot's ``NO``, ``ABSTAIN``, ``YES`` are the votes of these
    names.

    Raises:
        ForecastError: weights so large that sums would not be exact.
    """
    system = rule.system
    names = [str(state) for state in system.states]
    columns = [names.index(name) for name in ("no", "abstain", "yes")]
    tables: list[tuple[NDArray[np.float64], NDArray[np.float64], float]] = []
    for threshold in system.thresholds:
        if sum(max(abs(gain) for gain in row) for row in threshold.gains) + abs(threshold.quota) >= 2**52:
            raise ForecastError("the weights of the rule are too large to add up exactly in a simulation")
        gains = np.array([[row[c] for c in columns] for row in threshold.gains], dtype=float)
        base = gains[:, NO]
        tables.append((gains[:, ABSTAIN] - base, gains[:, YES] - base, float(threshold.quota - base.sum())))
    same = [bool((a == y).all()) for a, y, _ in tables]  # an abstention lets it pass as a yes does

    def met(ballots: Ballots) -> NDArray[np.bool_]:
        abstains, says_yes, assents = ballots == ABSTAIN, ballots == YES, ballots != NO
        reached = [
            (_sum(assents, a) if alike else _sum(abstains, a) + _sum(says_yes, y)) >= quota
            for (a, y, quota), alike in zip(tables, same, strict=True)
        ]
        return _joined(system.formula, reached, len(ballots))

    return met


def _sum(votes: NDArray[np.bool_], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Weights of those who vote so, for each ballot: whole numbers, exact in any order and by any library."""
    if not weights.any():
        return np.zeros(len(votes))
    if len(weights) < 256 and (weights == weights[0]).all():  # heads are counted in a byte
        return np.asarray(np.einsum("ij->i", votes.view(np.uint8)) * weights[0], dtype=np.float64)
    kind = np.float32 if np.abs(weights).sum() < 2**24 else np.float64
    # no linear algebra library: its threads cost more than they save, and wait for each other where others work too
    return np.asarray(np.einsum("ij,j->i", votes.astype(kind), weights.astype(kind)), dtype=np.float64)


def _joined(formula: Any, reached: Sequence[NDArray[np.bool_]], rows: int) -> NDArray[np.bool_]:
    if isinstance(formula, bool):
        return np.full(rows, formula)
    if isinstance(formula, int):
        return reached[formula]
    how, parts = formula
    inner = [_joined(part, reached, rows) for part in parts]
    if how == "not":
        return ~inner[0]
    return np.asarray(np.logical_and.reduce(inner) if how == "and" else np.logical_or.reduce(inner))
