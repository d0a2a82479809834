"""What a forecast of a dossier says: one shape for both kinds of question, with its reasons.

*By when* (members consent one by one): :mod:`whipcount.forecasts.by_day`. *At the meeting*: the shared mood,
:mod:`whipcount.forecasts.meeting.forecast`.
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
HORIZONS = (30, 90, 180, 365, 730, 1096, 1825)
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
class Reference:
    """The reference class: what became of occasions in the past that stood alike.

    Attributes:
        cases: how many there were.
        happened: at how many of them it came about.
        told: the class and its count, for a reader.
    """

    cases: int
    happened: int
    told: str


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
class MemberOutlook:
    """One member in the forecast.

    Attributes:
        p_yes: chance that it goes along at the meeting.
        p_alone: chance that the rule fails and would be met if only this member went along.
        p_if_yes, p_if_no: the forecast if this member were known to go along, or to refuse.
        share: what its position (against not knowing it) adds to the forecast, as a Shapley value over members with a
            known position; the shares and the claims' share add up to ``p - p_unknown``.
    """

    member: str
    stance: Stance | None
    evidence: tuple[str, ...]
    p_yes: float
    p_alone: float
    p_if_yes: float
    p_if_no: float
    share: float

    @property
    def gain(self) -> float:
        """What the member's consent would add to the forecast; the measure of being pivotal."""
        return self.p_if_yes - self.p_if_no


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one piece of evidence moves: the forecast with it minus the forecast without it."""

    evidence: str
    member: str | None
    effect: float
    kind: str  # "position", "claim about the body", "agenda"


@dataclass(frozen=True, slots=True)
class AtMeeting:
    """What only a forecast of a meeting tells.

    Attributes:
        p_put: probability that the question is put to a decision at all; the chance includes it.
        claims_share: what the claims about the body add, as a Shapley value beside the members' shares; NaN where
            shares were not asked for.
        members: in the tally's order; empty where reasons were not asked for.
        contributions: by size, largest first; leave-one-out, so they need not add up.
    """

    p_put: float
    claims_share: float
    members: tuple[MemberOutlook, ...]
    contributions: tuple[Contribution, ...]


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
        reference: what became of occasions that stood alike; ``None`` where too few are known.
        meeting: what only a forecast of a meeting tells; ``None`` by a day.
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
    reference: Reference | None = None
    meeting: AtMeeting | None = None
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
