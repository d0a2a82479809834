"""Objects with what they are to do, or to be given, and what a relative clause proposes."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.detection import detect_proposal
from whipcount.positions.proposal.noun_phrases import phrase_after
from whipcount.positions.proposal.phrase_wording import as_proposed
from whipcount.positions.proposal.verb_complements import with_complement
from whipcount.positions.proposal.words import words_of
from whipcount.reports.formats.registry import read_report
from whipcount.text.span import Span


def title(told: str, headline: str = "News from Tarn") -> str:
    made = detect_proposal(
        [read_report(f"{headline}\n\nTARN, 5 March 2031 - {told} It was a long evening.\n".encode())]
    )
    return made.title if made is not None else ""


@pytest.mark.parametrize(
    ("text", "base", "whole"),
    [
        ("farmers to burn heather in April.", "allow", "farmers to burn heather"),
        ("the mill to close its outfall", "order", "the mill to close its outfall"),
        ("hotels to sort their waste by May", "require", "hotels to sort their waste"),
        ("its observers on Tuesday to search ships", "authorise", "its observers on Tuesday to search ships"),
        ("power firms to give up coal", "force", "power firms to give up coal"),
        ("the court whether the border holds.", "ask", "the court whether the border holds"),
        ("the company sell its dry dock", "let", "the company sell its dry dock"),
        ("cameras film verdicts", "let", "cameras film verdicts"),
        ("the chancellor a third term", "give", "the chancellor a third term"),
        ("the new square after Ada Roth", "name", "the new square after Ada Roth"),
        ("the tariff to protect growers", "impose", "the tariff"),
    ],
)
def test_objects_with_what_they_are_to_do(text: str, base: str, whole: str) -> None:
    words = words_of(text, Span(0, len(text)))
    phrase = phrase_after(words, 0)
    assert phrase is not None
    found = with_complement(words, phrase, base).span(words).of(text)
    assert found.startswith(whole)


@pytest.mark.parametrize(
    ("told", "proposed"),
    [
        ("a text that would have condemned Karsk", "a text that would condemn Karsk"),
        ("a rule which would have allowed dogs", "a rule which would allow dogs"),
        ("a plan that would have been dear", "a plan that would be dear"),
        ("a bill that would have given it back", "a bill that would give it back"),
        ("a bill that would tax salt", "a bill that would tax salt"),
    ],
)
def test_what_failed_is_told_as_it_was_proposed(told: str, proposed: str) -> None:
    assert as_proposed(told) == proposed


@pytest.mark.parametrize(
    ("told", "needs", "never"),
    [
        ("The Assembly on Tuesday rejected a bill that would have forced mills to close.", "mills to close", "have"),
        ("The Assembly voted 7-4 on Tuesday to allow farmers to burn heather.", "to burn heather", "farmers app"),
        ("The Assembly voted on Tuesday to fine two skippers.", "fines two skippers", "approves"),
        ("The Assembly voted on Tuesday to withdraw from the Delta Treaty.", "withdraws from", "approves"),
        ("The Assembly voted on Tuesday to axe the night bus.", "axes the night bus", "approves"),
        ("The Assembly approved on Tuesday a levy of 4.5 per cent on glass.", "4.5 per cent on glass", "x!"),
        ("The Assembly voted on Tuesday on the fate of the Brock bid for the mill.", "Brock bid", "fate"),
        ("The Assembly ended weeks of silence on Tuesday and approved a loan to Merrow.", "loan to Merrow", "silence"),
        ("The Assembly voted on Tuesday to close the emergency clinic at night.", "emergency clinic", "imposes"),
    ],
)  # fmt: skip
def test_titles_say_what_is_decided(told: str, needs: str, never: str) -> None:
    found = title(told)
    assert needs in found
    assert never not in found


def test_a_judges_order_is_no_vote_of_members() -> None:
    assert "orders" not in title("A judge ordered the ferry company on Tuesday to pay back the fares.")


def test_a_headlines_verb_is_no_part_of_the_object() -> None:
    told = "The Senate of Tarn on Tuesday rejected the border bill by 51 votes to 44."
    assert "dies" not in title(told, "Border bill dies in Senate")
