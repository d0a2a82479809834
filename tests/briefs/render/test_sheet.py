"""The brief on one sheet: three of each, nothing without a source, and one A4 page whatever the texts."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.briefs.sample import sample
from tests.briefs.test_faces import Page
from whipcount.analysis import ratification
from whipcount.briefs.make import make_brief
from whipcount.briefs.render.pdf import find_chromium, to_pdf
from whipcount.briefs.render.sheet import sheet_docx, sheet_html, sheet_markdown
from whipcount.briefs.sections.sheet import sheet_view
from whipcount.briefs.view.brief import BriefView, Change, KeyQuote, MemberRow, Reason
from whipcount.briefs.view.threshold import LineView, SegmentView, ThresholdView
from whipcount.forecasts import course

EXAMPLES = ("lake-council", "ukraine-invitation", "sweden-accession", "finland-accession")
LONG = "the admission of Orvana and of everybody else <b>who asked</b> & waited, " * 40


def pages(html: str) -> int:
    return len(PdfReader(io.BytesIO(to_pdf(html))).pages)


@pytest.fixture
def chromium() -> None:
    """Asked for before anything is made that would be printed in vain."""
    if find_chromium() is None:
        pytest.skip("no Chromium is installed")


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_sheet_of_each_example_is_one_page(root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # the course of a ratification's forecast, most of the work of a brief, is not on the sheet: few of its days will do
    monkeypatch.setattr(ratification, "MOST_POINTS", 3)
    monkeypatch.setattr(course, "MOST_TRIED", 2)
    view = make_brief(
        [], root / "examples" / name / "dossier.yaml", made_at=datetime(2026, 11, 30, tzinfo=UTC), version="0"
    )
    assert pages(sheet_html(sheet_view(view))) == 1


def long_view() -> BriefView:
    view = sample()
    segments = tuple(SegmentView("for", "counts", 1.0, 1 / 40, "1", (f"M{n}",), LONG[:60]) for n in range(40))
    bar = ThresholdView(LONG, tuple(LineView(LONG, LONG, "open", 0.5, LONG, LONG, LONG, segments) for _ in range(6)))
    rows = tuple(
        MemberRow(f"M{n}", f"Member {LONG[:50]} {n}", "lean_for", "lean_yes", "leans for", True, True, veto=n < 2)
        for n in range(40)
    )
    forecast = replace(view.forecast, reasons=tuple(Reason(LONG, 3.0) for _ in range(9))) if view.forecast else None
    return replace(
        view,
        question=LONG,
        answer=LONG,
        warnings=(LONG,) * 5,
        threshold=bar,
        members=rows,
        shape="horseshoe",
        forecast=forecast,
        key_quotes=tuple(KeyQuote(LONG, None, "", "for", LONG, LONG, 1.0, f"s-{n}", quoted=True) for n in range(5)),
        changes=tuple(Change(date(2031, 3, 6), LONG) for _ in range(9)),
        changes_since=date(2031, 3, 1),
    )


@pytest.mark.browser
@pytest.mark.usefixtures("chromium")
def test_the_longest_texts_fit_on_one_page() -> None:
    assert pages(sheet_html(sheet_view(long_view()))) == 1


def test_three_of_each_and_what_is_left_out_is_said() -> None:
    made = sheet_view(long_view())
    assert (len(made.reasons), len(made.quotes), len(made.changes), len(made.warnings)) == (3, 3, 3, 1)
    assert made.lines_left_out == 3
    html = sheet_html(made)
    assert "3 further lines of the rule: in the long brief" in html
    assert "<b>who" not in html
    Page(html).check()


def test_reasons_that_move_nothing_are_no_reasons() -> None:
    view = sample()
    assert view.forecast is not None
    reasons = (Reason("moves nothing", 0.01), Reason("moves it", -3.0), Reason("the agenda"))
    made = sheet_view(replace(view, forecast=replace(view.forecast, reasons=reasons)))
    assert made.reasons == ("moves it (−3.0 points)", "the agenda")


def test_every_face_tells_the_same_reasons_and_words() -> None:
    docx = pytest.importorskip("docx")
    made = sheet_view(sample())
    text = sheet_markdown(made)
    paper = "\n".join(p.text for p in docx.Document(io.BytesIO(sheet_docx(made))).paragraphs)
    for reason in made.reasons:
        assert reason in paper
        assert reason.replace("(", "\\(") in text or reason in text
    for quote in made.quotes:
        assert quote.words in paper
