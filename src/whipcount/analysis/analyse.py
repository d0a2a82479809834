"""Ask every room below about one decision as of a date: reading, proposal, evidence, tally, forecast."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from whipcount.analysis.analysis import Analysis
from whipcount.analysis.frozen import frozen
from whipcount.analysis.influence import influence
from whipcount.analysis.rule_words import rule_words
from whipcount.analysis.unheard import nobody_heard
from whipcount.bodies.actors import actor_name
from whipcount.bodies.body import Body
from whipcount.dossiers.default_date import last_day
from whipcount.dossiers.deposits import deposits
from whipcount.dossiers.dossier import Dossier, Event
from whipcount.dossiers.outcomes import Ending, ending
from whipcount.errors import DateError
from whipcount.forecasts.core.ballots import BatchRule, compiled
from whipcount.forecasts.core.outlook import Outlook
from whipcount.forecasts.core.step import Step
from whipcount.forecasts.meeting.agenda import Agenda, agenda_known
from whipcount.forecasts.meeting.base_rate import base_rate
from whipcount.forecasts.meeting.chance import meeting_forecast
from whipcount.forecasts.meeting.forecast import outlook_of_meeting
from whipcount.forecasts.meeting.no_forecast import nothing_to_go_on
from whipcount.forecasts.meeting.silent import SilentChance
from whipcount.positions.count.acts import takes_acts
from whipcount.positions.count.kept_folds import KeptFolds
from whipcount.positions.count.tally import RuleState, Tally
from whipcount.positions.count.threshold import more_needed
from whipcount.positions.count.whip_count import tally
from whipcount.positions.proposal.applicable_rule import deciding_body, membership_day, rule_of
from whipcount.positions.proposal.next_occasion import told_occasions, with_next_occasion
from whipcount.positions.proposal.outcome import State, read_outcome
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Evidence, Reading
from whipcount.reports.report import Report
from whipcount.rules.algebra.common_name import common_name
from whipcount.rules.algebra.rule import Rule
from whipcount.statements.statement import Statement

MOST_MOMENTS = 16  # days on which the forecast is made again, for the picture over time
MOST_REFOLDS = (
    60  # pieces of deciding evidence that are each left out in turn; beyond, only the deciding one of each member
)
MANY_MEMBERS = 64  # from here on the forecast over time is not made again for each day


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader and the coders made of a dossier's reports; made once, counted as of any day."""

    proposal: Proposal
    statements: tuple[Statement, ...] = ()
    readings: tuple[Reading, ...] = ()
    evidence: tuple[Evidence, ...] = ()  # from the readings; records and corrections come from the dossier
    agenda: str = "unknown"
    last_report: date | None = None  # the day of the latest report, where the reports are left in the store
    heard: tuple[tuple[date | None, int], ...] = ()  # statements that are left in the store: how many, by day

    def heard_by(self, as_of: date) -> int:
        """How many statements had been reported by a day, and on no day that is told."""
        days = (*self.heard, *((statement.reported_on, 1) for statement in self.statements))
        return sum(number for day, number in days if day is None or day <= as_of)


