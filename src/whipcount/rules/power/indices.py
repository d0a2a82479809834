"""Power indices of two-valued monotone games, each by its definition, exact where the game's size allows.

With :math:`\\eta_i` the swings of *i* (winning coalitions that lose without it), :math:`\\eta_i^s` those of size *s*,
:math:`\\omega` the number of winning coalitions, *M* the minimal winning ones and *n* the members, ``docs/power.md``
gives the equation and the source of every index computed here.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import comb, factorial

import numpy as np

from whipcount.errors import RuleError
from whipcount.rules.diagram import TooLargeError
from whipcount.rules.power.chance import Floats, many_weights
from whipcount.rules.power.counts import Counter
from whipcount.rules.power.game import Game
from whipcount.rules.power.minimal import is_ordered, minimal_diagram
from whipcount.rules.power.workload import by_generating

Values = tuple[Fraction, ...] | tuple[float, ...]
BRUTE_FORCE = 20


class Indices:
    """The indices of one game; each is computed when it is first asked for, and shares the counts with the others.

    Values are fractions where they are exact, floats where they come from quadrature (:attr:`ssi_error` says how good).

    >>> power = Indices(Game.weighted("ABC", [4, 2, 1], 5))
    >>> [str(x) for x in power.shapley_shubik], [str(x) for x in power.banzhaf]
    (['2/3', '1/6', '1/6'], ['3/5', '1/5', '1/5'])
    """

    def __init__(self, game: Game) -> None:
        if not game.monotone:
            raise RuleError("under this rule one more yes can hurt: power is not defined", accepted="a monotone rule")
        self.game = game
        self.n = len(game.members)
        self.large = many_weights(game)
        self.generating = self.large or by_generating(game)

    @property
    def method(self) -> str:
        """How the swings are counted (what needs the sizes of coalitions is counted on a diagram)."""
        return "generating functions modulo primes" if self.generating else "decision diagram"

    @cached_property
    def _counter(self) -> Counter:
        if self.large:
            raise TooLargeError(
                f"the weights of these {self.n} members are too many and too large for a decision diagram"
            )
        return Counter(self.game.diagram, sized=False)

    @cached_property
    def _sized(self) -> Counter:
        if self.large:
            raise TooLargeError(
                f"the weights of these {self.n} members are too many and too large for a decision diagram"
            )
        return Counter(self.game.diagram, sized=True)

    @cached_property
    def _counts(self) -> tuple[tuple[int, ...], int]:
        if self.generating and "_counter" not in self.__dict__:
            from whipcount.rules.power.generating import Weighted

            swings, winning = Weighted(self.game.thresholds[0].weights, self.game.thresholds[0].quota).swings()
            return tuple(swings), winning
        return tuple(self._counter.swings), self._counter.winning

    @property
    def raw_swings(self) -> tuple[int, ...]:
        """For each member the coalitions in which it is critical."""
        return self._counts[0]

    @property
    def winning(self) -> int:
        """How many coalitions win."""
        return self._counts[1]

    @cached_property
    def swings_by_size(self) -> list[list[int]]:
        """For each member its swings by the size of the coalition, itself included."""
        return self._sized.swings_by_size

    @cached_property
    def penrose(self) -> Values:
        """Absolute Banzhaf (Penrose 1946): the share of the others' votings in which the member is decisive."""
        return tuple(Fraction(swings, 2 ** (self.n - 1)) for swings in self.raw_swings)

    @cached_property
    def banzhaf(self) -> Values:
        """Normalised Banzhaf (1965): swings as a share of all swings."""
        return _normalised([Fraction(swings) for swings in self.raw_swings])

    @cached_property
    def shapley_shubik(self) -> Values:
        """Shapley and Shubik (1954): how often the member is pivotal in a random order."""
        try:
            table = self.swings_by_size
        except TooLargeError:
            return self._ssi_by_quadrature()
        whole, n = factorial(self.n), self.n
        terms = [0, *(factorial(s - 1) * factorial(n - s) for s in range(1, n + 1))]
        return tuple(Fraction(sum(c * t for c, t in zip(row, terms, strict=True) if c), whole) for row in table)

    @cached_property
    def ssi_error(self) -> float:
        """An estimate of the error of each Shapley-Shubik value: 0 where they are exact."""
        return self._quadrature[1] if isinstance(self.shapley_shubik[0], float) else 0.0

    def _ssi_by_quadrature(self) -> tuple[float, ...]:
        return tuple(float(value) for value in self._quadrature[0])

    @cached_property
    def _quadrature(self) -> tuple[Floats, float]:
        """Owen's integral of the multilinear extension along the diagonal, with more and more Gauss-Legendre nodes."""
        exact = self.n // 2 + 1  # this many nodes integrate the polynomial of degree n - 1 exactly
        last: Floats | None = None
        nodes = min(exact, 30)
        while True:
            points, weights = np.polynomial.legendre.leggauss(nodes)
            value: Floats = np.zeros(self.n)
            for point, weight in zip((points + 1) / 2, weights / 2, strict=True):
                value += weight * self._level_swings(float(point))
            error = 1.0 if last is None else float(np.abs(value - last).max())
            if nodes >= exact or error < 1e-11:
                return value, max(error if nodes < exact else 0.0, abs(float(value.sum()) - 1.0), 1e-13)
            last, nodes = value, min(exact, nodes * 3 // 2)

    def _level_swings(self, p: float) -> Floats:
        if len(self.game.thresholds) == 1:
            from whipcount.rules.power.generating import Weighted

            return Weighted(self.game.thresholds[0].weights, self.game.thresholds[0].quota).level_swings(p)
        from whipcount.rules.power.chance import independent

        return independent(self.game, np.full(self.n, p))[1]

    @cached_property
    def coleman_act(self) -> Fraction:
        """Coleman's (1971) power of a collectivity to act: the share of coalitions that win (decisiveness)."""
        return Fraction(self.winning, 2**self.n)

    @cached_property
    def coleman_prevent(self) -> Values:
        """Coleman's power to prevent action: swings as a share of the winning coalitions."""
        return tuple(Fraction(swings, self.winning or 1) for swings in self.raw_swings)

    @cached_property
    def coleman_initiate(self) -> Values:
        """Coleman's power to initiate action: swings as a share of the losing coalitions."""
        return tuple(Fraction(swings, (2**self.n - self.winning) or 1) for swings in self.raw_swings)

    @cached_property
    def rae(self) -> Values:
        """Rae (1969): how often the outcome is as the member votes, when all votings are equally likely."""
        return tuple(Fraction(1, 2) + Fraction(swings, 2**self.n) for swings in self.raw_swings)

    @cached_property
    def satisfaction(self) -> Values:
        """Straffin's (1978) satisfaction: the same when all share one unknown probability of a yes."""
        n, whole = self.n, factorial(self.n + 1)
        wins, table = self._sized.winning_by_size, self._sized.containing
        terms = [factorial(s) * factorial(n - s) for s in range(n + 1)]
        out = []
        for row in table:
            agree = 0
            for size in range(n + 1):
                lost_without = (comb(n - 1, size) if size < n else 0) - (wins[size] - row[size])
                agree += (row[size] + lost_without) * terms[size]
            out.append(Fraction(agree, whole))
        return tuple(out)

    @cached_property
    def _minimal(self) -> tuple[list[int], list[list[int]]]:
        """Minimal winning coalitions by size, and for each member those it belongs to."""
        if is_ordered(self.game, self._sized.diagram.order):
            return self._sized.minimal_by_size, self._sized.minimal_with
        counter = Counter(minimal_diagram(self.game), sized=True)
        return counter.winning_by_size, counter.containing

    @property
    def minimal_by_size(self) -> dict[int, int]:
        """Minimal winning coalitions by size, sizes with none left out."""
        return {size: number for size, number in enumerate(self._minimal[0]) if number}

    @cached_property
    def deegan_packel(self) -> Values:
        """Deegan and Packel (1978): minimal winning coalitions are equally likely and share equally."""
        total = sum(self._minimal[0])
        return tuple(
            sum((Fraction(c, s) for s, c in enumerate(row) if c), Fraction(0)) / (total or 1)
            for row in self._minimal[1]
        )

    @cached_property
    def holler(self) -> Values:
        """Holler's (1982) public good index: in how many minimal winning coalitions the member is, as a share."""
        return _normalised([Fraction(sum(row)) for row in self._minimal[1]])

    @cached_property
    def johnston(self) -> Values:
        """Johnston (1978): each vulnerable coalition is shared equally among its critical members."""
        if is_ordered(self.game, self._sized.diagram.order):
            table = self._sized.critical_with
        elif self.n <= BRUTE_FORCE:
            table = _critical_by_force(self.game)
        else:
            raise TooLargeError(
                "Johnston's index of a game in which members cannot be ordered by their weights",
                accepted=f"at most {BRUTE_FORCE} members",
            )
        return _normalised([sum((Fraction(c, k) for k, c in enumerate(row) if c), Fraction(0)) for row in table])


def _normalised(values: list[Fraction]) -> tuple[Fraction, ...]:
    total = sum(values)
    return tuple(value / total if total else Fraction(0) for value in values)


def _critical_by_force(game: Game) -> list[list[int]]:
    """For each member its swings by the number of critical members, over all coalitions."""
    n = len(game.members)
    wins = truth_table(game)
    masks = np.arange(2**n, dtype=np.int64)
    critical = [wins & (masks >> i & 1).astype(bool) & ~wins[masks & ~(1 << i)] for i in range(n)]
    number = np.sum(critical, axis=0)
    return [np.bincount(number[row], minlength=n + 1).tolist() for row in critical]


def truth_table(game: Game) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Whether each of the 2^n coalitions wins; bit *i* of the index is member *i*. For small games."""
    from whipcount.rules.algebra.system import decide

    n = len(game.members)
    sums = []
    for threshold in game.thresholds:
        total = np.zeros(1, dtype=object if sum(map(abs, threshold.weights)) > 2**61 else np.int64)
        for weight in threshold.weights:
            total = np.concatenate([total, total + weight])
        sums.append(total >= threshold.quota)
    table = np.zeros(2**n, dtype=bool)
    patterns, inverse = np.unique(np.array(sums, dtype=bool).reshape(len(sums), 2**n), axis=1, return_inverse=True)
    truth = np.array([bool(decide(game.formula, list(map(bool, column)))) for column in patterns.T], dtype=bool)
    table[:] = truth[inverse] if len(sums) else bool(decide(game.formula, []))
    return table
