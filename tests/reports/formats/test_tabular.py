"""Tables of reports, a row each: CSV and workbooks. All bodies and people are invented."""

from __future__ import annotations

import io
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.reports.formats.invented import ONE, TWO, read
from whipcount.errors import ReportError
from whipcount.reports.formats.pieces import cut, read_piece
from whipcount.reports.formats.registry import read_reports


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_of_articles(tmp_path: Path, mark: str) -> None:
    rows = [("Date", "Title", "Text", "Source"), ("2024-11-29", "Kell", ONE, "The Ferry"), ("", "", "", "")]
    table = "\r\n".join(mark.join(f'"{cell}"' for cell in row) for row in rows)
    reports, errors, _ = read(tmp_path, "a.csv", "\ufeff" + table)
    assert [(r.day, r.title, r.text, r.publisher) for r in reports] == [(date(2024, 11, 29), "Kell", ONE, "The Ferry")]
    assert not errors


def test_a_table_without_texts_is_refused(tmp_path: Path) -> None:
    _, errors, _ = read(tmp_path, "a.csv", "member,vote\nKELL,yes\n")
    assert "no column of texts: member, vote" in errors[0]


def test_a_bad_date_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    reports, errors, _ = read(tmp_path, "a.csv", f'date,text\nsoon,"{ONE}"\n2024-11-29,"{TWO}"\n')
    assert [r.text for r in reports] == [TWO]
    assert "'soon'" in errors[0]


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["headline", "published", "body"])
    sheet.append(["Kell", datetime(2024, 11, 29), ONE])
    kept = io.BytesIO()
    book.save(kept)
    reports, errors, _ = read(tmp_path, "a.xlsx", kept.getvalue())
    assert [(r.title, r.day, r.text) for r in reports] == [("Kell", date(2024, 11, 29), ONE)], errors


def test_a_hidden_sheet_is_told_and_not_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, text in (("new", ONE), ("old", TWO)):
        sheet = book.create_sheet(title)
        sheet.append(["published", "text"])
        sheet.append(["2024-11-29", text])
    book["old"].sheet_state = "veryHidden"
    kept = io.BytesIO()
    book.save(kept)
    reports, errors, left = read(tmp_path, "a.xlsx", kept.getvalue())
    assert [report.text for report in reports] == [ONE], errors
    assert any("hidden sheets, not read: old" in told for told in left)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.xlsx", b"PK\x03\x04zzzz", "the workbook cannot be read"),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") * 99, "this is"),
        ("a.csv", b"", "empty"),
    ],
)
def test_what_is_no_table_is_told(tmp_path: Path, name: str, data: bytes, told: str) -> None:
    reports, errors, left = read(tmp_path, name, data)
    assert not reports
    assert told in " ".join((*errors, *left)), (errors, left)


def test_columns_under_names_of_ones_own(tmp_path: Path) -> None:
    table = f'When;Story;Paper\n2024-11-29;"{ONE}";The Ferry\n'
    path = tmp_path / "a.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(ReportError, match="no heading 'tale'"):
        list(read_reports(path, columns={"text": "Tale"}))
    with pytest.raises(ReportError, match="no column 'body'"):
        list(read_reports(path, columns={"body": "Story"}))
    named = {"text": "story", "date": "WHEN", "outlet": "Paper"}
    for source in (path, table.encode()):
        (report,) = read_reports(source, name="a.csv", columns=named)
        assert (report.text, report.day, report.publisher) == (ONE, date(2024, 11, 29), "The Ferry")
    (piece,) = cut([str(path)], tuple(named.items()))
    assert [getattr(one, "text", one) for one in read_piece(piece)] == [ONE]
