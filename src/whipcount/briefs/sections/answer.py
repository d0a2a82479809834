"""The headline: the question, and the answer in one sentence."""

from __future__ import annotations

from collections import Counter

from whipcount.analysis.analysis import Analysis
from whipcount.briefs.asking import asked
from whipcount.briefs.sections.count import occasion_text
from whipcount.briefs.sections.outcome import headline
from whipcount.briefs.view.brief import GROUPS, ForecastView, RuleView
from whipcount.briefs.wording import counted, day_text, group_of, listed, percent
from whipcount.forecasts.meeting.simulation import claims_about_body
from whipcount.positions.count.acts import takes_acts
from whipcount.positions.count.tally import RuleState, open_yes
from whipcount.positions.stance.stance import Stance

FEW = 6  # so many who are missing are named one by one


def question(analysis: Analysis) -> str:
    """The question in a sentence: "NATO invites Ukraine" is asked as "Will NATO invite Ukraine?"."""
    at = occasion_text(analysis)
    by = f" by {day_text(analysis.proposal.deadline)}" if analysis.proposal.deadline else ""
    if analysis.proposal.title_of_report:
        return f"How will it be decided: “{analysis.proposal.title}”?"
    return f"{asked(analysis.proposal.title, analysis.body.name)}{', at the ' + at if at else by}?"


def answer(analysis: Analysis, rule: RuleView, forecast: ForecastView | None) -> str:
    """The answer in one sentence: the state, how many agree, who is missing, how likely."""
    tally = analysis.tally
    outcome_line = headline(analysis.ending, followed=analysis.dossier.proposal is not None)
    decided = bool(outcome_line)
    lead = {RuleState.MET: "Yes on what is known", RuleState.BLOCKED: "No as it stands"}.get(tally.state, "Not yet")
    parts = []
    if outcome_line:
        lead, _, rest = outcome_line.partition(": ")
        parts.append(rest)
        if analysis.ending.event is None and analysis.ending.ended:
            return f"{outcome_line}. {_frozen(analysis)}".strip()
    if tally.state is RuleState.MET:
        parts.append(f"{rule.agreed.text} members agree and the rule is met")
    else:
        parts += _missing(analysis, rule)
    claims = claims_about_body(analysis.evidence, tally.variant, tally.as_of) if not decided else []
    if claims and tally.state is RuleState.OPEN:
        who = listed(list(dict.fromkeys(e.speaker or e.source for e in claims)), most=2)
        parts.append(f"claimed of the body, not of any member: no agreement ({who})")
    met = analysis.outlook is not None and analysis.outlook.met
    if forecast is not None and not decided and not met:
        where = "at the meeting" if analysis.proposal.occasion else "at its next meeting"
        if analysis.outlook is not None and not analysis.outlook.meeting:
            where = f"by {day_text(analysis.outlook.by)}"
            if analysis.outlook.deadline_passed:
                parts.append(f"the deadline, {day_text(analysis.outlook.deadline_passed)}, has passed")
        interval = ""
        if forecast.low is not None and forecast.high is not None:
            interval = f" ({percent(forecast.low)} to {percent(forecast.high)})"
        parts.append(f"chance {where} {percent(forecast.probability.value or 0.0)}{interval}")
    return f"{lead}: {'; '.join(parts)}."


def _frozen(analysis: Analysis) -> str:
    """How the members stood when it was decided, as far as they are known."""
    counts = Counter(group_of(p.stance, p.conditions) for p in analysis.tally.positions)
    group_counts = [f"{counts[group]} {GROUPS[group][0]}" for group in GROUPS if counts[group] and group != "unknown"]
    unknown = [f"{counts['unknown']} unknown"] if counts["unknown"] else []
    return f"Members as told: {listed([*group_counts, *unknown])}." if group_counts else ""


def _missing(analysis: Analysis, rule: RuleView) -> list[str]:
    """How many agree, and who is missing: by name and position where they are few, else by position."""
    groups = {p.member: group_of(p.stance, p.conditions) for p in analysis.tally.positions}
    if all(group == "unknown" for group in groups.values()) and analysis.proposal.told_number is None:
        if not analysis.body.size_told:
            return ["no member has taken a position on the record, and how many decide is not told"]
        return [f"no member has taken a position on the record, so all {len(groups)} are left"]
    abstaining = sum(p.stance is Stance.ABSTAIN for p in analysis.tally.positions)
    passing = sum(
        p.member in analysis.tally.passing and p.stance is not Stance.ABSTAIN for p in analysis.tally.positions
    )
    acts = takes_acts(analysis.proposal)
    one = rule.agreed.value == 1
    verb = ("has consented" if one else "have consented") if acts else "agrees" if one else "agree"
    agreed = f"{rule.agreed.text} {verb}"
    if passing:
        agreed += f" and {passing} will not block"
    if abstaining:
        agreed += f" and {counted(abstaining, 'member')} {'abstains' if abstaining == 1 else 'abstain'}"
    waiting = len(open_yes(analysis.tally))
    if waiting:
        agreed += f"; {counted(waiting, 'more yes', 'more yeses')} with an open condition"
    order = list(GROUPS)
    missing = sorted(rule.left_members, key=lambda member: (order.index(groups[member]), analysis.name(member)))
    if not missing:
        return [agreed]
    if len(missing) <= FEW:
        return [agreed, "missing: " + listed([f"{analysis.name(m)} ({_standing(groups[m], acts)})" for m in missing])]
    counts = Counter(groups[member] for member in missing)
    parts = []
    for group in order:
        if not counts[group]:
            continue
        names = [analysis.name(member) for member in missing if groups[member] == group]
        parts.append(
            f"{listed(names)} ({_standing(group, acts)})"
            if group != "unknown" and len(names) <= FEW
            else f"{counts[group]} {_standing(group, acts)}"
        )
    return [agreed, f"missing {len(missing)}: {listed(parts)}"]


def _standing(group: str, acts: bool) -> str:
    """A missing member's group; one that is for it and missing has given its word and not yet acted."""
    return GROUPS[group][0] + (", not yet by an act" if acts and group == "for" else "")
