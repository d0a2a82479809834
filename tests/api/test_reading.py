"""Reading reports in Python."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import whipcount as wc
from whipcount.errors import ReportError

TEXT = """Kell backs Orvana
HARROWMERE, March 2, 2031 - The members of the Lake Council will decide on March 9 whether to admit Orvana. The decision
requires the agreement of all seven members. Kell's foreign minister Doru Banek said on Monday that Kell would vote for
the admission of Orvana. "<b>We agree</b>," said Odile Marr, the prime minister of Thale.
"""


def test_statements_and_the_decision(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    reading = wc.read(path)
    assert reading.report.day == date(2031, 3, 2)
    assert len(reading) == len(reading.rows()) >= 2
    assert {row["speaker"] for row in reading.rows()} >= {"Doru Banek", "Odile Marr"}
    assert reading.decision is not None
    assert "Orvana" in reading.decision.title
    assert "<b>" not in reading._repr_html_()
    assert "Doru Banek" in repr(reading)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReportError):
        wc.read(tmp_path / "nothing.txt")
