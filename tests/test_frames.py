"""Tables of all kinds become rows of text, and say what they cannot be."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
import pytest

from whipcount.errors import InputError
from whipcount.frames import cell_text, text_rows
from whipcount.positions.coders.recorded_positions import evidence_from_records


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), (float("nan"), ""), (np.float64("nan"), ""), (np.datetime64("NaT"), ""), ("", ""), ("yes", "yes"),
        (date(2024, 1, 23), "2024-01-23"), (datetime(2024, 1, 23), "2024-01-23"),
        (np.datetime64("2024-01-23"), "2024-01-23"), (np.datetime64("2024-01-23T00:00:00.000000000"), "2024-01-23"),
        (datetime(2024, 1, 23, 19, 30, tzinfo=UTC), "2024-01-23T19:30:00+00:00"), (3, "3"), (np.int64(3), "3"),
        (3.0, "3"), (0.25, "0.25"), (np.float32(0.5), "0.5"), (True, "true"), (np.bool_(False), "false"),
        (Decimal("2.50"), "2.50"),
    ],
)  # fmt: skip
def test_a_cell_is_text(value: object, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("date,member", "a str in place of rows"),
        ({"date": ["2024-01-23"]}, "a dict in place of rows"),
        (7, "an int in place of rows"),
        ([["2024-01-23", "TR"]], "row 1: a list in place of a row"),
        ([{"date": "2024-01-23"}, {3: "TR"}], "row 2: a column called '3'"),
        ([{"member": ["TR", "HU"]}], "row 1, column 'member': a list in one cell"),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(rows: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        text_rows(rows)


def test_frames_of_pandas_give_the_same_evidence_as_plain_rows() -> None:
    pd = pytest.importorskip("pandas")
    plain = [
        {"date": "2024-01-23", "member": "Turkey", "speaker": "parliament", "stance": "consented", "gist": "287 to 55",
         "source": "press"},
        {"date": "2024-02-26", "member": "HU", "speaker": "", "stance": "no", "gist": "", "source": ""},
    ]  # fmt: skip
    frame = pd.DataFrame(plain).replace({"": None})
    frame["date"] = pd.to_datetime(frame["date"])
    frame["stance"] = frame["stance"].astype("category")
    frame["member"] = frame["member"].astype("string")
    frame["variant"] = pd.Series([pd.NA, pd.NA], dtype="string")
    frame["unused"] = [float("nan"), pd.NaT]
    expected = evidence_from_records(plain)
    assert evidence_from_records(frame) == expected
    assert evidence_from_records(frame.to_dict("records")) == expected
    frame["date"] = frame["date"].dt.date
    assert evidence_from_records(frame) == expected


def test_a_missing_date_or_a_column_twice_is_said_clearly() -> None:
    pd = pytest.importorskip("pandas")
    frame = pd.DataFrame({"date": [pd.NaT], "member": ["TR"], "stance": ["yes"]})
    with pytest.raises(InputError, match="record 1"):
        evidence_from_records(frame)
    double = pd.DataFrame([["a", "b"]], columns=["date", "date"])
    with pytest.raises(InputError, match="'date' is there twice"):
        text_rows(double)
