"""The block for a reader of one minute, the weights of members and the chains, in Markdown and DOCX as on the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest

from tests.briefs.sample import sample
from whipcount.briefs.charts.chains import chains_text
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.sections.summary import left_lines, weight_columns, weight_note
from whipcount.briefs.view.brief import BriefView, KeyQuote


def weighed() -> BriefView:
    view = sample()
    members = tuple(
        replace(row, power=power, gain=0.1) for row, power in zip(view.members, (0.4, 0.3, 0.2, 0.1), strict=True)
    )
    said = view.statements[0].id
    quoted = KeyQuote("Mara Oude", "TESSEL", "Tessel", "for", "Monday", "Tessel will vote", 6.2, said, quoted=True)
    retold = KeyQuote("Ode Marr", "QUILL", "Quill", "for", "Friday", "votes for it", 1.0, said)
    return replace(view, members=members, key_quotes=(quoted, retold))


def test_who_is_left_by_position() -> None:
    assert left_lines(sample().members) == ["against: Sorrel", "conditional: Brenn", "unknown: Quill"]
    assert left_lines([replace(row, left=False) for row in sample().members]) == []


def test_many_are_counted() -> None:
    quill = sample().members[0]
    assert left_lines([replace(quill, id=str(n)) for n in range(7)]) == ["unknown: 7 members"]


def test_columns_stand_only_where_they_tell_something() -> None:
    head, cells = weight_columns(weighed())
    assert head == ("pivot", "power")
    assert cells["QUILL"] == ("+10", "0.400")
    same = replace(sample(), members=tuple(replace(row, power=0.25, gain=0.0) for row in sample().members))
    assert weight_columns(same)[0] == ()
    assert weight_note(same) == "Under this rule every member's vote weighs the same."


def test_markdown_and_docx_tell_them() -> None:
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    view = weighed()
    document = docx.Document(BytesIO(to_docx(view)))
    text = "\n".join(p.text for p in document.paragraphs)
    for words in (
        "Who is left: 3",
        "against: Sorrel",
        "Why 34%",
        "The words it rests on",
        "“Tessel will vote”",
        "retold: votes",
    ):
        assert words in text
    assert chains_text(view.statements) in text
    heads = [[cell.text for cell in table.rows[0].cells] for table in document.tables]
    assert ["member", "position", "left", "since", "age", "rests on", "pivot", "power"] in heads
    markdown = to_markdown(view)
    assert "| rests on | pivot | power |" in markdown
    assert "Who is left: 3" in markdown
    assert "retold: votes for it" in markdown
    assert "retold: Tessel" not in markdown
    page = to_html(view)
    assert page.count("<q>") == 1
    assert "0.400 |" in markdown
