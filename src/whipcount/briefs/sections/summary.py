"""What Markdown and DOCX share with the page's first screen and board: who is left, and the weights of members."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.briefs.view.brief import GROUPS, BriefView, ConditionView, MemberRow, Reason
from whipcount.briefs.wording import counted, listed

MOST_NAMES = 6  # of one group; the board names them all
MOST_REASONS = 5  # in the block; the section on the forecast has them all
PIVOT = "pivot: by how many points of the chance its yes instead of its no would count now"
POWER = "power: the member's share of all swings under the rule, before anybody has spoken (normalised Banzhaf index)"


def left_lines(members: Sequence[MemberRow]) -> list[str]:
    """Who is left, a line for each position, in the order of the board's key; empty where nobody is.

    >>> left_lines([MemberRow("A", "Arl", "against", "no", "against", True, False)])
    ['against: Arl']
    """
    lines = []
    for group, told in GROUPS.items():
        names = [row.name for row in members if row.left and row.group == group]
        if names:
            shown = listed(names) if len(names) <= MOST_NAMES else counted(len(names), "member")
            lines.append(f"{told[0]}: {shown}")
    return lines


def weight_columns(view: BriefView) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The columns "pivot" and "power" of the board: their heads, and by member the cells.

    As on the page: the pivot where some member's word moves the chance by half a point, the power where members differ.
    """
    has_gain = any((row.gain or 0.0) >= 0.005 for row in view.members)
    has_power = len({row.power for row in view.members if row.power is not None}) > 1
    head = (*(("pivot",) if has_gain else ()), *(("power",) if has_power else ()))
    cells = {}
    for row in view.members:
        gain = "" if row.gain is None else f"{row.gain * 100:+.0f}"
        power = "" if row.power is None else f"{row.power:.3f}"
        cells[row.id] = (*((gain,) if has_gain else ()), *((power,) if has_power else ()))
    return head, cells


def weight_note(view: BriefView) -> str:
    """What the columns of :func:`weight_columns` mean; that all weigh the same, where they do; else empty."""
    head, _ = weight_columns(view)
    notes = [note for name, note in (("pivot", PIVOT), ("power", POWER)) if name in head]
    if "power" not in head and any(row.power is not None for row in view.members):
        notes.append("under this rule every member's vote weighs the same")
    text = "; ".join(notes)
    return f"{text[0].upper()}{text[1:]}." if text else ""


def tells(reason: Reason) -> bool:
    """Whether a reason is worth a line: it moves the chance by a twentieth of a point, or is no shift at all.

    >>> tells(Reason("said again", 0.01)), tells(Reason("said again", -0.3)), tells(Reason("the agenda"))
    (False, True, True)
    """
    return reason.shift is None or abs(reason.shift) >= 0.05


def conditions_by_member(view: BriefView) -> list[tuple[str, list[ConditionView]]]:
    """The conditions, those of one member together: members in the board's order, the rest under who said them."""
    names = {row.id: row.name for row in view.members}
    by_condition: dict[str, list[ConditionView]] = {}
    order = {row.id: place for place, row in enumerate(view.members)}
    for condition in sorted(view.conditions, key=lambda c: order.get(c.member or "", len(order))):
        by_condition.setdefault(names.get(condition.member or "", condition.said_by), []).append(condition)
    return list(by_condition.items())
