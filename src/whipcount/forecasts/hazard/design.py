"""From snapshots to member-months: the rows, covariates and effects that the coupled hazard is fitted on.

Time runs in months from the decision's opening. Covariates of a month are what was known at its start, so that a
simulation can compute the same ones month by month.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.contract import MONTH, RECENT
from whipcount.forecasts.core.decisions import Snapshot
from whipcount.forecasts.core.member_names import name_key

KNOTS = (0.0, 2.0, 5.0, 10.0, 18.0, 30.0, 60.0, 120.0)
"""Ages in months at which the piecewise linear effect of age (on the scale of log(1 + age/3)) may bend."""
MAX_AGE = 144
"""Months after which a member is no longer followed."""
BLOCKS = (0.0, 2.0, 4.0, 6.0, 9.0, 12.0, 18.0, 24.0, 30.0, 36.0, 48.0, 60.0, 84.0, 108.0, 144.0)
"""Ages in months between which a decision's momentum is taken to be constant."""
COARSE_FROM = 24
"""Months from which quiet months are taken by three."""

CALENDAR = ("constant", "accession", "provisional", "deadline set", "deadline near", "refused")
PEERS = ("share in", "log left", "recent", "late share")
NAMES = CALENDAR + tuple(f"age {k:g}" for k in KNOTS[1:]) + PEERS + ("said",)
"""Names of the covariates, in the order of the columns."""


def age_basis(age: NDArray[np.float64]) -> NDArray[np.float64]:
    """Piecewise linear functions of log(1 + age/3), one a knot: shape (ages, knots - 1).

    The last coefficient is the change between the last two knots, and so on: a ridge on differences keeps it smooth.
    """
    scale = np.log1p(np.asarray(age, dtype=float) / 3.0)
    knots = np.log1p(np.asarray(KNOTS) / 3.0)
    parts = [np.clip((scale - low) / (high - low), 0, 1) for low, high in pairwise(knots)]
    return np.stack(parts, axis=-1)


def calendar_columns(decision: Snapshot, age: NDArray[np.float64]) -> NDArray[np.float64]:
    """Covariates that do not depend on who has consented, at the starts of months: shape (ages, columns).

    A deadline is taken on the scale of log(12 / months left) within its last year, half a month at least: with a
    coefficient of one the odds of consenting rise as one over the time left (the deadline effect; Roth, Murnighan &
    Schoumaker 1988).
    """
    ones = np.ones_like(age)
    day = decision.start + age * MONTH
    provisional = np.zeros_like(age) if decision.provisional is None else (day >= decision.provisional).astype(float)
    if decision.deadline is None:
        near = due = np.zeros_like(age)
    else:
        ahead = (decision.deadline - day) / MONTH
        due = (ahead > 0).astype(float)
        near = np.where(ahead > 0, np.log(12 / np.clip(ahead, 0.5, 12)), 0.0)
    fixed = np.stack([ones, ones * float(decision.accession), provisional, due, near, np.zeros_like(age)], axis=-1)
    return np.concatenate([fixed, age_basis(age)], axis=-1)


def peer_columns(joined: NDArray[np.float64], recent: NDArray[np.float64], need: int) -> NDArray[np.float64]:
    """Covariates of how far the others are: shape (months, columns).

    Args:
        joined: members in at the start of the month.
        recent: those of them that came in within :data:`RECENT` months.
        need: consents that the rule asks for.
    """
    share = np.clip(joined / need, 0, 1)
    left = np.maximum(need - joined, 1)
    return np.stack([share, np.log(left), recent / need, np.clip(share - 0.7, 0, None) / 0.3], axis=-1)


@dataclass(frozen=True, eq=False)
class Panel:
    """Member-months, sorted by spell (one member of one decision).

    Attributes:
        X: covariates, shape (rows, columns of :data:`NAMES`).
        spell: number of the spell of each row, ascending.
        bracket: the consent happened in this row's month or in another such month of its spell.
        weight: part of the month that was seen (below one in the last month of a spell without consent).
        decision, member: numbers of the decision and the member of each *spell*.
        block: number of the stretch of time (:data:`BLOCKS`) of its decision that each row lies in.
        start: first row of each spell.
        blocks: the decision's number and the middle, in months, of each such stretch.
        decisions: names, by number (decision effects).
        members: keys, by number (member effects).
    """

    X: NDArray[np.float64]
    spell: NDArray[np.int64]
    bracket: NDArray[np.bool_]
    weight: NDArray[np.float64]
    decision: NDArray[np.int64]
    member: NDArray[np.int64]
    block: NDArray[np.int64]
    start: NDArray[np.int64]
    blocks: NDArray[np.float64]
    decisions: tuple[str, ...]
    members: tuple[str, ...]


def block_of(month: NDArray[np.int64]) -> NDArray[np.int64]:
    """The stretch of :data:`BLOCKS` that a month lies in."""
    return np.asarray(np.searchsorted(BLOCKS, month, side="right") - 1).clip(0, len(BLOCKS) - 2)


