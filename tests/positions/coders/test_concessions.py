"""What is only conceded, and what is said in spite of it."""

from __future__ import annotations

import pytest

from whipcount.positions.coders.concessions import concessions
from whipcount.text.span import Span

CASES = [
    ("Although Orm likes the levy, it will vote against it.", ["Although Orm likes the levy,"]),
    (
        "However hard it is, and however loudly some shout, Orm will agree.",
        ["However hard it is, and however loudly some shout,"],
    ),
    ("Much as we would like to back it, we cannot do so.", ["Much as we would like to back it,"]),
    ("Orm will agree, although it is late.", []),
    ("Orm agrees.", []),
]


@pytest.mark.parametrize(("text", "told"), CASES)
def test_concessions(text: str, told: list[str]) -> None:
    assert [place.of(text) for place in concessions(text, Span(0, len(text)))] == told
