"""Inner loops of the spatial model of politics; the equations' numbers are those of `spatial`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining import spatial_twin as twin
from whipcount.bargaining.election_kernel import elect, vote
from whipcount.bargaining.spatial_twin import BLEND, CONTEST_FLOOR, WORTHWHILE
from whipcount.kernels import kernel

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]


@kernel(twin=twin.distances)
def distances(ideal: FloatArray, position: FloatArray, salience: FloatArray) -> FloatArray:
    """d[i, j]: from actor i's ideal to j's position in i's eyes (eq. 1); zero for an actor without salience."""
    n, m = position.shape
    out = np.zeros((n, n))
    for i in range(n):
        norm = 0.0
        for k in range(m):
            norm += salience[i, k] * salience[i, k]
        if norm <= 0.0:
            continue
        for j in range(n):
            total = 0.0
            for k in range(m):
                gap = salience[i, k] * (ideal[i, k] - position[j, k])
                total += gap * gap
            out[i, j] = np.sqrt(total / norm)
    return out


@kernel(twin=twin.risks)
def risks(
    distance: FloatArray, capability: FloatArray, rule: int, model: int, kind: int, frames: bool, span: int
) -> FloatArray:
    """Risk attitudes from how likely each position is to win (eq. 6); all 0 where all are alike."""
    n = distance.shape[0]
    p, _ = elect((1.0 - distance).T.copy(), capability, rule, model, kind, frames)
    low, high = p.min(), p.max()
    out = np.zeros(n)
    if high - low <= 1e-15:
        return out
    for i in range(n):
        if span == 0:
            out[i] = (p[i] - low) / (high - low)
        elif span == 1:
            out[i] = (3.0 * p[i] - (high + 2.0 * low)) / (2.0 * (high - low))
        else:
            out[i] = (2.0 * p[i] - (high + low)) / (high - low)
    return out


@kernel()
def seen_by(h: int, distance: FloatArray, risk: FloatArray, adjust: float) -> FloatArray:
    """U[j, k]: utility to k of j's position as h sees it, estimating k's risk attitude (eq. 2, 6)."""
    n = distance.shape[0]
    out = np.empty((n, n))
    for k in range(n):
        r = (1.0 - adjust) * risk[h] + adjust * risk[k]
        for j in range(n):
            d = distance[k, j]
            out[j, k] = (1.0 - d) * (1.0 + d * r)
    return out


@kernel()
def win_probability(
    i: int, j: int, u: FloatArray, weight: FloatArray, rule: int, commitment: int, compat: bool
) -> float:
    """Probability that i prevails over j when third parties choose sides (eq. 7); ``u`` is [option, actor].

    ``commitment`` 0 none, 1 semi, 2 full.
    """
    n = weight.shape[0]
    vi = vote(weight[i], u[i, i] - u[j, i], rule)
    vj = vote(weight[j], u[i, j] - u[j, j], rule)
    a = CONTEST_FLOOR + max(vi, 0.0) + max(vj, 0.0)
    b = CONTEST_FLOOR + max(-vi, 0.0) + max(-vj, 0.0)
    if commitment != 1 and compat:
        return a / (a + b)  # the two terms cancel: third parties stay out
    plus, total = 0.0, 0.0
    for k in range(n):
        if k == i or k == j:  # noqa: SIM109  (a tuple test is slower in compiled code)
            continue
        uki, ukj, ukk = u[i, k], u[j, k], u[k, k]
        v0 = vote(weight[k], uki - ukj, rule)
        size = a + b + abs(v0)
        if commitment == 1:
            pi = (a + max(v0, 0.0)) / size
            gain = (pi * (2.0 * uki + ukk) + (1.0 - pi) * 3.0 * ukj) - (pi * 3.0 * uki + (1.0 - pi) * (2.0 * ukj + ukk))
        else:  # what k's own weight changes in the outcome, times what the outcome is worth to it
            share = abs(v0) / size
            gain = share * (2.0 if commitment == 0 else 3.0) * (uki - ukj)
        v = vote(weight[k], gain, rule)
        plus += max(v, 0.0)
        total += abs(v)
    return (a + plus) / (a + b + total)


