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


@pytest.mark.parametrize(
    "table",
    [
        f'sep=;\ndate;title;text\n2024-11-29;Kell;"{ONE}"\n',
        f'Reports, of this week\ndate;title;text\n2024-11-29;Kell;"{ONE}"\n',
        f'# exported by hand\ndate,title,text\n2024-11-29,Kell,"{ONE}"\n',
        f'Reports of the week,,\n,,\nDate,Title,Text\n2024-11-29,Kell,"{ONE}"\n',
        f'Datum;Titel;Text\n29.11.2024;Kell;"{ONE}"\n',
        f'Published Date,Headline,Full text\n"November 29, 2024 Friday",Kell,"{ONE}"\n',
        f'date_of_print,headline,Article Body\n20241129,Kell,"<p>{ONE}</p>"\n',
        f'date,title,text\n45625,Kell,"{ONE}"\n',
        f"date|title|text\r2024-11-29|Kell|{ONE}\r",
        f'"date; of publication",title,text\n2024-11-29,Kell,"{ONE}"\n',
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.xlsx"])
def test_headings_and_days_as_other_programs_write_them(tmp_path: Path, table: str, name: str) -> None:
    plain = table.casefold().startswith(("date,", "datum;", "date|"))
    if name != "a.csv" and not plain:
        return  # under another name a table is known by its first line alone
    reports, errors, _ = read(tmp_path, name, table)
    assert [(r.title, r.text, r.day) for r in reports] == [("Kell", ONE, date(2024, 11, 29))], errors


@pytest.mark.parametrize(
    ("days", "read_as"),
    [
        (("03/05/2025", "03/25/2025"), [date(2025, 3, 5), date(2025, 3, 25)]),
        (("05/03/2025", "25/03/2025"), [date(2025, 3, 5), date(2025, 3, 25)]),
        (("05/03/2025",), []),
        (("05/13/2025", "25/03/2025", "05/03/2025"), [date(2025, 5, 13), date(2025, 3, 25)]),
    ],
)
def test_days_in_figures_are_read_by_those_beside_them(
    tmp_path: Path, days: tuple[str, ...], read_as: list[date]
) -> None:
    reports, errors, _ = read(tmp_path, "a.csv", "date,text\n" + "".join(f'{day},"{ONE}"\n' for day in days))
    assert [report.day for report in reports] == read_as
    assert len(errors) == len(days) - len(read_as)


def test_a_text_that_may_be_cut_is_told_and_not_read(tmp_path: Path) -> None:
    reports, errors, _ = read(
        tmp_path, "a.csv", f'date,text\n2024-11-29,Kell agreed, but not now\n2024-11-29,"{TWO}",\n'
    )
    assert [report.text for report in reports] == [TWO]
    assert "3 cells under 2 headings" in errors[0]
    reports, errors, _ = read(tmp_path, "b.csv", f'date,text\n2024-11-29,"{ONE}\n2024-11-29,{TWO}\n')
    assert not reports
    assert "never ends" in errors[0]


def test_marks_in_a_table_with_tabs_are_words(tmp_path: Path) -> None:
    said = '"We will not," Banek said. ' + ONE
    reports, errors, _ = read(tmp_path, "a.tsv", f'date\ttext\n2024-11-29\t{said}\n2024-11-29\t"Not now. {TWO}\n')
    assert [report.text for report in reports] == [said, f'"Not now. {TWO}'], errors


def test_a_sheet_without_texts_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for title, heads in (("reports", ["Date", "Text"]), ("others", ["Member", "Vote"])):
        sheet = book.create_sheet(title)
        sheet.append(heads)
        sheet.append(["2024-11-29", ONE])
    kept = io.BytesIO()
    book.save(kept)
    for name in ("a.xlsx", "a.xls"):
        reports, errors, left = read(tmp_path, name, kept.getvalue())
        assert [report.text for report in reports] == [ONE], errors
        assert any("not read: others" in told for told in left)
