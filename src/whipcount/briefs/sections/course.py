"""A forecast by a day as the brief shows it: the number and its interval, by when, who is last, what moved it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.evidence import evidence_anchor, stance_told
from whipcount.briefs.view.brief import ChanceBy, Figure, ForecastPoint, ForecastView, QuantileBy, Reason, WhatIf
from whipcount.briefs.wording import counted, day_text, listed, percent
from whipcount.positions.stance.stance import Evidence, Stance

if TYPE_CHECKING:
    from whipcount.forecasts.core.outlook import Outlook
    from whipcount.forecasts.core.step import Step

_MOST = 8
_IN_FAVOUR = frozenset({Stance.YES, Stance.WILL_NOT_BLOCK, Stance.LEAN_YES})


def course_view(analysis: Analysis, outlook: Outlook) -> ForecastView:
    """The forecast of a ratification."""
    by = day_text(outlook.by)
    reasons = _reasons(analysis, outlook)
    method = _method(outlook)
    return ForecastView(
        target=analysis.proposal.title if outlook.met else f"{analysis.proposal.title}, by {by}",
        probability=Figure(
            "n-forecast",
            round(outlook.p, 4),
            "met" if outlook.met else percent(outlook.p),
            "the rule, on formal acts" if outlook.met else f"chance that it is met by {by}",
            method if outlook.met else f"{method} Simulation error ±{max(outlook.error * 100, 0.05):.1f} points.",
            tuple(dict.fromkeys(anchor for reason in reasons for anchor in reason.evidence)),
        ),
        low=None if outlook.met else round(outlook.low, 4),
        high=None if outlook.met else round(outlook.high, 4),
        label=_label(outlook),
        method=method,
        reasons=reasons,
        would_change=_would_change(analysis, outlook),
        series=points(analysis, analysis.steps),
        by_date=tuple(ChanceBy(day, round(p, 4)) for day, p in outlook.by_date) if not outlook.met else (),
        last=tuple((member, round(p, 4)) for member, p in outlook.last if p >= 0.0005),
        completing=tuple((member, round(p, 4)) for member, p in outlook.completing if p >= 0.0005),
        what_if=tuple(
            WhatIf(analysis.name(member), "consents now", round(min(outlook.p + gain, 1.0), 4))
            for member, gain in outlook.gains[:_MOST]
            if gain >= 0.0005
        ),
        quantiles=tuple(QuantileBy(level, day) for level, day in outlook.quantiles),
    )


def _label(outlook: Outlook) -> str:
    if outlook.met:
        return "The rule is met on the formal acts on record."
    return (
        f"The interval holds {outlook.interval}. Calibrated on {counted(outlook.learned_from, 'past decision')}; how "
        "much a statement moves it is a stated prior, not calibrated. It has been too sure of itself where the last "
        "members hold out for political reasons."
        + ("" if outlook.familiar else " None of these members is known from past decisions.")
    )


def _method(outlook: Outlook) -> str:
    if outlook.met:
        return f"{len(outlook.consented)} of {outlook.members} members have consented on record."
    never = (
        f" That it is never met has a stated prior, {percent(outlook.never)} now." if outlook.never >= 0.0005 else ""
    )
    return (
        f"Model {outlook.model}: a pool of forecasters fitted on {counted(outlook.learned_from, 'other decision')} as "
        f"far as they were known by {day_text(outlook.learned_until)}, and what members have said, weighed by "
        f"{outlook.paths:,} simulated futures (seed {outlook.seed}) in which members that have consented pull those "
        f"that are left, never multiplied as if independent; {outlook.familiar} of the {outlook.members} members are "
        f"known from other decisions.{never}"
    )


def _reasons(analysis: Analysis, outlook: Outlook) -> tuple[Reason, ...]:
    by_id = {item.id: item for item in analysis.evidence}
    done = len(outlook.consented)
    if outlook.met:
        return (Reason(f"{done} of {outlook.members} members have consented on record, and the rule is met"),)
    reasons = [
        Reason(
            f"On the record of consents alone ({done} of {outlook.members}) and the course of other decisions it would "
            f"be {percent(outlook.base)}"
        )
    ]
    if outlook.reference is not None:
        reasons.append(Reason(f"Reference class: {outlook.reference.told}"))
    for share in outlook.shares[:_MOST]:
        item = by_id.get(share.evidence)
        if item is None:
            continue
        of_all = None if share.shapley is None else round(share.shapley * 100, 2)
        text = stance_told(analysis, item) + why_lower(item, share.effect)
        reasons.append(Reason(text, round(share.effect * 100, 2), (evidence_anchor(item),), of_all))
    left = {member for member, _ in (*outlook.last, *outlook.completing)}
    silent = outlook.members - done - len({item.member for item in analysis.evidence} & left)
    if silent > 0:
        reasons.append(Reason(f"{counted(silent, 'member')} left have said nothing that counts"))
    return tuple(reasons)


def why_lower(item: Evidence, effect: float) -> str:
    """Why a word in favour lowers the chance, where it does; else nothing.

    The fit takes into account what had been said in the months so far: who was in favour and did not consent is slow
    for another reason, and the word itself has faded.
    """
    if item.stance not in _IN_FAVOUR or effect > -0.0005:
        return ""
    if any(not condition.met for condition in item.conditions):
        return "; the open condition weighs more than the word"
    when = day_text(item.said_to)
    return f"; said on {when}, and no consent has followed: that tells against it, and the word has faded"


def _would_change(analysis: Analysis, outlook: Outlook) -> tuple[str, ...]:
    best = [(analysis.name(member), gain) for member, gain in outlook.gains[:3] if gain >= 0.0005]
    out = []
    if best:
        gainers = [f"{name} ({percent(min(outlook.p + gain, 1.0))})" for name, gain in best]
        out.append(f"Consent now raises it most for {listed(gainers)}; it is {percent(outlook.p)}")
    if outlook.last and not outlook.met:
        last = [f"{analysis.name(member)} ({percent(p)})" for member, p in outlook.last[:3] if p >= 0.0005]
        out.append(f"Last to consent, if all do, is most likely {listed(last)}")
    if outlook.completing and not outlook.met:
        first = [f"{analysis.name(member)} ({percent(p)})" for member, p in outlook.completing[:3] if p >= 0.0005]
        out.append(f"The consent that completes the rule, if it is met, is most likely that of {listed(first)}")
    return tuple(out)


def points(analysis: Analysis, steps: Sequence[Step]) -> tuple[ForecastPoint, ...]:
    """The course as points of a chart, each with what moved it."""
    by_id = {item.id: item for item in analysis.evidence}
    reasons = []
    for step in steps:
        because, anchor = "", None
        item = by_id.get(step.cause or "")
        if item is not None:
            because, anchor = stance_told(analysis, item), evidence_anchor(item)
        elif step.cause:
            because = analysis.dossier.events[int(step.cause.removeprefix("event-"))].what
        elif abs(step.moved) >= 0.03:
            because = "time passed, and nobody consented" if step.moved < 0 else "time passed"
        if step.cause:
            more = len(step.news) - 1
            because += f" ({step.effect * 100:+.0f} points".replace("-", "−") + (
                f"; {more} more news)" if more else ")"
            )
        out = step.outlook
        reasons.append(ForecastPoint(step.day, round(out.p, 4), round(out.low, 4), round(out.high, 4), because, anchor))
    return tuple(reasons)
