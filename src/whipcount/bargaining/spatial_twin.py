"""The inner loops of the spatial model in numpy: what runs where compiled code is not there or not worth loading.

Each does what the loop of the same name in `spatial_kernel` does, on whole arrays. Sums over actors run in
order, as in the loops: so equal options stay equal to the last bit.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from whipcount.bargaining.election_kernel import elect, elect_many, summed, votes

FloatArray = NDArray[np.float64]
IntArray = NDArray[np.int64]

CONTEST_FLOOR = 1e-10  # strength of a side that nobody is on
WORTHWHILE = 1e-5  # least expected gain for which an actor challenges
BLEND = 1e-6  # keeps an interpolation defined where both weights vanish
_CELLS = 400_000  # of one array: more challenges are looked at in turns


def distances(ideal: FloatArray, position: FloatArray, salience: FloatArray) -> FloatArray:
    """As `spatial_kernel.distances`."""
    return _apart(ideal, position, salience)


def _apart(ideal: FloatArray, places: FloatArray, salience: FloatArray) -> FloatArray:
    """From each actor's ideal to each place in its eyes, shape (actors, places)."""
    norm = np.zeros(len(ideal))
    total = np.zeros((len(ideal), len(places)))
    for k in range(ideal.shape[1]):
        norm += salience[:, k] * salience[:, k]
        gap = salience[:, k, None] * (ideal[:, k, None] - places[None, :, k])
        total += gap * gap
    seen = norm > 0.0
    return np.where(seen[:, None], np.sqrt(total / np.where(seen, norm, 1.0)[:, None]), 0.0)


def risks(
    distance: FloatArray, capability: FloatArray, rule: int, model: int, kind: int, frames: bool, span: int
) -> FloatArray:
    """As `spatial_kernel.risks`."""
    p, _ = elect((1.0 - distance).T.copy(), capability, rule, model, kind, frames)
    low, high = p.min(), p.max()
    if high - low <= 1e-15:
        return np.zeros(len(p))
    if span == 0:
        return np.asarray((p - low) / (high - low))
    if span == 1:
        return np.asarray((3.0 * p - (high + 2.0 * low)) / (2.0 * (high - low)))
    return np.asarray((2.0 * p - (high + low)) / (high - low))


