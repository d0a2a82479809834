"""Will the rule be met at the meeting? The meeting model on a dossier, told in the shape of every forecast."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from whipcount.errors import ForecastError, NothingToGoOnError
from whipcount.forecasts.core.ballots import compiled
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import (
    AtMeeting,
    Kind,
    Outlook,
    Reference,
    Share,
    WhatIfResult,
    check_settings,
    supposed,
)
from whipcount.forecasts.meeting.agenda import agenda_known
from whipcount.forecasts.meeting.base_rate import base_rate
from whipcount.forecasts.meeting.chance import MeetingForecast, meeting_forecast
from whipcount.forecasts.meeting.no_forecast import ended_by, nothing_to_go_on
from whipcount.forecasts.meeting.silent import SilentChance
from whipcount.positions.count.tally import RuleState, Tally
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.positions.stance.stance import Authority, Evidence, Stance

INTERVAL = "80% of what the chance could be, were leanings and agenda known better"
MOST_SHARES = 40
"""Statements up to which each is left out in turn."""


def at_meeting(
    case: Case,
    as_of: date,
    known_by: datetime,
    *,
    settings: Mapping[str, Stance] | None = None,
    reasons: bool = True,
    draws: int | None = None,
    without: frozenset[str] = frozenset(),
    silent: Mapping[str, SilentChance] = MappingProxyType({}),
) -> Outlook:
    """The forecast of a decision that is taken together, at the proposal's occasion.

    Args:
        matter: the decision.
        as_of: the day of the forecast.
        known_by: nothing recorded later is used.
        settings: stances set by hand, as if each member had cast a recorded vote.
        reasons: whether to compute the shares of statements.
        draws: simulated meetings; by default as many as everywhere (:func:`.simulation.draws_for`).
        without: ids of evidence, and of events (``event-N``), that are left out.
        silent: what past votes tell of members without a position, by member.

    Raises:
        ForecastError: the meeting is over on that day, the question has ended, or an unknown member.
        NothingToGoOnError: no member has taken a position, nothing is known of the agenda, and there is no base rate.
        BodyError: the body's members or rule are not known on that day.
    """
    case = case.waiting_on(as_of)
    proposal = case.proposal
    period = proposal.occasion.period if proposal.occasion else None
    if period is not None and period.last < as_of:
        raise ForecastError(
            f"the meeting was over on {period.last}, before the day of the forecast ({as_of})",
            where=case.id,
            accepted=f"--as-of {period.last} or earlier, or a report that tells of the next meeting",
        )
    end = ended_by(case.events, as_of)
    if end is not None:
        raise ForecastError(f"it was {end.kind} on {end.on}", where=case.id, accepted="--as-of an earlier day")
    rule = rule_of(proposal, case.body, as_of)[1]
    ids = tuple(member.id for member in case.body.members(as_of))
    check_settings(settings or {}, ids, where="--what-if")
    known_evidence = tuple(e for e in case.known(as_of, known_by) if e.id not in without)
    batch = compiled(rule)
    events = [event for n, event in enumerate(case.events) if f"event-{n}" not in without]
    agenda = agenda_known(case.agenda, events, proposal, as_of)

    def count(evidence: Sequence[Evidence]) -> Tally:
        return tally(evidence, proposal, ids, rule, as_of=as_of, known_by=known_by)

    base = base_rate(proposal, as_of)
    now = count(known_evidence)
    if not without and (why := nothing_to_go_on(now, batch, known_evidence, agenda, base)):
        raise NothingToGoOnError(why, where=case.id, accepted="a record of a position, or an event vote_scheduled")

    def simulated(evidence: Sequence[Evidence], *, explained: bool) -> MeetingForecast:
        counted = count(evidence)
        deciding = sum(len(position.evidence) for position in counted.positions)
        refold = (lambda gone: count([e for e in evidence if e.id not in gone])) if explained else None
        return meeting_forecast(
            counted, batch, evidence=evidence, refold=refold if deciding <= MOST_SHARES else None,
            agenda=agenda, occasion=max(period.last, as_of) if period else None,
            draws=draws, with_shares=explained, with_members=explained, base_rate=base,
            silent=silent,
        )  # fmt: skip

    forecast = simulated(known_evidence, explained=reasons)
    asked = tuple(sorted(e.id for e in known_evidence if e.variant == proposal.asked.id))
    outlook = outlook_of_meeting(forecast, now, case.id, asked)
    if not settings:
        return outlook
    changed = simulated(
        (*known_evidence, *supposed(settings, proposal.asked.id, as_of, known_by, Authority.RECORDED_VOTE)),
        explained=False,
    )
    supposed_stances = tuple(sorted(settings.items()))
    return replace(outlook, what_if=WhatIfResult(supposed_stances, changed.p, changed.p - forecast.p))


def outlook_of_meeting(forecast: MeetingForecast, counted: Tally, case: str, evidence: tuple[str, ...]) -> Outlook:
    """A forecast of a meeting in the shape of every forecast.

    Args:
        forecast: as simulated.
        counted: the tally that it was made from.
        case: id of the dossier.
        evidence: ids of what was known about the variant.
    """
    return Outlook(
        case,
        Kind.MEETING,
        forecast.variant,
        forecast.as_of,
        counted.known_by,
        forecast.occasion,
        p=forecast.p,
        low=min(forecast.low, forecast.p),
        high=max(forecast.high, forecast.p),
        interval=INTERVAL,
        base=forecast.p_unknown,
        members=len(counted.positions),
        met=counted.state is RuleState.MET,
        evidence=evidence,
        model=forecast.model,
        source=forecast.source,
        reference=Reference(forecast.base.occasions, forecast.base.agreed_at, forecast.base.told)
        if forecast.base
        else None,
        calibrated=forecast.calibrated,
        error=forecast.error,
        paths=forecast.draws,
        seed=forecast.seed,
        gains=tuple((m.member, m.p_if_yes - forecast.p) for m in forecast.changers),
        shares=_shares(forecast),
        meeting=AtMeeting(forecast.p_put, forecast.claims_share, forecast.members, forecast.contributions),
        without_records=forecast.p_without_records,
        from_records=forecast.from_records,
    )


def _shares(forecast: MeetingForecast) -> tuple[Share, ...]:
    """Leave-one-out effects by statement, and each member's Shapley value at the statement that decides it."""
    by_member = {m.member: (m.evidence[0], m.share) for m in forecast.members if m.evidence}
    shares = []
    for part in forecast.contributions:
        decides = by_member.get(part.member or "")
        value = decides[1] if decides and decides[0] == part.evidence else None
        shares.append(Share(part.evidence, part.member, part.effect, value if value == value else None))
    return tuple(shares)
