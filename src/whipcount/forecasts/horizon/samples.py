"""From decisions of the past to rows to learn from: each looked at from many ages, at each horizon, with what came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from whipcount.forecasts.core.decisions import Decision, Snapshot
from whipcount.forecasts.core.threshold import Threshold
from whipcount.forecasts.horizon.features import NODES, PACES, STATIC, at_day
from whipcount.forecasts.horizon.quickness import Orders

AGES: tuple[int, ...] = (
    30, 45, 60, 84, 112, 150, 180, 209, 270, 365, 391, 540, 730, 1000, 1460, 2000, 2900, 4000, 5500, 8000,
)  # fmt: skip
"""Days since its opening from which a decision is looked at."""
VARIED = (0.5, 0.75, 1.5, 2.0)
"""What the number of a threshold is multiplied by to ask the same consents another question."""


@dataclass(frozen=True, eq=False)
class Samples:
    """Looks at decisions: one entry a look.

    Attributes:
        static, paces: as :func:`~whipcount.forecasts.horizon.features.at_day` gives them.
        outcome: 1 met, 0 not, NaN not told, shape (looks, horizons).
        decision: number of the decision.
        origin: day of the look, as an ordinal.
        age: days since the opening.
        snapshots: what was known, one a look.
    """

    static: NDArray[np.float64]
    paces: NDArray[np.float64]
    outcome: NDArray[np.float64]
    decision: NDArray[np.int64]
    origin: NDArray[np.int64]
    age: NDArray[np.int64]
    snapshots: tuple[Snapshot, ...]

    def take(self, which: NDArray[np.int64]) -> Samples:
        """Some of the looks, by number."""
        return Samples(
            self.static[which], self.paces[which], self.outcome[which], self.decision[which], self.origin[which],
            self.age[which], tuple(self.snapshots[place] for place in which),
        )  # fmt: skip

    @property
    def weight(self) -> NDArray[np.float64]:
        """What a look counts: one over the root of the looks at its decision, which go together."""
        looks = np.bincount(self.decision) if len(self.decision) else np.ones(1)
        return np.asarray(1 / np.sqrt(looks[self.decision]))


@dataclass(frozen=True, slots=True)
class Told:
    """When a decision was met, for certain and at the earliest (consents may lie between bounds), and until when its
    table tells; ordinals, infinite where it was not.
    """

    certain: float
    earliest: float
    until: float

    @classmethod
    def of(cls, decision: Decision, until: date | None) -> Told:
        """What a table tells of a decision, up to a day if one is given."""
        seen = float("inf") if decision.failed else float(decision.seen_until.toordinal())
        if until is None:
            return cls(_first_met(decision, "last"), _first_met(decision, "first"), seen)
        end = float(until.toordinal())
        certain = _first_met(decision, "last")
        return cls(certain if certain <= end else float("inf"), _first_met(decision, "first"), min(seen, end))

    def by(self, day: int) -> bool | None:
        """Whether it was met by a day."""
        if day >= self.certain:
            return True
        return None if day >= self.earliest or day > self.until else False


def _first_met(decision: Decision, bound: str) -> float:
    """The first day on which the rule was met, each consent counting from one of its bounds."""
    members = decision.members
    opened = np.array([m.opened.toordinal() for m in members])
    days = np.array([day.toordinal() if (day := getattr(m, bound)) else np.inf for m in members], dtype=np.float64)
    weights = decision.weights
    order = np.unique(days[np.isfinite(days)])
    fewest = decision.rule.need(max(int((opened <= decision.opened.toordinal()).sum()), 1))
    for day in order:
        here = opened <= day
        inside = (days <= day) & here
        if inside.sum() >= min(fewest, here.sum()) and decision.rule.met(inside[here], weights[here]):
            return float(day)
    return float("inf")


def varied(decisions: Sequence[Decision], clusters: Sequence[str]) -> tuple[list[Decision], list[str]]:
    """The thresholds among decisions of the past with other numbers: when would half as many, or twice as many, have
    been in?

    Tables go on after the rule is met, so the same consents answer many such questions.

    Returns:
        decisions that never were, and the cluster of each.
    """
    invented: list[Decision] = []
    labels: list[str] = []
    for decision, label in zip(decisions, clusters, strict=True):
        rule = decision.rule
        if rule.missing or rule.everyone or rule.weight is not None:
            continue
        need = rule.need(len(decision.members))
        came = sum(member.consented for member in decision.members)
        for factor in VARIED:
            other = round(need * factor)
            if other != need and 2 <= other <= len(decision.members) and came >= min(other, need):
                invented.append(replace(decision, rule=Threshold(f"{other} members", count=other)))
                labels.append(label)
    return invented, labels


def samples(
    decisions: Sequence[Decision],
    clusters: Sequence[str],
    orders: Orders,
    *,
    ages: Sequence[int] = AGES,
    horizons: Sequence[int] = NODES,
    until: date | None = None,
) -> Samples:
    """Look at each decision from each age at which it was open.

    Args:
        decisions: of the past.
        clusters: one label a decision; members' quickness comes from all other clusters.
        orders: of members in decisions of the past.
        ages: days since the opening.
        horizons: days ahead.
        until: what was not known by this day is not told.
    """
    rows: list[tuple[NDArray[np.float64], NDArray[np.float64], list[float], int, int, int, Snapshot]] = []
    scores = {label: orders.without([label]) for label in set(clusters)}
    for number, (decision, label) in enumerate(zip(decisions, clusters, strict=True)):
        if decision.rule.missing:
            continue
        outcomes = Told.of(decision, until)
        for age in ages:
            origin = decision.opened.toordinal() + age
            if (until is not None and origin >= until.toordinal()) or outcomes.by(origin) is not False:
                break
            answers = [outcomes.by(origin + horizon) for horizon in horizons]
            if all(outcome is None for outcome in answers):
                continue
            snapshot = decision.as_of(date.fromordinal(origin))
            if snapshot.met:
                break
            static, paces = at_day(snapshot, scores[label])
            values = [np.nan if outcome is None else float(outcome) for outcome in answers]
            rows.append((static, paces, values, number, origin, age, snapshot))
    if not rows:
        empty = np.zeros(0, dtype=np.int64)
        return Samples(
            np.zeros((0, len(STATIC))), np.zeros((0, len(PACES))), np.zeros((0, len(horizons))), empty, empty, empty, ()
        )
    columns = list(zip(*rows, strict=True))
    return Samples(
        np.array(columns[0]),
        np.array(columns[1]),
        np.array(columns[2], dtype=np.float64),
        np.array(columns[3], dtype=np.int64),
        np.array(columns[4], dtype=np.int64),
        np.array(columns[5], dtype=np.int64),
        tuple(columns[6]),
    )
