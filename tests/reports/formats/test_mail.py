from __future__ import annotations

from datetime import UTC, datetime

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
