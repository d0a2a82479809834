from __future__ import annotations

import io
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.member_names import MemberNames
from whipcount.dossiers.exchange.sheets import read_sheets
from whipcount.dossiers.exchange.whip_table import Reading, WhipTable, read_whip_table
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Stance

LAKE = parse_body(
    "id: LAKE\nname: Lake Council\ndefault: d\nrules: {d: all members}\nmembers: [{id: KELL, name: Kell}, "
    "{id: FERROW-BAY, name: Ferrow Bay}, {id: THALE, name: Thale}, {id: PELL, name: Pell}]\n"
)


TODAY = date(2025, 4, 30)


def understood(data: bytes | str, *, body: Body = LAKE, name: str = "whip.csv", **how: object) -> WhipTable:
    (sheet, *_) = read_sheets(data.encode() if isinstance(data, str) else data, name)
    members = body.all_members
    return read_whip_table(sheet, Reading(members, MemberNames(members), TODAY, **how))  # type: ignore[arg-type]


def book(rows: list[list[object]]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_with_a_title_dates_and_a_formula() -> None:
    rows: list[list[object]] = [
        ["Whips' meeting"], [], ["Member", "Position", "Date", "Remark"],
        ["Ferrow-Bay", "leaning no", datetime(2025, 3, 4, 12, tzinfo=UTC).replace(tzinfo=None), "=1+1"],
    ]  # fmt: skip
    (row,) = understood(book(rows), name="whip.xlsx").rows
    assert (row.member, row.stance, row.day, row.line) == ("FERROW-BAY", Stance.LEAN_NO, date(2025, 3, 4), 4)
    assert row.cell("note") == ""  # of a formula only what the spreadsheet last computed is read: here nothing


def test_a_workbook_that_unpacks_without_end_is_refused() -> None:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 101_000_000)
    with pytest.raises(DossierError, match="unpacks to"):
        read_sheets(out.getvalue(), "bomb.xlsx")


def a_book_with_a_hidden_sheet(*rows: list[object]) -> bytes:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    hidden = made.create_sheet("last year")
    hidden.append(list(rows[0]))
    hidden.append(["Thale", "no", ""])
    hidden.sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_hidden_sheet_is_told_and_not_read() -> None:
    (sheet,) = read_sheets(a_book_with_a_hidden_sheet(["Member", "Stance", "Note"], ["Kell", "yes", "x"]), "whip.xlsx")
    assert [cells for _, cells in sheet.rows] == [("Member", "Stance", "Note"), ("Kell", "yes", "x")]
    assert sheet.hidden == ("last year",)


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"PK\x03\x04zzzz", "the workbook cannot be read"), (bytes.fromhex("d0cf11e0") * 9, "of the old kind")],
)
def test_what_only_begins_as_a_workbook_is_told(data: bytes, told: str) -> None:
    with pytest.raises(DossierError, match=told):
        read_sheets(data, "whip.xlsx")
