"""A table as a workbook: days are days, numbers are numbers, and no text is a formula, whatever it begins with."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from whipcount.briefs.render.workbook import workbook


def cells(*values: Any) -> list[Any]:
    columns = [f"c{n}" for n in range(len(values))]
    made = workbook(columns, [dict(zip(columns, values, strict=True))], title="T")
    rows = list(load_workbook(io.BytesIO(made)).active.iter_rows())
    assert [cell.value for cell in rows[0]] == columns
    return list(rows[1])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "=HYPERLINK(0)"])
def test_no_text_is_a_formula(text: str) -> None:
    (cell,) = cells(text)
    assert cell.data_type == "s"


def test_days_numbers_truths_and_lists() -> None:
    day, number, truth, some, nothing = cells(date(2031, 3, 5), 2.5, True, ("a", "b"), None)
    assert (day.value.date(), number.value, truth.value, some.value) == (date(2031, 3, 5), 2.5, "yes", "a; b")
    assert nothing.value is None
    (moment,) = cells(datetime(2031, 3, 5, 10, tzinfo=UTC))
    assert moment.value == datetime(2031, 3, 5, 10)


def test_a_column_that_a_row_lacks_is_empty_and_a_title_is_one_that_a_sheet_can_have() -> None:
    made = load_workbook(io.BytesIO(workbook(("a", "b"), [{"b": 1}], title="[a]:b*c?/\\'" + "x" * 60)))
    assert [cell.value for cell in list(made.active.iter_rows())[1]] == [None, 1]
    assert len(made.active.title) <= 31
    assert not set(made.active.title) & set("[]:*?/\\'")
    assert load_workbook(io.BytesIO(workbook(("a",), [], title="[]"))).active.title == "table"


def test_a_control_character_and_an_endless_text_are_no_fault() -> None:
    (cell,) = cells("a\x00b\u202e" + "x" * 50_000)
    assert len(cell.value) <= 32_767
    assert "\u202e" not in cell.value
