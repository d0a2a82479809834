"""Mailboxes, folders, and documents that hold more than paragraphs. All bodies and people are invented."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.reports.formats.invented import ONE, TWO, mail, read
from whipcount.reports.formats.feeds import read_feed
from whipcount.reports.formats.markup import read_page
from whipcount.reports.formats.pdf import unwrap, without_print_marks
from whipcount.reports.formats.registry import read_report, read_reports


def cell(words: str) -> str:
    return f"<table:table-cell><text:p>{words}</text:p></table:table-cell>"


def odt(body: str) -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns:"
    names = {"office": "office", "text": "text", "table": "table", "draw": "drawing"}
    told = " ".join(f'xmlns:{name}="{space}{end}:1.0"' for name, end in names.items())
    inner = f"<office:body><office:text>{body}</office:text></office:body>"
    content = f"<office:document-content {told}>{inner}</office:document-content>"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return kept.getvalue()


class TestMail:
    def test_a_mailbox_is_as_many_reports_as_mails(self, tmp_path: Path) -> None:
        box = b"".join(
            b"From desk@example.org Fri Nov 29 10:00:00 2024\n" + bytes(mail(text, day=day)) + b"\n"
            for text, day in ((ONE * 3, 28), (TWO, 29))
        )
        reports, errors, _ = read(tmp_path, "desk.mbox", box)
        assert [(r.day, "=\n" in r.text) for r in reports] == [(date(2024, 11, 28), False), (date(2024, 11, 29), False)]
        assert not errors

    def test_a_plain_part_that_only_points_gives_way_to_the_page(self) -> None:
        made = mail("View this mail in your browser.")
        made.add_alternative(f"<html><body><p>{ONE}</p></body></html>", subtype="html")
        assert ONE in read_report(bytes(made)).text
        whole = mail(ONE * 4)
        whole.add_alternative("<html><body><p>Something else.</p></body></html>", subtype="html")
        assert "Something else" not in read_report(bytes(whole)).text

    def test_attached_mails_and_texts_are_reports_other_files_are_named(self, tmp_path: Path) -> None:
        outer = mail("See below.", subject="Fwd", day=29)
        outer.add_attachment(mail(ONE, day=27))
        outer.add_attachment(TWO, filename="vessary.txt")
        outer.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="map.png")
        reports, errors, left = read(tmp_path, "a.eml", bytes(outer))
        assert [(r.day, r.text.splitlines()[-1]) for r in reports] == [
            (date(2024, 11, 27), ONE),
            (date(2024, 11, 29), TWO),
        ]
        assert not errors
        assert ["See below." in left[0], "map.png" in left[1]] == [True, True]

    def test_a_saved_page(self, tmp_path: Path) -> None:
        page = EmailMessage()
        page["From"] = "<Saved by a browser>"
        page["Snapshot-Content-Location"] = "https://example.org/kell"
        page["Subject"] = "Kell"
        page["Date"] = "Mon, 2 Dec 2024 10:00:00 +0000"
        page.set_content(f"<html><head><title>Kell</title></head><body><p>{ONE}</p></body></html>", subtype="html")
        page.make_related()
        reports, _, _ = read(tmp_path, "kell.mht", bytes(page))
        assert ONE in reports[0].text
        assert reports[0].day is None  # the day of saving is no day of publication
        assert reports[0].url == "https://example.org/kell"


class TestDocuments:
    def test_tables_of_a_word_file(self) -> None:
        docx = pytest.importorskip("docx")
        document = docx.Document()
        document.add_paragraph(ONE)
        table = document.add_table(rows=2, cols=2)
        for row, cells in zip(table.rows, (("Member", "Vote"), ("Kell", "No")), strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
        document.add_paragraph(TWO)
        kept = io.BytesIO()
        document.save(kept)
        text = read_report(kept.getvalue(), name="a.docx").text
        assert text.splitlines() == [ONE, "Member | Vote", "Kell | No", TWO]

    def test_odt(self) -> None:
        names = " ".join(
            f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
            for prefix in ("office", "text", "table")
        )
        content = (
            f"<office:document-content {names}><office:body><office:text><text:h>Kell says no</text:h>"
            "<text:p>Kell<text:s text:c='1'/>would <text:span>vote <office:annotation><text:p>note</text:p>"
            "</office:annotation>against</text:span> it.</text:p><table:table><table:table-row><table:table-cell>"
            "<text:p>Kell</text:p></table:table-cell><table:table-cell><text:p>No</text:p></table:table-cell>"
            "</table:table-row></table:table></office:text></office:body></office:document-content>"
        )
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
            archive.writestr("content.xml", content)
        text = read_report(kept.getvalue(), name="a.odt").text
        assert text.splitlines() == ["Kell says no", "Kell would vote against it.", "Kell | No"]

    def test_notes_boxes_and_inner_tables_of_an_odt(self) -> None:
        row = "<table:table-row>{}</table:table-row>"
        inner = f"<table:table>{row.format(cell('red') + cell('blue'))}</table:table>"
        body = (
            f"<text:p>Kell<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>{TWO}</text:p>"
            "</text:note-body></text:note> said no.</text:p>"
            f"<text:p>Thale <draw:frame><draw:text-box><text:p>{ONE}</text:p></draw:text-box></draw:frame>"
            "agreed.</text:p>"
            f"<table:table>{row.format(cell('Kell') + f'<table:table-cell>{inner}</table:table-cell>')}</table:table>"
        )
        text = read_report(odt(body), name="a.docx").text  # what it is stands in it
        assert text.splitlines() == ["Kell said no.", TWO, "Thale agreed.", ONE, "Kell | red | blue"]

    def test_markdown_links_are_their_words(self) -> None:
        given = b"# Kell\n\nKell will [vote against](https://example.org/a) the **admission** of Orvana.\n"
        assert "Kell will vote against the admission of Orvana." in read_report(given, name="a.md").text

    def test_what_a_browser_prints_in_the_margin_goes(self) -> None:
        page = f"12/2/24, 9:15 AM Kell says no\n{ONE}\nhttps://example.org/kell 1/2"
        assert without_print_marks(page) == ONE
        assert without_print_marks("12/2/24, 9:15 AM Kell says no") == "12/2/24, 9:15 AM Kell says no"
        assert unwrap(ONE) == ONE

    def test_xml_of_another_kind_is_refused(self, tmp_path: Path) -> None:
        _, errors, _ = read(tmp_path, "a.xml", '<?xml version="1.0"?><votes><vote member="KELL"/></votes>')
        assert "XML of a kind that is not read" in errors[0]


class TestPages:
    """A floor for extraction: pages of our own that show each kind; every sentence has to be there, whole."""

    @pytest.mark.parametrize(
        "body",
        [
            f"<p>{ONE.replace('against', '<!-- -->against<!-- -->')}</p><div style='display:none'>menu</div>",
            f"<p>{ONE.replace('against', '<!-- -->against<!-- -->')}</p>",
            f"<article><p>{TWO}</p><p>{ONE}</p></article><nav><a href='/'>Home</a></nav>",
            f"<p>{TWO}</p><ul><li>{ONE}</li><li>Pell's delegate said nothing.</li></ul>",
            f"<main><h1>Orvana</h1><p>{TWO}</p><blockquote>{ONE}</blockquote></main><footer>All rights</footer>",
            f"<p>{TWO}</p><table><tr><td>{ONE}</td></tr></table>",
            f"<div><div>{TWO}</div><div>{ONE}</div></div>",
            f"<?php echo 1 ?><p>{ONE}</p><!-- a note: <p>never said</p> --><p>{TWO}</p>",
            f"<p>{TWO}<br><br>{ONE}</p><div hidden>Subscribe</div>",
            f"<p>{TWO}</p><p>{ONE.replace('vote', '<del>never said</del> <ins>vote</ins>', 1)}</p>",
        ],
    )
    def test_whole(self, body: str) -> None:
        page = f"<html><head><title>Lake</title></head><body>{body}</body></html>"
        text = " ".join(read_page(page, where="a.html").text.split())
        assert ONE in text
        assert "never said" not in text
        assert "menu" not in text
        assert "Subscribe" not in text


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.fodt", b'<?xml version="1.0"?><office:document/>', "XML of a kind that is not read"),
        ("a.rtf", b"{\\rtf1\\ansi Kell agreed.}", "an RTF document"),
        ("a.tar.gz", gzip.compress(bytes(257) + b"ustar" + bytes(250)), "a tar archive"),
        ("a.zip", b"PK\x05\x06" + bytes(18), "no reports in this archive"),
    ],
)
def test_what_is_not_read_is_told_by_its_name(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    reports, errors, _ = read(tmp_path, name, data)
    assert not reports
    assert told in errors[0]


def test_a_page_in_utf_16_is_a_page(tmp_path: Path) -> None:
    reports, errors, _ = read(tmp_path, "a.html", f"<html><body><p>{ONE}</p></body></html>".encode("utf-16"))
    assert [report.text for report in reports] == [ONE], errors


def test_the_day_of_a_feed_is_that_of_its_publishers_clock() -> None:
    feed = (
        f"<rss version='2.0'><channel><title>F</title><item><title>Kell</title><description>{ONE}</description>"
        "<pubDate>Fri, 29 Nov 2024 23:30:00 -0500</pubDate></item></channel></rss>"
    )
    assert read_feed(feed.encode(), where="f.rss")[0].page.published_on == date(2024, 11, 29)


def test_what_a_folder_holds_of_other_kinds_is_counted_and_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    (tmp_path / "c.sqlite").write_bytes(b"SQLite format 3\0")
    left: list[str] = []
    assert len(list(read_reports(tmp_path, on_left=left.append))) == 1
    assert "2 files of other kinds: b.png, c.sqlite" in left[0]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2016/6/29 15:07:41", date(2016, 6, 29)),
        ("Wed, 29 Jun 2016 15:07:41 GMT", date(2016, 6, 29)),
        ("29.06.2016", date(2016, 6, 29)),
        ("2016-06-29T15:07:41Z", date(2016, 6, 29)),
        ("some time in June", None),
        ("06/07/2016", None),
    ],
)
def test_dates_of_a_feed_never_depend_on_the_month_of_the_machine(written: str, day: date | None) -> None:
    feed = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>F</title><item><title>Kell</title>"
        f"<description>{ONE}</description><pubDate>{written}</pubDate></item></channel></rss>"
    )
    assert read_feed(feed.encode(), where="f.rss")[0].page.published_on == day


def test_a_brief_of_a_folder_names_what_it_leaves_aside(tmp_path: Path) -> None:
    from whipcount.briefs.make import load_reports

    (tmp_path / "a.txt").write_text(ONE)
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    left: list[str] = []
    assert len(load_reports([tmp_path], left.append)) == 1
    assert "1 file of other kinds: b.png" in left[0]
