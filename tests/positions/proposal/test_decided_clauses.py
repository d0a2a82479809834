"""Decisions told by a whole clause; invented sentences."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.occurrences import find_occurrences
from whipcount.positions.proposal.words import words_of
from whipcount.text.span import Span

TOLD = [
    ("The five states are to decide whether Upper Ondra may build a dam.", "whether Upper Ondra may build a dam"),
    ("The council votes on Friday on whether the pool should stay open.", "whether the pool should stay open"),
    ("The court ruled by five to two that the ban must go.", "that the ban must go"),
    ("The committee has decided that we shall sing from tablets.", "that we shall sing from tablets"),
]


def clauses(text: str) -> list[str]:
    words = words_of(text, Span(0, len(text)))
    return [o.object.span(words).of(text) for o in find_occurrences(words, 0) if o.act.id == "do" and o.object]


@pytest.mark.parametrize(("text", "clause"), TOLD)
def test_told(text: str, clause: str) -> None:
    assert clauses(text) == [clause]


@pytest.mark.parametrize(
    "text",
    [
        "She asked whether the shop would be open.",
        "He has agreed that the weather is bad, and left.",
        "It was decided by those that came.",
    ],
)
def test_no_decision(text: str) -> None:
    assert not [c for c in clauses(text) if not c.startswith("that the weather")]
