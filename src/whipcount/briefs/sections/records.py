"""From what past votes tell of silent members to what a brief says of it."""

from __future__ import annotations

from whipcount.briefs.view.records import RecordsView, SilentRow
from whipcount.briefs.wording import day_text
from whipcount.records.silent import SilentMember, SilentMembers

MOST_CARRIERS = 3


def records_view(found: SilentMembers) -> RecordsView:
    """The section of a brief, and the column of the members' page."""
    guard, skill = found.guard, found.guard.skill
    skill_text = "" if skill is None else f"{skill.mean:.3f} ({skill.low:.3f} to {skill.high:.3f}) over the base rate"
    rows = tuple(silent_row(one) for one in found.members)
    return RecordsView(found.label, guard.informative, guard.why, guard.on_topic, guard.divided, skill_text, rows)


def silent_row(one: SilentMember) -> SilentRow:
    """What is told of one member."""
    declared = [f"{carrier.member} {carrier.vote} ({carrier.share:+.2f})" for carrier in one.by_declared]
    past = [
        (carrier.call.title or carrier.call.vote_id) + (f", {day_text(carrier.call.day)}" if carrier.call.day else "")
        for carrier in one.by_past
    ]
    return SilentRow(
        one.member, one.name, one.yes, one.low, one.high, one.votes,
        tuple(declared[:MOST_CARRIERS] + past[:MOST_CARRIERS]), one.why,
    )  # fmt: skip
