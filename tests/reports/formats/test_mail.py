from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from tests.reports.formats.invented import ONE, TWO, mail, read
from tests.reports.formats.samples import MAIL
from whipcount.reports import read_report

EVENING = datetime(2024, 11, 29, 20, 42, tzinfo=UTC)


def test_mail() -> None:
    report = read_report(MAIL)
    assert (report.title, report.author, report.published, report.format) == ("Café vote", "Jane Roe", EVENING, "mail")
    assert report.text == "Café vote\nThe ministers said “yes”.\n"


def test_mail_with_html_only() -> None:
    data = MAIL.replace(b"text/plain", b"text/html").replace(b"said", b"<b>said</b><script>evil()</script>")
    assert read_report(data).text == "Café vote\nThe ministers said “yes”."


def test_the_day_is_that_of_the_senders_clock() -> None:
    late = bytes(mail(ONE)).replace(b"Fri, 29 Nov 2024 10:00:00 +0000", b"Fri, 29 Nov 2024 23:30:00 -0500")
    report = read_report(late)
    assert report.day == date(2024, 11, 29)
    assert report.published == datetime(2024, 11, 30, 4, 30, tzinfo=UTC)
    other = bytes(mail(ONE)).replace(b"Fri, 29 Nov 2024 10:00:00 +0000", b"2024-11-29 10:00")
    assert read_report(other).day == date(2024, 11, 29)


def test_a_longer_plain_part_that_only_points_gives_way_to_the_page() -> None:
    made = mail("This message has pictures. To see them open the address below in your browser. " * 4)
    made.add_alternative(f"<html><body><p>{ONE}</p><p>{TWO * 8}</p></body></html>", subtype="html")
    assert ONE in read_report(bytes(made)).text


def test_mails_in_mails_and_digests(tmp_path: Path) -> None:
    middle = mail("See below.", subject="Middle")
    middle.add_attachment(mail(ONE, subject="Inner", day=27))
    outer = mail("Handed on.", subject="Outer")
    outer.add_attachment(middle)
    reports, errors, _ = read(tmp_path, "a.eml", bytes(outer))
    assert [(report.title, ONE in report.text, report.day) for report in reports] == [
        ("Inner", True, date(2024, 11, 27))
    ]
    digest = (
        b"From: list@example.org\nSubject: Digest\nDate: Fri, 29 Nov 2024 10:00:00 +0000\nMIME-Version: 1.0\n"
        b'Content-Type: multipart/mixed; boundary="M"\n\n--M\nContent-Type: text/plain\n\nTopics: one and two.\n--M\n'
        b'Content-Type: multipart/digest; boundary="D"\n\n--D\n\n' + bytes(mail(ONE)) + b"\n--D\n\n" + bytes(mail(TWO))
        + b"\n--D--\n--M--\n"
    )  # fmt: skip
    reports, errors, _ = read(tmp_path, "b.eml", digest)
    assert [[line for line in (ONE, TWO) if line in report.text] for report in reports] == [[ONE], [TWO]]
    assert not errors


def test_a_mail_that_says_something_beside_what_it_hands_on_is_kept(tmp_path: Path) -> None:
    outer = mail(ONE)
    outer.add_attachment(TWO, filename="vessary.txt")
    outer.add_attachment(f"<p>{TWO}</p>".encode(), maintype="application", subtype="octet-stream", filename="a.html")
    outer.add_attachment(b"a,b", maintype="text", subtype="csv", filename="votes.csv")
    reports, _, left = read(tmp_path, "a.eml", bytes(outer))
    assert [[line for line in (ONE, TWO) if line in report.text] for report in reports] == [[ONE], [TWO], [TWO]]
    assert "votes.csv" in left[0]


def test_of_a_saved_page_the_page_itself_is_read(tmp_path: Path) -> None:
    page = (
        'From: <Saved by a browser>\nSnapshot-Content-Location: https://example.org/kell\nMIME-Version: 1.0\n'
        'Content-Type: multipart/related; type="text/html"; boundary="M"\n\n--M\nContent-Type: text/html\n'
        "Content-Location: https://ads.example.org/frame\n\n<html><body><p>Buy now</p></body></html>\n--M\n"
        f"Content-Type: text/html\nContent-Location: https://example.org/kell\n\n<html><body><p>{ONE}</p></body></html>\n--M--\n"
    )  # fmt: skip
    reports, errors, _ = read(tmp_path, "kell.mht", page)
    assert [ONE in report.text for report in reports] == [True], errors
