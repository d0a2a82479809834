from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from whipcount.errors import ReportError
from whipcount.reports import read_report


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


def test_a_small_archive_that_unpacks_to_much() -> None:
    pytest.importorskip("docx", reason="python-docx (extra docx) is not installed")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(210_000_000))
    with pytest.raises(ReportError, match="unpacks to too much"):
        read_report(packed.getvalue())
