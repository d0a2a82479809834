"""One weighted threshold among many members: generating functions instead of a decision diagram.

The cumulative counts :math:`C(x)`, the coalitions of weight at most *x*, follow from adding one member after another,
:math:`C \\leftarrow C(x) + C(x - w)`. Member *i* is taken out again by
:math:`C_{-i}(x) = C(x) - C_{-i}(x - w_i)`, which unrolls to an alternating sum over few points, so its swings need
:math:`q / w_i` look-ups only (Brams and Affuso 1976; Bilbao et al. 2000; Uno 2012).

Exact counts are kept modulo primes below 2^15 and put together by the Chinese remainder theorem: overflow is
impossible, and arrays of 16-bit residues stay in cache. Members come in order of rising weight, which keeps the
early arrays short, and by duality the array ends below half of the total weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from math import gcd, log2
from typing import Any

import numpy as np
import numpy.typing as npt

from whipcount.errors import RuleError
from whipcount.kernels import compiled, kernel, speed
from whipcount.rules.power import generating_twin as twin

Floats = npt.NDArray[np.float64]

MAX_CELLS = 60_000_000
_BLOCK = 8192
_TURNS = 4_000_000
_TOGETHER = 4_000_000  # cells of all primes together, up to which numpy takes them at once


@kernel(nogil=True, boundscheck=False)
def _add(out: Any, stay: Any, move: Any, prime: Any) -> None:
    """out = (stay + move) mod prime, for three stretches that do not overlap."""
    for x in range(out.shape[0]):
        value = np.uint16(stay[x] + move[x])
        out[x] = min(value, np.uint16(value - prime))  # a value below the prime wraps around and loses


@kernel(nogil=True, boundscheck=False)
def _add_to(target: Any, move: Any, prime: Any) -> None:
    """The same in place: apart from :func:`_add`, since the compiler only makes wide loops of what cannot overlap."""
    for x in range(target.shape[0]):
        value = np.uint16(target[x] + move[x])
        target[x] = min(value, np.uint16(value - prime))


@kernel(nogil=True, boundscheck=False)
def _extend(counts: Any, have: int, reach: int, total: int, power: Any, prime: Any) -> None:
    """Fill ``counts`` above ``have``: C(x) = 2^k - C(total - 1 - x), and 2^k from the total on."""
    for x in range(have + 1, min(reach, total - 1) + 1):
        value = np.uint16(power + (prime - counts[total - 1 - x]))
        counts[x] = min(value, np.uint16(value - prime))
    for x in range(max(have + 1, total), reach + 1):
        counts[x] = power


@kernel(twin=twin.residues, nogil=True, boundscheck=False)
def _residues(weights: Any, prime: int, counts: Any, spare: Any) -> Any:
    """Cumulative counts modulo a prime, for weights in rising order, all above 0; ``counts`` or ``spare`` is returned.

    Coalitions and their complements mirror each other, so only the lower half of each array is ever computed. With a
    ``spare`` of the same length the two take turns, which allows long stretches even for small weights.
    """
    modulus = np.uint16(prime)
    top = counts.shape[0] - 1
    turns = spare.shape[0] == counts.shape[0]
    counts[0] = 1
    have, total, power = 0, 0, np.uint16(1)
    for weight in weights:
        reach = min(top, (total + weight) // 2)
        _extend(counts, have, reach, total, power, modulus)
        have = max(have, reach)
        if turns and weight < _BLOCK:
            low = min(weight, reach + 1)
            spare[:low] = counts[:low]
            _add(spare[low : reach + 1], counts[low : reach + 1], counts[: max(reach + 1 - low, 0)], modulus)
            counts, spare = spare, counts
        else:
            high = reach + 1
            while high > weight:  # from the top down in stretches that do not overlap their source
                low = max(weight, high - min(weight, _BLOCK))
                _add_to(counts[low:high], counts[low - weight : high - weight], modulus)
                high = low
        total += weight
        power = np.uint16((np.int64(power) * 2) % prime)
        have = reach
    _extend(counts, have, top, total, power, modulus)
    return counts


@kernel(twin=twin.take_out, nogil=True, boundscheck=False)
def _take_out(counts: Any, weights: Any, prime: int) -> Any:
    """For each weight: coalitions of the others with weight in [top - w + 1, top], modulo the prime."""
    top = counts.shape[0] - 1
    out = np.empty(len(weights), dtype=np.int64)
    for place in range(len(weights)):
        weight = weights[place]
        total = np.int64(counts[top])
        sign = -1
        x = top - weight
        while x >= 0:
            total += sign * 2 * np.int64(counts[x])
            sign = -sign
            x -= weight
        out[place] = total % prime
    return out


@kernel(nogil=True, fastmath={"contract"}, boundscheck=False)
def _scale_block(target: Any, source: Any, stay: float, move: float) -> None:
    for x in range(target.shape[0]):
        target[x] = stay * target[x] + move * source[x]


@kernel(twin=twin.chances, nogil=True, boundscheck=False)
def _chances(weights: Any, p: Any, top: int) -> Any:
    """P(weight of those in favour <= x) for x in 0..top, for weights in rising order, all above 0."""
    chance = np.empty(top + 1, dtype=np.float64)
    chance[0] = 1.0
    filled = 0
    for place in range(len(weights)):
        weight = weights[place]
        reach = min(top, filled + weight)
        for x in range(filled + 1, reach + 1):
            chance[x] = 1.0
        filled = reach
        stay, move = 1.0 - p[place], p[place]
        high = reach + 1
        while high > weight:
            low = max(weight, high - min(weight, _BLOCK))
            _scale_block(chance[low:high], chance[low - weight : high - weight], stay, move)
            high = low
        for x in range(min(weight, reach + 1)):
            chance[x] *= stay
    for x in range(filled + 1, top + 1):
        chance[x] = 1.0
    return chance


@kernel(twin=twin.pivots, nogil=True, boundscheck=False)
def _pivots(chance: Any, weights: Any, p: Any, quota: int) -> Any:
    """P(the others weigh quota - w to quota - 1) for each weight; ``chance`` reaches the total where p > 1/2."""
    out = np.empty(len(weights), dtype=np.float64)
    for place in range(len(weights)):
        weight, yes = weights[place], p[place]
        if weight == 0:
            out[place] = 0.0
        elif yes <= 0.5:  # C = (1-p) C_i(x) + p C_i(x-w), solved from below: errors shrink by p/(1-p) a step
            start = (quota - 1) % weight
            without, before = 0.0, 0.0
            for x in range(start, quota, weight):
                before = without
                without = (chance[x] - yes * before) / (1.0 - yes)
            out[place] = without - before
        else:  # the same from above, where everything is certain
            top = chance.shape[0] - 1
            steps = (top - (quota - 1) + weight - 1) // weight
            without, after = 1.0, 1.0  # C_i at quota - 1 + (steps) w, which is at or above the others' total
            for step in range(steps, -1, -1):
                x = quota - 1 + step * weight
                after = without
                value = chance[x] if x <= top else 1.0
                without = (value - (1.0 - yes) * after) / yes
            out[place] = after - without
    return out


def _count(rising: Any, ask: Any, quota: int, primes: list[int]) -> list[list[int]]:
    """For each prime the swings of the weights asked for and the coalitions below the quota, modulo that prime."""
    if not compiled() and len(primes) * quota <= _TOGETHER:
        column = np.array(primes, dtype=np.uint16)[:, None]
        counts = np.empty((len(primes), quota), dtype=np.uint16)
        twin.counts_modulo(rising, column, counts)
        remainders = twin.taken_out(counts, ask, column)
        return [[*row, last] for row, last in zip(remainders.tolist(), counts[:, -1].tolist(), strict=True)]
    buffer = np.empty(quota, dtype=np.uint16)
    spare = np.empty(quota if quota <= _TURNS else 0, dtype=np.uint16)
    residues = []
    for prime in primes:
        counts = _residues(rising, prime, buffer, spare)
        residues.append([*_take_out(counts, ask, prime).tolist(), int(counts[-1])])
    return residues


def _enough_primes(bits: int) -> list[int]:
    """The largest primes whose product has more than that many bits."""
    found, have = [], 0.0
    for prime in _primes():
        found.append(prime)
        have += log2(prime)
        if have > bits:
            break
    return found


@cache
def _primes() -> list[int]:
    """All primes between 2^14 and 2^15, from the top: 1,612 of them, 23,000 bits together."""
    sieve = np.ones(2**15, dtype=bool)
    for p in range(2, 182):
        sieve[p * p :: p] = False
    return [int(p) for p in np.flatnonzero(sieve)[::-1] if p > 2**14]


class Weighted:
    """One threshold with weights of 0 or more, ready for counting.

    Attributes:
        weights: exact, one a member, divided by their common divisor.
        quota: what those in favour must reach.
    """

    def __init__(self, weights: Sequence[int], quota: int) -> None:
        if min(weights) < 0:
            raise RuleError("a negative weight", accepted="weights of 0 or more")
        divisor = gcd(*weights) or 1
        self.weights = [weight // divisor for weight in weights]
        self.quota = -((-quota) // divisor)
        self.total = sum(self.weights)
        self.n = len(self.weights)

    @property
    def cells(self) -> int:
        """The length of the array that an exact count takes."""
        return max(min(self.quota, self.total - self.quota + 1), 0)

    def check(self) -> None:
        """Refuse what would not fit into memory."""
        if self.cells > MAX_CELLS:
            raise RuleError(
                f"weights that add up to {self.total:,} (after division by their common divisor) with {self.n} members",
                accepted=f"a quota, or its distance to the total, of at most {MAX_CELLS:,}; or fewer members",
            )

    def swings(self) -> tuple[list[int], int]:
        """For each member the coalitions in which it is critical, and how many coalitions win; exact.

        >>> Weighted([4, 2, 1], 5).swings()
        ([3, 1, 1], 3)
        """
        if self.quota <= 0:
            return [0] * self.n, 2**self.n
        if self.quota > self.total:
            return [0] * self.n, 0
        self.check()
        quota = min(self.quota, self.total - self.quota + 1)  # the dual game has the same swings
        distinct = sorted(set(self.weights) - {0})
        rising = np.array(sorted(w for w in self.weights if w), dtype=np.int64)
        ask = np.array(distinct, dtype=np.int64)
        need = len(rising) + 2
        primes = _enough_primes(need)
        with speed(0.5 * len(primes) * len(rising) * quota):
            residues = _count(rising, ask, quota, primes)
        *swings, below = _chinese(residues, primes)
        factor = 2 ** (self.n - len(rising))  # members of no weight double every coalition
        by_weight = {weight: count * factor for weight, count in zip(distinct, swings, strict=True)}
        losing = below * factor
        winning = losing if quota != self.quota else 2**self.n - losing  # dual: as many win here as lose there
        return [by_weight.get(weight, 0) for weight in self.weights], winning

    def chance(self, p: npt.ArrayLike) -> tuple[float, Floats]:
        """P(pass) and its gradient for independent members.

        Float arithmetic; errors grow with the number of additions and stay near 1e-13.

        Args:
            p: probability of a yes, shape (n,).

        Returns:
            P(pass), and its derivative by each member's p, shape (n,).
        """
        yes = np.asarray(p, dtype=np.float64)
        weights = np.array(self.weights, dtype=np.int64) if self.total < 2**62 else np.zeros(self.n, dtype=np.int64)
        if self.quota <= 0 or self.quota > self.total:
            return float(self.quota <= 0), np.zeros(self.n)
        order = np.argsort(weights, kind="stable")
        order = order[weights[order] > 0]
        top = self.total if bool(np.any(yes > 0.5)) else self.quota - 1
        if top > MAX_CELLS:
            self.check()
            raise RuleError(f"weights that add up to {self.total:,}", accepted=f"at most {MAX_CELLS:,}")
        with speed(self.n * top):
            chance = _chances(weights[order], yes[order], top)
            return float(1.0 - chance[self.quota - 1]), _pivots(chance, weights, yes, self.quota)

    def level_swings(self, p: float) -> Floats:
        """P(each member is critical) when everybody says yes with the same probability, shape (n,)."""
        quota, yes = (self.quota, p) if p <= 0.5 else (self.total - self.quota + 1, 1.0 - p)
        if self.quota <= 0 or self.quota > self.total:
            return np.zeros(self.n)
        self.check()
        weights = np.array(self.weights, dtype=np.int64)
        rising = np.sort(weights[weights > 0])
        with speed(100.0 * self.n * quota):  # as one of many, for quadrature
            chance = _chances(rising, np.full(len(rising), yes), quota - 1)
            return np.asarray(_pivots(chance, weights, np.full(self.n, yes), quota))


def _chinese(residues: list[list[int]], primes: list[int]) -> list[int]:
    """Garner's mixed radix form, for many numbers at once (as exact Python integers)."""
    products = [1, *accumulate(primes, lambda a, b: a * b)]
    values = list(residues[0])
    for step in range(1, len(primes)):
        prime = primes[step]
        inverse = pow(products[step], -1, prime)
        for place, value in enumerate(values):
            digit = (residues[step][place] - value) * inverse % prime
            values[place] = value + products[step] * digit
    return values
