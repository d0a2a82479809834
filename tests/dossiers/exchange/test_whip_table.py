"""A whip count in a spreadsheet: what is understood, what is guessed, what is told as not understood."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.catalogue import load_body
from whipcount.bodies.member_names import MemberNames
from whipcount.dossiers.exchange.sheets import MOST_ROWS, read_sheets
from whipcount.dossiers.exchange.whip_table import SKIP, Answer, Reading, WhipTable, entries_of, read_whip_table
from whipcount.errors import DossierError
from whipcount.positions.stance.stance import Authority, Stance

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


def test_columns_in_any_order_and_by_any_name() -> None:
    table = understood("Comment;VOTE;Said on;Country;GDP\nfine;In favour;2025-03-04;kell;7\n;;;;\n")
    (row,) = table.rows
    assert (row.member, row.stance, row.day, row.state) == ("KELL", Stance.YES, date(2025, 3, 4), "ready")
    assert (table.unused, row.cell("note"), row.line) == (("GDP",), "fine", 2)


def test_thirty_two_rows_with_five_odd_spellings() -> None:
    members = load_body("NATO").members(TODAY)
    odd = {"HU": "Hungarain", "TR": "Turkey", "DE": "Germny", "US": "U.S.A.", "MK": "N. Macedonia"}
    rows: list[list[object]] = [["stance", "member", "date"]]
    rows += [["yes" if n % 2 else "no", odd.get(m.id, m.name), date(2025, 3, 4)] for n, m in enumerate(members)]
    table = understood(book(rows), name="whip.xlsx", body=load_body("NATO"))
    assert table.counts() == {"ready": 29, "guess": 3, "problem": 0, "left out": 0}
    assert [row.member for row in table.rows] == [member.id for member in members]
    made = entries_of(table.ready(guesses=True), variant="asked", source="whip.xlsx")
    assert len({item.id for item in made}) == 32
    assert {item.authority for item in made} == {Authority.HEAD}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("Atlantis,yes,2025-03-04", "'Atlantis' is no member"),
        (",yes,2025-03-04", "names no member"),
        ("Kell,blue,2025-03-04", "'blue' is no word for a stance"),
        ("Kell,no unless paid,2025-03-04", "'no unless paid' is no word for a stance"),
        ("Kell,yes,2031-01-01", "has not come yet"),
        ("Kell,yes,", "tells no day"),
        ("Kell,yes,soon", "'soon' is no day"),
        ("Kell,yes,2025-02-30", "is no day"),
        ("Kell,yes,3/4/2025", "which is the day, which the month?"),
    ],
)
def test_what_is_not_understood_is_told_and_not_stored(row: str, told: str) -> None:
    table = understood(f"member,stance,date\n{row}\nThale,yes,2025-03-04\n")
    assert told in table.rows[0].problems[0]
    assert [one.member for one in table.ready(guesses=True)] == ["THALE"]


def test_days_explain_each_other() -> None:
    table = understood("member,stance,date\nKell,yes,3/4/2025\nThale,yes,25/3/2025\n")
    assert [row.day for row in table.rows] == [date(2025, 4, 3), date(2025, 3, 25)]
    table = understood("member,stance,date\nKell,yes,3/4/2025\nThale,yes,4 March 2025\n", day_first=False)
    assert [row.day for row in table.rows] == [date(2025, 3, 4), date(2025, 3, 4)]
    both = understood("member,stance,date\nKell,yes,3/4/2025\nThale,yes,25/3/2025\nPell,no,3/25/2025\n")
    assert both.rows[0].problems


def test_rows_that_say_nothing_are_left_out_and_told() -> None:
    table = understood("member,stance\nKell,unknown\nThale,\nPell,n/a\n", day=TODAY)
    assert [row.left_out for row in table.rows] == [
        "says that nothing is known", "tells no stance", "says that nothing is known",
    ]  # fmt: skip


def test_a_member_twice() -> None:
    table = understood(
        "member,stance,date\nKell,yes,2025-03-04\nkell,no,2025-03-04\nThale,no,2025-03-05\nThale,no,2025-03-05\n"
    )
    assert [row.state for row in table.rows] == ["problem", "problem", "ready", "left out"]
    moved = understood("member,stance,date\nKell,yes,2025-03-04\nkell,no,2025-03-05\n")
    assert [row.state for row in moved.rows] == ["ready", "ready"]


def test_conditions() -> None:
    table = understood("member,stance,date\nKell,Yes (if the dam is opened),2025-03-04\nThale,yes,2025-03-04\n")
    assert [row.condition for row in table.rows] == ["if the dam is opened", ""]
    (made, _) = entries_of(table.rows, variant="asked", source="x")
    assert [condition.text for condition in made.conditions] == ["if the dam is opened"]


def test_answers_of_a_person_come_first() -> None:
    text = "member,stance,date\nFerow Bay,agianst,2025-03-04\nXx,yes,\nKell,yes,2025-03-04\n"
    assert [row.state for row in understood(text).rows] == ["guess", "problem", "ready"]
    answers = {2: Answer("FERROW-BAY", Stance.NO), 3: Answer("PELL", None, date(2025, 3, 1)), 4: Answer(SKIP)}
    table = understood(text, answers=answers)
    assert [row.state for row in table.rows] == ["ready", "ready", "left out"]
    assert [row.member for row in table.ready()] == ["FERROW-BAY", "PELL"]
    assert "no member" in understood(text, answers={2: Answer("HU")}).rows[0].problems[0]


def test_the_column_that_is_understood_is_taken() -> None:
    table = understood("id,name,stance,vote,date\n1,Kell,x,yes,2025-03-04\n2,Thale,x,no,2025-03-04\n")
    assert [row.member for row in table.rows] == ["KELL", "THALE"]
    assert set(table.unused) == {"id", "stance"}
    with pytest.raises(DossierError, match="two columns of stances"):
        understood("name,stance,vote\nKell,yes,no\n")


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "holds no rows"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "old kind"),
        (b"PK\x03\x04" + b"x" * 600, "workbook cannot be read"),
        (b"member,country\nKell,Kell\n", "no columns of members and stances"),
        (("member,stance\n" + "Kell,yes\n" * (MOST_ROWS + 1)).encode(), "too many rows"),
        (("member,stance" + ",x" * 100 + "\n").encode(), "columns"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "no table"),
        (b"x" * 5_000_000, "bytes"),
    ],
)
def test_what_is_no_whip_count(data: bytes, told: str) -> None:
    with pytest.raises(DossierError, match=told):
        understood(data)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=6))
def test_any_table_is_understood_or_refused(rows: list[list[str]]) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([["member", "stance", "date", "note"], *rows])
    try:
        table = understood(out.getvalue().encode("utf-8", "replace"))
    except DossierError:  # what is no text is refused
        return
    for row in table.ready(guesses=True):
        assert row.member in {member.id for member in LAKE.all_members}
        assert row.stance is not None
        assert row.day is not None
        assert row.day <= TODAY
