"""Words that turn what is said and that no rule counts: nothing is read of them."""

from __future__ import annotations

import pytest

from tests.positions.test_kinds import lake, positions
from whipcount.positions.coders.predicates import Deed, Hit, Note, Why
from whipcount.positions.coders.uncounted_turns import uncounted_turn
from whipcount.positions.stance.lexicon import Sense
from whipcount.positions.stance.stance import Force, Stance
from whipcount.positions.stance.target import all_terms
from whipcount.text.span import Span


def hit_at(text: str, words: str, sense: Sense | Deed = Sense.SUPPORTS, *why: Why) -> Hit:
    """A hit on some words of a text."""
    span = Span(text.index(words), text.index(words) + len(words))
    return Hit(span, Stance.YES, Force.ASSERT, sense, words, why, (span,), 3)


def turn(text: str, hit: Hit) -> str | None:
    """What :func:`uncounted_turn` makes of a hit in a text of one sentence."""
    return uncounted_turn(text, hit, Span(0, len(text)), all_terms(lake().proposal))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Nobody heard it support the admission.", "Nobody"),
        ("It has yet to find a reason to support the admission.", "has yet to"),
        ("Hardly a day passes on which few support the admission.", None),
        ("There is no doubt that it will support the admission.", None),
        ("Not only Kell will support the admission.", None),
        ("It did not come, but it will support the admission.", None),
        ("Sarn, where some do not like it, will support the admission.", None),
        ("Nothing changes its support for the admission.", None),
    ],
)
def test_a_turn_in_the_clause_before_the_predicate_is_found(text: str, word: str | None) -> None:
    found = turn(text, hit_at(text, "support"))
    assert found is None if word is None else word in (found or "")


def test_what_was_counted_is_no_uncounted_turn() -> None:
    text = "Nobody will support the admission."
    assert turn(text, hit_at(text, "support")) is not None
    assert turn(text, hit_at(text, "support", Sense.SUPPORTS, Why(Note.NEGATED, ("Nobody",)))) is None
    assert turn(text, hit_at(text, "support", Deed.ASKED)) is None  # acts count what stands before them themselves


@pytest.mark.parametrize(
    "text",
    [
        "It is the price, and not the admission, that Kell opposes.",
        "Kell opposes the timetable, not the admission of Orvana.",
        "Trade is welcome, the admission of Orvana is not.",
    ],
)
def test_a_proposal_that_is_set_apart_is_not_what_is_opposed(text: str) -> None:
    word = "opposes" if "opposes" in text else "welcome"
    assert "set apart" in (turn(text, hit_at(text, word)) or "")


@pytest.mark.parametrize(
    "text",
    [
        "Kell's foreign minister Doru Banek said the fee, not the admission of Orvana, was what Kell opposed.",
        "Kell's foreign minister Doru Banek said Kell had yet to see the merits of the admission of Orvana.",
    ],
)
def test_nothing_is_read_then(text: str) -> None:
    assert positions(text).get("KELL", {"unknown"}) <= {"unknown"}
