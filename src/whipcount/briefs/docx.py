"""The DOCX face (extra ``docx``): headings, tables and paragraphs of plain runs; every string is visible text."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from whipcount.briefs.bargainfaces import HEADING, bargain_lines, bargain_tables
from whipcount.briefs.board import board_text
from whipcount.briefs.chains import chains_text
from whipcount.briefs.inbrief import MOST_REASONS, left_lines, weight_columns, weight_note
from whipcount.briefs.plain import one_line
from whipcount.briefs.timeline import timeline
from whipcount.briefs.view import BriefView
from whipcount.briefs.wayfaces import HEADING as WAY
from whipcount.briefs.wayfaces import way_lines, way_notes, way_table
from whipcount.briefs.words import age_text, day_text, percent, short_day
from whipcount.errors import MissingExtraError


def to_docx(view: BriefView) -> bytes:
    """The brief as the bytes of a DOCX file.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise MissingExtraError("python-docx", extra="docx") from None
    document = Document()
    document.core_properties.title = one_line(view.title)[:250]
    document.core_properties.author = f"whipcount {view.version}"
    document.core_properties.comments = ""
    numbers = {st.id: f"[{st.number}]" for st in view.statements}
    numbers |= {ev.id: f"[record {place}]" for place, ev in enumerate(view.evidence, 1)}

    def refs(anchors: Sequence[str]) -> str:
        return " ".join(numbers[anchor] for anchor in anchors if anchor in numbers)

    document.add_paragraph(f"{one_line(view.decision.body_name)} · as of {day_text(view.as_of)}")
    document.add_heading(one_line(view.question), 0)
    _strong(document, one_line(view.answer))
    rows = ((fig.label, fig.text, f"{fig.how} {refs(fig.evidence)}") for fig in view.figures)
    _table(document, ("figure", "value", "how it was made"), rows)
    _in_brief(document, view, refs)
    if view.changes:
        document.add_heading(f"What changed since {day_text(view.changes_since)}", 1)
        for change in view.changes:
            line = f"{short_day(change.day)}: {one_line(change.text)} {refs(change.evidence)}"
            document.add_paragraph(line.strip(), style="List Bullet")
    document.add_heading("What is decided, and by which rule", 1)
    document.add_paragraph(f"{one_line(view.rule.text)}. {one_line(view.rule.state_text)}")
    for fact in view.decision.facts + view.rule.facts:
        document.add_paragraph(f"{one_line(fact.what)}: {one_line(fact.value)}", style="List Bullet")
    document.add_heading("Where each member stands", 1)
    document.add_paragraph(board_text(view.members))
    weights, weight_of = weight_columns(view)
    board = (
        (
            row.name,
            row.label,
            "pivotal" if row.pivotal else "left" if row.left else "",
            short_day(row.since),
            age_text(row.age_days),
            f"{row.source} {refs(row.evidence[:3])}" if row.evidence else "nothing that counts",
            *weight_of[row.id],
        )
        for row in view.members
    )
    _table(document, ("member", "position", "left", "since", "age", "rests on", *weights), board)
    document.add_paragraph(weight_note(view))
    if view.forecast:
        document.add_heading("How likely", 1)
        _strong(document, f"{one_line(view.forecast.target)}: {view.forecast.probability.text}")
        document.add_paragraph(one_line(view.forecast.label))
        for reason in view.forecast.reasons:
            shift = "" if reason.shift is None else f" ({reason.shift:+.1f} points)"
            document.add_paragraph(f"{one_line(reason.text)}{shift} {refs(reason.evidence)}", style="List Bullet")
        if len(view.forecast.series) > 1:
            points = ((short_day(p.day), percent(p.probability), p.because) for p in view.forecast.series)
            _table(document, ("day", "probability", "moved by"), points)
        if view.forecast.by_date:
            chances = ((short_day(c.day), percent(c.probability)) for c in view.forecast.by_date)
            _table(document, ("by", "probability that the rule is met"), chances)
        names = {row.id: row.name for row in view.members}
        told_last = (("last to consent", view.forecast.last), ("completes the rule", view.forecast.completing))
        for what, chances_of in told_last:
            if chances_of:
                _table(document, (what, "chance"), ((names.get(m, m), percent(p)) for m, p in chances_of))
        if view.forecast.what_if:
            supposed = ((w.member, w.stance, percent(w.probability)) for w in view.forecast.what_if)
            _table(document, ("what if", "", "probability"), supposed)
        document.add_paragraph(one_line(view.forecast.method))
    if view.way:
        document.add_heading(WAY, 1)
        for line in way_lines(view.way):
            document.add_paragraph(one_line(line))
        _table(document, *way_table(view.way))
        for line in way_notes(view.way):
            document.add_paragraph(one_line(line))
    if view.bargain:
        document.add_heading(HEADING, 1)
        for line in bargain_lines(view.bargain):
            document.add_paragraph(one_line(line))
        for head, rows_of_table in bargain_tables(view.bargain):
            _table(document, head, rows_of_table)
    document.add_heading("Who said what, in time", 1)
    for kind, item in timeline(view):
        number = numbers[item.id]
        if kind == "statement":
            who = one_line(item.name or item.speaker or "nobody named")  # type: ignore[union-attr]
            behalf = f", for {one_line(item.on_behalf_name)}" if item.on_behalf_name else ""  # type: ignore[union-attr]
            _strong(document, f"{number} {one_line(item.said_on)} · {who}{behalf}")
            words = " … ".join(one_line(place.text) for place in item.content)  # type: ignore[union-attr]
            document.add_paragraph(words, style="Quote")
        else:
            _strong(document, f"{number} {one_line(item.said_on)} · {one_line(item.speaker)}")
            document.add_paragraph(f"Retold: {one_line(item.gist)}")  # type: ignore[union-attr]
        document.add_paragraph(one_line(item.bearing))
    if ways := chains_text(view.statements):
        document.add_heading("How the words came to the page", 1)
        document.add_paragraph(one_line(ways))
    if view.conditions:
        document.add_heading("Conditions", 1)
        told = {True: "yes", False: "no", None: "not told"}
        _table(
            document,
            ("condition", "said by", "about", "met"),
            ((c.text, c.said_by, c.about, told[c.met]) for c in view.conditions),
        )
    document.add_heading("What is not known", 1)
    for unknown in view.unknowns:
        document.add_paragraph(one_line(unknown.text), style="List Bullet")
    for note in view.notes:
        document.add_paragraph(one_line(note))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _in_brief(document: Any, view: BriefView, refs: Callable[[Sequence[str]], str]) -> None:
    """Who is left, why the number is what it is, the words that it rests on: for a reader of one minute."""
    lines = left_lines(view.members)
    document.add_heading(f"Who is left: {sum(row.left for row in view.members)}" if lines else "Nobody is left", 1)
    for line in lines:
        document.add_paragraph(one_line(line), style="List Bullet")
    if view.forecast:
        document.add_heading(f"Why {view.forecast.probability.text}", 1)
        for reason in view.forecast.reasons[:MOST_REASONS]:
            shift = "" if reason.shift is None else f" ({reason.shift:+.1f} points)"
            document.add_paragraph(f"{one_line(reason.text)}{shift} {refs(reason.evidence)}", style="List Bullet")
    if view.grounds:
        document.add_heading("The words it rests on", 1)
        for ground in view.grounds:
            words = ""
            if ground.words:
                said = one_line(ground.words)
                words = f"“{said}” " if ground.quoted else f"retold: {said}; "
            said = f", {one_line(ground.said_on)}" if ground.said_on else ""
            told = f"{words}{one_line(ground.who)}{said} {refs((ground.evidence,))}"
            document.add_paragraph(told.strip(), style="List Bullet")


def _strong(document: Any, text: str) -> None:
    document.add_paragraph().add_run(text).bold = True


def _table(document: Any, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = document.add_table(rows=1, cols=len(head), style="Light List")
    for cell, text in zip(table.rows[0].cells, head, strict=True):
        cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = one_line(text)
