"""What a forecast of a dossier says: one shape for both kinds of question, with its reasons.

*By when* (members consent one by one): the coupled hazard, :mod:`whipcount.forecasts.hazard.time_to_agreement`. *At
the meeting*: the shared mood, :mod:`whipcount.forecasts.meeting.forecast`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from whipcount.errors import ForecastError
from whipcount.positions.stance.stance import Authority, Evidence, Stance

LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
"""Quantiles of the time that are told."""
REACH = timedelta(days=5 * 365)
"""How far ahead a day may be asked about."""
HORIZONS = (30, 90, 180, 365, 730)
"""Days ahead at which the chance is told."""


class Kind(StrEnum):
    """What is asked."""

    BY_DAY = "by_day"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Share:
    """What one statement (or record of words) is worth in a forecast.

    Attributes:
        evidence: its id; ``agenda`` for what is known of the agenda.
        member: whom it is about; ``None``: the body.
        effect: the forecast minus the forecast without it (leave one out).
        shapley: its part of the difference that all of them make together; ``None`` where that was not computed.
    """

    evidence: str
    member: str | None
    effect: float
    shapley: float | None = None


@dataclass(frozen=True, slots=True)
class WhatIfResult:
    """The forecast with some stances set by hand, on the same draws: the difference holds no noise of its own."""

    settings: tuple[tuple[str, Stance], ...]
    p: float
    difference: float

    @property
    def supposed(self) -> str:
        """The stances set by hand, as they are given: "HU=yes, SK=no"."""
        return ", ".join(f"{member}={stance.value}" for member, stance in self.settings)


@dataclass(frozen=True, slots=True)
class Outlook:
    """How likely, by when, who is last, and why.

    Attributes:
        matter: id of the dossier.
        kind: which question.
        variant: toward which variant.
        as_of, known_by: what was used.
        by: the day by which (or the last day of the meeting at which) it is asked to be met; ``None`` for a meeting
            without a day.
        p: the chance of that.
        low, high: 80% of what the chance could be, were the parameters known better; ``interval`` says which.
        quantiles: chance and the day by which the rule is met with it; ``None``: not within five years. Empty for a
            meeting.
        by_date: days ahead and the chance by then. Empty for a meeting.
        last: where all must consent, members that are left and the chance of each to be the last one in, given that
            all come in. Empty for a meeting, and under another rule.
        completing: under another rule than that all consent, members that are left and the chance of each to be the
            one whose consent completes it, given that it is met. Empty for a meeting.
        gains: members that are left and what the chance gains if each consents now.
        shares: by size, largest first.
        base: the chance without any of the statements.
        what_if: where stances were set by hand.
        consented: ids of members that have consented on record. Empty for a meeting.
        members: how many there are.
        met: the rule is met on what is recorded.
        never: the part of the chance that it is never met, by the stated prior; NaN for a meeting.
        evidence: ids of all that it used: what was known about the variant.
        model, source: which model, and where its numbers are from.
        calibrated: past decisions set its parameters.
        learned_until, learned_from: the day up to which other decisions were looked at, and how many there were.
        familiar: members that the model has met in other decisions.
        learned: hash of what the model was fitted on; empty where it was not fitted.
        deadline_passed: the proposal's deadline where it had passed on the day, so that a year ahead is asked instead.
        error: Monte-Carlo standard error of ``p``.
        paths, seed: of the simulation.
        without_records: the chance without past votes, where they are the prior of silent members; else ``None``.
        from_records: how many silent members past votes told of.
    """

    case: str
    kind: Kind
    variant: str
    as_of: date
    known_by: datetime
    by: date | None
    p: float
    low: float
    high: float
    interval: str
    base: float
    members: int
    met: bool
    evidence: tuple[str, ...]
    model: str
    source: str
    calibrated: bool
    error: float
    paths: int
    seed: int
    quantiles: tuple[tuple[float, date | None], ...] = ()
    by_date: tuple[tuple[date, float], ...] = ()
    last: tuple[tuple[str, float], ...] = ()
    completing: tuple[tuple[str, float], ...] = ()
    gains: tuple[tuple[str, float], ...] = ()
    shares: tuple[Share, ...] = ()
    what_if: WhatIfResult | None = None
    consented: tuple[str, ...] = ()
    never: float = float("nan")
    learned_until: date | None = None
    learned_from: int = 0
    familiar: int = 0
    learned: str = ""
    deadline_passed: date | None = None
    without_records: float | None = None
    from_records: int = 0


def supposed(
    settings: Mapping[str, Stance], variant: str, as_of: date, known_by: datetime, authority: Authority
) -> tuple[Evidence, ...]:
    """Evidence for stances set by hand: what each member says on the day, with an authority."""
    return tuple(
        Evidence(
            f"what-if-{member}", member, variant, stance, as_of, as_of, as_of, known_by, authority,
            human=True, coder="what-if", speaker="what if", gist="set by hand",
        )
        for member, stance in sorted(settings.items())
    )  # fmt: skip


def within_reach(by: date, as_of: date) -> date:
    """The day asked about, if it lies within reach.

    Raises:
        ForecastError: before the day of the forecast, or more than five years after it.

    >>> within_reach(date(2031, 5, 1), date(2030, 5, 1))
    datetime.date(2031, 5, 1)
    """
    if by < as_of:
        raise ForecastError(
            f"by {by} lies before the day of the forecast ({as_of})", where="--by", accepted="that day or a later one"
        )
    if by > as_of + REACH:
        raise ForecastError(f"by {by} lies more than five years after {as_of}", where="--by", accepted="a nearer day")
    return by


def check_settings(settings: Mapping[str, Stance], members: tuple[str, ...], *, where: str) -> None:
    """Refuse stances set for somebody who is no member.

    Raises:
        ForecastError: an unknown member.

    >>> check_settings({"A": Stance.YES}, ("A", "B"), where="lake")
    """
    for member in settings:
        if member not in members:
            raise ForecastError(f"what if {member!r}: no member", where=where, accepted=", ".join(sorted(members)))
