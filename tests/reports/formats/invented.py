"""Invented reports, and how a file of them is read in tests."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from whipcount.errors import ReportError
from whipcount.reports.formats.registry import read_reports
from whipcount.reports.report import Report

ONE = "Kell's foreign minister Doru Banek said on Friday that Kell would vote against the admission of Orvana."
TWO = "Vessary's foreign minister Maren Tolle said on Friday that Vessary would vote for the admission of Orvana."


def mail(text: str, subject: str = "Orvana", day: int = 29) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "The Ferry <desk@example.org>"
    made["To"] = "reader@example.org"
    made["Subject"] = subject
    made["Date"] = f"Fri, {day} Nov 2024 10:00:00 +0000"
    made.set_content(text)
    return made


def read(tmp_path: Path, name: str, data: bytes | str) -> tuple[list[Report], list[str], list[str]]:
    """The reports of a file, what could not be read, and what was left aside."""
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    errors: list[ReportError] = []
    left: list[str] = []
    reports = list(read_reports(path, on_error=errors.append, on_left=left.append))
    return reports, [str(error) for error in errors], left
