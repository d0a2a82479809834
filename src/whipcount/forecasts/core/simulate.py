"""The coupled process run forward: who comes in next makes the others likelier to follow.

A path draws one exponential number a member; the member comes in when the hazard it has lived through adds up to it.
With the same seed the same numbers are drawn, so a what-if differs from the plain run by what was changed and by
nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from whipcount.cancelling import checkpoint
from whipcount.errors import ForecastError
from whipcount.forecasts.core import simulate_twin as twin
from whipcount.forecasts.core.contract import RECENT
from whipcount.kernels import kernel, speed

Array = NDArray[np.float64]
NEVER = np.int16(32_000)
"""The month of members that do not come in within the months simulated."""
MAX_WORK = 2_000_000_000


@dataclass(frozen=True, eq=False)
class Start:
    """Where a simulation begins: the state of one decision.

    Attributes:
        members: members in all.
        need: consents on whose share the peer terms count.
        left: numbers of the members that are not in, shape (left,).
        eligible: month ahead from which each of those can come in, shape (left,).
        joined: members in now.
        recent: of those, how many will still count as recent at the start of each month ahead, shape (months,).
    """

    members: int
    need: int
    left: NDArray[np.int64]
    eligible: Array
    joined: int
    recent: Array


@dataclass(frozen=True, eq=False)
class Relenting:
    """The month from which what is each member's own is another, on each path.

    Attributes:
        month: counted from nought, shape (paths,).
        own: in place of the members' own part from then on, shape (paths, left).
    """

    month: NDArray[np.int64]
    own: Array


_SAFE = 200.0
"""Exponents up to here may be taken apart: neither three factors nor their product leave the range of numbers."""


@kernel(twin=twin.paths, fastmath=False)
def _paths(calendar, own, change, later, shift, gain, peers, enough, eligible, joined, recent, need, window):  # type: ignore[no-untyped-def]
    # A member comes in when the sum of log(1 + exp(base + own + said)) reaches its threshold, so when the product of
    # 1 + exp(base) exp(own) exp(said) reaches the threshold's exponential. The first factor is the same for all members
    # in a month, the second for a member in all months, and few have said anything: no function is left for a
    # member-month. Against sums of logarithms this rounds 1e-14 of a threshold otherwise, so that a member comes in
    # another month only where it meets its threshold to that.
    paths, months = calendar.shape
    left = own.shape[1]
    came = np.full((paths, left), np.int16(32_000), dtype=np.int16)
    moved = np.zeros(left, dtype=np.bool_)
    for i in range(left):
        moved[i] = np.any(shift[i] != 0.0)
    logs = np.array([np.log(max(need - joined - n, 1.0)) for n in range(left + 1)])
    mine = np.empty(left)
    odds = np.empty(left)
    lived = np.empty(left)
    out = np.empty(left, dtype=np.int64)
    for p in range(paths):
        news = np.zeros(months + 1)
        inside = float(joined)
        remaining = left
        lately = 0.0
        for i in range(left):
            out[i] = i
            lived[i] = 1.0
            mine[i] = own[p, i]
            odds[i] = np.exp(mine[i]) if abs(mine[i]) < _SAFE else -1.0
        for k in range(months):
            if k == change[p]:
                for place in range(remaining):
                    i = out[place]
                    mine[i] = later[p, i]
                    odds[i] = np.exp(mine[i]) if abs(mine[i]) < _SAFE else -1.0
            if k > 0:
                lately += news[k - 1]
            if k > window:
                lately -= news[k - 1 - window]
            fresh = recent[k] + lately
            share = min(inside / need, 1.0)
            late = max(share - 0.7, 0.0) / 0.3
            base = calendar[p, k] + peers[p, 0] * share + peers[p, 1] * logs[left - remaining]
            base += peers[p, 2] * fresh / need + peers[p, 3] * late
            factor = np.exp(base) if abs(base) < _SAFE else -1.0
            stay = 0
            for place in range(remaining):
                i = out[place]
                if eligible[i] <= k:
                    heard = gain[p] * shift[i, k] if moved[i] else 0.0
                    if factor < 0 or odds[i] < 0 or abs(heard) > _SAFE:
                        lived[i] *= 1.0 + np.exp(min(base + mine[i] + heard, 3 * _SAFE))
                    elif heard != 0.0:
                        lived[i] *= 1.0 + factor * odds[i] * np.exp(heard)
                    else:
                        lived[i] *= 1.0 + factor * odds[i]
                    if lived[i] >= enough[p, i]:
                        came[p, i] = k
                        continue
                out[stay] = i
                stay += 1
            news[k] = remaining - stay
            inside += remaining - stay
            remaining = stay
            if remaining == 0:
                break
    return came


_MOST_KEPT = 500_000


@lru_cache(maxsize=8)
def _enough(seed: int, paths: int, left: int) -> Array:
    """The exponentials of the members' thresholds: the same for all runs with a seed."""
    return np.exp(np.random.Generator(np.random.PCG64(seed)).standard_exponential((paths, left)))


def simulate(
    start: Start,
    calendar: Array,
    own: Array,
    peers: Array,
    *,
    shift: Array | None = None,
    gain: Array | None = None,
    relenting: Relenting | None = None,
    seed: int,
) -> NDArray[np.int16]:
    """The month in which each member that is left comes in, on each path.

    Args:
        start: the state to begin from.
        calendar: the part of the linear predictor that all members share, shape (paths, months).
        own: the part of each member that is left, shape (paths, left).
        peers: coefficients of the peer terms (share in, log left, recent, late share), shape (paths, 4).
        shift: what evidence adds to each member in each month, shape (left, months).
        gain: how strong evidence is on each path (its size is uncertain), shape (paths,); one if left out.
        relenting: from when another part takes the place of ``own``; never if left out.
        seed: same seed, same bits.

    Returns:
        months counted from nought, :data:`NEVER` where a member does not come in; shape (paths, left).

    Raises:
        ForecastError: more work than is bearable, or shapes that do not fit.
    """
    checkpoint()
    paths, months = calendar.shape
    left = len(start.left)
    if paths * max(left, 1) * months > MAX_WORK:
        raise ForecastError(f"{paths} paths of {left} members over {months} months", accepted="fewer paths")
    if own.shape != (paths, left) or peers.shape != (paths, 4):
        raise ForecastError(f"shapes {own.shape} and {peers.shape} for {paths} paths of {left} members")
    enough = _enough(seed, paths, left) if paths * left <= _MOST_KEPT else _enough.__wrapped__(seed, paths, left)
    change, later = (np.full(paths, -1, dtype=np.int64), own) if relenting is None else (relenting.month, relenting.own)
    if change.shape != (paths,) or later.shape != own.shape:
        raise ForecastError(f"shapes {change.shape} and {later.shape} for {paths} paths of {left} members")
    moved = np.zeros((left, months)) if shift is None else np.ascontiguousarray(shift, dtype=float)
    strength = np.ones(paths) if gain is None else np.asarray(gain, dtype=float)
    with speed(10.0 * paths * left * months):
        return np.asarray(
            _paths(
                np.ascontiguousarray(calendar), np.ascontiguousarray(own), change, np.ascontiguousarray(later), moved,
                strength, np.ascontiguousarray(peers), enough,
                np.asarray(start.eligible, dtype=float), start.joined, np.asarray(start.recent, dtype=float),
                float(start.need), RECENT,
            )
        )  # fmt: skip
