"""What nouns of handling are about; invented sentences."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.occurrences import find_occurrences
from whipcount.positions.proposal.words import words_of
from whipcount.text.span import Span

TOLD = [
    ("The vote on the new pier is on Friday.", "the new pier", False),
    ("Members gave their blessing to the joint hymnal.", "the joint hymnal", False),
    ("The board gave the go-ahead to a second pier.", "a second pier", False),
    ("A veto of the water treaty is feared.", "the water treaty", True),
    ("The approval of the water treaty took hours.", "the water treaty", False),
]


@pytest.mark.parametrize(("text", "what", "against"), TOLD)
def test_told(text: str, what: str, against: bool) -> None:
    words = words_of(text, Span(0, len(text)))
    assert (what, against) in [
        (o.object.span(words).of(text), o.against) for o in find_occurrences(words, 0) if o.object
    ]
