"""The count as the brief shows it: the decision, the rule and who is left, the board of members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.charts.seating import on_map
from whipcount.briefs.sections.evidence import MOST_NAME, evidence_anchor, places, stance_label, told
from whipcount.briefs.sections.limits import listed_steps
from whipcount.briefs.view.brief import (
    GROUPS,
    ConditionView,
    Decision,
    Fact,
    Figure,
    MemberRow,
    RuleView,
    StepView,
)
from whipcount.briefs.wording import counted, day_text, group_of, listed, period_text
from whipcount.positions.count.acts import takes_acts
from whipcount.positions.count.lines import Joined, Line, flat, rule_lines, vetoes
from whipcount.positions.count.movement import standings
from whipcount.positions.count.tally import Position, RuleState, Step, still_needed
from whipcount.positions.stance.stance import Evidence, Stance
from whipcount.rules.algebra.expression import MEMBERS
from whipcount.text.period import Grain, Period

# field of the proposal -> what the brief calls it
_FIELDS = {
    "decision": "decision",
    "title": "decision",
    "body": "body",
    "candidate": "candidate",
    "asked_by": "asked by",
    "addressee": "addressed to",
    "occasion": "occasion",
    "deadline": "deadline",
    "opened": "opened",
    "rule": "rule",
    "stage": "stage",
    "status": "status",
}
_RULE_FIELDS = ("rule",)
_ORDER = list(GROUPS)
_FEW = 4
_ROUND, _WEIGHED = 24, 100  # members round one table; tiles of which each can still be read


def decision_view(analysis: Analysis) -> Decision:
    """What is to be decided, with the places that it was read from."""
    proposal, occasion = analysis.proposal, analysis.proposal.occasion
    period = occasion.period if occasion else None
    return Decision(
        title=proposal.title,
        body=analysis.body.id,
        body_name=analysis.body.name,
        candidate=proposal.candidate,
        candidate_name=analysis.name(proposal.candidate) or None,
        asked_by=analysis.name(proposal.asked_by) or None,
        addressee=proposal.addressee,
        stage=proposal.stage,
        occasion=occasion.name if occasion else None,
        place=occasion.place if occasion else None,
        occasion_first=period.first if period else None,
        occasion_last=period.last if period else None,
        deadline=proposal.deadline,
        opened=proposal.opened,
        facts=tuple(fact for fact in _facts(analysis) if fact.id not in {f"f-{name}" for name in _RULE_FIELDS}),
    )


def occasion_text(analysis: Analysis) -> str:
    """The occasion in words: what, where, when."""
    occasion = analysis.proposal.occasion
    if occasion is None:
        return ""
    where = f" in {occasion.place}" if occasion.place and occasion.place not in occasion.name else ""
    period = occasion.period
    return f"{occasion.name}{where}" + (f", {period_text(_whole(period))}" if period else "")


def _whole(period: Period) -> Period:
    return Period(period.first, period.last, Grain.DAYS) if period.days <= 7 else period


def _facts(analysis: Analysis) -> tuple[Fact, ...]:
    proposal = analysis.proposal
    values = {
        "decision": proposal.title,
        "title": "" if proposal.decision else proposal.title,
        "body": f"{analysis.body.name}, {counted(len(analysis.tally.positions), 'member')}",
        "candidate": analysis.name(proposal.candidate),
        "asked_by": analysis.name(proposal.asked_by),
        "addressee": proposal.addressee or "",
        "occasion": occasion_text(analysis),
        "deadline": day_text(proposal.deadline),
        "opened": day_text(proposal.opened),
        "rule": analysis.rule_text,
        "stage": proposal.stage or "",
    }
    report = next((r for r in analysis.reports if proposal.found_in in (r.sha256, r.name)), None)
    spans = dict(proposal.spans)
    if proposal.occasion and proposal.occasion.spans:
        spans.setdefault("occasion", proposal.occasion.spans)
    facts = []
    for name in dict.fromkeys([*values, *(name for name in spans if not name.startswith("variant:"))]):
        value = values.get(name, "")
        spans_of_name = places(report, spans.get(name, ()), f"f-{name}") if report else ()
        if not value and spans_of_name:
            value = " … ".join(place.text for place in spans_of_name)
        if value and not (name == "title" and "decision" in values and not spans_of_name):
            how = (
                "read from"
                if spans_of_name
                else "by the catalogue"
                if proposal.found_in and name in ("body", "rule")
                else ""
            )
            what = "status" if name == "stage" and spans_of_name else _FIELDS.get(name, name.replace("_", " "))
            facts.append(Fact(f"f-{name}", what, value, how, spans_of_name))
    return tuple(facts)


def rule_view(analysis: Analysis) -> RuleView:
    """The rule, its state on the positions, and who is left, each figure with how it was made."""
    tally = analysis.tally
    size = len(tally.positions)
    left = () if analysis.ending.final else still_needed(tally)
    acts = takes_acts(analysis.proposal)
    agreed = [p for p in tally.positions if p.member in tally.agreed]
    abstaining = sum(p.stance is Stance.ABSTAIN for p in tally.positions)
    passing = sum(p.member in tally.passing and p.stance is not Stance.ABSTAIN for p in tally.positions)
    by_id = {item.id: item for item in analysis.evidence}
    day = day_text(tally.as_of)
    also = f"; {counted(passing, 'more member')} said that it will not block" if passing else ""
    also += f"; {counted(abstaining, 'member')} {'abstains' if abstaining == 1 else 'abstain'}" if abstaining else ""
    return RuleView(
        text=analysis.rule_text,
        name=analysis.rule_name,
        state=tally.state.value,
        state_text=state_text(analysis),
        members=Figure(
            "n-members",
            size,
            str(size) if analysis.body.size_told else f"{size}?",
            "members decide",
            f"Members of {analysis.body.name} on {day}, by the dates of membership in the catalogue."
            if analysis.body.size_told
            else "How many decide is not told by the report: at least as many as it names.",
        ),
        agreed=Figure(
            "n-agreed",
            len(agreed),
            _agreed_text(analysis, len(agreed), size),
            "have consented" if acts else "have agreed",
            f"Members whose own act (a recorded vote, a formal decision, an instrument deposited) is on record "
            f"on {day}; no word stands for it."
            if acts
            else f"Members whose own word, by the fixed rules of the count, is an unconditional yes on {day}{also}.",
            _deciding(agreed, by_id),
        ),
        left=Figure(
            "n-left",
            len(left),
            f"{more} of {len(left)}" if (more := _more(analysis, len(left))) else str(len(left)),
            "still needed" if more else "still to agree",
            "It has been decided: nobody is asked any more."
            if analysis.ending.final
            else "Members that the rule still needs: those who have neither agreed nor said that they will not block; "
            "where the rule needs only some of them, those whose vote can still make a difference.",
        ),
        left_members=left,
        pivotal=tally.pivotal,
        facts=tuple(fact for fact in _facts(analysis) if fact.id in {f"f-{name}" for name in _RULE_FIELDS}),
    )


def _more(analysis: Analysis, left: int) -> int | None:
    """How many further yes votes would do, where fewer than all who are left."""
    more = None if analysis.ending.final else analysis.more_needed
    return more if more is not None and more < left else None


def _agreed_text(analysis: Analysis, known: int, size: int) -> str:
    """How many agree: those known by name, or the number that the report tells where that is larger."""
    number = analysis.proposal.told_number
    if number is None or number.agreed <= known:
        return f"{known} of {size}"
    needed = f" of the {number.of}" if number.of else ""
    return f"{number.agreed}{needed} by the report's own count, {known} of them by name,"


def _deciding(positions: Sequence[Position], by_id: dict[str, Evidence]) -> tuple[str, ...]:
    deciding = [by_id[p.evidence[0]] for p in positions if p.evidence and p.evidence[0] in by_id]
    return tuple(dict.fromkeys(evidence_anchor(item) for item in deciding))


def state_text(analysis: Analysis) -> str:
    """What the rule says on the positions, in a sentence."""
    tally = analysis.tally
    if analysis.ending.final:
        return "It has been decided; the count below is that of its day, as far as it is known."
    if tally.state is RuleState.MET:
        return "On the positions known, the rule is met."
    against = [analysis.name(p.member) for p in tally.positions if group_of(p.stance, p.conditions) == "against"]
    if tally.state is RuleState.BLOCKED:
        who = f": {listed(against, most=4)} {'is' if len(against) == 1 else 'are'} against" if against else ""
        return f"On the positions known, it cannot be met{who}."
    if not analysis.body.size_told:
        return "On the positions known, it is open; how many members decide is not told."
    pivotal = [analysis.name(member) for member in tally.pivotal]
    last = f" The vote of {listed(pivotal, most=4)} alone decides." if 0 < len(pivotal) <= 4 else ""
    more = _more(analysis, len(tally.left))
    if more:
        return f"On the positions known, it is open: it needs {more} more of {len(tally.left)}.{last}"
    return f"On the positions known, it is open: {counted(len(tally.left), 'member')} still to be heard.{last}"


def board_shape(analysis: Analysis) -> str:
    """How the body sits: by vetoes, by weights, as a parliament, on a map; else in rows."""
    line = rule_lines(analysis.bound, {})
    ids = analysis.bound.members
    if vetoes(line) and len(ids) <= _ROUND:
        return "horseshoe"
    if _weights(line) and len(ids) <= _WEIGHED:
        return "weighted"
    if analysis.body.seats or len(ids) > _WEIGHED:
        return "seats"
    return "map" if on_map(ids) else "rows"


def _weights(made: Line | Joined) -> dict[str, float]:
    """Each member's share of the first weight besides heads that the rule adds up."""
    line = next((line for line in flat(made) if line.weight != MEMBERS), None)
    total = sum(weight for _, weight in line.members) if line else 0
    return {member: float(weight / total) for member, weight in line.members} if line and total else {}


