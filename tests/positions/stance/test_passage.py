"""Passages: split quotations read as one utterance, and every place led back to the report."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.positions.make import calm
from whipcount.positions.stance.passage import Passage, passage_of
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span


def passage(marked: str, *, predicate: bool = False) -> tuple[Passage, str]:
    """Of a text with {source}, <cue> and [content] marked."""
    roles: dict[str, list[Span]] = {"{": [], "<": [], "[": []}
    text, opened = "", 0
    for piece in re.split(r"([{}<>\[\]])", marked):
        if piece in roles:
            opened = len(text)
        elif piece in ("}", ">", "]"):
            roles[{"}": "{", ">": "<", "]": "["}[piece]].append(Span(opened, len(text)))
        else:
            text += piece
    statement = Statement("r", tuple(roles["{"]), tuple(roles["<"]), tuple(roles["["]), Quotation.DIRECT)
    made = passage_of(statement, text, lambda word: predicate)
    assert made is not None
    return made, text


@pytest.mark.parametrize(
    ("marked", "body"),
    [
        ('["We will not,"] {Kell} <said>, ["agree to it."]', '"We will not agree to it."'),
        ('["Yes,"] {Kell} <said>, ["we agree."]', '"Yes, we agree."'),
        ('["We agree."] {Kell} <said>. ["We always did."]', '"We agree. We always did."'),
        ("[»We will not,«] {Kell} <said>, [»agree.«]", "»We will not agree.«"),
        ("[“We,”] <said> {Kell}, [“will not agree.”]", "“We will not agree.”"),
        ('["We agree,"] <said> {Kell, who once said no}.', '"We agree,"'),
        ("{Kell} <backs> [the plan]", "backs the plan"),
        ("[Kell would], {Banek} <said>, [vote against it]", "Kell would vote against it"),
    ],
)
def test_the_words_that_count(marked: str, body: str) -> None:
    made, _ = passage(marked)
    assert made.body.of(made.text) == body


def test_a_word_of_saying_that_tells_a_stance_counts_behind_the_content_too() -> None:
    made, _ = passage("[The plan] {Kell} <rejected>", predicate=True)
    assert "rejected" in made.body.of(made.text)


def test_an_attribution_with_a_refusal_says_nothing_of_the_stance() -> None:
    made, _ = passage('["We,"] <said> {Kell, which had vetoed it}, ["agree."]')
    assert "vetoed" not in made.body.of(made.text)


def test_sentences_are_told_apart_and_titles_are_no_ends() -> None:
    made, _ = passage('["Mr. Banek said no. We say yes. It is late."] <said> {Kell}')
    assert [place.of(made.text).strip(' "') for place in made.sentences] == [
        "Mr. Banek said no.",
        "We say yes.",
        "It is late.",
    ]


def test_a_condition_that_is_none_is_left_blank() -> None:
    made, _ = passage("{Kell} <said> [it would vote for it if it came to a vote]")
    assert "if it came" not in made.settled
    assert len(made.settled) == len(made.text)


@calm
@given(st.lists(st.sampled_from(["We will", "not agree", "to it", "at all"]), min_size=2, max_size=4))
def test_places_lead_back_to_the_same_words(fragments: list[str]) -> None:
    inner = ", ".join(f'["{words},"]' if n else f'["{words},"] {{Kell}} <said>' for n, words in enumerate(fragments))
    made, text = passage(inner)
    for match in re.finditer(r"\w+", made.body.of(made.text)):
        span = Span(made.body.start + match.start(), made.body.start + match.end())
        assert "".join(place.of(text) for place in made.spans_of(span)) == match.group()
