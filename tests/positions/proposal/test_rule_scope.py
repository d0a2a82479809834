"""Rules that are told and are not the decision's: of the past, of another question, body or step; invented."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.told_rule import find_rule
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

OTHERS = [
    "Until 2019 such decisions required unanimity.",
    "In 2011 it took the consent of all nine members to move the seat.",
    "Last year's pension reform needed a two-thirds majority.",
    "Under the old statutes a change required three quarters of the votes.",
    "The quorum is two thirds of the trustees.",
    "Twelve members must be present for a vote to be valid.",
    "At least eight of the eleven members must be present.",
    "A petition needs 500 signatures to be heard.",
    "At least four members must ask for a secret ballot.",
    "The ferry needs eight members of staff.",
    "Some want to replace unanimity with a two-thirds majority one day.",
    "The toll does not need unanimity.",
    "Unanimity is not required.",
    "The league abolished the unanimity rule in 2024.",
    "Mara Holt was elected chairwoman by a two-thirds majority.",
    "Two thirds of the members have paid their dues.",
    "Two thirds of the work is done.",
    "The government of Sarn needs 60 votes in its own parliament.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_a_rule_of_something_else(text: str) -> None:
    assert find_rule(text, split_sentences(text)) is None


OWN = [
    ("In 2031 the charter requires unanimity.", "no objection"),
    ("The toll does not need unanimity; a two-thirds majority is enough.", "2/3 of members voting"),
    ("In a secret ballot she won the absolute majority that was called for.", "a majority of members"),
    ("To pass, the motion needs eight yes votes.", "8 members"),
    ("It needs two-thirds of the trustees present and voting.", "2/3 of members voting"),
    ("The move must be approved by two-thirds of the trustees.", "2/3 of members"),
]


@pytest.mark.parametrize(("text", "rule"), OWN)
def test_a_rule_of_this_decision(text: str, rule: str) -> None:
    found = find_rule(text, split_sentences(text))
    assert found is not None
    assert found.text == rule


def test_the_purpose_that_a_sentence_opens_with_is_compared_with_what_is_decided() -> None:
    text = "The board debates the toll. To change the statutes, a three-quarters majority is needed."
    sentences = split_sentences(text)
    toll = Span(text.index("the toll"), text.index("the toll") + 8)
    assert find_rule(text, sentences, (toll,)) is None
    own = text.replace("the statutes", "the toll")
    found = find_rule(own, split_sentences(own), (toll,))
    assert found is not None
    assert found.text == "3/4 of members voting"


def test_what_doing_something_else_would_take() -> None:
    text = "The board debates the toll. Dissolving the pension fund would require unanimity."
    toll = Span(text.index("the toll"), text.index("the toll") + 8)
    assert find_rule(text, split_sentences(text), (toll,)) is None


def test_a_sentence_that_opens_with_another_body_tells_its_rule() -> None:
    text = "In the neighbouring Coast Union, decisions require unanimity."
    other = Span(text.index("Coast"), text.index(","))
    assert find_rule(text, split_sentences(text), (), (other,)) is None
    assert find_rule(text, split_sentences(text)) is not None
