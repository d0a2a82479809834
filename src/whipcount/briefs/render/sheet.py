"""The faces of the brief on one sheet: HTML (and by it PDF), Markdown, DOCX."""

from __future__ import annotations

import io

from markupsafe import Markup

from whipcount.briefs.charts.board import board_text
from whipcount.briefs.render.docx_writer import Writer, new_document
from whipcount.briefs.render.html import environment, page_policy, style
from whipcount.briefs.view.sheet import QuotedView, SheetView
from whipcount.briefs.wording import day_text
from whipcount.text.safe import markdown as md


def sheet_html(view: SheetView) -> str:
    """The sheet as one HTML file; it prints on one A4 page."""
    css = style()
    template = environment().get_template("sheet.html")
    return template.render(view=view, css=Markup(css), csp=page_policy(css))  # noqa: S704  (our own style sheet)


def sheet_markdown(view: SheetView) -> str:
    """The sheet as Markdown."""
    out = [f"# {md(view.question)}", f"*{md(view.body_name)} · as of {day_text(view.as_of)}*", f"**{md(view.answer)}**"]
    out += [f"> **Note:** {md(text)}" for text in view.warnings]
    if view.threshold:
        lines = view.threshold.lines
        bar_lines = (f"- {md(x.lead)} {md(x.text)}: {x.state}, {md(x.have_text)} ({md(x.told)})" for x in lines)
        out += [md(view.threshold.sentence), "\n".join(bar_lines)]
    out.append(md(board_text(view.members)))
    for title, texts in _lists(view):
        out += [f"## {md(title)}", "\n".join(f"- {md(text)}" for text in texts)]
    out.append(f"Made by whipcount {md(view.version)} on {view.made_at:%Y-%m-%d %H:%M} UTC.")
    return "\n\n".join(part for part in out if part) + "\n"


def sheet_docx(view: SheetView) -> bytes:
    """The sheet as the bytes of a DOCX file.

    Raises:
        MissingExtraError: python-docx is not installed.
    """
    document = new_document(view.title, view.version)
    from docx.shared import Mm, Pt  # late: it is there, the document is made with it

    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(16)
    document.styles["Normal"].font.size = Pt(9.5)
    document.styles["Normal"].paragraph_format.space_after = Pt(3)
    writer = Writer(document, {})
    writer.text(f"{view.body_name} · as of {day_text(view.as_of)}")
    writer.heading(view.question, 1)
    writer.strong(view.answer)
    for text in view.warnings:
        writer.text(f"Note: {text}")
    if view.threshold:
        writer.strong(view.threshold.sentence)
        writer.items(f"{x.lead} {x.text}: {x.state}, {x.have_text} ({x.told})" for x in view.threshold.lines)
    writer.text(board_text(view.members))
    for title, texts in _lists(view):
        writer.heading(title, 2)
        writer.items(texts)
    writer.text(
        f"Made by whipcount {view.version} on {view.made_at:%Y-%m-%d %H:%M} UTC: a reading of reports by rules and a "
        "small model; check the words themselves before you rely on a figure."
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _lists(view: SheetView) -> list[tuple[str, tuple[str, ...]]]:
    quotes = tuple(_quote(quote) for quote in view.quotes)
    sections = (
        (view.reasons_title, view.reasons),
        ("The words it rests on", quotes),
        (view.changes_title, view.changes),
    )
    return [(title, texts) for title, texts in sections if texts]


def _quote(quote: QuotedView) -> str:
    words = f"retold: {quote.words}" if quote.retold else f"“{quote.words}”"
    return f"{words} ({quote.who}{f', {quote.said_on}' if quote.said_on else ''})"
