"""Inner loops of the probabilistic Condorcet election: votes, coalitions, victory, the election itself.

Wise, "Markov Voting with Incentives in KTAB" and "Pragmatic Affinity in KTAB"; Efird, Lester & Wise 2016. The
codes of voting rules, victory models and election kinds are the positions in the tuples of `election`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.kernels import kernel

FloatArray = NDArray[np.float64]

COALITION_FLOOR = 1e-8  # KTAB's epsilon: a coalition of nobody still has some weight
_CELLS = 400_000  # of one array of the twins
VOTE_SCALE = 1e-8  # utility difference at which a binary vote is fully cast


def summed(values: FloatArray) -> FloatArray:
    """Sums down the first axis, one after another as a loop adds them up: `numpy.sum` would group them otherwise."""
    if values[0].size < 2:
        return np.asarray(np.add.accumulate(values, axis=0)[-1])
    return np.asarray(np.ascontiguousarray(values).sum(axis=0))  # row after row


def votes(weight: FloatArray, delta: FloatArray, rule: int) -> FloatArray:
    """:func:`vote` of many at once."""
    if rule == 0:
        return np.asarray(weight * delta)
    if rule == 3:
        return np.asarray(weight * delta * delta * delta)
    if rule == 4:
        return np.asarray(weight * 0.5 * (delta + delta * delta * delta))
    if rule == 5:
        return np.where(delta < 0.0, weight * delta, weight * delta * 2.0 / 3.0)
    binary = np.minimum(1.0, np.maximum(-1.0, delta / VOTE_SCALE))
    if rule == 1:
        return np.asarray(weight * binary)
    return np.asarray(weight * (0.8 * delta + 0.2 * binary))


@kernel(inline="always")
def vote(weight: float, delta: float, rule: int) -> float:
    """The vote of one actor for a over b with utility difference ``delta`` (negative: for b)."""
    if rule == 0:  # proportional
        return weight * delta
    if rule == 3:  # cubic
        return weight * delta * delta * delta
    if rule == 4:  # proportional and cubic, half each
        return weight * 0.5 * (delta + delta * delta * delta)
    if rule == 5:  # asymmetric proportional: a loss counts in full, a gain two thirds
        return weight * delta if delta < 0.0 else weight * delta * 2.0 / 3.0
    binary = min(1.0, max(-1.0, delta / VOTE_SCALE))
    if rule == 1:
        return weight * binary
    return weight * (0.8 * delta + 0.2 * binary)  # proportional and binary


@kernel()
def victory(strong: float, weak: float, model: int) -> float:
    """Probability that a coalition of strength ``strong`` beats one of ``weak``."""
    if model == 4:  # binary: 10 % more strength wins for certain, linear in the share between
        low, high = 1.0 / 2.1, 1.1 / 2.1
        return min(1.0, max(0.0, (strong / (strong + weak) - low) / (high - low)))
    for _ in range(model):  # 0 linear, 1 square, 2 quartic, 3 octic
        strong *= strong
        weak *= weak
    return strong / (strong + weak)


def _coalitions(utility: FloatArray, weight: FloatArray, rule: int, first_frames: bool) -> FloatArray:
    n = utility.shape[0]
    out = np.full((n, n), COALITION_FLOOR)
    at_once = max(1, _CELLS // max(utility.size, 1))
    for start in range(0, n, at_once):
        rows = slice(start, start + at_once)
        # (actors, options, options), added up actor by actor as the loop does
        delta = utility[rows].T[:, :, None] - utility.T[:, None, :]
        cast = np.where(delta > 0.0, votes(weight[:, None, None], delta, rule), 0.0)
        out[rows] += summed(cast)
        if first_frames:  # only an asymmetric vote is another one from the other side
            against = summed(np.where(delta > 0.0, 0.0, -votes(weight[:, None, None], delta, rule)))
            for a in range(start, min(start + at_once, n)):
                out[:a, a] = COALITION_FLOOR + against[a - start, :a]
    np.fill_diagonal(out, COALITION_FLOOR)
    return out


@kernel(twin=_coalitions)
def coalitions(utility: FloatArray, weight: FloatArray, rule: int, first_frames: bool) -> FloatArray:
    """C[a, b]: strength of those for a over b, shape (options, options).

    ``utility`` is (options, actors). With ``first_frames`` an asymmetric vote is cast once for each pair,
    framed as the later option against the earlier, and its negative part counts for the earlier (KTAB);
    otherwise each side frames its own vote.
    """
    n_options, n_actors = utility.shape
    out = np.full((n_options, n_options), COALITION_FLOOR)
    for a in range(n_options):
        for b in range(a):
            plus, minus = 0.0, 0.0
            for k in range(n_actors):
                delta = utility[a, k] - utility[b, k]
                if delta > 0.0:
                    plus += vote(weight[k], delta, rule)
                elif first_frames:
                    minus -= vote(weight[k], delta, rule)
                else:
                    minus += vote(weight[k], -delta, rule)
            out[a, b] += plus
            out[b, a] += minus
    return out


def _victories(strength: FloatArray, model: int) -> FloatArray:
    out = _victory(strength, strength.T, model)
    lower = np.tril_indices(len(out), -1)
    out.T[lower] = 1.0 - out[lower]
    np.fill_diagonal(out, 0.5)
    return out


@kernel(twin=_victories)
def victories(strength: FloatArray, model: int) -> FloatArray:
    """V[a, b]: probability that a beats b, one half on the diagonal."""
    n = strength.shape[0]
    out = np.full((n, n), 0.5)
    for a in range(n):
        for b in range(a):
            out[a, b] = victory(strength[a, b], strength[b, a], model)
            out[b, a] = 1.0 - out[a, b]
    return out


def _elect(
    utility: FloatArray, weight: FloatArray, rule: int, model: int, kind: int, first_frames: bool
) -> tuple[FloatArray, bool]:
    n = utility.shape[0]
    if n == 1:
        return np.ones(1), True
    strength = coalitions(utility, weight, rule, first_frames)
    win = victories(strength, model)
    if kind == 0:
        with np.errstate(over="ignore", under="ignore", invalid="ignore"):
            p = np.multiply.accumulate((win * 2.0).T, axis=0)[-1]
            total = float(np.add.accumulate(p)[-1])
        if total > 0.0 and np.isfinite(total):
            return p / total, True
        p = summed(np.log(np.maximum(win, 1e-300)).T)
        p = np.exp(p - p.max())
        return p / np.add.accumulate(p)[-1], True
    challenge = np.full((n, n), 1.0 / n)
    if kind == 2:
        challenge = strength * win
        np.fill_diagonal(challenge, 1e-10)
        challenge = challenge / summed(challenge)
    tolerance = 1e-6 if kind == 1 else 1e-8
    p = np.full(n, 1.0 / n)
    for _ in range(100_000):
        new = summed((win * (p[:, None] * challenge.T + p[None, :] * challenge)).T)
        change = float(np.abs(new - p).max())
        p = (p + new) / 2.0
        if change < tolerance:
            return p / np.add.accumulate(p)[-1], True
    return p / np.add.accumulate(p)[-1], False


def elect_many(
    utility: FloatArray, weight: FloatArray, rule: int, model: int, kind: int, first_frames: bool
) -> FloatArray:
    """Probabilities of the options of many elections of as many options, shape (elections, options).

    ``utility`` is (elections, options, actors); otherwise as :func:`elect`.
    """
    elections, n, _ = utility.shape
    if kind != 0 or n > 12:
        return np.stack([_elect(each, weight, rule, model, kind, first_frames)[0] for each in utility])
    strength = np.full((n, n, elections), COALITION_FLOOR)
    for a in range(1, n):
        delta = (utility[:, a, None, :] - utility[:, :a, :]).T  # (actors, options before, elections)
        cast = votes(weight[:, None, None], delta if first_frames else np.abs(delta), rule)
        for_a = delta > 0.0
        strength[a, :a] += summed(np.where(for_a, cast, 0.0))
        strength[:a, a] += summed(np.where(for_a, 0.0, -cast if first_frames else cast))
    product = np.ones((n, elections))
    for a in range(n):
        for b in range(n):
            if a != b:
                high, low = (a, b) if a > b else (b, a)
                won = _victory(strength[high, low], strength[low, high], model)
                product[a] *= (won if a > b else 1.0 - won) * 2.0
    total = summed(product)
    p = np.asarray((product / np.where(total > 0.0, total, 1.0)).T)
    for row in np.flatnonzero(~((total > 0.0) & np.isfinite(total))).tolist():
        p[row] = _elect(utility[row], weight, rule, model, kind, first_frames)[0]
    return p


def _victory(strong: FloatArray, weak: FloatArray, model: int) -> FloatArray:
    """:func:`victory` of many at once."""
    if model == 4:
        low, high = 1.0 / 2.1, 1.1 / 2.1
        return np.minimum(1.0, np.maximum(0.0, (strong / (strong + weak) - low) / (high - low)))
    for _ in range(model):
        strong, weak = strong * strong, weak * weak
    return np.asarray(strong / (strong + weak))


@kernel(twin=_elect)
def elect(
    utility: FloatArray, weight: FloatArray, rule: int, model: int, kind: int, first_frames: bool
) -> tuple[FloatArray, bool]:
    """Probability of each option, and whether the iteration settled.

    ``kind`` 0: conditional, p_a proportional to prod_b V(a, b). 1: Markov, uniform challenges. 2: Markov,
    challenges by incentive.
    """
    n = utility.shape[0]
    if n == 1:
        return np.ones(1), True
    strength = coalitions(utility, weight, rule, first_frames)
    win = victories(strength, model)
    p = np.empty(n)
    if kind == 0:
        for a in range(n):
            product = 1.0
            for b in range(n):
                product *= win[a, b] * 2.0  # the common factor keeps long products away from underflow
            p[a] = product
        total = p.sum()
        if total > 0.0 and np.isfinite(total):
            return p / total, True
        for a in range(n):  # still under- or overflown (hundreds of options): the same through logarithms
            log_product = 0.0
            for b in range(n):
                log_product += np.log(max(win[a, b], 1e-300))
            p[a] = log_product
        p = np.exp(p - p.max())
        return p / p.sum(), True
    challenge = np.full((n, n), 1.0 / n)  # challenge[a, b]: probability that a challenges, given that b stands
    if kind == 2:
        for b in range(n):
            total = 0.0
            for a in range(n):
                challenge[a, b] = 1e-10 if a == b else strength[a, b] * win[a, b]
                total += challenge[a, b]
            for a in range(n):
                challenge[a, b] /= total
    tolerance = 1e-6 if kind == 1 else 1e-8
    p[:] = 1.0 / n
    settled = False
    for _ in range(100_000):
        change = 0.0
        new = np.zeros(n)
        for a in range(n):
            for b in range(n):
                new[a] += win[a, b] * (p[a] * challenge[b, a] + p[b] * challenge[a, b])
        for a in range(n):
            change = max(change, abs(new[a] - p[a]))
        p = (p + new) / 2.0
        if change < tolerance:
            settled = True
            break
    return p / p.sum(), settled
