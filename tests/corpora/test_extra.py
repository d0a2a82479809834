"""Libraries that only corpora need: there, or missed with the words that say how to get them."""

from __future__ import annotations

import json
import sys

import pytest

from whipcount.corpora.extra import EXTRA, need
from whipcount.errors import MissingExtraError


def test_a_library_that_is_there_is_given() -> None:
    assert need("json") is json
    assert need("xml.etree.ElementTree").__name__ == "xml.etree.ElementTree"


@pytest.mark.parametrize("module", ["no_such_library", "no_such_library.part", "json.no_such_part"])
def test_one_that_is_not_names_its_package_and_the_extra(module: str) -> None:
    with pytest.raises(MissingExtraError) as caught:
        need(module)
    assert (caught.value.package, caught.value.extra) == (module.partition(".")[0], EXTRA)


def test_one_that_was_ruled_out_is_missing_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(MissingExtraError, match="duckdb"):
        need("duckdb")