def _challenges(
    i: IntArray,
    j: IntArray,
    h: IntArray,
    distance: FloatArray,
    risk: FloatArray,
    adjust: float,
    weight: FloatArray,
    total_salience: FloatArray,
    rule: int,
    commitment: int,
    compat: bool,
) -> tuple[FloatArray, FloatArray]:
    """Chance and expected gain of challenges of i to j as h sees them; arrays inside are (actors, challenges)."""
    actors = np.arange(len(weight))
    r = (1.0 - adjust) * risk[h] + adjust * risk[:, None]

    def utility(d: FloatArray, own_risk: FloatArray) -> FloatArray:
        return np.asarray((1.0 - d) * (1.0 + d * own_risk))

    def one(k: IntArray, place: IntArray) -> FloatArray:
        return utility(distance[k, place], (1.0 - adjust) * risk[h] + adjust * risk[k])

    stands, loses = one(i, i), one(i, j)
    vi, vj = votes(weight[i], stands - loses, rule), votes(weight[j], one(j, i) - one(j, j), rule)
    a = CONTEST_FLOOR + np.maximum(vi, 0.0) + np.maximum(vj, 0.0)
    b = CONTEST_FLOOR + np.maximum(-vi, 0.0) + np.maximum(-vj, 0.0)
    if commitment != 1 and compat:
        p = a / (a + b)
    else:
        uki, ukj = utility(distance[:, i], r), utility(distance[:, j], r)
        v0 = votes(weight[:, None], uki - ukj, rule)
        size = a + b + np.abs(v0)
        if commitment == 1:
            ukk = utility(distance.diagonal()[:, None], r)
            pi = (a + np.maximum(v0, 0.0)) / size
            gain = pi * (2.0 * uki + ukk) + (1.0 - pi) * 3.0 * ukj
            gain -= pi * 3.0 * uki + (1.0 - pi) * (2.0 * ukj + ukk)
        else:
            gain = np.abs(v0) / size * (2.0 if commitment == 0 else 3.0) * (uki - ukj)
        v = votes(weight[:, None], gain, rule)
        v[(actors[:, None] == i) | (actors[:, None] == j)] = 0.0
        p = (a + summed(np.maximum(v, 0.0))) / (a + b + summed(np.abs(v)))
    s = total_salience[j]
    value = (1.0 - s) * 2.0 * stands + s * (p * 2.0 * stands + (1.0 - p) * 2.0 * loses) - (stands + loses)
    return np.asarray(p), np.asarray(value)


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
    """As `spatial_kernel.best_targets`."""
    n = len(weight)
    target = np.full(n, -1, dtype=np.int64)
    gain, chance, other = np.zeros(n), np.zeros(n), np.zeros(n)
    same = (distance, risk, adjust, weight, total_salience, rule, commitment, compat)
    at_once = max(1, _CELLS // (n * n))
    for start in range(0, n, at_once):
        actors = np.arange(start, min(start + at_once, n))
        i, j = np.repeat(actors, n), np.tile(np.arange(n), len(actors))
        p, value = (found.reshape(len(actors), n) for found in _challenges(i, j, i, *same))
        value[np.arange(len(actors)), actors] = -np.inf
        best = value.argmax(axis=1)
        rows = np.flatnonzero(value[np.arange(len(actors)), best] > WORTHWHILE)
        who = actors[rows]
        target[who], gain[who], chance[who] = best[rows], value[rows, best[rows]], p[rows, best[rows]]
    if both_views and (challengers := np.flatnonzero(target >= 0)).size:
        partners = target[challengers]
        p, value = _challenges(challengers, partners, partners, *same)
        other[challengers] = value if compat else p
    return target, gain, chance, other


def _interpolate(
    ti: FloatArray, si: FloatArray, tj: FloatArray, sj: FloatArray, p: FloatArray, kind: int, rounded: bool
) -> tuple[FloatArray, FloatArray]:
    q = 1.0 - p
    if kind == 2:
        di, dj = np.maximum(q - p, 0.0), np.maximum(p - q, 0.0)
        a, b = si * si, sj * sj
        new_i = ti + di * b / (di * b + BLEND + (1.0 - di) * a) * (tj - ti)
        return new_i, tj + dj * a / (dj * a + BLEND + (1.0 - dj) * b) * (ti - tj)
    wi, wj = si * p, sj * q
    if kind == 1:
        wi, wj = wi * wi, wj * wj
    new_i = ((wi + BLEND) * ti + wj * tj) / (wi + wj + BLEND)
    new_j = (wi * ti + (wj + BLEND) * tj) / (wi + wj + BLEND)
    if rounded:
        new_i, new_j = np.round(new_i * 1e4) / 1e4, np.round(new_j * 1e4) / 1e4
    return new_i, new_j


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
    """As `spatial_kernel.bargains`."""
    i = np.flatnonzero(target >= 0)
    j = target[i]
    parties = np.stack([i, j], axis=1)
    ends = (position[i], salience[i], position[j], salience[j])
    places = np.stack(_interpolate(*ends, chance[i, None], interpolation, rounded), axis=1)
    if mode == 0:
        return parties, places
    others = np.stack(_interpolate(*ends, other[i, None], interpolation, rounded), axis=1)
    if mode == 1:
        return np.repeat(parties, 2, axis=0), np.stack([places, others], axis=1).reshape(-1, *places.shape[1:])
    pull = total_salience if compat else weight
    wi, wj = pull[i][:, None, None], pull[j][:, None, None]
    both = wi + wj
    return parties, np.where(both > 0.0, (wi * places + wj * others) / np.where(both > 0.0, both, 1.0), places)


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
    """As `spatial_kernel.settle`."""
    n, count = len(position), len(parties)
    new, taken, chance = position.copy(), np.full(n, -1, dtype=np.int64), np.ones(n)
    if not count:
        return new, taken, chance
    base = (1.0 - distance) * (1.0 + distance * risk[:, None])  # (who looks, whose place)
    status_quo = summed(base.T) / n
    moved = []
    for side in range(2):
        d = _apart(ideal, places[:, side], salience)
        moved.append(((1.0 - d) * (1.0 + d * risk[:, None])).T)  # (bargains, who looks)
    worth = np.empty((count + 1, n))
    worth[count] = status_quo
    at_once = max(1, _CELLS // (n * n))
    for start in range(0, count, at_once):
        rows = np.arange(start, min(start + at_once, count))
        values = np.repeat(base.T[:, None, :], len(rows), axis=1)  # (whose place, bargains, who looks)
        spots = np.arange(len(rows))
        values[parties[rows, 1], spots] = moved[1][rows]
        values[parties[rows, 0], spots] = moved[0][rows]
        worth[rows] = summed(values) / n
    by_size: dict[int, list[tuple[int, list[int]]]] = {}
    own: list[list[int]] = [[] for _ in range(n)]
    for b, (i, j) in enumerate(parties.tolist()):
        own[i].append(b)
        own[j].append(b)
    first = parties[:, 0].tolist()
    for actor, mine in enumerate(own):
        if mine:  # keeping its place is listed where its own bargains begin
            at = next((spot for spot, b in enumerate(mine) if first[b] >= actor), len(mine))
            options = [*mine[:at], -1, *mine[at:]]
            by_size.setdefault(len(options), []).append((actor, options))
    for group in by_size.values():
        actors = np.array([actor for actor, _ in group])
        options_of = np.array([options for _, options in group])
        p = elect_many(worth[options_of], capability, rule, model, kind, frames)
        choice = p.argmax(axis=1)
        drawn = draws[actors]
        if bool((drawn >= 0.0).any()):
            left = drawn[:, None] - p.cumsum(axis=1)
            past = left < 0.0
            sampled = np.where(past.any(axis=1), past.argmax(axis=1), p.shape[1] - 1)
            choice = np.where(drawn < 0.0, choice, sampled)
        rows = np.arange(len(group))
        chance[actors] = p[rows, choice]
        bargain = options_of[rows, choice]
        moving = bargain >= 0
        who, what = actors[moving], bargain[moving]
        taken[who] = what
        new[who] = np.where((parties[what, 0] == who)[:, None], places[what, 0], places[what, 1])
    return new, taken, chance
