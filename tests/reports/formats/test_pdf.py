from __future__ import annotations

from tests.reports.formats.samples import make_pdf
from whipcount.reports import read_report


def test_pdf() -> None:
    lines = [
        "Council report",
        "The ministers of the twelve member states said on Tuesday that they will",
        "meet next week.",
    ]
    report = read_report(make_pdf(lines))
    assert (report.title, report.author, report.format) == ("Council report", "Jane Roe", "pdf")
    assert "that they will meet next week." in report.text