def analyse(
    dossier: Dossier,
    read: Read,
    *,
    as_of: date,
    known_by: datetime,
    since: date | None = None,
    over_time: bool = True,
    folds: KeptFolds | None = None,
    silent: Mapping[str, SilentChance] = MappingProxyType({}),
) -> Analysis:
    """What all rooms answer about a decision as of a day.

    Args:
        dossier: the decision, its reports and records.
        read: what was read from its reports.
        as_of: nothing that was reported later is used.
        known_by: nothing that was recorded later is used.
        since: the day of an earlier brief, to tell what changed.
        over_time: whether to make the forecast again for the days before.
        folds: of an earlier count of the same dossier, so that who has nothing new is not folded again.
        silent: what past votes tell of silent members; the days before then have no forecast, for who was silent on
            them the votes were not asked about.

    Raises:
        BodyError: the body or its rule is unknown, or its members are not known on that day.
        DateError: ``since`` is not before ``as_of``.
    """
    if since is not None and since >= as_of:
        raise DateError(f"changes since {since} in a brief as of {as_of}", accepted="an earlier day")
    proposal = _with_decision(read.proposal, dossier.events, as_of)
    proposal = with_next_occasion(proposal, told_occasions(dossier.reports, proposal), as_of)
    body = deciding_body(proposal, dossier.own_body)
    reports = tuple(report for report in dossier.reports if _reported(report, as_of))
    shas = {report.sha256 for report in reports}
    statements = tuple(statement for statement in read.statements if statement.report in shas)
    shown = {statement.id for statement in statements}
    deposited = deposits(dossier.events, proposal.asked.id)
    everything = (*read.evidence, *dossier.records, *dossier.corrections, *deposited)
    evidence = tuple(e for e in everything if e.reported_on <= as_of and e.recorded_at <= known_by)

    end = ending(evidence, dossier.events, proposal.asked.id, as_of=as_of, known_by=known_by)
    undated = [report for report in reports if report.day is None]
    if undated and end.outcome.state is State.OPEN:  # known by no day, so no evidence in time; and yet told
        end = Ending(read_outcome(undated, proposal, body, table=dossier.actors))
    if end.ended and end.outcome.on is not None and proposal.decided is None:
        proposal = replace(proposal, decided=end.outcome.on)
    named, rule = rule_of(proposal, body, as_of)
    members = tuple(member.id for member in body.members(membership_day(proposal, as_of)))
    standing = frozen(evidence, end)

    def count(day: date, variant: str, items: Sequence[Evidence], ids: Sequence[str], by: Rule) -> Tally:
        return tally(items, proposal, ids, by, as_of=day, known_by=known_by, variant=variant)

    variants = [proposal.asked.id, *(v.id for v in proposal.variants if v.id != proposal.asked.id)]
    tallies = tuple(
        tally(standing, proposal, members, rule, as_of=as_of, known_by=known_by, variant=variant, folds=folds)
        for variant in variants
    )
    agenda = agenda_known(read.agenda, dossier.events, proposal, as_of)
    outlook: Outlook | None = None
    steps: tuple[Step, ...] = ()
    problem = ""
    if end.outcome.state is not State.OPEN and not (end.event and takes_acts(proposal)):
        problem = no_forecast_of(end)
    elif takes_acts(proposal):
        from whipcount.analysis.ratification import (
            outlook_of,  # late: the hazard's libraries are not needed for a meeting
        )

        outlook, steps, problem = outlook_of(
            dossier, proposal, body, evidence, agenda=read.agenda, as_of=as_of, known_by=known_by, over_time=over_time
        )
    elif _may_forecast(proposal, tallies[0]) and (
        nothing := nothing_to_go_on(tallies[0], compiled(rule), evidence, agenda, base_rate(proposal, as_of))
    ):
        problem = f"No chance is given: {nothing}."
    elif _may_forecast(proposal, tallies[0]):
        batch = compiled(rule)

        def refold(without: frozenset[str]) -> Tally:
            return count(as_of, variants[0], [e for e in evidence if e.id not in without], members, rule)

        shares = len(members) < MANY_MEMBERS  # they tell of positions; only without them is each statement left out
        outlook = _forecast(
            dossier.id,
            tallies[0],
            batch,
            evidence,
            proposal,
            agenda,
            with_members=True,
            refold=None if shares else refold,
            with_shares=shares,
            silent=silent,
        )
        if over_time and not silent and len(members) < MANY_MEMBERS:
            steps = _steps(
                dossier.id,
                proposal,
                evidence,
                as_of,
                lambda day: agenda_known(read.agenda, dossier.events, proposal, day),
                batch,
                lambda day, items: count(day, variants[0], items, members, rule),
                outlook,
            )
    before = None
    if since is not None:
        earlier_ids = tuple(member.id for member in body.members(membership_day(proposal, since)))
        earlier = [e for e in evidence if e.reported_on <= since]
        before = count(since, variants[0], earlier, earlier_ids, rule_of(proposal, body, since)[1])
    return Analysis(
        dossier=dossier,
        proposal=proposal,
        body=body,
        rule=named,
        bound=rule,
        rule_name=common_name(rule.expression),
        rule_text=rule_words(named, rule),
        reports=reports,
        statements=statements,
        readings=tuple(reading for reading in read.readings if reading.statement in shown),
        evidence=evidence,
        tallies=tallies,
        as_of=as_of,
        known_by=known_by,
        names=_names(dossier, body, proposal, statements, evidence),
        outlook=outlook,
        steps=steps,
        no_forecast=problem,
        before=before,
        since=since,
        agenda=agenda.value,
        power=influence(rule),
        more_needed=more_needed(rule, tallies[0]),
        ending=end,
        unheard="" if end.ended else nobody_heard(evidence, read.heard_by(as_of), body.name),
    )


def no_forecast_of(end: Ending) -> str:
    """Why no chance is told of a decision that has ended, or of which the day is off."""
    done = "referred back" if end.outcome.state is State.REFERRED else end.outcome.state.value
    what = end.event.what if end.event else f"it was {done}"
    if end.ended:
        return f"No forecast is made of what has ended: {what}."
    return f"No forecast is made: {what}, and no other day is told."


