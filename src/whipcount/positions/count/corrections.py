"""Corrections: what a person enters against a coding; evidence like any other, so that it survives every re-run."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, datetime, timedelta

from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Condition, Evidence, Stance
from whipcount.text.fields import blank

_FIRST_ZONE = timedelta(hours=14)  # where a day begins first: it is no day ahead for somebody there


def correct(
    target: Evidence,
    *,
    stance: Stance | None,
    recorded_at: datetime,
    reason: str,
    member: str | None = None,
    variant: str | None = None,
    conditions: tuple[Condition, ...] | None = None,
    by: str = "person",
    root: str | None = None,
) -> Evidence:
    """A correction of how a statement was coded: takes the coding back and puts this in its place.

    It bears the target's dates, authority and origin, so that it counts exactly where the target did. ``stance`` None
    says that the statement expresses none. ``root`` is the id of what is corrected, where the target is an entry
    against it already: all entries are against the coding itself, and the last that stands counts.

    Raises:
        DossierError: ``recorded_at`` is not aware, or no reason is given.

    >>> from datetime import UTC
    >>> from whipcount.positions.stance.stance import Authority
    >>> day, noon = date(2030, 1, 2), datetime(2030, 1, 2, 12, tzinfo=UTC)
    >>> wrong = Evidence("e1", "AA", "asked", Stance.NO, day, day, day, noon, Authority.HEAD)
    >>> right = correct(wrong, stance=Stance.YES, recorded_at=datetime(2030, 1, 5, tzinfo=UTC), reason="misread")
    >>> right.human, right.withdraws, right.stance.value
    (True, 'e1', 'yes')
    """
    _check(recorded_at, reason)
    made = replace(
        target,
        id="",
        stance=stance,
        member=member if member is not None else target.member,
        variant=variant or target.variant,
        conditions=target.conditions if conditions is None else conditions,
        recorded_at=recorded_at,
        human=True,
        named=True,
        coder=by,
        confidence=1.0,
        withdraws=root or target.id,
        reasons=(reason,),
    )
    return replace(made, id=_correction_id(made))


def meet(
    target: Evidence,
    *,
    condition: str,
    on: date,
    recorded_at: datetime,
    reason: str,
    met: bool = True,
    by: str = "person",
    root: str | None = None,
) -> Evidence:
    """That a condition of ``target`` has been met (or has failed) on a day: the same stance, its condition settled.

    As of earlier days the condition stays open.

    Raises:
        DossierError: the target has no such condition; ``on`` lies before its words were said, or has not come yet.
    """
    if condition not in (c.text for c in target.conditions):
        known = "; ".join(repr(c.text) for c in target.conditions) or "it has no conditions"
        raise DossierError(f"{target.id} has no condition {condition!r}", accepted=known)
    _check(recorded_at, reason)
    today = max((recorded_at + _FIRST_ZONE).date(), target.reported_on)
    if not target.said_from <= on <= today:
        why = "has not come yet" if on > today else f"lies before the words that it is about ({target.said_from})"
        raise DossierError(
            f"a condition {'met' if met else 'failed'} on {on}, which {why}",
            where=target.id,
            accepted=f"a day from {target.said_from} to {today}",
        )
    settled = tuple(replace(c, met=met) if c.text == condition else c for c in target.conditions)
    made = correct(
        target, stance=target.stance, conditions=settled, recorded_at=recorded_at, reason=reason, by=by, root=root
    )
    made = replace(made, reported_on=max(on, target.reported_on), named=target.named, id="")
    return replace(made, id=_correction_id(made))


def _check(recorded_at: datetime, reason: str) -> None:
    if recorded_at.tzinfo is None:
        raise DossierError(f"a correction recorded at {recorded_at} without a time zone", accepted="an aware time")
    if blank(reason):
        raise DossierError("a correction without a reason", accepted="a sentence that says why")


def _correction_id(item: Evidence) -> str:
    blob = json.dumps(
        [
            item.withdraws,
            item.member,
            item.variant,
            item.stance,
            str(item.reported_on),
            [(c.text, c.kind, c.met) for c in item.conditions],
            item.reasons,
            item.coder,
        ]
    )
    return "c-" + hashlib.sha256(blob.encode()).hexdigest()[:12]
