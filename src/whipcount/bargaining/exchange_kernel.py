"""Inner loops of the exchange model: the terms of an exchange, and the order in which exchanges are realised.

Candidates as in `exchange_candidates`, positions on 0 to 100, symbols as in `exchange`.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import exchange_twin as twin
from whipcount.bargaining.exchange_twin import NEAR, SMALLEST, TIE
from whipcount.kernels import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]

SWEEPS = 200  # of lowered offers before the best standing one is taken


@kernel(twin=twin.uniform)
def uniform(state: NDArray[np.uint64]) -> float:
    """The next number in [0, 1) of a splitmix64 stream (Steele, Lea & Flood 2014): the same on every machine."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) / 9007199254740992.0


@kernel()
def terms(
    cand: IntArray,
    x: FloatArray,
    y: FloatArray,
    s: FloatArray,
    pull: FloatArray,
    seen_p: float,
    seen_q: float,
    rate: float,
    compat: bool,
    out: FloatArray,
) -> None:
    """Terms of one exchange into ``out``: gains of i, j; places of i on q, j on p; their moves; d_p, d_q.

    ``pull`` is c s / sum(c s): how far the outcome follows an actor's move. ``rate`` is d_q / d_p, or negative
    for equal gains. ``seen_p``, ``seen_q`` are the outcomes from which a demander's position must not be
    crossed.
    """
    i, j, p, q = cand[0], cand[1], cand[2], cand[3]
    to_i, to_j = x[i, p], x[j, q]
    side_p = 1.0 if to_i > y[j, p] else -1.0
    side_q = 1.0 if to_j > y[i, q] else -1.0
    pull_j, pull_i = pull[j, p], pull[i, q]
    ratio = rate if rate >= 0.0 else (s[i, p] + s[j, p]) / (s[i, q] + s[j, q])
    most_p, most_q = abs(to_i - y[j, p]) * pull_j, abs(to_j - y[i, q]) * pull_i
    d_p, d_q = most_p, most_p * ratio
    if d_q > most_q:
        d_q = most_q
        d_p = most_q / ratio if ratio > 0.0 else most_p
    left_p, left_q = (to_i - seen_p) * side_p, (to_j - seen_q) * side_q
    if compat:  # the peer caps a move only if the outcome, as it has heard of it, is still short of the demander
        if left_p > NEAR and d_p > left_p:
            d_p = left_p
            d_q = d_p * ratio
        if left_q > NEAR and d_q > left_q:
            d_q = left_q
            d_p = d_q / ratio
    else:
        d_p, d_q = min(d_p, max(left_p, 0.0)), min(d_q, max(left_q, 0.0))
        if d_q > d_p * ratio:
            d_q = d_p * ratio
        elif ratio > 0.0:
            d_p = d_q / ratio
    put_terms(cand, y, s, pull, side_p, side_q, d_p, d_q, out)


@kernel()
def put_terms(
    cand: IntArray,
    y: FloatArray,
    s: FloatArray,
    pull: FloatArray,
    side_p: float,
    side_q: float,
    d_p: float,
    d_q: float,
    out: FloatArray,
) -> None:
    """Write the terms that follow from the two shifts."""
    i, j, p, q = cand[0], cand[1], cand[2], cand[3]
    out[0] = s[i, p] * d_p - s[i, q] * d_q
    out[1] = s[j, q] * d_q - s[j, p] * d_p
    move_i = side_q * d_q / pull[i, q] if pull[i, q] > 0.0 else 0.0
    move_j = side_p * d_p / pull[j, p] if pull[j, p] > 0.0 else 0.0
    out[2], out[3] = y[i, q] + move_i, y[j, p] + move_j
    out[4], out[5] = move_i, move_j
    out[6], out[7] = d_p, d_q


@kernel()
def redistribute(cand: IntArray, s: FloatArray, p_size: float, state: NDArray[np.uint64], t: FloatArray) -> None:
    """Randomised equal gain: raise or lower the gain of one of the two, changing d_p and d_q of ``t``.

    e' = e + p z (e_max - e) or e (1 - p z), z uniform: the actor and the direction are drawn too. e_max is
    where the partner gains 0.
    """
    i, j, p, q = cand[0], cand[1], cand[2], cand[3]
    for_i, up, z = uniform(state) < 0.5, uniform(state) < 0.5, uniform(state)
    most_p, most_q = t[6], t[7]  # one of them is a full move at equal gains: the frontier passes through this corner
    if for_i:
        win, lose, other_win, other_lose = s[i, p], s[i, q], s[j, q], s[j, p]
        good, bad, e = most_p, most_q, t[0]
    else:
        win, lose, other_win, other_lose = s[j, q], s[j, p], s[i, p], s[i, q]
        good, bad, e = most_q, most_p, t[1]
    if win <= 0.0 or lose <= 0.0:
        return
    if up:  # the same good for less in return, down to where the partner gains nothing
        least = good * other_lose / other_win if other_win > 0.0 else bad
        target = e + p_size * z * (win * good - lose * min(least, bad) - e)
        bad = (win * good - target) / lose
    else:  # less good for the same in return
        good = (e * (1.0 - p_size * z) + lose * bad) / win
    if for_i:
        t[6], t[7] = good, bad
    else:
        t[6], t[7] = bad, good


