"""From the long brief to the one on a sheet: the first things first, each cut to what a page holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from whipcount.briefs.sections.summary import tells
from whipcount.briefs.view.brief import BriefView, Reason
from whipcount.briefs.view.sheet import QuotedView, SheetView
from whipcount.briefs.view.threshold import ThresholdView
from whipcount.briefs.wording import day_text, moved_text, points, short_day
from whipcount.text.safe import one_line

SCHEMA = "whipcount.sheet/1"
MOST, MOST_LINES, MOST_WARNINGS = 3, 3, 1
_QUESTION, _ANSWER, _SENTENCE, _TOLD = 160, 300, 170, 120  # characters that fit
_REASON, _WORDS, _WHO, _CHANGE, _WARNING = 130, 130, 44, 110, 110


def sheet_view(view: BriefView) -> SheetView:
    """The brief on one sheet."""
    bar = view.threshold
    fc = view.forecast
    counted = [r for r in (fc.reasons if fc else ()) if tells(r)]
    changes_title, changes = _changes(view)
    return SheetView(
        schema=SCHEMA,
        title=cut(view.title, _QUESTION),
        question=cut(view.question, _QUESTION),
        answer=cut(view.answer, _ANSWER),
        body_name=cut(view.decision.body_name, 90),
        as_of=view.as_of,
        known_by=view.known_by,
        made_at=view.made_at,
        version=view.version,
        threshold=_bar(bar) if bar else None,
        lines_left_out=max(len(bar.lines) - MOST_LINES, 0) if bar else 0,
        members=view.members,
        shape=view.shape,
        reasons_title=f"Why {fc.probability.text}" if fc else "Who is left" if view.rule.left_members else "",
        reasons=tuple(_reason(r) for r in counted[:MOST]) if fc else _left(view),
        quotes=tuple(
            QuotedView(cut(g.words, _WORDS), cut(g.who, _WHO), cut(g.said_on, 40), not g.quoted)
            for g in view.key_quotes[:MOST]
            if g.words
        ),
        changes_title=changes_title,
        changes=changes,
        warnings=tuple(cut(text, _WARNING) for text in view.warnings[:MOST_WARNINGS]),
    )


def cut(text: str, most: int) -> str:
    """A text in one line of at most so many characters, an ellipsis where something is left out.

    >>> cut("no agreement yet", 9)
    'no agree…'
    """
    text = one_line(text)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _bar(bar: ThresholdView) -> ThresholdView:
    lines = tuple(
        replace(line, text=cut(line.text, 60), have_text=cut(line.have_text, 50), told=cut(line.told, _TOLD))
        for line in bar.lines[:MOST_LINES]
    )
    return ThresholdView(cut(bar.sentence, _SENTENCE), lines)


def _reason(reason: Reason) -> str:
    text = cut(reason.text, _REASON)
    return text if reason.shift is None else f"{text} ({points(reason.shift)} points)"


def _left(view: BriefView) -> tuple[str, ...]:
    """Where no chance is told: who is left, by position."""
    names: dict[str, list[str]] = {}
    for row in view.members:
        if row.left:
            names.setdefault(row.label, []).append(row.name)
    return tuple(cut(f"{label}: {', '.join(some)}", _REASON) for label, some in list(names.items())[:MOST])


def _changes(view: BriefView) -> tuple[str, tuple[str, ...]]:
    """What changed since the day asked for; else the last moves of the chance, else of the members."""
    if view.changes_since is not None:
        lines = [f"{short_day(c.day)}: {c.text}" for c in view.changes[::-1][:MOST]] or ["nothing"]
        return f"What changed since {day_text(view.changes_since)}", tuple(cut(text, _CHANGE) for text in lines)
    series = view.forecast.series if view.forecast else ()
    moves = []
    for before, after in pairwise(series):
        if after.because:
            moved = moved_text(before.probability, after.probability)
            moves.append(f"{short_day(after.day)}: {cut(after.because, _CHANGE - 40)}; {moved}")
    if moves:
        return "What moved it last", tuple(cut(text, _CHANGE) for text in moves[::-1][:MOST])
    since = sorted((row for row in view.members if row.since), key=lambda row: (row.since, row.name), reverse=True)
    lines = [f"{short_day(row.since)}: {row.name} {row.label}" for row in since[:MOST]]
    return ("Who moved last" if lines else ""), tuple(cut(text, _CHANGE) for text in lines)
