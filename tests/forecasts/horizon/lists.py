"""Invented decisions for the tests of the pooled forecaster."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from whipcount.forecasts.core.decisions import Consent, Decision, Snapshot
from whipcount.forecasts.core.threshold import Threshold

OPENED = date(1991, 3, 4)


def decision(
    days: list[int | None], *, need: int | None = None, signed: list[int | None] | None = None, **more: object
) -> Decision:
    """A decision of members that come in so many days after its opening; ``need`` of them, or all."""
    rule = Threshold("unanimity", everyone=True) if need is None else Threshold(f"{need} parties", count=need)
    marks = signed or [None] * len(days)
    members = tuple(
        Consent(
            f"Land {place}",
            OPENED,
            None if day is None else OPENED + timedelta(days=day),
            None if day is None else OPENED + timedelta(days=day),
            signed=None if mark is None else OPENED + timedelta(days=mark),
        )
        for place, (day, mark) in enumerate(zip(days, marks, strict=True))
    )
    made = Decision("Lake treaty", "Lake league", rule, OPENED, members, OPENED + timedelta(days=9_000))
    return replace(made, **more)  # type: ignore[arg-type]


def after(one: Decision, age: int) -> Snapshot:
    """What was known at an age in days."""
    return one.as_of(OPENED + timedelta(days=age))


def with_consent(snapshot: Snapshot, place: int) -> Snapshot:
    """The same, one more member having consented on the day itself."""
    first, last = snapshot.first.copy(), snapshot.last.copy()
    first[place] = last[place] = snapshot.today
    return replace(snapshot, first=first, last=last)


def shuffled(snapshot: Snapshot, seed: int) -> Snapshot:
    """The same members in another order."""
    order = np.random.Generator(np.random.PCG64(seed)).permutation(len(snapshot.members))
    return replace(
        snapshot,
        members=tuple(snapshot.members[i] for i in order),
        opened=snapshot.opened[order],
        first=snapshot.first[order],
        last=snapshot.last[order],
        followed=snapshot.followed[order],
        refused=snapshot.refused[order],
        weights=snapshot.weights[order],
        signed=None if snapshot.signed is None else snapshot.signed[order],
        outside=None if snapshot.outside is None else snapshot.outside[order],
    )
