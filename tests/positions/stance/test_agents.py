"""Whose a predicate is: the speaker's, another's who is named, or somebody's who is not."""

from __future__ import annotations

import pytest

from whipcount.positions.stance.agents import Agent, all_but, is_noun, whose
from whipcount.positions.stance.inner_speech import inner_speech
from whipcount.positions.stance.tense import is_former
from whipcount.text.span import Span


def place(text: str) -> tuple[str, Span]:
    """A text and where the word between bars stands in it."""
    before, word, after = text.split("|")
    return before + word + after, Span(len(before), len(before) + len(word))


@pytest.mark.parametrize(
    ("marked", "agent", "name"),
    [
        ("we are |blocking| it", Agent.OWN, None),
        ("one country is |blocking| it", Agent.OTHER, None),
        ("some of its members |oppose| it", Agent.OTHER, None),
        ("the opponents of the plan had |blocked| it", Agent.OTHER, None),
        ("it had been |vetoed|", Agent.OTHER, None),
        ("it should be |vetoed|", Agent.OWN, None),
        ("it was |vetoed| by our parliament", Agent.OWN, None),
        ("it was |vetoed| by Thale", Agent.NAMED, "Thale"),
        ("it is |opposed| to the plan", Agent.OWN, None),
        ("that Thale's |veto| was wrong", Agent.NAMED, "Thale"),
        ("we will cast a |veto|", Agent.OWN, None),
        ("because of one |veto|", Agent.OTHER, None),
        ("unlike Thale, which |opposes| it", Agent.NAMED, "Thale"),
        ("Thale's decision to |veto| it", Agent.NAMED, "Thale"),
        ("asked some members to |reject| it", Agent.OWN, None),
    ],
)
def test_whose_a_refusal_is(marked: str, agent: Agent, name: str | None) -> None:
    text, span = place(marked)
    told = whose(text, span, Span(0, len(text)), direct=False, refusal=True)
    assert told.agent is agent
    assert (told.name.of(text) if told.name else None) == name


def test_in_quoted_words_he_is_another() -> None:
    text, span = place("they will |reject| it")
    assert whose(text, span, Span(0, len(text)), direct=True, refusal=True).agent is Agent.OTHER
    assert whose(text, span, Span(0, len(text)), direct=False, refusal=True).agent is Agent.OWN


@pytest.mark.parametrize(
    ("marked", "noun"),
    [("a |sign| of hope", True), ("we will |sign| it", False), ("a |block| of ice", True), ("they |back| it", False)],
)
def test_nouns_that_look_like_predicates(marked: str, noun: bool) -> None:
    text, span = place(marked)
    assert is_noun(text, span, 0) is noun


def test_all_but_one() -> None:
    text = "it has the backing of all but his own country"
    found = all_but(text, Span(0, len(text)))
    assert found is not None
    assert found[1].agent is Agent.OWN
    text = "the admission has the support of all members except Kell"
    found = all_but(text, Span(0, len(text)))
    assert found is not None
    assert found[1].name is not None
    assert found[1].name.of(text) == "Kell"
    assert all_but("we support it, but not today", Span(0, 28)) is None


@pytest.mark.parametrize(
    ("text", "direct", "told"),
    [
        ("Some say we should reject it. I do not.", True, ["we should reject it"]),
        ("Kell's minister told us, 'We will never agree'", True, ["We will never agree"]),
        ("I say we agree", True, []),
        ("We told the council that we agree", True, []),
        ("he had told the council that he agreed", False, []),
        ("her critics claim that she agreed", False, ["that she agreed"]),
    ],
)
def test_anothers_words_inside_a_statement(text: str, direct: bool, told: list[str]) -> None:
    found = inner_speech(text, Span(0, len(text)), direct=direct)
    assert [inner.span.of(text).strip() for inner in found] == told


@pytest.mark.parametrize(
    ("marked", "former"),
    [
        ("it had long |opposed| that", True),
        ("after years of |opposing| it, Kell agrees", True),
        ("Kell |supported| it last year", True),
        ("in the spring we |rejected| it", True),
        ("it |opposes| that", False),
        ("today we |support| it", False),
    ],
)
def test_what_is_of_former_times(marked: str, former: bool) -> None:
    text, span = place(marked)
    assert is_former(text, span, Span(0, len(text))) is former
