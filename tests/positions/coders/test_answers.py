"""Answers of a word, a gesture or a condition; and questions, which say nothing."""

from __future__ import annotations

import pytest

from tests.positions.stance.test_passage import passage
from whipcount.positions.coders.answers import answered, is_question
from whipcount.positions.coders.source_clauses import relative_clause, rest_of_sentence
from whipcount.positions.proposal.proposal import Proposal, Variant
from whipcount.positions.stance.stance import Stance
from whipcount.positions.stance.target import all_terms
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span

TERMS = all_terms(Proposal("p", "Orvana is admitted", "LAKE", variants=(Variant("a", "admitted", ("admission",)),)))


@pytest.mark.parametrize(
    ("marked", "stance", "waits"),
    [
        ('["No,"] <said> {Kell}, asked whether it would back the admission.', Stance.NO, None),
        ('["Yes, of course."] {Kell} <said> when asked if it would back the admission.', Stance.YES, None),
        ('["No,"] <said> {Kell}, asked whether it would veto the admission.', Stance.WILL_NOT_BLOCK, None),
        (
            '["Only if the dam opens,"] <said> {Kell}, asked whether it would back the admission.',
            Stance.YES,
            "Only if the dam opens",
        ),
        (
            '["Not before the dam opens,"] <said> {Kell}, asked whether it would back the admission.',
            Stance.NO,
            "Not before the dam opens",
        ),
        ("{Kell} shook his head when <asked> [whether it would back the admission].", Stance.NO, None),
        ("{Kell} nodded when <asked> [whether it would back the admission].", Stance.YES, None),
    ],
)
def test_what_an_answer_says(marked: str, stance: Stance, waits: str | None) -> None:
    answer = answered(passage(marked)[0], TERMS)
    assert answer is not None
    assert answer.hit.stance is stance
    assert (answer.conditions[0].text if answer.conditions else None) == waits


@pytest.mark.parametrize(
    "marked",
    [
        '["We will see,"] <said> {Kell}, asked whether it would back the admission.',
        '["No,"] <said> {Kell}, asked whether it rained.',
        "{Kell} <said> [it backs the admission].",
    ],
)
def test_what_is_no_answer(marked: str) -> None:
    assert answered(passage(marked)[0], TERMS) is None


@pytest.mark.parametrize(
    ("marked", "asks"),
    [
        ("{Kell} <was asked> [whether it would veto the admission].", True),
        ('["Will we back the admission?"] <said> {Kell}.', True),
        ("{Kell} <asked> [the members to back the admission].", False),
        ('["Will we back it? Yes, we will."] <said> {Kell}.', False),
    ],
)
def test_questions(marked: str, asks: bool) -> None:
    assert is_question(passage(marked)[0]) is asks


def test_clauses_about_the_speaker() -> None:
    text = "Kell, who had opposed it, also gave its approval on Friday. It rained."
    alone = Statement("r", (Span(0, 9),), (Span(10, 21),), (Span(22, 24),), Quotation.INDIRECT)
    rest = rest_of_sentence(alone, text)
    assert rest is not None
    assert rest.of(text) == "also gave its approval on Friday"
    text = "Banek, who backs it, sang."
    within = Statement("r", (Span(0, 20),), (Span(21, 25),), (), Quotation.INDIRECT)
    clause = relative_clause(within, text)
    assert clause is not None
    assert clause.of(text) == "backs it,"
    assert rest_of_sentence(within, text) is None
