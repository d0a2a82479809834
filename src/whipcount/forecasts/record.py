"""The record: what a forecast leaves behind when it is sealed, and how it is scored once the decision is resolved.

A decision is resolved by its dossier: by the rule being met on formal acts, by an event ``decided`` or ``blocked``, or
by the day asked about having passed in a dossier that was followed beyond it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np

from whipcount.dossiers.sealed import SealedForecast, evidence_hash
from whipcount.forecasts.core.ballots import cast, compiled
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import Outlook
from whipcount.forecasts.core.scores import brier, cluster_bootstrap, logarithmic, reliability
from whipcount.positions.count.acts import formal_acts
from whipcount.positions.proposal.applicable_rule import rule_of
from whipcount.positions.proposal.outcome import State

ENOUGH = 20
"""Resolved forecasts from which on a reliability table is told."""


def to_seal(outlook: Outlook, *, version: str, made_at: datetime, note: str = "") -> SealedForecast:
    """A forecast as the record keeps it; the store seals it.

    Args:
        outlook: the forecast.
        version: of the program.
        made_at: now.
        note: a remark of whoever made it.
    """
    return SealedForecast(
        made_at=made_at,
        as_of=outlook.as_of,
        known_by=outlook.known_by,
        kind=outlook.kind.value,
        variant=outlook.variant,
        by=outlook.by,
        probability=outlook.p,
        low=outlook.low,
        high=outlook.high,
        quantiles=outlook.quantiles,
        model=outlook.model,
        version=version,
        learned=outlook.learned,
        evidence=evidence_hash(outlook.evidence),
        pieces=len(outlook.evidence),
        note=note,
    )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a forecast was resolved: whether it happened, the day from which that is known, and why."""

    happened: bool
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class Scored:
    """One forecast of the record with its outcome and scores.

    ``foretold``: it was made before the day of the outcome; otherwise it is a hindcast.
    """

    dossier: str
    forecast: SealedForecast
    outcome: Outcome
    brier: float
    log: float
    foretold: bool


def met_on(case: Case, today: date, known_by: datetime) -> date | None:
    """The first day on which the rule was met on formal acts; ``None`` if it has not been."""
    asked = case.proposal.asked.id
    acts, _ = formal_acts(case.evidence, asked, as_of=today, known_by=known_by)
    for day in sorted({act.last for act in acts.values()}):
        if day > today:
            break
        members = [member.id for member in case.body.members(day)]
        rule = compiled(rule_of(case.proposal, case.body, day)[1])
        if bool(rule(cast([m in acts and acts[m].last <= day for m in members]))[0]):
            return day
    return None


def resolve(case: Case, forecast: SealedForecast, today: date, known_by: datetime) -> Outcome | None:
    """What came of a forecast, as far as the dossier tells; ``None`` while it is open.

    Args:
        matter: the decision, with all that is recorded.
        forecast: from its record.
        today: nothing later counts.
        known_by: nothing recorded later counts.
    """
    return _resolve(case, forecast, today, known_by, met_on(case, today, known_by))


def _resolve(case: Case, forecast: SealedForecast, today: date, known_by: datetime, met: date | None) -> Outcome | None:
    by = forecast.by
    if met is not None:
        why = f"the rule was met on {met}"
        return Outcome(True, met, why) if by is None or met <= by else Outcome(False, by, why)
    ends = sorted((e for e in case.happened(today) if e.kind in ("decided", "blocked")), key=lambda e: e.on)
    for event in ends:
        if event.on < forecast.as_of:
            continue
        if event.kind == "decided":
            late = by is not None and event.on > by
            return Outcome(not late, by if late and by else event.on, event.what)
        return Outcome(False, event.on if by is None else min(event.on, by), event.what)
    end = case.ending(today, known_by)
    if end.event is None and end.confirmed and end.ended and end.outcome.reported_on is not None:
        reported = end.outcome
        day = reported.on or end.outcome.reported_on
        if day >= forecast.as_of:
            happened = reported.state is State.ADOPTED and (by is None or day <= by)
            on = day if by is None else min(day, by)
            return Outcome(happened, on, f"told by {len(reported.origins)} independent origins: {reported.state.value}")
    if by is not None and followed_until(case, today) > by:
        return Outcome(False, by, f"{by} passed, and nothing on record says that it was met")
    return None


def followed_until(case: Case, today: date) -> date:
    """The last day of which the dossier tells anything."""
    days = [item.reported_on for item in case.evidence] + [event.on for event in case.events]
    return max((day for day in days if day <= today), default=date.min)


def score(
    case: Case, forecasts: Sequence[SealedForecast], today: date, known_by: datetime
) -> tuple[tuple[Scored, ...], int]:
    """The resolved forecasts of one dossier with their scores, and how many are still open.

    Scores are Brier's and the logarithmic one (:mod:`whipcount.forecasts.core.scores`): lower is better.
    """
    scored = []
    met = met_on(case, today, known_by) if forecasts else None
    for forecast in forecasts:
        outcome = _resolve(case, forecast, today, known_by, met)
        if outcome is None:
            continue
        happened = float(outcome.happened)
        squared = float(brier([forecast.probability], [happened])[0])
        surprise = float(logarithmic([forecast.probability], [happened])[0])
        foretold = forecast.made_at.date() < outcome.on
        scored.append(Scored(case.id, forecast, outcome, squared, surprise, foretold))
    return tuple(scored), len(forecasts) - len(scored)


def summary(scored: Sequence[Scored], waiting: int) -> dict[str, Any]:
    """Mean scores of forecasts and of hindcasts apart, with a bootstrap over dossiers and a reliability table.

    The reliability table is left out below :data:`ENOUGH` resolved forecasts, the interval below three dossiers.
    """
    totals: dict[str, Any] = {"resolved": len(scored), "open": waiting}
    for name, wanted in (("foretold", True), ("hindcasts", False)):
        mine = [s for s in scored if s.foretold is wanted]
        part: dict[str, Any] = {"forecasts": len(mine), "dossiers": len({s.dossier for s in mine})}
        if mine:
            part["brier"] = float(np.mean([s.brier for s in mine]))
            part["log"] = float(np.mean([s.log for s in mine]))
            labels = {dossier: n for n, dossier in enumerate(sorted({s.dossier for s in mine}))}
            if len(labels) >= 3:
                interval = cluster_bootstrap([s.brier for s in mine], [labels[s.dossier] for s in mine])
                part["brier_interval"] = [interval.low, interval.high]
            if len(mine) >= ENOUGH:
                bars = reliability([s.forecast.probability for s in mine], [float(s.outcome.happened) for s in mine])
                part["reliability"] = [
                    {"low": b.low, "high": b.high, "forecast": b.forecast, "happened": b.happened, "count": b.count}
                    for b in bars
                ]
        totals[name] = part
    return totals
