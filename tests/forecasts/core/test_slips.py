from __future__ import annotations

import pytest

from whipcount.errors import DatasetError
from whipcount.forecasts.core.table import parse_table

HEAD = "decision,member,rule,opened,consented,note\n"
ROW = "Lake,Orvana,unanimity,2001-01-01,2001-05-05,\n"


@pytest.mark.parametrize(
    ("rows", "problem", "row"),
    [
        (ROW + "Lake,ORVANA,unanimity,2001-01-01,2001-06-05,\n", "one member of 'Lake' in two spellings", 3),
        (ROW + "Lake,Telmark,unanimity,2001-01-01,,\nLake,tel mark ,unanimity,2001-01-01,,\n", "", 0),
        (ROW + "Lake,New  Telmark,unanimity,2001-01-01,,\nLake,New Telmark,unanimity,2001-01-01,,\n", "spellings", 4),
        (ROW + "lake,Telmark,unanimity,2001-01-01,,\n", "one decision in two spellings", 3),
        (ROW + "Lake (amended),Orvana,unanimity,2001-01-01,,\n", "", 0),
    ],
)
def test_one_name_in_two_spellings_is_told_with_both_places(rows: str, problem: str, row: int) -> None:
    if not problem:
        assert parse_table(HEAD + rows, where="lake.csv")
        return
    with pytest.raises(DatasetError, match=problem) as caught:
        parse_table(HEAD + rows, where="lake.csv")
    assert f"lake.csv row {row}" in str(caught.value)
    assert "lake.csv row 2" in str(caught.value) or row == 4


@pytest.mark.parametrize(
    ("column", "meant"),
    [("consent", "consented"), ("Consented on", "consented"), ("not before", "not_before"), ("notes", "note")],
)
def test_a_column_of_nearly_the_right_name_is_no_column_that_is_passed_over(column: str, meant: str) -> None:
    with pytest.raises(DatasetError, match=f"line 1: .*is not read; '{meant}' is"):
        parse_table(f"decision,member,opened,{column}\nLake,Orvana,2001-01-01,2001-05-05\n", where="lake.csv")


@pytest.mark.parametrize("column", ["region", "colour", "url", "population", "remark"])
def test_other_columns_may_stand_in_a_table(column: str) -> None:
    (lake,) = parse_table(f"decision,member,opened,consented,{column}\nLake,Orvana,2001-01-01,2001-05-05,x\n")
    assert lake.members[0].consented
