"""The stage at hand of all stages: what the dossier's own forecast says of when it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import partial

import numpy as np

from whipcount.errors import ForecastError
from whipcount.forecasts.core.case import Case
from whipcount.forecasts.core.outlook import REACH
from whipcount.forecasts.core.pivotal_consent import Chances
from whipcount.forecasts.meeting.forecast import at_meeting
from whipcount.forecasts.procedure.procedures import Clock, Consents, Meetings
from whipcount.positions.count.tally import RuleState
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.applicable_rule import rule_of

AGAIN = 182.0
"""Days after which a question that failed is put again: stated."""


class Source(StrEnum):
    """Where a stage's clock is from."""

    NONE = ""
    MEETING = "the dossier's forecast for its meeting"
    CONSENTS = "the dossier's forecast by a day"
    STATED = "stated"


@dataclass(frozen=True, eq=False)
class OwnStage:
    """What the dossier tells of its own stage.

    Attributes:
        done: it is; then there is no more to tell.
        clock: when it ends.
        source: which forecast the clock is from.
        told: the clock in words.
        last, completing: as in :class:`~whipcount.forecasts.core.outlook.Outlook`, where members ratify one by one.
        notes: what was taken for granted.
        again: days after which the question is put again if it fails; 0: it is not.
    """

    done: bool
    clock: Clock | None = None
    source: Source = Source.NONE
    told: str = ""
    last: Chances = ()
    completing: Chances = ()
    notes: tuple[str, ...] = ()
    again: float = 0.0


def own_stage(case: Case, as_of: date, known_by: datetime, again: float, chance: float | None) -> OwnStage:
    """The clock of the decision's own stage, or that it is done: the rule is met, or an event says so.

    Args:
        matter: the decision.
        as_of: the day of the forecast.
        known_by: nothing recorded later is used.
        again: days after which a question that failed at its meeting is put again; 0: never.
        chance: at its meeting, where that has been computed already.

    Raises:
        ForecastError: no meeting lies ahead, or no forecast can be made.
        BodyError: the body's members or rule are not known on that day.
    """
    decided = any(event.kind == "decided" for event in case.happened(as_of))
    if decided:
        return OwnStage(True)
    ask = _consents if case.one_by_one else partial(_meeting, again=again, chance=chance)
    own = ask(case, as_of, known_by)
    blocked = [event.on for event in case.happened(as_of) if event.kind == "blocked"]
    if own.done or not blocked:
        return own
    return replace(own, notes=(*own.notes, f"It was blocked on {max(blocked)}; that need not be its end here."))


def _consents(case: Case, as_of: date, known_by: datetime) -> OwnStage:
    from whipcount.forecasts.by_day import join  # late: meetings need no hazard

    joined = join(case, as_of, known_by)
    if joined.met:
        return OwnStage(True)
    stand = joined.hazard.stand
    last, completing = joined.hazard.likeliest(joined.hazard.run())
    size, inside = len(stand.ids), len(stand.consents)
    waiting = "It was not yet open for consent on that day; its clock starts on it."
    return OwnStage(
        False,
        Consents(joined.curve()),
        Source.CONSENTS,
        f"members one by one: {inside} of {size} have consented",
        last,
        completing,
        (waiting,) if stand.waiting else (),
    )


def _meeting(case: Case, as_of: date, known_by: datetime, again: float, chance: float | None) -> OwnStage:
    proposal, body = case.proposal, case.body
    ids = tuple(member.id for member in body.members(as_of))
    known_evidence = case.known(as_of, known_by)
    counted = tally(known_evidence, proposal, ids, rule_of(proposal, body, as_of)[1], as_of=as_of, known_by=known_by)
    if counted.state is RuleState.MET:
        return OwnStage(True)
    period = proposal.occasion.period if proposal.occasion else None
    # a block need not be its end in the procedure: the question is taken to come back
    case = replace(case, events=tuple(event for event in case.events if event.kind != "blocked"))
    over = period is not None and period.last < as_of
    if over:
        case, chance = replace(case, proposal=replace(proposal, occasion=None), agenda="unknown"), None
    p = at_meeting(case, as_of, known_by, reasons=False).p if chance is None else chance
    first = (period.last - as_of).days if period is not None and not over else None
    if first is None and not again:
        raise ForecastError("no meeting lies ahead", where=case.id, accepted="--again DAYS, or an occasion ahead")
    start = float(first) if first is not None else again
    days = tuple(np.arange(start, REACH.days + 1, again).tolist()) if again else (start,)
    words = (
        f"{p:.1%} at the meeting that ends on {period.last}"
        if first is not None and period
        else f"{p:.1%} at a meeting of no known day"
    )
    notes = ("The meeting is over and nothing was decided: the question is taken to come back.",) if over else ()
    if len(days) > 1:
        next_one = as_of + timedelta(days=round(days[first is not None]))
        words += f", and the same every {again:g} days from {next_one} (stated)"
        notes = (*notes, "That a question which fails is put again, and at the same chance, is stated, not fitted.")
    elif first is not None:
        notes = (*notes, "Only its own meeting counts: if it fails there, it has failed.")
    return OwnStage(False, Meetings(days, (p,) * len(days)), Source.MEETING, words, notes=notes, again=again)
