"""Members placed by their record: ideal points on one dimension, for a picture and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from whipcount.errors import RecordsError
from whipcount.records.crossing import HALF_LIFE
from whipcount.records.guard import LEAST_CALLS
from whipcount.records.models.idealpoints import MOST_CALLS, IdealPoints
from whipcount.records.record import Record, recency
from whipcount.records.topics import rows_on

LEAST_VOTES = 5
_NORMAL_90 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class MemberPoint:
    """A member's ideal point.

    Attributes:
        member: its id.
        name: as the body writes it.
        at: where it stands, on the scale of a standard normal prior.
        low: lower bound of the 90% interval.
        high: upper bound.
        votes: how many divided roll calls it voted on.
        declared: its vote on the matter asked about: yes, abstain, no, or empty.
    """

    member: str
    name: str
    at: float
    low: float
    high: float
    votes: int
    declared: str


@dataclass(frozen=True, slots=True)
class MemberPoints:
    """All members of a body that have voted often enough, from one end to the other."""

    body: str
    as_of: date
    topic: str | None
    calls: int
    members: tuple[MemberPoint, ...]
    left_out: tuple[str, ...]


def member_points(
    record: Record,
    members: Sequence[str],
    *,
    as_of: date,
    topic: str | None = None,
    declared: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
) -> MemberPoints:
    """Ideal points of a body's members by its divided roll calls before a day.

    The direction is such that those who declared yes stand to the right of those who declared no; where nobody did, the
    member with the outermost point stands to the right.

    Raises:
        RecordsError: too few divided roll calls to place anybody.
    """
    declared, names = declared or {}, names or {}
    topical = record.only([row for row in rows_on(record, topic) if record.calls[row].day < as_of])
    recent = topical.only(np.flatnonzero(topical.divided)[-MOST_CALLS:])
    if len(recent.calls) < LEAST_CALLS:
        raise RecordsError(
            f"{len(recent.calls)} divided roll calls", where=f"votes of {record.body}",
            accepted=f"{LEAST_CALLS} or more before {as_of}",
        )  # fmt: skip
    fitted = IdealPoints(1).fit(recent, recency(recent, HALF_LIFE))
    columns, counts = recent.columns(), np.isfinite(recent.votes).sum(axis=0)
    placed = [m for m in members if m in columns and counts[columns[m]] >= LEAST_VOTES]
    at = fitted.points[:, 0] * _direction(fitted.points[:, 0], columns, placed, declared)
    drawn = [
        MemberPoint(
            m, names.get(m, m), float(at[columns[m]]),
            float(at[columns[m]] - _NORMAL_90 * fitted.errors[columns[m], 0]),
            float(at[columns[m]] + _NORMAL_90 * fitted.errors[columns[m], 0]), int(counts[columns[m]]),
            declared.get(m, ""),
        )
        for m in placed
    ]  # fmt: skip
    drawn.sort(key=lambda one: one.at)
    left_out = tuple(m for m in members if m not in placed)
    return MemberPoints(record.body, as_of, topic, len(recent.calls), tuple(drawn), left_out)


def _direction(
    at: np.ndarray, columns: Mapping[str, int], members: Sequence[str], declared: Mapping[str, str]
) -> float:
    yes, no = ([at[columns[m]] for m in members if declared.get(m) == vote] for vote in ("yes", "no"))
    if yes and no:
        return 1.0 if float(np.mean(yes)) >= float(np.mean(no)) else -1.0
    if yes or no:
        return 1.0 if float(np.mean(yes or no)) * (1 if yes else -1) >= 0 else -1.0
    return 1.0 if len(at) == 0 or at[int(np.abs(at).argmax())] >= 0 else -1.0