@kernel()
def challenge_gain(i: int, j: int, p: float, u: FloatArray, total_salience: FloatArray) -> float:
    """What i expects to gain by challenging j (eq. 7, last line)."""
    s = total_salience[j]
    stands = u[i, i]
    return float((1.0 - s) * 2.0 * stands + s * (p * 2.0 * stands + (1.0 - p) * 2.0 * u[j, i]) - (stands + u[j, i]))


@kernel(twin=twin.best_targets)
def best_targets(
    distance: FloatArray,
    risk: FloatArray,
    adjust: float,
    weight: FloatArray,
    total_salience: FloatArray,
    rule: int,
    commitment: int,
    compat: bool,
    both_views: bool,
) -> tuple[IntArray, FloatArray, FloatArray, FloatArray]:
    """For each actor: whom it challenges (-1 nobody), its gain, its chance, and the receiver's view of the chance.

    With ``compat`` the receiver's view is the expected gain of the initiator as the receiver sees it: KTAB
    hands that over where the probability belongs.
    """
    n = distance.shape[0]
    target = np.full(n, -1, dtype=np.int64)
    gain, chance, other = np.zeros(n), np.zeros(n), np.zeros(n)
    for i in range(n):
        u = seen_by(i, distance, risk, adjust)
        best = WORTHWHILE
        # A challenge gains what j's position costs i at most. So whoever's costs less than one challenge gains is
        # passed over: half of all sums over third parties are saved, and nothing else is changed.
        worst = 0
        for j in range(n):
            if u[j, i] < u[worst, i]:
                worst = j
        bound = best
        if worst != i:
            p = win_probability(i, worst, u, weight, rule, commitment, compat)
            bound = max(bound, challenge_gain(i, worst, p, u, total_salience))
        for j in range(n):
            if j == i or u[i, i] - u[j, i] < max(best, bound) - 1e-12:
                continue
            p = win_probability(i, j, u, weight, rule, commitment, compat)
            value = challenge_gain(i, j, p, u, total_salience)
            if value > best:
                best = value
                target[i], gain[i], chance[i] = j, value, p
        if both_views and target[i] >= 0:
            j = target[i]
            u = seen_by(j, distance, risk, adjust)
            p = win_probability(i, j, u, weight, rule, commitment, compat)
            other[i] = challenge_gain(i, j, p, u, total_salience) if compat else p
    return target, gain, chance, other


@kernel()
def interpolate(
    ti: FloatArray, si: FloatArray, tj: FloatArray, sj: FloatArray, p: float, kind: int, rounded: bool
) -> tuple[FloatArray, FloatArray]:
    """Where a bargain between i and j would take the two (eq. 8). ``kind`` 0: S1P1, 1: S2P2, 2: S2PMax."""
    m = ti.shape[0]
    new_i, new_j = np.empty(m), np.empty(m)
    q = 1.0 - p
    for k in range(m):
        if kind == 2:
            di, dj = max(q - p, 0.0), max(p - q, 0.0)
            a, b = si[k] * si[k], sj[k] * sj[k]
            new_i[k] = ti[k] + di * b / (di * b + BLEND + (1.0 - di) * a) * (tj[k] - ti[k])
            new_j[k] = tj[k] + dj * a / (dj * a + BLEND + (1.0 - dj) * b) * (ti[k] - tj[k])
            continue
        wi, wj = si[k] * p, sj[k] * q
        if kind == 1:
            wi, wj = wi * wi, wj * wj
        new_i[k] = ((wi + BLEND) * ti[k] + wj * tj[k]) / (wi + wj + BLEND)
        new_j[k] = (wi * ti[k] + (wj + BLEND) * tj[k]) / (wi + wj + BLEND)
        if rounded:
            new_i[k] = np.round(new_i[k] * 1e4) / 1e4
            new_j[k] = np.round(new_j[k] * 1e4) / 1e4
    return new_i, new_j


