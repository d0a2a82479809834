"""Exact counts on a two-state decision diagram: winning coalitions, swings, minimal coalitions, by size.

Counts by size are polynomials in a variable *z*; each is packed into one Python integer (Kronecker substitution), so
sums, shifts and products of whole polynomials are single operations on integers and nothing can overflow.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from whipcount.rules.diagram import Diagram, TooLargeError

Objects = npt.NDArray[Any]
MAX_BYTES = 1_500_000_000


class Counter:
    """Counts of coalitions on one diagram; each quantity is computed when it is first asked for.

    Lists of coalitions by size have ``size + 1`` entries, index 0 for the empty coalition.

    >>> from whipcount.rules.power.game import Game
    >>> counter = Counter(Game.weighted("ABC", [4, 2, 1], 5).diagram, sized=True)
    >>> counter.winning, counter.swings, counter.minimal_by_size
    (3, [3, 1, 1], [0, 0, 2, 0])
    """

    def __init__(self, diagram: Diagram, *, sized: bool) -> None:
        self.diagram = diagram
        self.n = diagram.size
        self.bits = self.n + 2 if sized else 0
        held = diagram.nodes * max(1, self.n * self.bits // 8)
        if held > MAX_BYTES:
            raise TooLargeError(
                f"counts by size for {self.n} members and {diagram.nodes:,} situations",
                accepted=f"at most {MAX_BYTES:,} bytes of counts",
            )

    def spread(self, packed: int) -> list[int]:
        """The coefficients of a packed polynomial, lowest first; of a plain count, that count."""
        if not self.bits:
            return [packed]
        mask = (1 << self.bits) - 1
        return [(packed >> (self.bits * size)) & mask for size in range(self.n + 1)]

    @cached_property
    def above(self) -> list[Objects]:
        """For each level's nodes: the coalitions of the members above that lead there."""
        levels: list[Objects] = []
        here: Objects = np.zeros(self.diagram.width(0), dtype=object)
        here[self.diagram.root] = 1
        for depth, (low, high) in enumerate(self.diagram.levels):
            levels.append(here)
            below: Objects = np.zeros(self.diagram.width(depth + 1), dtype=object)
            np.add.at(below, low, here)
            np.add.at(below, high, here << self.bits)
            here = below
        levels.append(here)
        return levels

    @cached_property
    def below(self) -> list[Objects]:
        """For each level's nodes: the coalitions of the members from there on that win."""
        levels: list[Objects] = [np.array([0, 1], dtype=object)]
        for low, high in reversed(self.diagram.levels):
            levels.append(levels[-1][low] + (levels[-1][high] << self.bits))
        return levels[::-1]

    @cached_property
    def winning(self) -> int:
        """How many coalitions win."""
        return sum(self.winning_by_size)

    @cached_property
    def winning_by_size(self) -> list[int]:
        """Winning coalitions by size."""
        return self.spread(int(self.below[0][self.diagram.root]))

    @cached_property
    def swings(self) -> list[int]:
        """For each member: the winning coalitions that would lose without it."""
        return [sum(by_size) for by_size in self.swings_by_size]

    @cached_property
    def swings_by_size(self) -> list[list[int]]:
        """For each member: the winning coalitions that would lose without it, by size (the member included)."""
        out: list[list[int]] = [[] for _ in range(self.n)]
        for depth, (low, high) in enumerate(self.diagram.levels):
            after = self.below[depth + 1]
            gain = self._product(self.above[depth], after[high]) - self._product(self.above[depth], after[low])
            out[self.diagram.order[depth]] = self.spread(gain << self.bits)
        return out

    @cached_property
    def _last(self) -> list[npt.NDArray[np.int64]]:
        """For each level's nodes: 1 where the member asked there makes the coalition of those above win, alone."""
        zeros = self.diagram.follow(0)
        return [zeros[d + 1][high] * (1 - zeros[d + 1][low]) for d, (low, high) in enumerate(self.diagram.levels)]

    @cached_property
    def _minimal(self) -> list[Objects]:
        """Minimal winning coalitions completed from each node on, where members come in order of desirability.

        The least desirable member is then the last, and a coalition is minimal exactly if it loses without that one.
        """
        return self._sum_below([last.astype(object) for last in self._last])

    def _sum_below(self, ends: list[Objects]) -> list[Objects]:
        levels: list[Objects] = [np.zeros(2, dtype=object)]
        for depth in range(self.n - 1, -1, -1):
            low, high = self.diagram.levels[depth]
            after = levels[-1]
            levels.append(after[low] + ((after[high] + ends[depth]) << self.bits))
        return levels[::-1]

    @cached_property
    def minimal_by_size(self) -> list[int]:
        """Minimal winning coalitions by size."""
        return self.spread(int(self._minimal[0][self.diagram.root]))

    @cached_property
    def minimal_with(self) -> list[list[int]]:
        """For each member: the minimal winning coalitions that it belongs to, by size."""
        return self._with(self._minimal, [last.astype(object) for last in self._last])

    @cached_property
    def critical_with(self) -> list[list[int]]:
        """For each member: the coalitions in which it is critical, by the number of critical members (itself included).

        Where members come in order of desirability, the critical members of a coalition are its first ones. Say the
        last of them is asked at a node with children *low* and *high*: the coalitions of the members after it that
        count are those that win with it, lose without it, and win without the first of themselves.
        """
        zero: Objects = np.zeros(2, dtype=object)
        without_first, with_first = [zero], [zero]  # sums over all first members below, for winning and for losing
        plain = Counter(self.diagram, sized=False).below
        for depth in range(self.n - 1, -1, -1):
            low, high = self.diagram.levels[depth]
            without_first.append(plain[depth + 1][low] + without_first[-1][low])
            with_first.append(plain[depth + 1][high] + with_first[-1][low])
        without_first.reverse()
        with_first.reverse()
        ends: list[Objects] = []
        for depth, (low, high) in enumerate(self.diagram.levels):
            ends.append(self._last[depth] + without_first[depth + 1][high] - with_first[depth + 1][low])
        return self._with(self._sum_below(ends), ends)

    @cached_property
    def containing(self) -> list[list[int]]:
        """For each member: the winning coalitions that it belongs to, by size."""
        nothing = [np.zeros(level.shape[1], dtype=object) for level in self.diagram.levels]
        return self._with(self.below, nothing)

    def _with(self, below: list[Objects], ends: list[Objects]) -> list[list[int]]:
        out: list[list[int]] = [[] for _ in range(self.n)]
        for depth, (_, high) in enumerate(self.diagram.levels):
            inside = self._product(self.above[depth], ends[depth] + below[depth + 1][high])
            out[self.diagram.order[depth]] = self.spread(inside << self.bits)
        return out

    @staticmethod
    def _product(left: Objects, right: Objects) -> int:
        return int(np.dot(left, right)) if len(left) else 0
