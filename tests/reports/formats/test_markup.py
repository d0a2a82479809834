from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.reports.formats.samples import BODY, PAGE
from whipcount.reports import read_report, read_reports

EVENING = datetime(2024, 11, 29, 20, 42, tzinfo=UTC)


def test_html_gives_its_article_and_its_metadata() -> None:
    report = read_report(PAGE, name="page.html")
    assert report.title == "Council & vote"
    assert report.title_span is not None
    assert report.title_span.of(report.text) == "Council & vote"
    assert report.text.count("Council & vote") == 1
    assert (report.author, report.publisher, report.published) == ("Jane Roe", "The Herald", EVENING)
    assert "evil" not in report.text
    assert "alert" not in report.text
    assert report.body_span is not None
    assert report.body_span.of(report.text).startswith("The ministers of the twelve")


HIDDEN = "Sarn will veto the accession, its minister said."


@pytest.mark.parametrize(
    "attributes",
    [
        'style="display:none"',
        "style='color: red; DISPLAY : none !important'",
        'style="visibility: hidden"',
        "hidden",
        'hidden="hidden"',
    ],
)
@pytest.mark.parametrize("article", [True, False])
def test_what_a_page_hides_is_not_read(attributes: str, article: bool) -> None:
    inside = f"<p>{BODY}</p><div {attributes}><p>{HIDDEN}</p></div><p>They met in the harbour <b>town</b>.</p>"
    page = f"<html><body>{f'<article>{inside}</article>' if article else inside}</body></html>"
    text = read_report(page.encode()).text
    assert "veto" not in text
    assert "harbour town" in text


def test_what_a_page_shows_later_is_read() -> None:
    page = f'<html><body style="visibility:hidden"><div style="display:none"><p>{BODY}</p></div></body></html>'
    assert "next week in Arden" in read_report(page.encode()).text
    folded = f'<html><body><p>{BODY}</p><div style="display:block; margin:none"><p>{HIDDEN}</p></div></body></html>'
    assert HIDDEN in read_report(folded.encode()).text


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("<script>alert(1)</script>Vote", "Vote"),
        ("&lt;img src=x onerror=alert(1)&gt;Vote", "Vote"),
        ("Vote &amp; veto", "Vote & veto"),
        ("Vote\u202e now", "Vote now"),
    ],
)
def test_a_page_title_is_plain_text(title: str, plain: str) -> None:
    page = f"<html><head><title>{title}</title></head><body><p>{BODY}</p></body></html>".encode()
    assert read_report(page).title == plain


def test_a_page_without_what_reads_pages_is_one_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)  # an import of it fails
    (tmp_path / "a.html").write_text("<html><body><p>Orvana agrees.</p></body></html>")
    (tmp_path / "b.txt").write_text("Orvana agrees.")
    failed: list[str] = []
    reports = list(read_reports(tmp_path, on_error=lambda error: failed.append(str(error))))
    assert [report.text for report in reports] == ["Orvana agrees."]
    assert len(failed) == 1
    assert "a.html: web pages cannot be read" in failed[0]
    assert "lxml-html-clean" in failed[0]
