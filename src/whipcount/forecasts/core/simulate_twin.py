"""The loop of `simulate` in numpy, all paths at once: where compiled code is not there or not worth loading."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

NEVER = 32_000
SAFE = 200.0
"""Exponents up to here may be taken apart: neither three factors nor their product leave the range of numbers."""


def paths(
    calendar: Array,
    own: Array,
    change: NDArray[np.int64],
    later: Array,
    shift: Array,
    gain: Array,
    peers: Array,
    enough: Array,
    eligible: Array,
    joined: int,
    recent: Array,
    need: float,
    window: int,
) -> NDArray[np.int16]:
    """As `simulate._paths`, month after month; who has come in is no longer looked at."""
    count, months = calendar.shape
    left = own.shape[1]
    came = np.full((count, left), NEVER, dtype=np.int16)
    logs = np.log(np.maximum(need - joined - np.arange(left + 1), 1.0))
    moved = np.flatnonzero((shift != 0.0).any(axis=1))
    turns = set(change.tolist())
    all_in = float(eligible.max(initial=0.0))
    out = np.ones((count, left), dtype=bool)
    lived, mine = np.ones((count, left)), own.copy()
    odds, tame = _odds(mine)
    news = np.zeros((months + 1, count))
    inside, lately, outside = np.full(count, float(joined)), np.zeros(count), np.full(count, left)
    rows = np.arange(count)  # the paths on which somebody is still out
    monthly, bars, pull = np.ascontiguousarray(calendar.T), enough, np.ascontiguousarray(peers.T)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(months):
            if k in turns:
                turned = np.flatnonzero(change[rows] == k)
                mine[turned] = later[rows[turned]]
                odds, tame = _odds(mine)
            if k > 0:
                lately += news[k - 1]
            if k > window:
                lately -= news[k - 1 - window]
            share = np.minimum(inside / need, 1.0)
            late = np.maximum(share - 0.7, 0.0) / 0.3
            base = monthly[k] + pull[0] * share + pull[1] * logs[(inside - joined).astype(np.int64)]
            base += pull[2] * (recent[k] + lately) / need + pull[3] * late
            columns = moved[shift[moved, k] != 0.0] if moved.size else moved
            heard = gain[rows, None] * shift[columns, k] if columns.size else None
            plain = tame and float(np.abs(base).max()) < SAFE
            if plain and (heard is None or float(np.abs(heard).max()) <= SAFE):
                growth = np.exp(base)[:, None] * odds
                if heard is not None:
                    growth[:, columns] *= np.exp(heard)
            else:
                growth = _growth(base, mine, odds, columns, heard)
            growth += 1.0
            if k < all_in:
                growth[:, eligible > k] = 1.0
            lived *= growth  # of those who are in as well, which nobody looks at any more
            fresh = out & (lived >= bars)
            if k < all_in:
                fresh &= eligible <= k
            if fresh.any():
                came[rows] = np.where(fresh, np.int16(k), came[rows])
                out &= ~fresh
                entering = _heads(fresh)
                news[k] = entering
                inside += entering
                outside -= entering
                staying = outside > 0
                if not staying.any():
                    break
                if 2 * int(staying.sum()) < len(rows):
                    rows, out, lived, mine, odds = (
                        rows[staying],
                        out[staying],
                        lived[staying],
                        mine[staying],
                        odds[staying],
                    )
                    inside, lately, outside, bars = inside[staying], lately[staying], outside[staying], bars[staying]
                    monthly, pull, news = monthly[:, staying], pull[:, staying], news[:, staying]
    return came


def _heads(fresh: NDArray[np.bool_]) -> NDArray[np.integer[Any]]:
    """How many of each row: counted in a byte where a byte holds them, for rows are short and a plain sum is slow."""
    return np.asarray(np.einsum("ij->i", fresh.view(np.uint8)) if fresh.shape[1] < 256 else fresh.sum(axis=1))


def _growth(base: Array, mine: Array, odds: Array, columns: NDArray[np.int64], said: Array | None) -> Array:
    """What each is multiplied by less one, where some exponent is too large to be taken apart."""
    plain = np.abs(base) < SAFE
    growth = np.where(plain, np.exp(np.where(plain, base, 0.0)), -1.0)[:, None] * odds
    apart = ~plain[:, None] | (odds < 0)
    heard = np.zeros_like(mine)
    if said is not None:
        growth[:, columns] *= np.exp(np.minimum(said, SAFE))
        apart[:, columns] |= np.abs(said) > SAFE
        heard[:, columns] = said
    return np.where(apart, np.exp(np.minimum(base[:, None] + mine + heard, 3 * SAFE)), growth)


def _odds(mine: Array) -> tuple[Array, bool]:
    """The exponentials, -1 where they are not to be taken apart, and whether there is none such."""
    small = np.abs(mine) < SAFE
    if small.all():
        return np.exp(mine), True
    return np.where(small, np.exp(np.where(small, mine, 0.0)), -1.0), False
