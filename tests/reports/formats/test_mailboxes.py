"""Mailboxes as programs write them, and as they come. All bodies and people are invented."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.reports.formats.invented import ONE, TWO, mail, read

FIRST, SECOND = bytes(mail(ONE)), bytes(mail(TWO))
PLAIN = b"From ada@example.org Fri Nov 29 10:00:00 2024\n"
WORDS = b"\n\nFrom Kell there was no further word on Friday, and none is expected.\nMore is not known.\n"


@pytest.mark.parametrize(
    "box",
    [
        PLAIN + FIRST + b"\n" + PLAIN + SECOND,
        (PLAIN + FIRST + b"\n" + PLAIN + SECOND).replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + PLAIN + FIRST + b"\n" + PLAIN + SECOND,
        b"\n\n" + PLAIN + FIRST + b"\n" + PLAIN + SECOND,
        PLAIN + FIRST.rstrip() + b"\n" + PLAIN + SECOND,  # no blank line between mails
        b"From - Fri Nov 29 10:00:00 2024\nX-Status: 1\n" + FIRST + b"\nFrom - Fri Nov 29 10:00:00 2024\n" + SECOND,
        b"From 17@xxx Fri Nov 29 10:00:00 +0000 2024\n"
        + FIRST
        + b"\nFrom 18@xxx Fri Nov 29 10:00:00 +0000 2024\n"
        + SECOND,
        PLAIN + FIRST + WORDS + b"\n" + PLAIN + SECOND,  # a paragraph that begins with "From"
    ],
)
@pytest.mark.parametrize("name", ["desk.mbox", "desk.txt", "desk.mbox.gz"])
def test_two_mails_are_two_reports_whole(tmp_path: Path, box: bytes, name: str) -> None:
    reports, errors, _ = read(tmp_path, name, gzip.compress(box) if name.endswith(".gz") else box)
    assert [[line for line in (ONE, TWO) if line in report.text] for report in reports] == [[ONE], [TWO]]
    assert not errors
    assert ("More is not known" in reports[0].text) == (WORDS in box)


@pytest.mark.parametrize(
    ("box", "problem"), [(b"", "empty"), (b"\n\n", "empty"), ((PLAIN + FIRST).decode().encode("utf-16"), "UTF-16")]
)
def test_what_is_no_mailbox_is_told(tmp_path: Path, box: bytes, problem: str) -> None:
    reports, errors, _ = read(tmp_path, "desk.mbox", box)
    assert not reports
    assert problem in errors[0]


def test_a_single_mail_under_the_name_of_a_mailbox(tmp_path: Path) -> None:
    reports, errors, _ = read(tmp_path, "desk.mbox", FIRST)
    assert [ONE in report.text for report in reports] == [True], errors
