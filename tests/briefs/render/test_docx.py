"""The DOCX face, read back: it tells what the page tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from tests.briefs.sample import sample
from tests.briefs.test_faces import EVIL
from whipcount.briefs.render.docx import to_docx
from whipcount.briefs.render.docx_forecast import reason_text
from whipcount.briefs.render.html import to_html
from whipcount.briefs.render.markdown import to_markdown
from whipcount.briefs.view.brief import BriefView, QuantileBy
from whipcount.briefs.wording import percent

docx = pytest.importorskip("docx", reason="the extra docx is not installed")


def read(view: BriefView) -> tuple[Any, str, list[list[list[str]]]]:
    """The document, the text of its paragraphs, and its tables as cells."""
    document = docx.Document(BytesIO(to_docx(view)))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    return document, text, [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def headings(view: BriefView) -> list[str]:
    document, _, _ = read(view)
    return [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]


def test_the_forecast_has_its_interval_and_what_would_change_it() -> None:
    view = sample()
    assert view.forecast is not None
    view = replace(
        view, forecast=replace(view.forecast, quantiles=(QuantileBy(0.5, date(2031, 9, 1)), QuantileBy(0.9, None)))
    )
    assert view.forecast is not None
    _, text, tables = read(view)
    assert "Orvana is admitted at the spring meeting: 34% (interval 12%–61%). Uncalibrated" in text
    assert "What would change it\nQuill speaks\n" in text
    assert [["one member's position", "if it were", "probability"], ["QUILL", "for", "50%"]] in tables
    assert ["3 Mar 2031", "34%", "12%–61%", "Tessel says yes [1]"] in [row for table in tables for row in table]
    assert [["probability", "met by"], ["50%", "1 Sep 2031"], ["90%", "later than five years"]] in tables
    for reason in view.forecast.reasons:
        assert reason_text(reason) in text
    for _, chance in view.forecast.last:
        assert percent(chance) in [row[-1] for table in tables for row in table]


def test_a_forecast_without_an_interval_speaks_of_none() -> None:
    view = sample()
    assert view.forecast is not None
    _, text, _ = read(replace(view, forecast=replace(view.forecast, low=None, high=None)))
    assert "interval" not in text
    assert "spring meeting: 34%. Uncalibrated" in text


def test_variants_stand_side_by_side_with_where_they_are_spoken_of() -> None:
    _, _, tables = read(sample())
    assert [
        ["variant", "what has been said of it", "spoken of in"],
        ["Orvana is admitted (asked for)", "1 for, 3 not.", "[1]"],
        ["Orvana becomes an observer", "Nobody has spoken of it.", ""],
    ] in tables
    assert "What could be decided, side by side" not in headings(replace(sample(), variants=sample().variants[:1]))


def test_every_section_of_the_markdown_is_in_the_document() -> None:
    view = sample()
    told = headings(view)
    for line in to_markdown(view).splitlines():
        if line.startswith("## "):
            assert line.removeprefix("## ") in told


def test_it_tells_what_the_page_tells() -> None:
    view = sample()
    _, text, tables = read(view)
    everything = text + "\n" + "\n".join(cell for table in tables for row in table for cell in row)
    page = to_html(view)
    words = [step.reason for row in view.members for step in row.steps]
    words += [person.standing for person in view.people] + [report.title for report in view.reports]
    words += [unknown.text for unknown in view.unknowns] + [item.kind for item in view.conditions]
    words += [item.bearing for item in view.statements] + [item.gist for item in view.evidence]
    words += [variant.summary for variant in view.variants] + [
        place.text for st in view.statements for place in st.content
    ]
    words += [view.reports[0].sha256[:16], "Made by whipcount 0.1.0 on 2031-03-07 08:00 UTC", *view.notes]
    assert len(words) > 15
    for said in words:
        assert said in page
        assert said in everything


def test_statements_have_chain_readings_and_offsets() -> None:
    _, text, _ = read(sample())
    start = sample().statements[0].content[0].start
    assert "[1] Monday · Mara Oude, foreign minister, for Tessel\nTessel will vote for Orvana\n" in text
    assert (
        f"Mara Oude → a letter → Harbour News · admission: for · sets the position of Tessel · characters {start}"
        in text
    )
    assert "[record 1] 1 February 2031 · Ilse Sorrel (Sorrel, head)" in text
    assert "source: https://example.org/minutes" in text


def test_an_address_that_no_page_links_to_is_not_told() -> None:
    view = sample()
    evil = replace(view, evidence=tuple(replace(item, url="javascript:alert(1)") for item in view.evidence))
    _, text, _ = read(evil)
    assert "javascript" not in text
    assert "source: council minutes" in text


def test_heads_of_tables_are_repeated_on_every_page() -> None:
    document, _, tables = read(sample())
    assert len(tables) > 6
    for table in document.tables:
        assert "w:tblHeader" in table.rows[0]._tr.xml


@pytest.mark.parametrize("evil", [text for text in EVIL if text.isprintable()])
def test_hostile_text_of_the_new_parts_is_kept_as_text(evil: str) -> None:
    view = sample()
    assert view.forecast is not None
    changed = replace(
        view,
        forecast=replace(view.forecast, would_change=(evil,)),
        variants=tuple(replace(v, label=evil, summary=evil) for v in view.variants),
        people=tuple(replace(p, name=evil) for p in view.people),
    )
    _, text, tables = read(changed)
    assert evil in text
    assert [evil, evil, ""] in [row for table in tables for row in table]
