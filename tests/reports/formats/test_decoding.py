from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.formats.samples import BODY
from whipcount.reports import read_report


@given(st.text(alphabet="aé “”\r\n\t.\u2028\U0001f600", min_size=1).filter(lambda text: text.strip()))
def test_bytes_are_decoded_and_line_ends_are_one(text: str) -> None:
    canonical = text.replace("\r\n", "\n").replace("\r", "\n")
    assert read_report(text.encode(), any_language=True).text == read_report(text, any_language=True).text == canonical


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings_are_detected(encoding: str) -> None:
    text = BODY + " “They will,” the minister said – Orbán did not."
    assert read_report(text.encode(encoding)).text == text
