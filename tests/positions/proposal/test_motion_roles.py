"""Movers, seconders, ties, votes on record, absence: what a sentence tells of members beside votes."""

from __future__ import annotations

from time import process_time

import pytest

from tests.positions.invented import BAN, LAKE, TABLE, told
from whipcount.positions.proposal.motion_roles import away, is_other_question, role_votes
from whipcount.positions.proposal.object_words import ObjectWords
from whipcount.positions.proposal.report_members import report_members
from whipcount.text.span import Span

WORDS = ObjectWords(BAN, LAKE, table=TABLE)
CASES = [
    ("Kell broke the tie in favour of the ban.", "K+"),
    ("Kell broke the deadlock against the ban.", "K-"),
    ("The tie was broken by Kell, which voted for the ban.", "K+"),
    ("Kell asked that its vote against be recorded.", "K-"),
    ("Kell wished its dissent to be noted.", "K-"),
    ("Kell was joined in support by Pell and Sarn.", "K+P+S+"),
    ("Moved by Kell, seconded by Pell, that the ban be adopted.", "K(+)P(+)"),
    ("Kell moved that the ban be rejected.", "K(-)"),
    ("Kell moved to defer the ban, seconded by Pell.", ""),
    ("Kell proposed an amendment to the ban.", ""),
    ("Kell proposed a fund for fishermen beside the ban.", ""),
    ("19:06 Kell: no.", "K-"),
    ("Pell - yes", "P+"),
    ("Kell: no comment.", ""),
    ("Kell would break the tie in favour of the ban.", ""),
    ("Did Kell break the tie in favour of the ban?", ""),
]


def read(text: str) -> str:
    report = told("Lake news", text)
    masked = report_members(report, BAN, LAKE, table=TABLE).masked(report.text, _span(report.text, text))
    made = ""
    for vote in sorted(role_votes(masked, WORDS, voting=True), key=lambda v: (v.start, v.side)):
        sign = {"yes": "+", "no": "-"}[vote.side]
        made += "".join(f"{member[0]}{sign if vote.cast else f'({sign})'}" for member in vote.members)
    return made


def _span(whole: str, text: str) -> Span:
    return Span(whole.index(text), whole.index(text) + len(text))


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_roles(text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kell recused itself.", set()),
        ("Kell was absent, Pell voted no.", {"K"}),
        ("Kell did not vote.", {"K"}),
        ("With Kell absent, the ban was adopted.", {"K"}),
        ("Apologies: Kell, Pell.", {"K", "P"}),
        ("Kell was not in favour.", set()),
    ],
)
def test_away(text: str, who: set[str]) -> None:
    report = told("Lake news", text)
    masked = report_members(report, BAN, LAKE, table=TABLE).masked(report.text, _span(report.text, text))
    assert {member[0] for member in away(masked)} == who


def test_an_amendment_is_another_question_unless_one_is_decided() -> None:
    assert is_other_question(" an amendment on parking", "council adopts the housing plan")
    assert not is_other_question(" the amendment", "league adopts the amendment to article 12")


@pytest.mark.parametrize(
    "words", ["Kell moved the ban and ", "It was moved by Kell ", "Kell, who was the ", "Kell was absent, "]
)
def test_hostile_text_takes_no_long_time(words: str) -> None:
    text = words * (5_000 // len(words))
    report = told("Lake news", text)
    masked = report_members(report, BAN, LAKE, table=TABLE).masked(report.text, _span(report.text, text.strip()))
    started = process_time()
    list(role_votes(masked, WORDS))
    list(away(masked))
    assert process_time() - started < 4
