"""Offices before names: the name is none of their words, what they are of is."""

from __future__ import annotations

import pytest

from whipcount.statements.people.office_ends import before_name


@pytest.mark.parametrize(
    ("text", "head", "actor", "office"),
    [
        ("envoy to the Lake Council Ada Orr", "envoy", "the Lake Council", "envoy to the Lake Council"),
        ("minister of state Ada Maria Orr", "minister", "", "minister of state"),
        ("minister for European Affairs", "minister", "", "minister for European Affairs"),
        ("secretary of the European Council", "secretary", "the European Council", "secretary of the European Council"),
        ("head of delegation Orr", "head", "", "head of delegation Orr"),
    ],
)
def test_where_an_office_ends(text: str, head: str, actor: str, office: str) -> None:
    ends = [text.index(actor) + len(actor)] if actor else []
    assert text[: before_name(text, len(head), len(text), ends)] == office
