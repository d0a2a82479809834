"""Statements, records and people as the brief shows them, and what each means for the count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.sections.limits import MOST_CONDITIONS, listed_evidence
from whipcount.briefs.view.brief import GROUPS, ConditionView
from whipcount.briefs.view.evidence import EvidenceView, LinkView, PersonView, Place, ReadingView, StatementView
from whipcount.briefs.wording import day_text, group_of, period_text, range_text
from whipcount.positions.count.tally import Step, StepOutcome
from whipcount.positions.count.withdrawals import is_edit
from whipcount.positions.stance.stance import Condition, Evidence, Reading, Stance
from whipcount.reports.report import Report
from whipcount.statements.statement import Modality, Role, Speaker, Statement
from whipcount.text.safe import web_link
from whipcount.text.span import Span

_SETS = {
    StepOutcome.SETS: "sets the position of {}",
    StepOutcome.REPEATS: "repeats what is known of {}",
    StepOutcome.OUTRANKED: "outranked for {}",
    StepOutcome.OLDER: "older word of {}",
    StepOutcome.NOT_COUNTED: "does not count for {}",
    StepOutcome.WITHDRAWN: "withdrawn for {}",
}


MOST_NAME = 120  # characters of a name within a sentence


def report_id(report: Report | str) -> str:
    """The anchor of a report, from its fingerprint."""
    return "r-" + (report if isinstance(report, str) else report.sha256)[:12]


def places(report: Report, spans: Iterable[Span], anchor: str) -> tuple[Place, ...]:
    """Spans of a report as places with anchors ``anchor``-1, -2, ...; empty or outlying spans are left out."""
    size = len(report.text)
    inside = [span for span in spans if 0 <= span.start < span.end <= size]
    return tuple(
        Place(report_id(report), s.start, s.end, s.of(report.text), f"{anchor}-{n}") for n, s in enumerate(inside, 1)
    )


def evidence_anchor(item: Evidence) -> str:
    """Where evidence is shown: its statement's words, or its own card."""
    return item.statement or "e-" + re.sub(r"[^A-Za-z0-9_.-]", "_", item.id)


def stance_label(stance: Stance | None, conditions: Sequence[Condition] = ()) -> str:
    """A stance as the board words it; a refusal that hangs on a condition says so.

    >>> stance_label(Stance.NO), stance_label(None), stance_label(Stance.NO, [Condition("while the war lasts")])
    ('against', 'no stance', 'against, conditionally')
    """
    if stance is None:
        return "no stance"
    refuses = stance in (Stance.NO, Stance.LEAN_NO)
    waits = refuses and any(not condition.met for condition in conditions)
    return GROUPS[group_of(stance, conditions)][0] + (", conditionally" if waits else "")


def stance_told(analysis: Analysis, item: Evidence) -> str:
    """Whose stance it is, and which: "Hungary: against"; a voice without a member goes by its own name."""
    who = analysis.name(item.member) or item.speaker or "somebody"
    return f"{who}: {stance_label(item.stance, item.conditions)}"


def statement_views(analysis: Analysis) -> tuple[StatementView, ...]:
    """The statements of all reports shown, numbered in order of report and place."""
    reports = {report.sha256: report for report in analysis.reports}
    order = {sha: number for number, sha in enumerate(reports)}
    shown = [statement for statement in analysis.statements if statement.report in reports]
    shown.sort(key=lambda st: (order[st.report], min(st.source + st.cue + st.content, default=Span(0, 0)), st.id))
    readings: dict[str, list[Reading]] = defaultdict(list)
    for reading in analysis.readings:
        readings[reading.statement].append(reading)
    ids = {statement.id for statement in shown}
    bearings = _bearings(analysis, (item for item in analysis.evidence if item.statement in ids))
    members = {position.member for position in analysis.tally.positions}
    return tuple(
        _statement(analysis, reports[st.report], st, number, readings[st.id], bearings, members)
        for number, st in enumerate(shown, 1)
    )


def _called(speaker: Speaker) -> str:
    """The speaker as printed; by the name that the report gives elsewhere where the words hold none of it ("she").

    >>> _called(Speaker("she", name="Ada Brim")), _called(Speaker("Minister Brim", name="Ada Brim"))
    ('Ada Brim', 'Minister Brim')
    """
    if speaker.name and not any(part in speaker.text for part in speaker.name.split()):
        return speaker.name
    return speaker.text


