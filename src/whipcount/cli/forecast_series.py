"""A series of forecasts on paper: a row for each day, what moved it, and a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whipcount.cli.options.output import write_text
from whipcount.cli.options.tables import print_csv, print_json, print_table
from whipcount.cli.options.terminal import plain
from whipcount.errors import InputError

if TYPE_CHECKING:
    from whipcount.forecasts.core.case import Case
    from whipcount.forecasts.core.step import Step

COLUMNS = (
    "day", "by", "probability", "low", "high", "moved", "cause", "because", "effect", "consented", "members",
    "p30", "p90", "p180", "p365", "p730", "median",
)  # fmt: skip


def telling(case: Case, cause: str | None) -> str:
    """What a piece of evidence or an event says, in a line."""
    from whipcount.positions.coders.scheduled_votes import CODER

    if cause is None:
        return ""
    if cause.startswith("event-") and cause[6:].isdecimal():
        return case.events[int(cause[6:])].what
    item = next((e for e in case.evidence if e.id == cause), None)
    if item is None:
        return "what is known of the agenda" if cause == "agenda" else cause
    who = case.body.member(item.member).name if item.member in _members(case) else item.speaker or "the body"
    if item.coder == CODER:
        return f"{who}: a vote is set ({item.gist})"
    return f"{who}: {item.stance.value.replace('_', ' ') if item.stance else 'none'} ({item.gist})"


def _members(case: Case) -> set[str]:
    return {member.id for member in case.body.all_members}


def print_series(case: Case, steps: Sequence[Step], as_csv: bool, as_json: bool) -> None:
    """A series as a table, CSV or JSON."""
    rows = [_row(case, step) for step in steps]
    if as_json:
        print_json({"dossier": case.id, "question": case.proposal.title, "series": rows})
    elif as_csv:
        print_csv(rows, COLUMNS)
    else:
        shown = [{k: plain(v)[:60] if isinstance(v, str) else v for k, v in row.items()} for row in rows]
        headings = ("day", "by", "probability", "low", "high", "moved", "because")
        print_table(shown, dict(zip(headings, headings, strict=True)), title=plain(case.proposal.title))


def _row(case: Case, step: Step) -> dict[str, Any]:
    out = step.outlook
    ahead = dict(zip(("p30", "p90", "p180", "p365", "p730"), (round(p, 4) for _, p in out.by_date), strict=False))
    return {
        "day": step.day.isoformat(),
        "by": out.by.isoformat() if out.by else "",
        "probability": round(out.p, 4),
        "low": round(out.low, 4),
        "high": round(out.high, 4),
        "moved": round(step.moved, 4),
        "cause": step.cause or "",
        "because": telling(case, step.cause),
        "effect": round(step.effect, 4),
        "consented": len(out.consented),
        "members": out.members,
        **{name: ahead.get(name, "") for name in ("p30", "p90", "p180", "p365", "p730")},
        "median": next((d.isoformat() for level, d in out.quantiles if level == 0.5 and d), ""),
    }


def draw_series(case: Case, steps: Sequence[Step], path: Path) -> None:
    """Draw a series as an SVG file.

    Raises:
        InputError: nothing to draw, or the file cannot be written.
    """
    from whipcount.briefs.charts.course import course_svg

    if not steps:
        raise InputError("a series without a point cannot be drawn", accepted="days on which a forecast can be made")
    asked = {step.outlook.by for step in steps}
    due = max(asked) if len(asked) == 1 and None not in asked else None  # type: ignore[type-var]  # no None is in it
    due = due if due and due >= steps[-1].day else None
    if due:
        kind = f"chance that the rule is met {'by' if case.one_by_one else 'at the meeting that ends on'} {due}"
    else:
        kind = "chance that the rule is met within a year of each day"
    drawn = course_svg(case.proposal.title, kind, steps, lambda step: _cause(case, step), deadline=due)
    write_text(path, drawn)


def _cause(case: Case, step: Step) -> str:
    cause = telling(case, step.cause)
    return f"with {len(step.news) - 1} more, {cause}" if cause and len(step.news) > 1 else cause
