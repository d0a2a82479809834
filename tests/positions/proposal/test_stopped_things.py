"""What a body stops or leaves by its own decision."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.acts import lexicon
from whipcount.positions.proposal.noun_phrases import phrase_after
from whipcount.positions.proposal.stopped_things import left_by_decision, stops_itself
from whipcount.positions.proposal.words import words_of
from whipcount.text.span import Span


@pytest.mark.parametrize(
    ("told", "verb", "stopped"),
    [
        ("The council voted to axe the night bus", "axe", True),
        ("The pact decided to withdraw its observers", "withdraw", True),
        ("The council voted to withdraw the motion", "withdraw", False),  # what is pending is handled, not stopped
        ("The firm wants to axe the night bus", "axe", False),  # nobody decided
    ],
)
def test_what_is_stopped_by_decision(told: str, verb: str, stopped: bool) -> None:
    words = words_of(told, Span(0, len(told)))
    at = next(n for n, word in enumerate(words) if word.low == verb)
    phrase = phrase_after(words, at + 1)
    assert phrase is not None
    entry = next(entry for entry in lexicon().verbs[verb] if entry.act is None)
    assert stops_itself(words, at, entry, phrase) is stopped


def test_a_treaty_is_left_where_it_is_decided_only() -> None:
    for told, left in (("The Senate voted to withdraw from the pact", True), ("He may withdraw from the pact", False)):
        words = words_of(told, Span(0, len(told)))
        at = next(n for n, word in enumerate(words) if word.low == "withdraw")
        assert (left_by_decision(words, at, lexicon().verbs["withdraw"][0], 0) is not None) is left
