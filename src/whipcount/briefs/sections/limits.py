"""How much of a large dossier one view lists: what positions rest on and the newest, never more than a page holds.

A dossier of fifty thousand statements is counted whole; a view of it names what decides, and says how much more there
is. Small dossiers are shown whole.
"""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.analysis.analysis import Analysis
from whipcount.positions.count.tally import Position, Step, StepOutcome
from whipcount.positions.stance.stance import Evidence

MOST_EVIDENCE = 200  # records and codings without their words that a view lists
MOST_STEPS = 600  # lines of the calculations of all members together
FEWEST_STEPS = 3  # of each member, where there are very many
MOST_CONDITIONS = 100


def listed_evidence(analysis: Analysis, items: Sequence[Evidence]) -> list[Evidence]:
    """Of ``items``, what the positions rest on and the newest, oldest first.

    All of them where they are few.
    """
    ordered = sorted(items, key=lambda item: (item.said_to, item.reported_on, item.id))
    if len(ordered) <= MOST_EVIDENCE:
        return ordered
    deciding = {position.evidence[0] for position in analysis.tally.positions if position.evidence}
    first = [item.id for item in ordered if item.id in deciding][-MOST_EVIDENCE:]
    room = MOST_EVIDENCE - len(first)
    rest = [item.id for item in ordered if item.id not in deciding]
    chosen = {*first, *(rest[-room:] if room else ())}
    return [item for item in ordered if item.id in chosen]


def listed_steps(position: Position, members: int) -> tuple[Step, ...]:
    """The steps of a position that a view of all members lists: what sets it, and the newest."""
    most = max(FEWEST_STEPS, MOST_STEPS // max(members, 1))
    if len(position.steps) <= most:
        return position.steps
    sets = [step for step in position.steps if step.outcome is StepOutcome.SETS]
    newest = [step for step in position.steps if step.outcome is not StepOutcome.SETS][-(most - len(sets[:1])) :]
    chosen = {id(step) for step in (*sets[:1], *newest)}
    return tuple(step for step in position.steps if id(step) in chosen)


def left_out(analysis: Analysis, shown: int) -> str:
    """What a view says of the evidence that it does not list; empty where it lists all.

    Args:
        gathered: what the view is made of.
        shown: how many pieces of evidence without a shown statement it lists.
    """
    statements = {statement.id for statement in analysis.statements}
    total = sum(item.statement not in statements for item in analysis.evidence)
    if total <= shown:
        return ""
    return (
        f"Of {total:,} pieces of evidence this view lists {shown:,}: what positions rest on, and the newest. All of "
        "them are counted."
    )
