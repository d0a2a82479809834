"""Members spoken of by their party: all of it, never some."""

from __future__ import annotations

import re

import pytest

from whipcount.bodies.party_mentions import of_parties
from whipcount.text.span import Span

FRONT = "[Jo Ogden] (Labour), [Al Parr] (Labour) and [Ray Khan] (Green) spoke. "
CASES = [
    ("All the Labour councillors voted for it.", [("Jo Ogden", "Al Parr")]),
    ("The two Labour members voted for it.", [("Jo Ogden", "Al Parr")]),
    ("The Greens voted against it.", [("Ray Khan",)]),
    ("Two Labour councillors voted for it.", []),
    ("Most of the Labour councillors voted for it.", []),
    ("One of the Labour members voted for it.", []),
    ("The Labour leader voted for it.", []),
    ("The Conservatives voted for it.", []),
]


@pytest.mark.parametrize(("text", "who"), CASES)
def test_parties(text: str, who: list[tuple[str, ...]]) -> None:
    plain, persons = "", []
    for part in re.split(r"(\[[^\]]+\])", FRONT + text):
        if part.startswith("["):
            persons.append((Span(len(plain), len(plain) + len(part) - 2), part[1:-1]))
        plain += part.strip("[]")
    assert [members for _, members in of_parties(plain, persons)] == who
