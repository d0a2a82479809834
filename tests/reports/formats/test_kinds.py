import pytest

from whipcount.errors import ReportError
from whipcount.reports.formats.kinds import SUFFIXES, kind_of, looks_like_mail, looks_like_mbox, looks_like_web_archive

MAIL = b"From: a@example.org\r\nSubject: x\r\nDate: Fri, 29 Nov 2024 20:42:00 +0000\r\n\r\nHello"


@pytest.mark.parametrize(("data", "suffix", "kind"), [
    (b"%PDF-1.7", ".txt", "pdf"),
    (b"\xef\xbb\xbf %PDF-1.7", "", "pdf"),
    (b"\x1f\x8b\x08", ".txt", "gz"),
    (b"PK\x03\x04 word/document.xml", "", "docx"),
    (b"PK\x03\x04 xl/workbook.xml", "", "xlsx"),
    (b"PK\x03\x04 application/vnd.oasis.opendocument.text", "", "odt"),
    (b"PK\x03\x04 a.txt", "", "zip"),
    (b"PK\x03\x04 a.txt", ".docx", "docx"),
    (b"<?xml version='1.0'?><rss><channel>", ".xml", "feed"),
    (b"<!-- a --><!DOCTYPE html><p>", "", "html"),
    (b"<?xml version='1.0'?><html>", ".xml", "html"),
    (MAIL, "", "mail"),
    (b"From ada Fri Nov 29\n" + MAIL.replace(b"\r", b""), "", "mbox"),
    (b"From: <Saved by a browser>\nContent-Type: multipart/related\n\n", "", "mht"),
    (b"x", ".mht", "mht"),
    (b'[{"text": "a"}]', ".json", "json"),
    (b'{"text": "a"}', "", "records"),
    (b'{"text": "a"}', ".jsonl", "records"),
    (b"text,day", ".csv", "csv"),
    (b"# Heading", ".md", "markdown"),
    (b"Kell agrees.", ".pdf", "text"),
    (b"Kell agrees.", ".html", "text"),
    (b'{"text": "a"}', ".txt", "records"),
    (b'{"text":\n"a"}', ".txt", "json"),
    (b"date,text\n1,a\n", ".txt", "csv"),
    ("Kell agrees.".encode("utf-16"), ".txt", "text"),
    ('[{"text": "a"}]'.encode("utf-16"), "", "json"),
    (b"", "", "text"),
])  # fmt: skip
def test_first_bytes_tell_and_the_ending_where_they_do_not(data, suffix, kind):
    assert kind_of(data, suffix) == kind


def test_xml_of_another_kind_is_refused():
    with pytest.raises(ReportError, match="XML of a kind"):
        kind_of(b"<?xml version='1.0'?><invoice/>", ".xml")


def test_two_headers_make_no_mail_and_a_letter_that_begins_with_from_no_mailbox():
    assert not looks_like_mail(b"From: a@example.org\nSubject: x\n\nHello")
    assert not looks_like_mail(b"Minutes\n" + MAIL)
    assert not looks_like_mbox(b"From here on all is open.\nKell agreed.")
    assert not looks_like_web_archive(b"Content-Type: multipart/related\n\nSaved by nobody")


def test_every_ending_is_of_a_kind_that_is_read():
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in SUFFIXES)