def _statement(
    analysis: Analysis,
    report: Report,
    st: Statement,
    number: int,
    readings: Sequence[Reading],
    bearings: dict[str, str],
    members: set[str],
) -> StatementView:
    speaker = st.speaker
    behalf = speaker.on_behalf_of if speaker else None
    source = places(report, st.source, f"{st.id}-source")
    return StatementView(
        id=st.id,
        number=number,
        report=report_id(report),
        kind=st.kind.value,
        modality=st.modality.value,
        speaker=_called(speaker) if speaker else " ".join(place.text for place in source),
        name=speaker.name if speaker else None,
        office=speaker.office if speaker else None,
        on_behalf_of=behalf,
        on_behalf_name=analysis.name(behalf) or None,
        basis=speaker.basis.value.replace("_", " ") if speaker else "none",
        member=behalf in members,
        named=speaker.named if speaker else False,
        addressee=analysis.names.get(st.addressee, st.addressee) if st.addressee else None,
        source=source,
        cue=places(report, st.cue, f"{st.id}-cue"),
        content=places(report, st.content, f"{st.id}-content"),
        said_on=period_text(st.said_on),
        said_first=st.said_on.first if st.said_on else None,
        said_last=st.said_on.last if st.said_on else None,
        reported_on=st.reported_on,
        chain=tuple(
            LinkView(
                link.carrier.value,
                link.name,
                next(iter(places(report, (link.span,) if link.span else (), f"{st.id}-via-{step}")), None),
            )
            for step, link in enumerate(st.chain, 1)
        ),
        readings=tuple(
            ReadingView(
                variant=analysis.variant_label(reading.variant),
                stance=reading.stance.value if reading.stance else None,
                label=stance_label(reading.stance, reading.conditions),
                force=reading.force.value,
                modality=reading.modality.value,
                coder=reading.coder,
                confidence=round(reading.confidence, 4),
                reasons=reading.reasons,
            )
            for reading in readings
            if reading.stance is not None
        ),
        bearing=bearings.get(st.id) or _no_bearing(analysis, st, members, readings),
        coder=st.coder,
        confidence=round(st.confidence, 4),
        parent=st.parent,
    )


def _bearings(analysis: Analysis, items: Iterable[Evidence]) -> dict[str, str]:
    """For each of these pieces of evidence, and for their statements, what became of it in the count."""
    wanted = {item.id: item for item in items}
    members = {item.member for item in wanted.values()}
    steps = [
        (wanted[step.evidence], position.member, step)
        for position in analysis.tally.positions
        if position.member in members
        for step in position.steps
        if step.evidence in wanted
    ]
    others = {step.other for _, _, step in steps}
    by_id = {item.id: item for item in analysis.evidence if item.id in others}
    by_member: dict[str, list[str]] = defaultdict(list)
    for item, member, step in steps:
        words = _SETS.get(step.outcome, step.outcome + " for {}").format(analysis.name(member))
        text = words if step.outcome is StepOutcome.SETS else f"{words}: {told(by_id, step)}"
        for key in {item.id, item.statement or item.id}:
            if text not in by_member[key]:
                by_member[key].append(text)
    return {key: "; ".join(texts) for key, texts in by_member.items()}


def _no_bearing(analysis: Analysis, st: Statement, members: set[str], readings: Sequence[Reading]) -> str:
    """Why a statement sets no position."""
    speaker = st.speaker
    behalf = speaker.on_behalf_of if speaker else None
    if st.modality is not Modality.ACTUAL:
        return f"{st.modality.value}: sets no position"
    if behalf and behalf == analysis.proposal.candidate:
        return f"speaks for {analysis.name(behalf)}, the candidate and no member: sets no position"
    if behalf == analysis.body.id:
        return "speaks for the body as a whole: never a member's position"
    if speaker is not None and not speaker.named and (speaker.plural or speaker.role is Role.OFFICIAL):
        return "nobody is named: a claim about the body, never a member's position"
    if behalf and behalf not in members:
        return f"speaks for {analysis.name(behalf)}, no member: sets no position"
    asked = [r for r in readings if r.variant == analysis.tally.variant and r.stance is not None]
    if not asked:
        return "takes no side on what is asked: sets no position"
    return "speaks for no member: sets no position"


def told(by_id: Mapping[str, Evidence], step: Step) -> str:
    """The reason of a step with the id of the other evidence replaced by who said it and when."""
    item = by_id.get(step.other)
    if item is None:
        return step.reason
    if is_edit(item):  # a person's entry is that person's, never the speaker's whose words it is about
        who, day = item.coder or "a person", item.recorded_at.date()
    else:
        who, day = item.speaker or item.source or "somebody", item.said_to
    return step.reason.replace(item.id, f"{who[:MOST_NAME]}, {day_text(day)}")


