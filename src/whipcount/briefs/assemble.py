"""From what the rooms below answered to the view model: pure, no clock, no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

from whipcount.briefs.answer import answer, question
from whipcount.briefs.countviews import decision_view, member_rows, rule_view, variant_views
from whipcount.briefs.evidenced import StatementView
from whipcount.briefs.evidenceviews import (
    condition_views,
    evidence_anchor,
    evidence_views,
    person_views,
    places,
    report_id,
    statement_views,
)
from whipcount.briefs.forecastviews import forecast_view
from whipcount.briefs.gathered import Gathered, report_day
from whipcount.briefs.grounds import ground_views
from whipcount.briefs.limits import left_out
from whipcount.briefs.view import GROUPS, SCHEMA, BriefView, Change, ConditionView, Fact, ReportView, Unknown
from whipcount.briefs.words import counted, day_text, group_of, listed
from whipcount.reports.report import Report
from whipcount.statements.statement import Carrier


def assemble(gathered: Gathered, *, made_at: datetime, version: str) -> BriefView:
    """The brief of one decision as of a day.

    Args:
        gathered: what the rooms below answered.
        made_at: when the brief is made, aware.
        version: of the program.
    """
    statements = statement_views(gathered)
    conditions = condition_views(gathered)
    rule = rule_view(gathered)
    forecast = forecast_view(gathered)
    evidence = evidence_views(gathered)
    figures = [rule.agreed, rule.left, rule.members]
    if forecast is not None:
        figures.insert(0, forecast.probability)
    return BriefView(
        schema=SCHEMA,
        title=gathered.dossier.title or gathered.proposal.title,
        question=question(gathered),
        answer=answer(gathered, rule, forecast),
        status=gathered.tally.state.value,
        as_of=gathered.as_of,
        known_by=gathered.known_by,
        made_at=made_at,
        version=version,
        decision=decision_view(gathered),
        rule=rule,
        variant=gathered.tally.variant,
        variants=variant_views(gathered, statements),
        members=member_rows(gathered, conditions),
        forecast=forecast,
        statements=statements,
        evidence=evidence,
        conditions=conditions,
        people=person_views(gathered, statements),
        unknowns=unknowns(gathered, statements, conditions),
        reports=tuple(report_view(gathered, report) for report in gathered.reports),
        changes=changes(gathered),
        changes_since=gathered.since if gathered.before else None,
        figures=tuple(figures),
        updated=_updated(gathered),
        grounds=ground_views(gathered, forecast, statements, rule.left_members),
        notes=_notes(gathered, len(evidence)),
    )


def _updated(gathered: Gathered) -> date | None:
    """The last day on which something in the brief was reported."""
    days = [item.reported_on for item in gathered.evidence]
    return max([*days, *(day for report in gathered.reports if (day := report_day(report)))], default=None)


def unknowns(
    gathered: Gathered, statements: Sequence[StatementView], conditions: Sequence[ConditionView]
) -> tuple[Unknown, ...]:
    """What the evidence does not tell."""
    out = []
    silent = [gathered.name(p.member) for p in gathered.tally.positions if p.stance is None]
    size = len(gathered.tally.positions)
    if len(silent) == size:
        out.append(Unknown(f"Where any of the {size} members stands: none has spoken for itself in these reports."))
    elif silent:
        out.append(Unknown(f"Where {counted(len(silent), 'member')} stand: {listed(silent, most=12)}."))
    faceless = [st.id for st in statements if not st.named and "nobody is named" in st.bearing]
    if faceless:
        out.append(Unknown("Who the unnamed sources are, and for which members they speak.", tuple(faceless)))
    if gathered.proposal.occasion is None and gathered.proposal.deadline is None:
        out.append(Unknown("When it will be decided: no meeting and no deadline is told."))
    elif gathered.proposal.deadline is None:
        out.append(Unknown("What happens if it is not decided there: no deadline is told."))
    if gathered.agenda == "unknown" and gathered.proposal.occasion is not None:
        out.append(Unknown("Whether the question is on the agenda of the meeting."))
    open_conditions = [c for c in conditions if c.met is None]
    if open_conditions:
        words = listed([f"“{c.text}”" for c in open_conditions], most=4)
        told = tuple(dict.fromkeys(c.statement for c in open_conditions if c.statement))
        out.append(Unknown(f"Whether conditions are met: {words}.", told))
    undated = [st.id for st in statements if not st.said_on]
    if undated:
        out.append(Unknown(f"On which day {counted(len(undated), 'statement')} were made.", tuple(undated[:8])))
    return tuple(out)


def changes(gathered: Gathered) -> tuple[Change, ...]:
    """Whose position changed since the earlier tally, and on what."""
    if gathered.before is None:
        return ()
    by_id = {item.id: item for item in gathered.evidence}
    earlier = {p.member: group_of(p.stance, p.conditions) for p in gathered.before.positions}
    out = []
    for position in gathered.tally.positions:
        now = group_of(position.stance, position.conditions)
        before = earlier.get(position.member)
        if now == before:
            continue
        deciding = [by_id[item] for item in position.evidence if item in by_id]
        day = max((item.reported_on for item in deciding), default=gathered.as_of)
        was = GROUPS[before][0] if before else "no member"
        text = f"{gathered.name(position.member)}: {was}, now {GROUPS[now][0]}"
        out.append(Change(day, text, tuple(evidence_anchor(item) for item in deciding[:3])))
    since = gathered.since
    new = [report for report in gathered.reports if since and (told := report_day(report)) and told > since]
    out += [
        Change(report_day(report) or gathered.as_of, f"new report: {report.title or report.name}") for report in new
    ]
    return tuple(sorted(out, key=lambda change: (change.day, change.text)))


def report_view(gathered: Gathered, report: Report) -> ReportView:
    """One report with what was read of itself: title, time, publisher, what it relays."""
    anchor = report_id(report)
    relays: dict[str, None] = {}
    relay_spans = []
    for statement in gathered.statements:
        if statement.report != report.sha256:
            continue
        for link in statement.chain:
            if link.carrier is Carrier.AGENCY and link.name not in relays:
                relays[link.name] = None
                if link.span:
                    relay_spans.append(link.span)
    facts = []
    if report.title:
        spans = (report.title_span,) if report.title_span else ()
        facts.append(Fact(f"{anchor}-title", "title", report.title, "", places(report, spans, f"{anchor}-title")))
    when = ""
    if report.published:
        when = f"{day_text(report.published.date())}, {report.published.astimezone(UTC):%H:%M} UTC"
    elif report.published_on:
        when = day_text(report.published_on)
    if when:
        spans = (report.published_span,) if report.published_span else ()
        facts.append(
            Fact(
                f"{anchor}-published",
                "published",
                when,
                "read from" if spans else "",
                places(report, spans, f"{anchor}-time"),
            )
        )
    if report.publisher:
        facts.append(Fact(f"{anchor}-publisher", "publisher", report.publisher))
    if relays:
        facts.append(
            Fact(
                f"{anchor}-relays",
                "relays",
                listed(list(relays)),
                "read from",
                places(report, relay_spans, f"{anchor}-relay"),
            )
        )
    return ReportView(
        id=anchor,
        name=report.name,
        sha256=report.sha256,
        title=report.title or report.name,
        text=report.text,
        publisher=report.publisher,
        author=report.author,
        published=report.published,
        published_on=report.published_on,
        place=report.place,
        url=report.url,
        relays=tuple(relays),
        facts=tuple(facts),
    )


def _notes(gathered: Gathered, listed_items: int) -> tuple[str, ...]:
    coders = Counter(reading.coder for reading in gathered.readings)
    readers = Counter(statement.coder for statement in gathered.statements)
    notes = [
        "The count follows fixed rules: higher authority beats lower, newer beats older within a tier, one utterance "
        "counts once, hypothetical, negated and historical words set nothing, unnamed officials never move a member, "
        "and unknown is never consent."
    ]
    if more := left_out(gathered, listed_items):
        notes.append(more)
    if readers:
        notes.append(f"{counted(sum(readers.values()), 'statement')} read by {listed(sorted(readers))}.")
    if coders:
        notes.append(f"{counted(sum(coders.values()), 'reading')} toward the variants by {listed(sorted(coders))}.")
    entered = sum(item.coder == "record" or item.human for item in gathered.evidence)
    if entered:
        notes.append(f"{counted(entered, 'record')} entered by people, each with its source.")
    if gathered.rule.provenance:
        notes.append(f"Rule of {gathered.body.name}: {gathered.rule.provenance.rstrip('.')}.")
    if gathered.no_forecast:
        notes.append(gathered.no_forecast)
    if gathered.dossier.note:
        notes.append(gathered.dossier.note)
    return tuple(notes)
