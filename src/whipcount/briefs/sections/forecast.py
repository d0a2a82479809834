"""The forecast as the brief shows it: the number, what moves it, what would change it, how it was made."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.count import occasion_text
from whipcount.briefs.sections.course import course_view
from whipcount.briefs.sections.evidence import evidence_anchor, stance_label, stance_told
from whipcount.briefs.view.brief import Figure, ForecastPoint, ForecastView, Reason, WhatIf
from whipcount.briefs.wording import day_text, listed, percent
from whipcount.forecasts.core.outlook import AtMeeting, Contribution, Outlook
from whipcount.forecasts.meeting.agenda import scheduled_vote

_MOST = 8


def forecast_view(analysis: Analysis) -> ForecastView | None:
    """The forecast for the occasion or by a day, None where none was made."""
    forecast = analysis.outlook
    if forecast is None:
        return None
    if forecast.meeting is None:
        return course_view(analysis, forecast)
    meeting = forecast.meeting
    at = occasion_text(analysis)
    reasons, method = _reasons(analysis, forecast, meeting), _method(forecast, meeting)
    target = f"{analysis.proposal.title}" + (f", at the {at}" if at else "")
    return ForecastView(
        target=target,
        probability=Figure(
            "n-forecast",
            _told(forecast.p),
            percent(forecast.p),
            "chance at the meeting" if analysis.proposal.occasion else "chance at its next meeting, no day told",
            f"{method} Simulation error ±{max(forecast.error * 100, 0.05):.1f} points.",
            tuple(dict.fromkeys(anchor for reason in reasons for anchor in reason.evidence)),
        ),
        low=_told(min(forecast.low, forecast.p)),
        high=_told(max(forecast.high, forecast.p)),
        label=_label(forecast),
        method=method,
        reasons=reasons,
        would_change=_would_change(analysis, forecast, meeting),
        series=_series(analysis),
        what_if=tuple(
            WhatIf(analysis.name(member), "agrees", _told(forecast.p + gain)) for member, gain in forecast.gains[:_MOST]
        ),
    )


def _told(p: float) -> float:
    """A chance to four places, and never rounded to a certainty that it is not."""
    return round(p, 4) if p in (0.0, 1.0) else min(max(round(p, 4), 0.0001), 0.9999)


def _label(forecast: Outlook) -> str:
    worth = (
        "Only in part set on past meetings (silent members, mood, agenda), which were told of and not sampled; by "
        "itself that part does no better than their base rate. What statements are worth is stated, not fitted: trust "
        "the order of size."
        if forecast.calibrated
        else "Uncalibrated: it follows from stated priors, no past record stands behind it yet."
    )
    return (
        "The interval holds 80% of what the number could be if the leanings, and whether the question is put, were "
        f"known better. {worth}"
    )


def _method(forecast: Outlook, meeting: AtMeeting) -> str:
    return (
        f"{forecast.paths:,} simulated meetings (model {forecast.model}, seed {forecast.seed}): the question is put "
        f"with probability {percent(meeting.p_put)}; each member goes along or not by its position, a mood shared by "
        f"all and its own noise; the rule is asked on each. Members are never multiplied as if independent. "
        f"Parameters: {forecast.source.rstrip('.')}."
        + (f" Base rate: {forecast.reference.told}." if forecast.reference else "")
    )


def _reasons(analysis: Analysis, forecast: Outlook, meeting: AtMeeting) -> tuple[Reason, ...]:
    by_id = {item.id: item for item in analysis.evidence}
    size = forecast.members
    silent = sum(member.stance is None for member in meeting.members)
    basis = "the agenda alone" if forecast.without_records is None else "the agenda, with past votes,"
    reasons = [
        Reason(
            f"Before any position is counted, the rule, its {size} members and {basis} give {percent(forecast.base)}"
        )
    ]
    if forecast.without_records is not None:
        reasons.append(
            Reason(
                f"Past votes of {forecast.from_records} silent members, which are no positions, are their prior: "
                f"without them it would be {percent(forecast.without_records)} (counted in the first figure)"
            )
        )
    if forecast.reference is not None:
        reasons.append(Reason(f"Whether the question is put at all: {forecast.reference.told}"))
    for part in _parts(meeting)[:_MOST]:
        item = by_id.get(part.evidence)
        if item is None:
            if part.kind == "agenda":
                reasons.append(Reason(_agenda_text(analysis) + _counted_in_start(forecast, part)))
            else:
                reasons.append(Reason(part.evidence, round(part.effect * 100, 2)))
            continue
        who = analysis.name(item.member) or item.speaker or "somebody"
        claim = stance_label(item.stance, item.conditions)
        if part.kind == "claim about the body" and item.stance is None:
            claim = "the members have not agreed"
        about = ", of the body as a whole" if part.kind == "claim about the body" else ""
        if part.kind == "agenda":
            claim = f"{who}, of the agenda: it is {'on it' if part.effect > 0 else 'not on it'}"
            reasons.append(Reason(claim + _counted_in_start(forecast, part), None, (evidence_anchor(item),)))
            continue
        reasons.append(Reason(f"{who}{about}: {claim}", round(part.effect * 100, 2), (evidence_anchor(item),)))
    if silent:
        reasons.append(Reason(f"{silent} of {size} members have no known position"))
    return tuple(reasons)


def _counted_in_start(forecast: Outlook, part: Contribution) -> str:
    """What the agenda is worth: the first reason holds it already, so it is told there and not added once more."""
    without = forecast.base * (1 - part.effect / forecast.p) if forecast.p else 0.0
    return f" (counted in the first figure, which would be {percent(without)} without it)"


def _agenda_text(analysis: Analysis) -> str:
    event = scheduled_vote(analysis.dossier.events, analysis.proposal, analysis.as_of)
    if event is None:
        return "what is known of the agenda"
    return f"a vote is scheduled for {day_text(event.on)}: {event.what}"


def _parts(meeting: AtMeeting) -> list[Contribution]:
    """What each member's position and each claim adds, as Shapley values: with the start they add up to the forecast.

    Leaving out one statement at a time would tell little of two that say the same; the claims share theirs by what
    each does alone.
    """
    if isnan(meeting.claims_share):
        return list(meeting.contributions)
    claims = [part for part in meeting.contributions if part.kind == "claim about the body"]
    alone = sum(abs(part.effect) for part in claims)
    parts = [
        replace(part, effect=meeting.claims_share * (abs(part.effect) / alone if alone else 1 / len(claims)))
        for part in claims
    ]
    parts += [part for part in meeting.contributions if part.kind == "agenda"]
    parts += [
        Contribution(member.evidence[0], member.member, member.share, "position")
        for member in meeting.members
        if member.stance is not None and member.evidence
    ]
    return sorted(parts, key=lambda part: (-abs(part.effect), part.evidence))


def _would_change(analysis: Analysis, forecast: Outlook, meeting: AtMeeting) -> tuple[str, ...]:
    out = []
    if forecast.gains:
        best = [f"{analysis.name(member)} ({percent(forecast.p + gain)})" for member, gain in forecast.gains[:4]]
        out.append(f"A yes of one member raises it most for {listed(best)}; it is {percent(forecast.p)} now")
    elif all(member.stance is None for member in meeting.members):
        out.append("No member has spoken, so none stands out: the first that does, for or against, moves it")
    blockers = sorted(meeting.members, key=lambda m: (m.p_if_no, m.member))
    if blockers and blockers[0].p_if_no < 0.005 < forecast.p:
        out.append("A clear no of any one member would bring it to nearly nothing under this rule")
    if analysis.agenda == "unknown":
        out.append(f"Whether the question is on the agenda: it is put with probability {percent(meeting.p_put)} so far")
    return tuple(out)


def _series(analysis: Analysis) -> tuple[ForecastPoint, ...]:
    by_id = {item.id: item for item in analysis.evidence}
    points = []
    for step in analysis.steps:
        moved = [by_id[item] for item in step.news if item in by_id]
        first = moved[0] if moved else None
        because = ""
        if first is not None:
            because = stance_told(analysis, first)
            because += f", and {len(moved) - 1} more" if len(moved) > 1 else ""
        outlook = step.outlook
        points.append(
            ForecastPoint(
                day=step.day,
                probability=_told(outlook.p),
                low=_told(min(outlook.low, outlook.p)),
                high=_told(max(outlook.high, outlook.p)),
                because=because,
                evidence=evidence_anchor(first) if first else None,
            )
        )
    return tuple(points)
