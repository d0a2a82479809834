"""Invented records for the tests of the room."""

from datetime import date, timedelta

import numpy as np

from whipcount.records.record import Record
from whipcount.records.tables.ballot import RollCall


def record_of(votes, *, body="B", topics=None, titles=None, days=None, blocs=None):
    """A record with members M0, M1, ... and one roll call a row."""
    votes = np.asarray(votes, dtype=float)
    calls, members = votes.shape
    days = days or [date(2020, 1, 1) + timedelta(days=n) for n in range(calls)]
    told = tuple(
        RollCall(body, f"V{n}", days[n], topics[n] if topics else "", titles[n] if titles else f"Matter {n}")
        for n in range(calls)
    )
    names = tuple(f"M{n}" for n in range(members))
    return Record(body, told, names, ("",) * members, tuple(blocs or ("",) * members), votes)


def invented(seed, *, structure, members=12, calls=60, missing=0.1, abstained=0.1):
    """A body of one dimension, with its members' true points; without structure they differ in nothing but chance."""
    rng = np.random.default_rng(seed)
    points, slopes, cuts = rng.normal(size=members), structure * rng.normal(size=calls), rng.normal(size=calls)
    p = 1 / (1 + np.exp(-(cuts[:, None] + slopes[:, None] * points)))
    votes = np.where(rng.random(p.shape) < p, 1.0, -1.0)
    votes[rng.random(p.shape) < abstained] = 0
    votes[rng.random(p.shape) < missing] = np.nan
    return record_of(votes), points