def _with_decision(proposal: Proposal, events: Sequence[Event], as_of: date) -> Proposal:
    """The proposal with the day on which its dossier says that it was decided: membership is that of the day."""
    ended = [event.on for event in events if event.kind in ("decided", "blocked") and event.on <= as_of]
    return replace(proposal, decided=max(ended)) if ended and proposal.decided is None else proposal


def default_day(
    dossier: Dossier, known_by: datetime, codings: Sequence[Evidence] = (), last_report: date | None = None
) -> date | None:
    """The last day of which a dossier tells (:mod:`whipcount.dossiers.default_date`), ``codings`` among it."""
    entered = (*dossier.records, *dossier.corrections, *codings, *deposits(dossier.events, ""))
    days = (last_report, *(report.day for report in dossier.reports))
    return last_day(entered, dossier.events, reports=days, until=known_by.date())


def _reported(report: Report, as_of: date) -> bool:
    day = report.day
    return day is None or day <= as_of


def _may_forecast(proposal: Proposal, counted: Tally) -> bool:
    """No forecast is made of a meeting that is over."""
    period = proposal.occasion.period if proposal.occasion else None
    return counted.state is not RuleState.MET and (period is None or period.last >= counted.as_of)


def _forecast(
    case: str,
    counted: Tally,
    batch: BatchRule,
    evidence: Sequence[Evidence],
    proposal: Proposal,
    agenda: Agenda,
    *,
    with_members: bool = False,
    refold: Callable[[frozenset[str]], Tally] | None = None,
    with_shares: bool = False,
    silent: Mapping[str, SilentChance] = MappingProxyType({}),
) -> Outlook:
    period = proposal.occasion.period if proposal.occasion else None
    if sum(len(position.evidence) for position in counted.positions) > MOST_REFOLDS:
        refold = None
    at_meeting = meeting_forecast(
        counted,
        batch,
        evidence=evidence,
        refold=refold,
        agenda=agenda,
        occasion=max(period.last, counted.as_of) if period else None,
        with_shares=with_shares,
        with_members=with_members,
        base_rate=base_rate(proposal, counted.as_of),
        silent=silent,
    )
    asked = tuple(sorted(item.id for item in evidence if item.variant == counted.variant))
    return outlook_of_meeting(at_meeting, counted, case, asked)


def _steps(
    case: str,
    proposal: Proposal,
    evidence: Sequence[Evidence],
    as_of: date,
    agenda: Callable[[date], Agenda],
    batch: BatchRule,
    count: Callable[[date, Sequence[Evidence]], Tally],
    last: Outlook,
) -> tuple[Step, ...]:
    """The forecast as it would have been made on each day on which something about what is asked was reported.

    The point of the last day is the forecast itself. Membership is that of the last day; before the proposal was opened
    there is nothing to forecast.
    """
    asked = proposal.asked.id
    days: dict[date, list[str]] = {}
    for item in evidence:
        late = proposal.opened is None or item.reported_on >= proposal.opened
        if item.variant == asked and item.stance is not None and late:
            days.setdefault(item.reported_on, []).append(item.id)
    steps: list[Step] = []
    for day in sorted(days)[-MOST_MOMENTS:]:
        reported = [item for item in evidence if item.reported_on <= day]
        counted = count(day, reported)
        if nothing_to_go_on(counted, batch, reported, agenda(day), base_rate(proposal, day)):
            continue
        forecast = last if day == as_of else _forecast(case, counted, batch, reported, proposal, agenda(day))
        moved = forecast.p - steps[-1].outlook.p if steps else 0.0
        steps.append(Step(day, forecast, moved, days[day][0], 0.0, tuple(days[day])))
    if steps and steps[-1].day < as_of:
        steps.append(Step(as_of, last, last.p - steps[-1].outlook.p))
    return tuple(steps)


def _names(
    dossier: Dossier, body: Body, proposal: Proposal, statements: Sequence[Statement], evidence: Sequence[Evidence]
) -> dict[str, str]:
    names = {member.id: member.name for member in body.all_members}
    names[body.id] = body.name
    wanted = {proposal.candidate, proposal.asked_by, proposal.addressee}
    wanted |= {st.addressee for st in statements}
    wanted |= {st.speaker.on_behalf_of for st in statements if st.speaker}
    wanted |= {item.member for item in evidence}
    names |= {actor: actor_name(actor, table=dossier.actors) for actor in wanted if actor and actor not in names}
    return names