def member_rows(analysis: Analysis, conditions: Sequence[ConditionView]) -> tuple[MemberRow, ...]:
    """The board, sorted by what matters: who decides alone, who is left, by group, by power, by name."""
    tally = analysis.tally
    ended = analysis.ending.final
    left = set() if ended else set(still_needed(tally))
    pivotal = set() if ended or len(tally.pivotal) > _FEW else set(tally.pivotal)  # where all are, none stands out
    by_id = {item.id: item for item in analysis.evidence}
    outlook = analysis.outlook
    late = dict(outlook.last) if outlook else {}
    completing = dict(outlook.completing) if outlook else {}
    gained = dict(outlook.gains) if outlook else {}
    if outlook and outlook.meeting:
        gained = {member.member: member.gain for member in outlook.meeting.members}
    gains = {member: round(gain, 4) for member, gain in gained.items()}
    rows = []
    rule_line = rule_lines(analysis.bound, {})
    weights, veto = _weights(rule_line), {member for line in vetoes(rule_line) for member, _ in line.members}
    stands = standings(tally)
    for position in tally.positions:
        group = group_of(position.stance, position.conditions)
        deciding = [by_id[item] for item in position.evidence if item in by_id]
        latest = max((item.said_to for item in deciding), default=None)
        first = deciding[0] if deciding else None
        texts = {condition.text.casefold() for condition in position.conditions}
        rows.append(
            MemberRow(
                id=position.member,
                name=analysis.name(position.member),
                group=group,
                stance=position.stance.value if position.stance else None,
                label=GROUPS[group][0],
                left=position.member in left,
                pivotal=position.member in pivotal,
                since=position.since,
                age_days=(tally.as_of - latest).days if latest else None,
                source=(first.speaker or first.source) if first else "",
                evidence=tuple(dict.fromkeys(evidence_anchor(item) for item in deciding)),
                steps=step_views(listed_steps(position, len(tally.positions)), by_id),
                conditions=tuple(
                    c.id for c in conditions if c.text.casefold() in texts and c.member == position.member
                ),
                confidence=round(position.confidence, 4),
                power=analysis.power.get(position.member) if analysis.power else None,
                gain=gains.get(position.member),
                last=round(late[position.member], 4) if position.member in late else None,
                completing=round(completing[position.member], 4) if position.member in completing else None,
                consent=stands[position.member].consent.value,
                weight=round(weights[position.member], 6) if position.member in weights else None,
                veto=position.member in veto,
            )
        )
    rows.sort(key=lambda row: (not row.pivotal, not row.left, _ORDER.index(row.group), -(row.power or 0.0), row.name))
    return tuple(rows)


def step_views(steps: Iterable[Step], by_id: Mapping[str, Evidence]) -> tuple[StepView, ...]:
    """Lines of the calculation behind a position, in words; ``by_id``: the evidence."""
    return tuple(
        StepView(evidence_anchor(by_id[s.evidence]), _label(by_id[s.evidence]), s.outcome, told(by_id, s))
        for s in steps
        if s.evidence in by_id
    )


def _label(item: Evidence) -> str:
    who = (item.speaker or item.source or "somebody")[:MOST_NAME]
    return f"{day_text(item.said_to)}, {who}: {stance_label(item.stance, item.conditions)}"