@kernel()
def is_valid(t: FloatArray, earlier_i: float, earlier_j: float) -> bool:
    """Both gain, both move, nobody leaves 0 to 100, and nobody turns back on an earlier move."""
    if not (t[0] >= SMALLEST and t[1] >= SMALLEST):
        return False
    if abs(t[4]) <= SMALLEST or abs(t[5]) <= SMALLEST or abs(t[4]) > 100.0 + NEAR or abs(t[5]) > 100.0 + NEAR:
        return False
    if t[2] < -NEAR or t[2] > 100.0 + NEAR or t[3] < -NEAR or t[3] > 100.0 + NEAR:
        return False
    return bool(earlier_i * t[4] >= 0.0 and earlier_j * t[5] >= 0.0)


@kernel()
def choose(live: BoolArray, terms_of: FloatArray, priority: IntArray) -> int:
    """The live candidate with the highest lower gain; equal ones by priority. -1 if there is none."""
    best, top = -1, 0.0
    for e in range(live.shape[0]):
        if live[e]:
            gain = min(terms_of[e, 0], terms_of[e, 1])
            if best < 0 or gain > top + TIE or (gain > top - TIE and priority[e] < priority[best]):
                best, top = e, max(gain, top) if best >= 0 and abs(gain - top) <= TIE else gain
    return best


@kernel()
def mutual(cands: IntArray, live: BoolArray, terms_of: FloatArray, priority: IntArray, n: int) -> tuple[int, int]:
    """Random rates: a candidate that is the best for both its parties, or one whose offer should be raised.

    Gives (candidate, -1) to realise, or (-1, candidate) to lower, or (-1, -1) when none is left.
    """
    best = np.full(n, -1, dtype=np.int64)
    gain = np.zeros(n)
    for e in range(live.shape[0]):
        if not live[e]:
            continue
        for side in range(2):
            a, g = cands[e, side], terms_of[e, side]
            if best[a] < 0 or g > gain[a] + TIE or (g > gain[a] - TIE and priority[e] < priority[best[a]]):
                best[a], gain[a] = e, g
    found, top, lower, reach = -1, 0.0, -1, 0.0
    for a in range(n):
        e = best[a]
        if e < 0:
            continue
        if best[cands[e, 0]] == e and best[cands[e, 1]] == e:
            least = min(terms_of[e, 0], terms_of[e, 1])
            if found < 0 or least > top:
                found, top = e, least
        elif lower < 0 or gain[a] > reach:
            lower, reach = e, gain[a]
    if found >= 0:
        return found, -1
    return -1, lower


def _realise(
    cands: IntArray,
    x: FloatArray,
    s: FloatArray,
    pull: FloatArray,
    outcome: FloatArray,
    priority: IntArray,
    randomise: float,
    random_rate: bool,
    compat: bool,
    seed: int,
) -> tuple[FloatArray, IntArray, FloatArray, int]:
    if randomise > 0.0 or random_rate:
        return realise.loop(cands, x, s, pull, outcome, priority, randomise, random_rate, compat, seed)
    return twin.realise(cands, x, s, pull, outcome, priority, compat)


