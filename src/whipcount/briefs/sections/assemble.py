"""From what the rooms below answered to the view model: pure, no clock, no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.answer import answer, question
from whipcount.briefs.sections.count import board_shape, decision_view, member_rows, rule_view
from whipcount.briefs.sections.evidence import (
    condition_views,
    evidence_anchor,
    evidence_views,
    person_views,
    places,
    report_id,
    statement_views,
)
from whipcount.briefs.sections.forecast import forecast_view
from whipcount.briefs.sections.key_quotes import key_quote_views
from whipcount.briefs.sections.limits import left_out
from whipcount.briefs.sections.outcome import outcome_view
from whipcount.briefs.sections.threshold import threshold_view
from whipcount.briefs.sections.variants import variant_views
from whipcount.briefs.view.brief import GROUPS, SCHEMA, BriefView, Change, ConditionView, Fact, ReportView, Unknown
from whipcount.briefs.view.evidence import StatementView
from whipcount.briefs.wording import counted, day_text, group_of, listed, quoted
from whipcount.positions.count.movement import Standing, moves
from whipcount.positions.count.tally import Position
from whipcount.reports.report import Report, told_beside
from whipcount.statements.statement import Carrier


def assemble(analysis: Analysis, *, made_at: datetime, version: str) -> BriefView:
    """The brief of one decision as of a day.

    Args:
        gathered: what the rooms below answered.
        made_at: when the brief is made, aware.
        version: of the program.
    """
    statements = statement_views(analysis)
    conditions = condition_views(analysis)
    rule = rule_view(analysis)
    forecast = forecast_view(analysis)
    evidence = evidence_views(analysis)
    figures = [rule.agreed, rule.left, rule.members]
    if forecast is not None:
        figures.insert(0, forecast.probability)
    return BriefView(
        schema=SCHEMA,
        title=analysis.dossier.title or analysis.proposal.title,
        question=question(analysis),
        answer=answer(analysis, rule, forecast),
        status=analysis.tally.state.value,
        as_of=analysis.as_of,
        known_by=analysis.known_by,
        made_at=made_at,
        version=version,
        decision=decision_view(analysis),
        rule=rule,
        variant=analysis.tally.variant,
        variants=variant_views(analysis, statements),
        members=member_rows(analysis, conditions),
        forecast=forecast,
        statements=statements,
        evidence=evidence,
        conditions=conditions,
        people=person_views(analysis, statements),
        unknowns=unknowns(analysis, statements, conditions),
        reports=tuple(report_view(analysis, report) for report in analysis.reports),
        changes=changes(analysis),
        changes_since=analysis.since if analysis.before else None,
        figures=tuple(figures),
        updated=_updated(analysis),
        outcome=outcome_view(analysis),
        shape=board_shape(analysis),
        threshold=threshold_view(analysis),
        key_quotes=key_quote_views(analysis, forecast, statements, rule.left_members),
        notes=_notes(analysis, len(evidence)),
        warnings=_warnings(analysis),
    )


def _updated(analysis: Analysis) -> date | None:
    """The last day on which something in the brief was reported."""
    days = [item.reported_on for item in analysis.evidence]
    return max([*days, *(report.day for report in analysis.reports if report.day)], default=None)


def unknowns(
    analysis: Analysis, statements: Sequence[StatementView], conditions: Sequence[ConditionView]
) -> tuple[Unknown, ...]:
    """What the evidence does not tell."""
    out = []
    silent = [analysis.name(p.member) for p in analysis.tally.positions if p.stance is None]
    size = len(analysis.tally.positions)
    if len(silent) == size:
        out.append(Unknown(f"Where any of the {size} members stands: none has spoken for itself in these reports."))
    elif silent:
        out.append(Unknown(f"Where {counted(len(silent), 'member')} stand: {listed(silent, most=12)}."))
    faceless = [st.id for st in statements if not st.named and "nobody is named" in st.bearing]
    if faceless:
        out.append(Unknown("Who the unnamed sources are, and for which members they speak.", tuple(faceless)))
    if analysis.ending.final:
        pass  # when it will be decided is no question any more
    elif analysis.proposal.occasion is None and analysis.proposal.deadline is None:
        out.append(Unknown("When it will be decided: no meeting and no deadline is told."))
    elif analysis.proposal.deadline is None:
        out.append(Unknown("What happens if it is not decided there: no deadline is told."))
    if analysis.agenda == "unknown" and analysis.proposal.occasion is not None and not analysis.ending.final:
        out.append(Unknown("Whether the question is on the agenda of the meeting."))
    open_conditions = [c for c in conditions if c.met is None]
    if open_conditions:
        words = listed([quoted(c.text) for c in open_conditions], most=4)
        with_conditions = tuple(dict.fromkeys(c.statement for c in open_conditions if c.statement))
        out.append(Unknown(f"Whether conditions are met: {words}.", with_conditions))
    undated = [st.id for st in statements if not st.said_on]
    if undated:
        out.append(Unknown(f"On which day {counted(len(undated), 'statement')} were made.", tuple(undated[:8])))
    return tuple(out)


def changes(analysis: Analysis) -> tuple[Change, ...]:
    """Whose position changed since the earlier tally, and on what."""
    if analysis.before is None:
        return ()
    by_id = {item.id: item for item in analysis.evidence}
    earlier = {p.member: p for p in analysis.before.positions}
    current = {p.member: p for p in analysis.tally.positions}
    out = []
    for move in moves(analysis.before, analysis.tally):
        position, before = current.get(move.member), earlier.get(move.member)
        deciding = [by_id[item] for item in (position.evidence if position else ()) if item in by_id]
        day = max((item.reported_on for item in deciding), default=analysis.as_of)
        was, now = standing_text(before, move.was, move.by_act), standing_text(position, move.now, move.by_act)
        text = f"{analysis.name(move.member)}: {was}, now {now}"
        out.append(Change(day, text, tuple(evidence_anchor(item) for item in deciding[:3])))
    since = analysis.since
    new = [report for report in analysis.reports if since and report.day and report.day > since]
    out += [Change(report.day or analysis.as_of, f"new report: {report.title or report.name}") for report in new]
    return tuple(sorted(out, key=lambda change: (change.day, change.text)))


CONSENT = {"agreed": ", and has consented", "passing": ", and lets it pass", "none": ", without having consented"}


def standing_text(position: Position | None, standing: Standing | None, with_consent: bool) -> str:
    """Where a member stood, in words; with whether its consent counts, where that is what changed."""
    if position is None or standing is None:
        return "no member"
    words = GROUPS[group_of(position.stance, position.conditions)][0]
    if with_consent:
        words += CONSENT[standing.consent.value]
    return words


def report_view(analysis: Analysis, report: Report) -> ReportView:
    """One report with what was read of itself: title, time, publisher, what it relays."""
    anchor = report_id(report)
    relays: dict[str, None] = {}
    relay_spans = []
    for statement in analysis.statements:
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
        moment = report.published.astimezone(UTC)
        apart = f" on {day_text(moment.date())}" if moment.date() != report.day else ""
        when = f"{day_text(report.day or moment.date())}, {moment:%H:%M} UTC{apart}"
    elif report.day:
        when = day_text(report.day)
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
    facts += [
        Fact(f"{anchor}-{name}", name, " ".join(words.split()))
        for name, words in told_beside(report).items()
        if name != "author"
    ]
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
        published_on=report.day,
        place=report.place,
        url=report.url,
        relays=tuple(relays),
        facts=tuple(facts),
    )


def _warnings(analysis: Analysis) -> tuple[str, ...]:
    """What a reader must know before any figure."""
    undated = [report for report in analysis.reports if report.day is None]
    unheard = (analysis.unheard,) if analysis.unheard else ()
    if not undated:
        return unheard
    which = listed([report.title or report.name for report in undated], most=3)
    verb = "tells" if len(undated) == 1 else "tell"
    return (
        f"No day of publication: {which} {verb} none, so its words are taken as of {day_text(analysis.as_of)}. "
        "--published DATE says which day it was.",
        *unheard,
    )


def _notes(analysis: Analysis, listed_items: int) -> tuple[str, ...]:
    coders = Counter(reading.coder for reading in analysis.readings)
    readers = Counter(statement.coder for statement in analysis.statements)
    notes = [
        "The count follows fixed rules: higher authority beats lower, newer beats older within a tier, one utterance "
        "counts once, hypothetical, negated and historical words set nothing, unnamed officials never move a member, "
        "and unknown is never consent."
    ]
    if more := left_out(analysis, listed_items):
        notes.append(more)
    if readers:
        notes.append(f"{counted(sum(readers.values()), 'statement')} read by {listed(sorted(readers))}.")
    if coders:
        notes.append(f"{counted(sum(coders.values()), 'reading')} toward the variants by {listed(sorted(coders))}.")
    entered = sum(item.coder == "record" or item.human for item in analysis.evidence)
    if entered:
        notes.append(f"{counted(entered, 'record')} entered by people, each with its source.")
    if analysis.rule.provenance:
        notes.append(f"Rule of {analysis.body.name}: {analysis.rule.provenance.rstrip('.')}.")
    proposal = analysis.proposal
    if proposal.unread:
        notes.append(f"Not read from the report: {'; '.join(proposal.unread)}.")
    if proposal.told_body is not None:
        notes.append(f"{analysis.body.name} is taken as told: {analysis.body.note}")
    if proposal.others:
        notes.append(f"Also decided or to be decided, by the same report: {'; '.join(proposal.others)}.")
    if analysis.no_forecast:
        notes.append(analysis.no_forecast)
    if analysis.dossier.note:
        notes.append(analysis.dossier.note)
    return tuple(notes)
