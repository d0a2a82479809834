"""Reading reports: each format, what it tells about itself, and each way of being unusable."""

# ruff: noqa: E501 (samples of files stay in one piece)

from __future__ import annotations

import io
import os
import sys
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.errors import ReportError
from whipcount.reports import Report, fingerprint, read_report, read_reports

BODY = "The ministers of the twelve said that they will meet again next week in Arden.\nThey did not agree."
EVENING = datetime(2024, 11, 29, 20, 42, tzinfo=UTC)

PAGE = b"""<!doctype html><html><head><title><script>alert(1)</script>Council &amp; vote</title>
<meta property="og:site_name" content="The Herald"><meta name="author" content="Jane Roe">
<meta property="article:published_time" content="2024-11-29T15:42:00-05:00"></head><body><article>
<h1>Council &amp; vote</h1><p>The ministers of the twelve members said that they would not meet before the year ends.</p>
<p>They had met in the harbour town of Arden, where nothing was agreed, officials said.</p>
<script>evil()</script></article></body></html>"""
MAIL = (
    b"From: Jane Roe <jane@example.org>\r\nSubject: =?utf-8?q?Caf=C3=A9_vote?=\r\nDate: Fri, 29 Nov 2024 15:42:00 -0500\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\nThe ministers said \x93yes\x94.\r\n"
)
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>
<item><title>A &lt;b&gt;vote&lt;/b&gt;</title><link>http://example.org/1</link>
<pubDate>Fri, 29 Nov 2024 20:42:00 GMT</pubDate>
<description>&lt;p&gt;The ministers said &lt;i&gt;yes&lt;/i&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;</description></item>
<item><title>Second</title><description>The others said no.</description></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title>One</title><id>1</id>
<updated>2024-11-29T20:42:00Z</updated><content type="html">&lt;p&gt;The ministers said yes.&lt;/p&gt;</content></entry></feed>"""


def make_pdf(lines: list[str]) -> bytes:
    """A one-page PDF in Helvetica with the given lines and a title in its properties."""
    shown = " T* ".join("(" + line.replace("(", r"\(").replace(")", r"\)") + ") Tj" for line in lines)
    stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown} ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Title (Council report) /Author (Jane Roe) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer << /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def test_a_text_stays_as_given() -> None:
    report = read_report(BODY)
    assert report.text == BODY
    assert report.sha256 == fingerprint(BODY)
    assert (report.language, report.format) == ("en", "text")


@given(st.text(alphabet="aé “”\r\n\t.\u2028\U0001f600", min_size=1).filter(lambda text: text.strip()))
def test_bytes_are_decoded_and_line_ends_are_one(text: str) -> None:
    canonical = text.replace("\r\n", "\n").replace("\r", "\n")
    assert read_report(text.encode(), any_language=True).text == read_report(text, any_language=True).text == canonical


def test_a_paste_is_the_same_report_as_the_file() -> None:
    file = read_report(BODY.encode())
    for paste in (BODY.replace("\n", "\r\n"), BODY.replace("\n", "\r")):
        assert read_report(paste).sha256 == file.sha256


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_detected(encoding: str) -> None:
    text = BODY + " “They will,” the minister said – Orbán did not."
    assert read_report(text.encode(encoding)).text == text


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


def test_what_a_feeds_entry_hides_is_not_read() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><entry><title>Vote</title><content type="html">'
        f"&lt;p&gt;{BODY}&lt;/p&gt;&lt;p style='display:none'&gt;{HIDDEN}&lt;/p&gt;</content></entry></feed>"
    )
    assert "veto" not in read_report(feed.encode()).text


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


def test_mail() -> None:
    report = read_report(MAIL)
    assert (report.title, report.author, report.published, report.format) == ("Café vote", "Jane Roe", EVENING, "mail")
    assert report.text == "Café vote\nThe ministers said “yes”.\n"


def test_mail_with_html_only() -> None:
    data = MAIL.replace(b"text/plain", b"text/html").replace(b"said", b"<b>said</b><script>evil()</script>")
    assert read_report(data).text == "Café vote\nThe ministers said “yes”."


def test_feed_entries_are_reports() -> None:
    first, second = read_reports(FEED)
    assert (first.title, first.publisher, first.published, first.url) == (
        "A vote",
        "Herald",
        EVENING,
        "http://example.org/1",
    )
    assert first.text == "A vote\nThe ministers said yes."
    assert (second.title, second.published) == ("Second", None)
    (atom,) = read_reports(ATOM)
    assert (atom.title, atom.published) == ("One", EVENING)
    assert read_report(ATOM).text == atom.text == "One\nThe ministers said yes."


def test_json_lines_are_reports() -> None:
    data = (
        b'{"text": "The ministers said yes.", "title": "T", "published": "2024-11-29T20:42:00Z", "name": "a", "url": "u"}\n\n'
        b'{"body": "The others said that they do not.", "source": "Herald", "date": "2024-11-29"}\n'
    )
    first, second = read_reports(data)
    assert (first.name, first.title, first.title_span, first.published, first.url) == ("a", "T", None, EVENING, "u")
    assert (second.publisher, second.published, second.published_on) == ("Herald", None, date(2024, 11, 29))


def test_pdf() -> None:
    lines = [
        "Council report",
        "The ministers of the twelve member states said on Tuesday that they will",
        "meet next week.",
    ]
    report = read_report(make_pdf(lines))
    assert (report.title, report.author, report.format) == ("Council report", "Jane Roe", "pdf")
    assert "that they will meet next week." in report.text


def test_docx(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx", reason="python-docx (extra docx) is not installed")
    document = docx.Document()
    document.core_properties.title = "Council report"
    document.add_paragraph("The ministers said that they will meet next week.")
    path = tmp_path / "a.docx"
    document.save(str(path))
    report = read_report(path)
    assert (report.title, report.format) == ("Council report", "docx")
    assert report.text == "Council report\nThe ministers said that they will meet next week."


def test_the_caller_knows_better() -> None:
    report = read_report(BODY, name="n", published=date(2024, 11, 30), title="Mine", publisher="P", url="u")
    assert (report.name, report.published_on, report.title, report.publisher, report.url) == (
        "n", date(2024, 11, 30), "Mine", "P", "u",
    )  # fmt: skip
    assert report.text == BODY


def test_folders_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".hidden").mkdir()
    for name in ("b/one.txt", "a.txt", "c.png", ".hidden/x.txt"):
        (tmp_path / name).write_bytes(BODY.encode() + name.encode())
    (tmp_path / "d.jsonl").write_text('{"text": "The ministers said yes."}\n{"text": "The others said no."}\n')
    assert [report.name for report in read_reports(tmp_path)] == [
        "a.txt",
        "one.txt",
        f"{tmp_path}/d.jsonl#1",
        f"{tmp_path}/d.jsonl#2",
    ]
    assert read_report(tmp_path / "a.txt").text.endswith("a.txt")


def test_one_bad_report_need_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text(BODY)
    (tmp_path / "c.jsonl").write_text(
        '{"text": "The ministers said yes."}\nnot json\n{"text": "The others said no."}\n'
    )
    troubles: list[ReportError] = []
    assert len(list(read_reports(tmp_path, on_error=troubles.append))) == 3
    assert ["empty" in str(error) for error in troubles] == [True, False]
    assert "c.jsonl line 2" in str(troubles[1])
    with pytest.raises(ReportError, match="empty"):
        list(read_reports(tmp_path))


GERMAN = (
    "Die Minister sagten, dass sie sich nicht über den Antrag einig sind und das so bleibt, bis der Rat entscheidet."
)
RUSSIAN = "Министры сказали, что они не согласны с этим предложением и не будут голосовать за него."

BAD: list[tuple[str, Callable[[], object], str]] = [
    ("empty", lambda: read_report(b""), "empty"),
    ("blank", lambda: read_report(" \n\t "), "empty"),
    ("random bytes", lambda: read_report(os.urandom(4096)), "not text"),
    ("an image", lambda: read_report(b"\x89PNG\r\n\x1a\n" + bytes(100)), "PNG image"),
    ("a database", lambda: read_report(b"SQLite format 3\x00" + bytes(100)), "SQLite"),
    ("an archive", lambda: read_report(b"PK\x03\x04" + bytes(100)), "ZIP"),
    ("NUL inside", lambda: read_report("yes\x00no"), "NUL"),
    ("broken UTF-16", lambda: read_report(b"\xff\xfe\x00\xd8"), "UTF-16"),
    ("German", lambda: read_report(GERMAN), "German"),
    ("Russian in an old encoding", lambda: read_report(RUSSIAN.encode("cp1251")), "Russian"),
    ("a name instead of a path", lambda: read_report("report.txt"), "file name"),
    ("no file", lambda: read_report(Path("no-such-file.txt")), "no such file"),
    ("a folder", lambda: read_report(Path(__file__).parent), "folder"),
    ("damaged PDF", lambda: read_report(b"%PDF-1.4 garbage"), "PDF cannot be read"),
    ("PDF without text", lambda: read_report(make_pdf([])), "no text"),
    ("entities in a feed", lambda: read_report(b'<!DOCTYPE l [<!ENTITY a "b">]><rss><channel></channel></rss>'), "entities"),
    ("feed without entries", lambda: read_report(b'<rss version="2.0"><channel></channel></rss>'), "no entries"),
    ("two in one", lambda: read_report(FEED), "2 reports"),
    ("no JSON", lambda: list(read_reports(b'{"text": "a"\n')), "line 1"),
    ("JSON without text", lambda: list(read_reports(b'{"text": "The ministers met."}\n{"a": 1}')), "line 2: there is no text"),
    ("JSON with an odd date", lambda: list(read_reports(b'{"text": "x", "date": "soon"}')), "date"),
    ("page without text", lambda: read_report(b"<html><body><script>x()</script></body></html>"), "no text"),
    ("mail without text", lambda: read_report(MAIL.split(b"\r\n\r\n")[0] + b"\r\n\r\n"), "no text"),
    ("too long a text", lambda: read_report("word " * 1_000_001), "too long"),
]  # fmt: skip


@pytest.mark.parametrize(("read", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_one_clear_error(read: Callable[[], object], message: str) -> None:
    with pytest.raises(ReportError, match=message):
        read()


def test_two_hundred_megabytes_are_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    began = time.process_time()
    with pytest.raises(ReportError, match=r"200\.0 MB .*up to 20 MB"):
        read_report(path)
    assert time.process_time() - began < 0.5


@pytest.mark.parametrize(
    "data",
    [
        b'"' * 10_000,
        b"<html>" + b"<div>" * 50_000 + b"The ministers said yes",
        b"<" * 50_000,
        b"(" * 50_000,
        b"\n" * 50_000 + b"x",
    ],
    ids=["quotation marks", "nesting", "brackets", "parentheses", "line ends"],
)
def test_odd_but_bounded(data: bytes) -> None:
    began = time.process_time()
    try:
        report = read_report(data)
    except ReportError:
        pass
    else:
        assert isinstance(report, Report)
    assert time.process_time() - began < 5


def test_a_small_archive_that_unpacks_to_much() -> None:
    pytest.importorskip("docx", reason="python-docx (extra docx) is not installed")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(210_000_000))
    with pytest.raises(ReportError, match="unpacks to too much"):
        read_report(packed.getvalue())


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