@kernel(twin=twin.bargains)
def bargains(
    position: FloatArray,
    salience: FloatArray,
    weight: FloatArray,
    total_salience: FloatArray,
    target: IntArray,
    chance: FloatArray,
    other: FloatArray,
    interpolation: int,
    mode: int,
    rounded: bool,
    compat: bool,
) -> tuple[IntArray, FloatArray]:
    """All bargains of a turn: parties (b, 2) and their two new positions (b, 2, m).

    ``mode`` 0: the initiator's view; 1: both views, two bargains; 2: the power-weighted mean of the two (KTAB
    weights by salience alone).
    """
    n, m = position.shape
    parties = np.empty((2 * n, 2), dtype=np.int64)
    places = np.empty((2 * n, 2, m))
    count = 0
    for i in range(n):
        j = target[i]
        if j < 0:
            continue
        xi, xj = interpolate(position[i], salience[i], position[j], salience[j], chance[i], interpolation, rounded)
        if mode != 0:
            yi, yj = interpolate(position[i], salience[i], position[j], salience[j], other[i], interpolation, rounded)
            if mode == 2:
                wi, wj = (total_salience[i], total_salience[j]) if compat else (weight[i], weight[j])
                if wi + wj > 0.0:
                    xi = (wi * xi + wj * yi) / (wi + wj)
                    xj = (wi * xj + wj * yj) / (wi + wj)
            else:
                parties[count, 0], parties[count, 1] = i, j
                places[count, 0], places[count, 1] = xi, xj
                count += 1
                xi, xj = yi, yj
        parties[count, 0], parties[count, 1] = i, j
        places[count, 0], places[count, 1] = xi, xj
        count += 1
    return parties[:count].copy(), places[:count].copy()


@kernel(twin=twin.settle)
def settle(
    position: FloatArray,
    ideal: FloatArray,
    salience: FloatArray,
    capability: FloatArray,
    distance: FloatArray,
    risk: FloatArray,
    parties: IntArray,
    places: FloatArray,
    rule: int,
    model: int,
    kind: int,
    frames: bool,
    draws: FloatArray,
) -> tuple[FloatArray, IntArray, FloatArray]:
    """Each actor keeps its place or takes one of its bargains, by an election among all actors (eq. 9).

    ``draws`` is (n,): negative takes the most probable option, a number in [0, 1) samples. Gives new positions,
    the bargain that each took (-1: none) and the probability of what it took.
    """
    n, m = position.shape
    n_bargains = parties.shape[0]
    norm = np.zeros(n)
    base = np.empty((n, n))
    status_quo = np.zeros(n)
    for h in range(n):
        for k in range(m):
            norm[h] += salience[h, k] * salience[h, k]
        for j in range(n):
            d = distance[h, j]
            base[h, j] = (1.0 - d) * (1.0 + d * risk[h])
            status_quo[h] += base[h, j]
    worth = np.empty((n_bargains, n))
    moved = np.empty(2)
    for b in range(n_bargains):
        i, j = parties[b, 0], parties[b, 1]
        for h in range(n):
            for side in range(2):
                total = 0.0
                for k in range(m):
                    gap = salience[h, k] * (ideal[h, k] - places[b, side, k])
                    total += gap * gap
                d = np.sqrt(total / norm[h]) if norm[h] > 0.0 else 0.0
                moved[side] = (1.0 - d) * (1.0 + d * risk[h])
            value = 0.0  # summed anew, in order: equal options must come out equal to the last bit
            for j2 in range(n):
                value += moved[0] if j2 == i else (moved[1] if j2 == j else base[h, j2])
            worth[b, h] = value / n
    status_quo /= n
    new = position.copy()
    taken = np.full(n, -1, dtype=np.int64)
    chance = np.ones(n)
    options = np.empty(n_bargains + 1, dtype=np.int64)
    for actor in range(n):
        count = 0
        listed = False
        for b in range(n_bargains):
            i, j = parties[b, 0], parties[b, 1]
            if not listed and i >= actor:  # keeping its place is listed where its own bargains begin
                options[count] = -1
                count += 1
                listed = True
            if i == actor or j == actor:
                options[count] = b
                count += 1
        if not listed:
            options[count] = -1
            count += 1
        if count == 1:
            continue
        utility = np.empty((count, n))
        for o in range(count):
            utility[o] = status_quo if options[o] < 0 else worth[options[o]]
        p, _ = elect(utility, capability, rule, model, kind, frames)
        choice = 0
        if draws[actor] < 0.0:
            for o in range(1, count):
                if p[o] > p[choice]:
                    choice = o
        else:
            left = draws[actor]
            choice = count - 1
            for o in range(count):
                left -= p[o]
                if left < 0.0:
                    choice = o
                    break
        chance[actor] = p[choice]
        b = options[choice]
        if b >= 0:
            taken[actor] = b
            new[actor] = places[b, 0] if parties[b, 0] == actor else places[b, 1]
    return new, taken, chance
