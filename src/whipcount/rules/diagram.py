"""Decision diagrams of voting systems (quasi-reduced, ordered; after Bolus 2011).

One level a member, in order of falling weight. A node stands for everything that can still happen below it, so nodes
are shared: the EU Council's 2^27 coalitions come down to some ten thousand nodes. Levels are built from the top: a
state is what each threshold still needs, rounded up to the next sum that the members below can reach, and forgotten
where the formula no longer depends on it. Equal nodes are merged from the bottom. Everything runs on whole levels at
a time.

Bolus, S. (2011), Power indices of simple games and vector-weighted majority games by means of binary decision diagrams,
*European Journal of Operational Research* 210, 258-272.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from whipcount.errors import RuleError
from whipcount.rules.algebra.system import Formula, System

Ints = npt.NDArray[np.int64]
Tri = npt.NDArray[np.int8]  # 0 false, 1 true, 2 undecided

MAX_WIDTH = 1_500_000
MAX_NODES = 6_000_000
_SUMS = 1 << 16
_SAFE = 1 << 61


class TooLargeError(RuleError):
    """A decision diagram would outgrow the memory set aside for it."""


@dataclass(frozen=True, eq=False)
class Diagram:
    """A compiled system.

    Attributes:
        order: for each level, the index of the member who is asked there.
        levels: for each level an array of shape (states, width): the node on the next level for each state. The last
        level
            points to 0 (false) and 1 (true).
        size: the number of members.
    """

    order: tuple[int, ...]
    levels: tuple[Ints, ...]
    root: int = 0

    @property
    def size(self) -> int:
        """The number of members."""
        return len(self.order)

    @cached_property
    def nodes(self) -> int:
        """How many nodes there are, without the two ends."""
        return sum(level.shape[1] for level in self.levels)

    def width(self, level: int) -> int:
        """How many nodes a level has; below the last one the two ends."""
        return self.levels[level].shape[1] if level < self.size else 2

    @cached_property
    def constant(self) -> bool | None:
        """Whether the outcome is settled whatever happens."""
        reached = {self.root}
        for level in self.levels:
            reached = set(np.unique(level[:, sorted(reached)]).tolist())
        return None if len(reached) == 2 else reached == {1}

    def dual(self) -> Diagram:
        """Of a two-state diagram: the one of blocking (states and ends swapped)."""
        levels = [level[::-1].copy() for level in self.levels]
        if levels:
            levels[-1] = 1 - levels[-1]
        return Diagram(self.order, tuple(levels), self.root if levels else 1 - self.root)

    def follow(self, state: int) -> list[npt.NDArray[np.int64]]:
        """For each level's nodes, the end (0 or 1) that is reached when everybody from there on is in one state."""
        ends: list[npt.NDArray[np.int64]] = [np.array([0, 1], dtype=np.int64)]
        for level in reversed(self.levels):
            ends.append(ends[-1][level[state]])
        return ends[::-1]

    def is_monotone(self, low: int = 0, high: int = 1) -> bool:
        """Whether moving anybody from state ``low`` to ``high`` never turns true into false, whatever the others do."""
        pairs: Ints = np.zeros((2, 0), dtype=np.int64)
        for depth, level in enumerate(self.levels):
            width = self.width(depth + 1)
            fresh = [level[[low, high]], *(states[pairs] for states in level)]
            merged = np.concatenate([part for part in fresh if part.size], axis=1)
            merged = merged[:, merged[0] != merged[1]]
            keys = np.unique(merged[0] * width + merged[1])
            pairs = np.stack([keys // width, keys % width])
        return not bool(np.any((pairs[0] == 1) & (pairs[1] == 0)))


def compile_system(system: System, *, max_width: int = MAX_WIDTH, max_nodes: int = MAX_NODES) -> Diagram:
    """Compile a system of thresholds.

    Args:
        system: members, states, thresholds, formula.
        max_width: the most states that one level may have while it is built.
        max_nodes: the most that all levels may have together.

    Raises:
        TooLargeError: when the diagram would be larger.

    >>> from whipcount.rules.power.game import Game
    >>> compile_system(Game.weighted("ABC", [4, 2, 1], 5).system).nodes
    6
    """
    build = _Build(system)
    raw: list[Ints] = []
    states = build.start()
    total = 0
    for level in range(build.size):
        children, states = build.step(states, level)
        raw.append(children)
        total += children.shape[1]
        if states.shape[1] > max_width or total > max_nodes:
            raise TooLargeError(
                f"this rule among {build.size} members has too many distinct situations for an exact decision diagram",
                accepted=f"at most {max_nodes:,} nodes",
            )
    ends = build.ends(states)
    return _reduce(build.order, raw, ends)


class _Build:
    """The thresholds, shifted so that nobody's least gain is below 0, and the states of one level after another."""

    def __init__(self, system: System) -> None:
        self.size = len(system.members)
        self.kinds = len(system.states)
        self.formula = system.formula
        lows = [t.lowest for t in system.thresholds]
        big = max((sum(t.highest) - sum(t.lowest) + abs(t.quota - sum(t.lowest)) for t in system.thresholds), default=0)
        self.dtype: Any = np.int64 if big < _SAFE else object
        self.quotas = [t.quota - sum(low) for t, low in zip(system.thresholds, lows, strict=True)]
        gains = [
            [[value - base for value in row] for row, base in zip(t.gains, low, strict=True)]
            for t, low in zip(system.thresholds, lows, strict=True)
        ]
        self.order = _importance(gains, self.size)
        # gains by threshold, level, state
        self.gains = [
            np.array([rows[i] for i in self.order], dtype=self.dtype).reshape(self.size, -1) for rows in gains
        ]
        self.most = [self._above(gain) for gain in self.gains]
        self.sums = [self._reachable(gain) for gain in self.gains]
        self.salt = np.random.default_rng(20240229).integers(1, 2**62, size=max(len(gains), 1), dtype=np.int64) * 2 + 1

    def _above(self, gain: npt.NDArray[Any]) -> list[int]:
        """The most that the members from each level on can add."""
        totals = [0]
        for row in gain[::-1]:
            totals.append(totals[-1] + int(max(row)))
        return totals[::-1]

    def _reachable(self, gain: npt.NDArray[Any]) -> list[npt.NDArray[Any] | None]:
        """For each level, the sorted sums that the members from there on can add; ``None`` where they are too many."""
        sums: list[npt.NDArray[Any] | None] = [np.zeros(1, dtype=self.dtype)]
        for row in gain[::-1]:
            last = sums[-1]
            if last is None or len(last) > _SUMS:
                sums.append(None)
                continue
            sums.append(np.unique(np.concatenate([last + value for value in np.unique(row)])))
        return sums[::-1]

    def start(self) -> npt.NDArray[Any]:
        needs = np.array(self.quotas, dtype=self.dtype).reshape(-1, 1)
        return self.settle(needs, 0)

    def step(self, states: npt.NDArray[Any], level: int) -> tuple[Ints, npt.NDArray[Any]]:
        """The children of a level's states: their indices, and the states themselves."""
        width = states.shape[1]
        blocks = []
        decided = states[-1] < 0
        for kind in range(self.kinds):
            needs = states[:-1].copy()
            for row, gain in enumerate(self.gains):
                needs[row] -= gain[level, kind]
            fresh = self.settle(needs, level + 1)
            fresh[:, decided] = states[:, decided]
            blocks.append(fresh)
        every = np.concatenate(blocks, axis=1)
        inverse, places = self.unique(every)
        return inverse.reshape(self.kinds, width), places

    def settle(self, needs: npt.NDArray[Any], level: int) -> npt.NDArray[Any]:
        """The states' normal form: what each threshold still needs, and a last row: -2 false, -1 true, 0 undecided."""
        truths: list[Tri] = []
        for row in range(len(self.gains)):
            need, most, sums = needs[row], self.most[row][level], self.sums[row][level]
            met, lost = (need <= 0).astype(bool), (need > most).astype(bool)
            truths.append(np.where(met, 1, np.where(lost, 0, 2)).astype(np.int8))
            if sums is not None and len(sums) > 1:
                place = np.minimum(np.searchsorted(sums, need), len(sums) - 1)
                need = sums[place]
            needs[row] = np.where(met, 0, np.where(lost, most + 1, need))
        value = _evaluate(self.formula, truths, needs.shape[1])
        last = np.where(value == 2, 0, value - 2).astype(self.dtype).reshape(1, -1)
        relevant = [np.zeros(needs.shape[1], dtype=bool) for _ in truths]
        _relevance(self.formula, truths, value == 2, relevant)
        for row, mask in enumerate(relevant):
            needs[row][(truths[row] == 2) & ~mask] = 0  # any value will do where nothing depends on it
        return np.concatenate([needs, last])

    def unique(self, states: npt.NDArray[Any]) -> tuple[Ints, npt.NDArray[Any]]:
        """The distinct columns, and for each column the index of its own."""
        if self.dtype is object:
            seen: dict[tuple[int, ...], int] = {}
            numbers = [seen.setdefault(tuple(column), len(seen)) for column in states.T.tolist()]
            return np.array(numbers, dtype=np.int64), np.array(list(seen), dtype=object).T.reshape(len(states), -1)
        while True:  # one sort of a mixed key, checked: a clash of keys only costs another round
            with np.errstate(over="ignore"):
                key = states[-1].copy()
                for row, salt in enumerate(self.salt[: len(states) - 1]):
                    key = (key ^ (key >> 29)) * salt + states[row]
            _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
            distinct = states[:, first]
            if np.array_equal(distinct[:, inverse], states):
                return inverse.astype(np.int64), distinct
            self.salt = self.salt * 6364136223846793005 + 2

    def ends(self, states: npt.NDArray[Any]) -> Ints:
        ends: Ints = (states[-1] == -1).astype(np.int64)
        return ends


def _importance(gains: list[list[list[int]]], size: int) -> tuple[int, ...]:
    """Members by falling sum of their shares in the thresholds; like members stay together."""
    totals = [sum(max(row) for row in rows) or 1 for rows in gains]

    def key(member: int) -> tuple[float, tuple[tuple[int, ...], ...], int]:
        share = sum(max(rows[member]) / total for rows, total in zip(gains, totals, strict=True))
        return (-share, tuple(tuple(rows[member]) for rows in gains), member)

    return tuple(sorted(range(size), key=key))


def _evaluate(formula: Formula, truths: list[Tri], width: int) -> Tri:
    if isinstance(formula, bool):
        return np.full(width, int(formula), dtype=np.int8)
    if isinstance(formula, int):
        return truths[formula]
    word, parts = formula
    values = [_evaluate(part, truths, width) for part in parts]
    if word == "not":
        return np.where(values[0] == 2, 2, 1 - values[0]).astype(np.int8)
    stop = 0 if word == "and" else 1
    stopped, unknown = values[0] == stop, values[0] == 2
    for value in values[1:]:
        stopped = stopped | (value == stop)
        unknown = unknown | (value == 2)
    return np.where(stopped, stop, np.where(unknown, 2, 1 - stop)).astype(np.int8)


def _relevance(
    formula: Formula, truths: list[Tri], mask: npt.NDArray[np.bool_], out: list[npt.NDArray[np.bool_]]
) -> None:
    """Mark the thresholds on which an undecided formula still depends."""
    if isinstance(formula, bool):
        return
    if isinstance(formula, int):
        out[formula] |= mask & (truths[formula] == 2)
        return
    for part in formula[1]:
        open_here = mask & (_evaluate(part, truths, len(mask)) == 2)
        if open_here.any():
            _relevance(part, truths, open_here, out)


def _reduce(order: tuple[int, ...], raw: list[Ints], ends: Ints) -> Diagram:
    """Merge equal nodes, from the bottom up."""
    names = ends  # canonical index of each raw state on the level below
    levels: list[Ints] = []
    width = 2
    for children in reversed(raw):
        renamed = names[children]
        key = renamed[0]
        for row in renamed[1:]:
            if len(key) and int(key.max()) >= _SAFE // max(width, 1):
                _, key = np.unique(key, return_inverse=True)
            key = key * width + row
        _, first, names = np.unique(key, return_index=True, return_inverse=True)
        levels.append(np.ascontiguousarray(renamed[:, first]))
        width = len(first)
    root = int(names[0])
    return Diagram(order, tuple(levels[::-1]), root)
