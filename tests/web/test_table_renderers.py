"""Tables as CSV and JSON, whole or while they are read: the same rows, no cell a formula, no text without end."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response, StreamingResponse

from whipcount.web.table_renderers import LONGEST, csv_response, csv_stream, cut, json_response, json_stream

COLUMNS = ("name", "many")


def body(response: Response) -> str:
    async def whole() -> bytes:
        assert isinstance(response, StreamingResponse)
        return b"".join(
            [part if isinstance(part, bytes) else str(part).encode() async for part in response.body_iterator]
        )

    return (asyncio.run(whole()) if isinstance(response, StreamingResponse) else bytes(response.body)).decode()


def rows(number: int) -> list[dict[str, Any]]:
    return [{"name": f"n{n}", "many": (n, n + 1), "other": "left out"} for n in range(number)]


@pytest.mark.parametrize("number", [0, 1, 199, 200, 201, 450])
def test_what_is_streamed_is_what_is_sent_at_once(number: int) -> None:
    whole = body(csv_response(COLUMNS, rows(number), "t"))
    assert body(csv_stream(COLUMNS, iter(rows(number)), "t")) == whole
    assert len(list(csv.reader(io.StringIO(whole)))) == number + 1
    told = json.loads(body(json_stream({"a": 1}, "rows", iter(rows(number)))))
    assert told == {"a": 1, "rows": json.loads(body(json_response(rows(number))))}


@given(st.text(max_size=6))
def test_no_cell_is_a_formula(text: str) -> None:
    made = body(csv_response(("a",), [{"a": text}], "t"))
    (cell,) = list(csv.reader(io.StringIO(made, newline="")))[1] or [""]
    assert cell[:1] not in tuple("=+@\t\r＝＋＠")


def test_lists_are_one_cell_and_a_name_is_one_of_a_file() -> None:
    answer = csv_response(COLUMNS, rows(1), '../a"b\r\nx: y')
    assert body(answer).splitlines()[1] == "n0,0; 1"
    assert answer.headers["content-disposition"] == 'attachment; filename="..abxy.csv"'
    assert csv_response(COLUMNS, [], "\u202e").headers["content-disposition"].endswith('"table.csv"')


def test_long_texts_are_cut_and_marked_unless_the_whole_is_asked_for() -> None:
    long = {"a": ["x" * (LONGEST + 1)], "n": float("nan")}
    assert cut(long)["a"][0] == "x" * (LONGEST - 1) + "…"
    assert len(json.loads(body(json_response(long)))["a"][0]) == LONGEST
    assert json.loads(body(json_response(long, whole=True))) == {"a": long["a"], "n": None}
