"""The inner loops of `generating` in numpy: what runs where compiled code is not there or not worth loading."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Residues = npt.NDArray[np.uint16]

_FORGOTTEN = 60.0  # powers of two below which a term no longer bears on a probability


def residues(weights: Any, prime: int, counts: Residues, _spare: Residues) -> Residues:
    """As `generating._residues`; ``counts`` is filled and given back."""
    counts_modulo(weights, np.array([[prime]], dtype=np.uint16), counts[None, :])
    return counts


def counts_modulo(weights: Any, primes: Residues, counts: Residues) -> None:
    """Fill ``counts`` (primes, cells) with the coalitions of weight at most x, modulo each prime (primes, 1)."""
    top = counts.shape[1] - 1
    power = np.ones_like(primes)
    counts[:, 0] = 1
    have = 0  # up to here the array is filled; above it everything is at most that heavy: 2^k
    for weight in np.asarray(weights).tolist():
        reach = min(top, have + weight)
        counts[:, have + 1 : reach + 1] = power
        if weight <= reach:
            value = counts[:, weight : reach + 1] + counts[:, : reach + 1 - weight]
            np.minimum(value, value - primes, out=counts[:, weight : reach + 1])  # below the prime it wraps and loses
        have = reach
        doubled = power + power
        power = np.minimum(doubled, doubled - primes)
    counts[:, have + 1 :] = power


def take_out(counts: Residues, weights: Any, prime: int) -> npt.NDArray[np.int64]:
    """As `generating._take_out`."""
    remainders: npt.NDArray[np.int64] = taken_out(counts[None, :], weights, np.array([[prime]], dtype=np.uint16))[0]
    return remainders


def taken_out(counts: Residues, weights: Any, primes: Residues) -> npt.NDArray[np.int64]:
    """The same modulo several primes at once, shape (primes, weights)."""
    top = counts.shape[1] - 1
    out = np.empty((len(counts), len(weights)), dtype=np.int64)
    for place, weight in enumerate(np.asarray(weights).tolist()):
        even = counts[:, top :: -2 * weight].sum(axis=1, dtype=np.int64)
        odd = counts[:, top - weight :: -2 * weight].sum(axis=1, dtype=np.int64) if weight <= top else 0
        out[:, place] = 2 * even - counts[:, top] - 2 * odd
    return np.asarray(out % primes, dtype=np.int64)


def chances(weights: Any, p: Any, top: int) -> Floats:
    """As `generating._chances`."""
    chance = np.ones(top + 1)
    filled = 0
    for weight, move in zip(np.asarray(weights).tolist(), np.asarray(p).tolist(), strict=True):
        filled = min(top, filled + weight)
        part = chance[: filled + 1]
        moved = move * part[: max(filled + 1 - weight, 0)]
        part *= 1.0 - move
        if weight <= filled:
            part[weight:] += moved
    return chance


def pivots(chance: Floats, weights: Any, p: Any, quota: int) -> Floats:
    """As `generating._pivots`: the two recurrences unrolled to alternating sums, cut where terms vanish."""
    top = len(chance) - 1
    out = np.zeros(len(weights))
    for place, (weight, yes) in enumerate(zip(np.asarray(weights).tolist(), np.asarray(p).tolist(), strict=True)):
        if weight == 0:
            continue
        low = yes <= 0.5
        ratio = yes / (1.0 - yes) if low else (1.0 - yes) / yes
        terms = _terms(ratio)
        if low:  # C_i(x) = sum_s (-r)^s C(x - s w) / (1 - p)
            span = chance[quota - 1 :: -weight][: terms + 1]
            signs = _powers(ratio, len(span))
            here = float(span @ signs)
            before = float(span[1:] @ signs[:-1]) if len(span) > 1 else 0.0
            out[place] = (here - before) / (1.0 - yes)
        else:  # C_i(x - w) = sum_s (-r)^s C(x + s w) / p, and 1 above the total
            span = chance[quota - 1 : top + 1 : weight][: terms + 1]
            signs = _powers(ratio, len(span) + 1)
            below = float(span @ signs[:-1]) / yes + float(signs[-1])
            here = float(span[1:] @ signs[: len(span) - 1]) / yes + float(signs[len(span) - 1])
            out[place] = here - below
    return out


def _terms(ratio: float) -> int:
    """How many terms of an alternating power series bear on its sum."""
    if ratio <= 0.0:
        return 1
    return 1 << 62 if ratio >= 1.0 - 1e-9 else int(_FORGOTTEN / -np.log2(ratio)) + 2


def _powers(ratio: float, count: int) -> Floats:
    signs = np.full(count, -ratio)
    if count:
        signs[0] = 1.0
    return np.multiply.accumulate(signs)
