"""Verbs of headlines that no table has."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.headline_verbs import without_headline_verb
from whipcount.positions.proposal.noun_phrases import Phrase
from whipcount.positions.proposal.words import words_of
from whipcount.text.span import Span


@pytest.mark.parametrize(
    ("headline", "head", "kept"),
    [
        ("Budget deal slips away", 1, "Budget deal"),
        ("The border bill dies in the Senate", 2, "The border bill"),
        ("Milk plan sours in Thale", 1, "Milk plan"),
        ("New fish quotas for the sound", 2, "New fish quotas for the sound"),  # a thing that is decided
        ("A plan for two ferries", 1, "A plan for two ferries"),
    ],
)
def test_an_object_ends_before_the_headlines_verb(headline: str, head: int, kept: str) -> None:
    words = words_of(headline, Span(0, len(headline)))
    found = without_headline_verb(words, Phrase(0, len(words), head), {})
    assert found.span(words).of(headline) == kept


def test_what_the_report_tells_again_is_a_noun() -> None:
    words = words_of("School meal prices in Tarn", Span(0, 26))
    whole = Phrase(0, len(words), 2)
    assert without_headline_verb(words, whole, {"price": 3}) == whole