def build(snapshots: Sequence[Snapshot]) -> Panel:
    """The panel of several snapshots; each is one decision with effects of its own."""
    people: dict[str, int] = {}
    spells: list[_Spell] = []
    owners: list[int] = []
    for number, snapshot in enumerate(snapshots):
        of_snapshot = _spells(snapshot)
        spells += of_snapshot
        owners += [number] * len(of_snapshot)
    if not spells:
        none = np.zeros(0, dtype=np.int64)
        empty = np.zeros(0)
        return Panel(
            np.zeros((0, len(NAMES))), none, empty.astype(bool), empty, none, none, none, none, np.zeros((0, 2)), (), ()
        )
    lengths = np.array([len(s.weight) for s in spells])
    decision = np.array(owners, dtype=np.int64)
    code = np.repeat(decision, lengths) * len(BLOCKS) + np.concatenate([s.block for s in spells])
    codes, block = np.unique(code, return_inverse=True)
    middles = (np.asarray(BLOCKS[:-1]) + np.asarray(BLOCKS[1:])) / 2
    return Panel(
        X=np.concatenate([s.X for s in spells]),
        spell=np.repeat(np.arange(len(spells)), lengths),
        bracket=np.concatenate([s.bracket for s in spells]),
        weight=np.concatenate([s.weight for s in spells]),
        decision=decision,
        member=np.array([people.setdefault(s.member, len(people)) for s in spells], dtype=np.int64),
        block=np.ravel(block),
        start=np.concatenate([[0], np.cumsum(lengths)[:-1]]),
        blocks=np.stack([codes // len(BLOCKS), middles[codes % len(BLOCKS)]], axis=1),
        decisions=tuple(f"{s.name} ({s.start})" for s in snapshots),
        members=tuple(people),
    )


@dataclass(frozen=True, eq=False)
class _Spell:
    member: str
    X: NDArray[np.float64]
    bracket: NDArray[np.bool_]
    weight: NDArray[np.float64]
    block: NDArray[np.int64]


def months_in(snapshot: Snapshot) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Ages in months at which members came in (infinite: not yet), and at which they could begin to."""
    came = (snapshot.consent_day - snapshot.start) / MONTH
    return came, (snapshot.opened - snapshot.start) / MONTH


def _spells(snapshot: Snapshot) -> list[_Spell]:
    came, could = months_in(snapshot)
    ages = np.arange(MAX_AGE, dtype=float)
    joined = (came[None, :] <= ages[:, None] - 1e-9).sum(axis=1).astype(float)
    recent = joined - (came[None, :] <= ages[:, None] - RECENT - 1e-9).sum(axis=1)
    silence = np.zeros((MAX_AGE, 1))
    table = np.concatenate(
        [calendar_columns(snapshot, ages), peer_columns(joined, recent, snapshot.need), silence], axis=1
    )
    refused, said_column = NAMES.index("refused"), NAMES.index("said")
    spells = []
    for i, member in enumerate(snapshot.members):
        if snapshot.outside is not None and snapshot.outside[i]:
            continue  # nobody saw it wait
        begin = max(int(np.floor(could[i])), 0)
        if snapshot.consented[i]:
            first = max(_month((snapshot.first[i] - snapshot.start) / MONTH), begin)
            last = max(_month((snapshot.last[i] - snapshot.start) / MONTH), begin)
            months = np.arange(begin, min(last + 1, MAX_AGE))
            bracket = (months >= first) & (last < MAX_AGE)  # consented beyond what is followed: a survivor
            weight = np.ones(len(months))
        else:
            until = (snapshot.followed[i] - snapshot.start) / MONTH
            months = np.arange(begin, min(int(np.ceil(until - 1e-9)), MAX_AGE))
            bracket = np.zeros(len(months), dtype=bool)
            weight = np.clip(until - months, 0, 1)
        months, bracket, weight = _coarse(months, bracket, weight)
        if len(months):
            X = table[months].copy()
            X[:, refused] = float(snapshot.refused[i])
            if snapshot.heard is not None:
                X[:, said_column] = snapshot.heard[i, np.minimum(months, snapshot.heard.shape[1] - 1)]
            spells.append(_Spell(name_key(member), X, bracket, weight, block_of(months)))
    return spells


def _coarse(
    months: NDArray[np.int64], bracket: NDArray[np.bool_], weight: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.bool_], NDArray[np.float64]]:
    """Take the quiet months beyond two years by three: one row of three times the weight, at the covariates of its
    start.

    It halves the rows of slow decisions; covariates hardly move within such a quarter, or a consent would stand in
    it.
    """
    quiet = (months >= COARSE_FROM) & ~bracket
    group = np.where(quiet, COARSE_FROM + (months - COARSE_FROM) // 3 * 3, months) * 2 + quiet
    first = np.concatenate([[True], group[1:] != group[:-1]]) if len(group) else np.zeros(0, dtype=bool)
    if not len(first):
        return months, bracket, weight
    return months[first], bracket[first], np.add.reduceat(weight, np.flatnonzero(first))


def _month(age: float) -> int:
    """The month, counted from nought, into which an age falls: (k, k + 1], the opening day in the first."""
    return max(int(np.ceil(age - 1e-9)) - 1, 0)
