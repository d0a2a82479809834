"""Nouns for the act that is decided, by the verb of the title."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.act_nouns import act_nouns, first_words


@pytest.mark.parametrize(
    ("title", "noun"),
    [
        ("The board decides to raise the rate", "rise"),
        ("The board raises the rate", "rise"),
        ("The board cuts the rate", "cut"),
        ("The board decides to sell the hall", "sale"),
        ("The board closes the mill", "closure"),
        ("The board expels a member", "expulsion"),
    ],
)
def test_the_noun_of_the_verb(title: str, noun: str) -> None:
    assert noun in act_nouns(title, "The board").of_it


def test_a_noun_in_the_title_is_no_verb() -> None:
    assert act_nouns("The board adopts the cut", "The board").of_it == ()


def test_the_opposite_of_a_rise_is_a_cut() -> None:
    assert "cut" in act_nouns("The board raises the rate", "The board").opposite
    assert act_nouns("The board sells the hall", "The board").opposite == ()


def test_the_name_of_the_body_is_no_part_of_it() -> None:
    assert first_words("Raise Trust decides to sell the hall", "Raise Trust") == ("decides", "to", "sell", "the")