def evidence_views(analysis: Analysis) -> tuple[EvidenceView, ...]:
    """Records, corrections and other evidence that does not come from a shown statement, oldest first."""
    shown = {statement.id for statement in analysis.statements}
    items = listed_evidence(analysis, [item for item in analysis.evidence if item.statement not in shown])
    bearings = _bearings(analysis, items)
    return tuple(
        EvidenceView(
            id=evidence_anchor(item),
            member=item.member,
            member_name=analysis.name(item.member) or "no member",
            variant=analysis.variant_label(item.variant),
            stance=item.stance.value if item.stance else None,
            label=stance_label(item.stance, item.conditions),
            said_on=range_text(item.said_from, item.said_to),
            said_first=item.said_from,
            said_last=item.said_to,
            reported_on=item.reported_on,
            authority=item.authority.name.lower().replace("_", " "),
            speaker=item.speaker or "",
            gist=item.gist,
            source=item.source,
            url=web_link(next(iter(item.source.split()), None)),
            coder=item.coder,
            human=item.human,
            statement=item.statement,
            withdraws=item.withdraws,
            conditions=tuple(condition.text for condition in item.conditions),
            bearing=bearings.get(item.id, "sets no position" if item.member else "about no member: sets no position"),
            reasons=item.reasons,
        )
        for item in items
    )


def condition_views(analysis: Analysis) -> tuple[ConditionView, ...]:
    """The conditions of all evidence, each once for its words and speaker, and the last word on whether it is met."""
    reports = {report.sha256: report for report in analysis.reports}
    statements = {statement.id: statement for statement in analysis.statements}
    by_condition: dict[tuple[str, str, str], ConditionView] = {}
    sources: list[tuple[str | None, str, str, str | None, tuple[Condition, ...], Evidence | None]] = [
        (item.member, item.speaker or "", item.variant, item.statement, item.conditions, item)
        for item in analysis.evidence
        if item.conditions
    ]
    coded = {item.statement for item in analysis.evidence} if analysis.readings else set()
    for reading in analysis.readings:
        if reading.statement not in coded and reading.statement in statements:
            speaker = statements[reading.statement].speaker
            said_by = (speaker.name or speaker.text) if speaker else ""
            sources.append((None, said_by, reading.variant, reading.statement, reading.conditions, None))
    for member, speaker_name, variant, statement, conditions, _ in sources:
        for condition in conditions:
            about = analysis.variant_label(condition.about or variant)
            said_by = speaker_name or analysis.name(member)
            key = (condition.text.casefold(), said_by, about)
            anchor = f"k-{len(by_condition) + 1}"
            report = reports.get(statements[statement].report) if statement in statements else None
            by_condition[key] = ConditionView(
                id=by_condition[key].id if key in by_condition else anchor,
                text=condition.text,
                kind=condition.kind.value,
                met=condition.met if condition.met is not None or key not in by_condition else by_condition[key].met,
                about=about,
                said_by=said_by or "nobody named",
                member=member,
                statement=statement if statement in statements else None,
                places=places(report, condition.spans, by_condition[key].id if key in by_condition else anchor)
                if report
                else (),
            )
    return tuple(by_condition.values())[:MOST_CONDITIONS]


def person_views(analysis: Analysis, statements: Sequence[StatementView]) -> tuple[PersonView, ...]:
    """Everybody who is named as a speaker, once, with the fullest office that a report gives."""
    reports = {report.sha256: report for report in analysis.reports}
    by_id = {statement.id: statement for statement in analysis.statements}
    people: dict[tuple[str, str | None], PersonView] = {}
    relays = {link.name for statement in analysis.statements for link in statement.chain if link.carrier == "agency"}
    for view in statements:
        speaker = by_id[view.id].speaker
        if speaker is None or not speaker.name or (speaker.name in relays and not speaker.on_behalf_of):
            continue  # who only passes on what others say speaks for nobody
        key = (speaker.name, speaker.on_behalf_of)
        person = people.get(key)
        report = reports[by_id[view.id].report]
        spans = [span for span in (speaker.name_span, speaker.office_span) if span]
        people[key] = PersonView(
            name=speaker.name,
            office=(person.office if person else None) or speaker.office,
            on_behalf_of=speaker.on_behalf_of,
            on_behalf_name=view.on_behalf_name,
            member=view.member,
            standing=_standing(analysis, speaker.on_behalf_of, member=view.member),
            statements=(*(person.statements if person else ()), view.id),
            places=person.places if person and person.places else places(report, spans, f"p-{view.id[2:]}"),
        )
    return tuple(people.values())


def _standing(analysis: Analysis, behalf: str | None, *, member: bool) -> str:
    if behalf is None:
        return "speaks for nobody but themselves"
    if behalf == analysis.proposal.candidate:
        return "for the candidate: no member"
    if behalf == analysis.body.id:
        return "for the body as a whole"
    return "for a member" if member else "for no member"
