"""A unit is known by what it holds and how it is read: not by where it lies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from whipcount.corpora.units import LEAST, MOST, USUAL, Unit, digest, unit_id

UNIT = Unit("lines", "a.jsonl", "00ff", 0, 100)


def test_another_place_or_offset_is_the_same_unit() -> None:
    same = {unit_id(u, "aa") for u in (UNIT, replace(UNIT, path="b.jsonl"), replace(UNIT, offset=9))}
    assert len(same) == 1
    assert len(same.pop()) == 24


@pytest.mark.parametrize("change", [{"kind": "warc"}, {"identity": "00fe"}, {"start": 1}, {"count": 99}])
def test_another_range_or_content_is_another(change: dict[str, object]) -> None:
    assert unit_id(replace(UNIT, **change), "aa") != unit_id(UNIT, "aa")  # type: ignore[arg-type]
    assert unit_id(UNIT, "ab") != unit_id(UNIT, "aa")


def test_a_digest_does_not_depend_on_the_order_of_keys_and_tells_values_apart() -> None:
    assert digest({"a": 1, "b": [2]}) == digest({"b": [2], "a": 1})
    assert len({digest(v) for v in (1, "1", [1], {"a": 1}, None, 1.5)}) == 6


def test_messages_count_from_one() -> None:
    assert UNIT.where == "a.jsonl from 1"
    assert Unit("files", "", "00", 10, 2, files=("x.txt", "y.txt")).where == "x.txt from 11"
    assert LEAST < USUAL < MOST
