"""The inner loops of the exchange model in numpy, on all candidates at once; the same bits as `exchange_kernel`.

Rates drawn at random and randomised gains draw numbers candidate by candidate; those runs take the loops as they are.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

SMALLEST = 1e-10  # moves and gains below this are none
TIE = 1e-12  # gains closer than this are equal
NEAR = 1e-9  # an outcome this close to a position has reached it

_MASK = (1 << 64) - 1


def uniform(state: NDArray[np.uint64]) -> float:
    """As `exchange_kernel.uniform`, in whole numbers of Python's (numpy's would warn when they wrap around)."""
    z = (int(state[0]) + 0x9E3779B97F4A7C15) & _MASK
    state[0] = z
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _MASK
    return float((z ^ (z >> 31)) >> 11) / 9007199254740992.0


def candidates(x: FloatArray, salience: FloatArray, present: BoolArray, outcome: FloatArray, limit: int) -> IntArray:
    """As `exchange_candidates.candidates`."""
    n, m = x.shape
    first, second = np.triu_indices(n, 1)
    left = x <= outcome
    orders: list[IntArray] = []
    count = 0
    for p in range(m):
        for q in range(p + 1, m):
            both = present[:, p] & present[:, q]
            apart = (left[first, p] != left[second, p]) & (left[first, q] != left[second, q])
            rows = np.flatnonzero(both[first] & both[second] & apart)
            i, j = first[rows], second[rows]
            order = salience[i, p] * salience[j, q] >= salience[j, p] * salience[i, q]
            pairs = np.stack([np.where(order, i, j), np.where(order, j, i), np.full_like(i, p), np.full_like(i, q)], 1)
            orders.append(pairs)
            count += len(pairs)
            if count > limit:
                return np.concatenate(orders)[: limit + 1]
    return np.concatenate(orders) if orders else np.empty((0, 4), dtype=np.int64)


def terms(
    cands: IntArray,
    x: FloatArray,
    y: FloatArray,
    s: FloatArray,
    pull: FloatArray,
    seen_p: FloatArray,
    seen_q: FloatArray,
    compat: bool,
) -> FloatArray:
    """As `exchange_kernel.terms` at equal gains, for many candidates: shape (candidates, 8)."""
    i, j, p, q = cands.T
    to_i, to_j, at_i, at_j = x[i, p], x[j, q], y[i, q], y[j, p]
    side_p, side_q = np.where(to_i > at_j, 1.0, -1.0), np.where(to_j > at_i, 1.0, -1.0)
    pull_j, pull_i = pull[j, p], pull[i, q]
    with np.errstate(divide="ignore", invalid="ignore"):  # what is not a number is not taken below
        ratio = (s[i, p] + s[j, p]) / (s[i, q] + s[j, q])
        most_p, most_q = np.abs(to_i - at_j) * pull_j, np.abs(to_j - at_i) * pull_i
        d_p, d_q = most_p, most_p * ratio
        capped = d_q > most_q
        d_q = np.where(capped, most_q, d_q)
        d_p = np.where(capped, np.where(ratio > 0.0, most_q / ratio, most_p), d_p)
        left_p, left_q = (to_i - seen_p) * side_p, (to_j - seen_q) * side_q
        if compat:
            cap = (left_p > NEAR) & (d_p > left_p)
            d_p = np.where(cap, left_p, d_p)
            d_q = np.where(cap, d_p * ratio, d_q)
            cap = (left_q > NEAR) & (d_q > left_q)
            d_q = np.where(cap, left_q, d_q)
            d_p = np.where(cap, d_q / ratio, d_p)
        else:
            d_p, d_q = np.minimum(d_p, np.maximum(left_p, 0.0)), np.minimum(d_q, np.maximum(left_q, 0.0))
            more = d_q > d_p * ratio
            d_p = np.where(~more & (ratio > 0.0), d_q / ratio, d_p)
            d_q = np.where(more, d_p * ratio, d_q)
        move_i = np.where(pull_i > 0.0, side_q * d_q / np.where(pull_i > 0.0, pull_i, 1.0), 0.0)
        move_j = np.where(pull_j > 0.0, side_p * d_p / np.where(pull_j > 0.0, pull_j, 1.0), 0.0)
    gain_i, gain_j = s[i, p] * d_p - s[i, q] * d_q, s[j, q] * d_q - s[j, p] * d_p
    return np.stack([gain_i, gain_j, at_i + move_i, at_j + move_j, move_i, move_j, d_p, d_q], axis=1)


def valid(t: FloatArray, earlier_i: FloatArray, earlier_j: FloatArray) -> BoolArray:
    """As `exchange_kernel.is_valid`, for many candidates."""
    gains, places, moves = t[:, :2], t[:, 2:4], t[:, 4:6]
    keeps = (
        (gains >= SMALLEST)
        & ~((np.abs(moves) <= SMALLEST) | (np.abs(moves) > 100.0 + NEAR))
        & ~((places < -NEAR) | (places > 100.0 + NEAR))
    )
    return np.asarray(keeps.all(axis=1) & (earlier_i * t[:, 4] >= 0.0) & (earlier_j * t[:, 5] >= 0.0))


def choose(live: BoolArray, terms_of: FloatArray, priority: IntArray) -> int:
    """As `exchange_kernel.choose`."""
    rows = np.flatnonzero(live)
    if not rows.size:
        return -1
    gains = np.minimum(terms_of[rows, 0], terms_of[rows, 1])
    near = rows[gains >= gains.max() - 64 * TIE]  # the loop's ties may chain: only these can take part
    best, top = -1, 0.0
    for e in near.tolist():
        gain = min(float(terms_of[e, 0]), float(terms_of[e, 1]))
        if best < 0 or gain > top + TIE or (gain > top - TIE and priority[e] < priority[best]):
            best, top = e, max(gain, top) if best >= 0 and abs(gain - top) <= TIE else gain
    return best


def realise(
    cands: IntArray,
    x: FloatArray,
    s: FloatArray,
    pull: FloatArray,
    outcome: FloatArray,
    priority: IntArray,
    compat: bool,
) -> tuple[FloatArray, IntArray, FloatArray, int]:
    """As `exchange_kernel.realise` at equal gains."""
    n, m = x.shape
    count = len(cands)
    i, j, p, q = cands.T
    y, moved, now = x.copy(), np.zeros((n, m)), outcome.copy()
    heard, received = np.zeros((n, m, n if compat else 1)), np.zeros((n, m))
    tried = np.zeros((count, 4))
    live, t = np.zeros(count, dtype=np.bool_), np.zeros((count, 8))
    done: list[int] = []
    record: list[list[float]] = []
    touched = np.arange(count)
    own_i = own_j = np.zeros(count, dtype=np.bool_)
    first_valid = -1
    while True:
        if touched.size:
            a, b, c, d = i[touched], j[touched], p[touched], q[touched]
            if compat:
                seen_p = outcome[c] + received[a, c] - heard[a, c, b] + (y[b, c] - x[b, c]) * pull[b, c]
                seen_q = outcome[d] + received[b, d] - heard[b, d, a] + (y[a, d] - x[a, d]) * pull[a, d]
            else:
                seen_p, seen_q = now[c], now[d]
            t[touched] = terms(cands[touched], x, y, s, pull, seen_p, seen_q, compat)
            good = valid(t[touched], moved[a, d], moved[b, c])
            if compat:
                tried[touched, 0] += np.where(own_i[touched], tried[touched, 2], 0.0)
                tried[touched, 1] += np.where(own_j[touched], tried[touched, 3], 0.0)
                tried[touched, 2:] = t[touched, 4:6]
                good &= (tried[touched, :2] + tried[touched, 2:] <= 100.0 + NEAR).all(axis=1)
            live[touched] = good
        if first_valid < 0:
            first_valid = int(live.sum())
        chosen = choose(live, t, priority)
        if chosen < 0:
            terms_of = np.array(record) if record else np.empty((0, 10))
            return y, np.array(done, dtype=np.int64), terms_of, first_valid
        ci, cj, cp, cq = cands[chosen].tolist()
        live[chosen] = False
        done.append(chosen)
        to_i, to_j = (min(100.0, max(0.0, float(t[chosen, k]))) for k in (2, 3))
        row = [float(t[chosen, 0]), float(t[chosen, 1]), float(y[ci, cq]), to_i, float(y[cj, cp]), to_j]
        row += [float(now[cp]), float(now[cq])]
        y[ci, cq], y[cj, cp] = to_i, to_j
        moved[ci, cq] = 1.0 if t[chosen, 4] > 0.0 else -1.0
        moved[cj, cp] = 1.0 if t[chosen, 5] > 0.0 else -1.0
        for k in (cp, cq):
            now[k] = outcome[k] + np.add.accumulate((y[:, k] - x[:, k]) * pull[:, k])[-1]
        record.append([*row, float(now[cp]), float(now[cq])])
        if compat:
            for demander, supplier, k in ((ci, cj, cp), (cj, ci, cq)):
                shift = (y[supplier, k] - x[supplier, k]) * pull[supplier, k]
                received[demander, k] += shift - heard[demander, k, supplier]
                heard[demander, k, supplier] = shift
        own_i = ((i == ci) & (q == cq)) | ((i == cj) & (q == cp))
        own_j = ((j == ci) & (p == cq)) | ((j == cj) & (p == cp))
        if compat:
            asked = ((i == ci) & (p == cp)) | ((i == cj) & (p == cq))
            asked |= ((j == ci) & (q == cp)) | ((j == cj) & (q == cq))
            touched = np.flatnonzero(live & (own_i | own_j | asked))
        else:
            touched = np.flatnonzero(live & ((p == cp) | (p == cq) | (q == cp) | (q == cq)))
