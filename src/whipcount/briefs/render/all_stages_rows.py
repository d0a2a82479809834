"""All stages in words and tables: what the faces of the brief share."""

from __future__ import annotations

from collections.abc import Sequence

from whipcount.briefs.view.all_stages import AllStagesView, StagesChance, StageView
from whipcount.briefs.wording import counted, day_text, listed, percent, short_day
from whipcount.text.safe import markdown as md

HEADING = "All stages"
HEAD = ("stage", "who acts", "done by then", "half by", "its clock")

Table = tuple[Sequence[str], list[Sequence[str]]]


def stages_headline(view: AllStagesView) -> str:
    """The chance, and how much of it hangs on what is stated.

    >>> from datetime import date
    >>> told = stages_headline(AllStagesView("admission", "Lake", date(2031, 3, 1), "talks", 0.3, 0.4, 0.2, "", "", ()))
    >>> told.split(" (")[0]
    'All stages of “admission” are done by 1 March 2031: 30%'
    """
    told, faster, slower = (percent(p) for p in (view.probability, view.faster, view.slower))
    lead = f"All stages of “{view.procedure}” are done by {day_text(view.by)}: {told}"
    if told == faster == slower:
        return f"{lead}, also with all stated clocks half or twice as long"
    return f"{lead} ({faster} with all stated clocks half as long, {slower} twice as long)"


def stages_standing(view: AllStagesView) -> str:
    """Which stages are done, which is at hand, how many lie ahead."""
    done = [stage.name for stage in view.stages if stage.state == "done"]
    ahead = sum(stage.state == "ahead" for stage in view.stages)
    lead = f"Done: {listed(done)}. " if done else ""
    return f"{lead}At hand: {view.at_hand}. Ahead: {counted(ahead, 'stage')}."


def stages_time(view: AllStagesView) -> str:
    """By when, in a sentence."""
    within = [f"{percent(q.probability)} by {day_text(q.day)}" for q in view.quantiles if q.day]
    if not within:
        return "In fewer than one in ten of the futures all of it is done within five years."
    rest = next((q.probability for q in view.quantiles if q.day is None), None)
    return f"All of it: {'; '.join(within)}{f'; {percent(rest)} not within five years' if rest else ''}."


def stages_last(view: AllStagesView) -> str:
    """Who is likeliest to be the last, or to complete the rule; empty where that is not simulated."""
    if view.last:
        return f"Last to consent, if all do, is most likely {_chances(view.last)}."
    if view.completing:
        return f"The consent that completes the rule, if it is met, is most likely that of {_chances(view.completing)}."
    return ""


def _chances(found: Sequence[StagesChance]) -> str:
    return listed([f"{chance.name} ({percent(chance.probability)})" for chance in found[:3]])


def stages_table(view: AllStagesView) -> Table:
    """The stages, a row each."""
    return HEAD, [
        (
            f"{stage.name} ({stage.state})" if stage.state != "ahead" else stage.name,
            stage.who,
            percent(stage.chance),
            half_by(stage),
            stage.clock,
        )
        for stage in view.stages
    ]


def half_by(stage: StageView) -> str:
    """The day by which a stage has ended in half of all futures; else in half of those in which all gets done."""
    if stage.state == "done":
        return ""
    if stage.median:
        return short_day(stage.median)
    return f"not within five years{f'; if all gets done, {short_day(stage.median_if)}' if stage.median_if else ''}"


def stages_lines(view: AllStagesView) -> list[str]:
    """The section in sentences: those before the table."""
    lines = [f"{stages_headline(view)}.", view.label, stages_standing(view), stages_time(view), stages_last(view)]
    return [line for line in lines if line]


def stages_notes(view: AllStagesView) -> list[str]:
    """Those after the table: how it was made, what was taken for granted."""
    return [view.how, *view.notes]


def stages_markdown(view: AllStagesView) -> list[str]:
    """The section as Markdown paragraphs."""
    head, rows = stages_table(view)
    table = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    table += ["| " + " | ".join(md(cell) for cell in row) + " |" for row in rows]
    return [
        f"## {HEADING}",
        *(md(line) for line in stages_lines(view)),
        "\n".join(table),
        *(md(line) for line in stages_notes(view)),
    ]