@kernel(twin=_realise)
def realise(
    cands: IntArray,
    x: FloatArray,
    s: FloatArray,
    pull: FloatArray,
    outcome: FloatArray,
    priority: IntArray,
    randomise: float,
    random_rate: bool,
    compat: bool,
    seed: int,
) -> tuple[FloatArray, IntArray, FloatArray, int]:
    """One round: voting positions, the realised candidates in order, their terms, and how many were valid at first.

    With ``compat`` a candidate hears only of moves for the same demander and of its own parties' moves, and its
    parties' tried upward moves must not add up to more than 100 (the peer's bookkeeping).
    """
    n, m = x.shape
    count = cands.shape[0]
    y = x.copy()
    state = np.empty(1, dtype=np.uint64)
    state[0] = np.uint64(seed)
    moved = np.zeros((n, m))  # direction of an actor's moves on an issue in this round
    now = outcome.copy()  # the outcome on the voting positions as they are
    heard = np.zeros(
        (n, m, n if compat else 1)
    )  # [demander, issue, supplier]: shift of the outcome that the demander was given
    received = np.zeros((n, m))  # their sum over suppliers
    tried = np.zeros((count, 4))  # compat: tried moves that stay on the books, and the last try, of i and j
    live = np.zeros(count, dtype=np.bool_)
    t = np.zeros((count, 8))
    rates = np.full(count, -1.0)
    lowered = np.zeros(count, dtype=np.int64)
    done = np.empty(count, dtype=np.int64)
    record = np.empty((count, 10))
    realised = 0
    last_i, last_j, last_p, last_q = -1, -1, -1, -1
    valid = 0
    first = True
    while True:
        for e in range(count):
            if not (live[e] or first):
                continue
            i, j, p, q = cands[e, 0], cands[e, 1], cands[e, 2], cands[e, 3]
            own_i, own_j = False, False
            if not first:
                own_i = (i == last_i and q == last_q) or (i == last_j and q == last_p)
                own_j = (j == last_i and p == last_q) or (j == last_j and p == last_p)
                if compat:
                    asked = (i == last_i and p == last_p) or (i == last_j and p == last_q)
                    asked = asked or (j == last_i and q == last_p) or (j == last_j and q == last_q)
                    if not (own_i or own_j or asked):
                        continue
                elif p != last_p and p != last_q and q != last_p and q != last_q:
                    continue
            elif random_rate:
                a, b = s[j, p] / max(s[j, q], SMALLEST), s[i, p] / max(s[i, q], SMALLEST)
                rates[e] = a + uniform(state) * (b - a)
            if compat:
                seen_p = outcome[p] + received[i, p] - heard[i, p, j] + (y[j, p] - x[j, p]) * pull[j, p]
                seen_q = outcome[q] + received[j, q] - heard[j, q, i] + (y[i, q] - x[i, q]) * pull[i, q]
            else:
                seen_p, seen_q = now[p], now[q]
            terms(cands[e], x, y, s, pull, seen_p, seen_q, rates[e], compat, t[e])
            if randomise > 0.0 and min(t[e, 0], t[e, 1]) >= SMALLEST:
                side_p = 1.0 if t[e, 5] > 0.0 else -1.0
                side_q = 1.0 if t[e, 4] > 0.0 else -1.0
                redistribute(cands[e], s, randomise, state, t[e])
                put_terms(cands[e], y, s, pull, side_p, side_q, t[e, 6], t[e, 7], t[e])
            live[e] = is_valid(t[e], moved[i, q], moved[j, p])
            if compat:
                if own_i:
                    tried[e, 0] += tried[e, 2]
                if own_j:
                    tried[e, 1] += tried[e, 3]
                tried[e, 2], tried[e, 3] = t[e, 4], t[e, 5]
                if tried[e, 0] + tried[e, 2] > 100.0 + NEAR or tried[e, 1] + tried[e, 3] > 100.0 + NEAR:
                    live[e] = False
            if first and live[e]:
                valid += 1
        first = False
        if random_rate:
            chosen = -1
            for _ in range(SWEEPS):
                chosen, offer = mutual(cands, live, t, priority, n)
                if chosen >= 0 or offer < 0:
                    break
                i, j, p, q = cands[offer, 0], cands[offer, 1], cands[offer, 2], cands[offer, 3]
                equal = (s[i, p] + s[j, p]) / max(s[i, q] + s[j, q], SMALLEST)
                rates[offer] += 0.25 * (equal - rates[offer])  # towards equal gains: the better-off party offers more
                lowered[offer] += 1
                terms(cands[offer], x, y, s, pull, now[p], now[q], rates[offer], compat, t[offer])
                live[offer] = is_valid(t[offer], moved[i, q], moved[j, p])
                if lowered[offer] > 20:
                    chosen = -1
                    break
            if chosen < 0:
                chosen = choose(live, t, priority)
        else:
            chosen = choose(live, t, priority)
        if chosen < 0:
            return y, done[:realised].copy(), record[:realised].copy(), valid
        i, j, p, q = cands[chosen, 0], cands[chosen, 1], cands[chosen, 2], cands[chosen, 3]
        live[chosen] = False
        done[realised] = chosen
        record[realised, 0], record[realised, 1] = t[chosen, 0], t[chosen, 1]
        record[realised, 2], record[realised, 3] = y[i, q], min(100.0, max(0.0, t[chosen, 2]))
        record[realised, 4], record[realised, 5] = y[j, p], min(100.0, max(0.0, t[chosen, 3]))
        record[realised, 6], record[realised, 7] = now[p], now[q]
        realised += 1
        y[i, q], y[j, p] = record[realised - 1, 3], record[realised - 1, 5]
        moved[i, q] = 1.0 if t[chosen, 4] > 0.0 else -1.0
        moved[j, p] = 1.0 if t[chosen, 5] > 0.0 else -1.0
        now[p] = outcome[p] + ((y[:, p] - x[:, p]) * pull[:, p]).sum()
        now[q] = outcome[q] + ((y[:, q] - x[:, q]) * pull[:, q]).sum()
        record[realised - 1, 8], record[realised - 1, 9] = now[p], now[q]
        if compat:
            shift = (y[j, p] - x[j, p]) * pull[j, p]
            received[i, p] += shift - heard[i, p, j]
            heard[i, p, j] = shift
            shift = (y[i, q] - x[i, q]) * pull[i, q]
            received[j, q] += shift - heard[j, q, i]
            heard[j, q, i] = shift
        last_i, last_j, last_p, last_q = i, j, p, q
