"""Votes that reports announce: of the members, on the question, at the meeting; nobody else's, and no wishes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from whipcount.dossiers.dossier import Dossier
from whipcount.dossiers.file import load_dossier_file
from whipcount.positions.coders.scheduled_votes import CODER, scheduled_votes
from whipcount.positions.stance.stance import Evidence
from whipcount.reports.formats.registry import read_report
from whipcount.statements.statement import Quotation, Statement
from whipcount.text.span import Span

TODAY = date(2025, 3, 3)


@pytest.fixture(scope="module")
def lake(root: Path) -> Dossier:
    return load_dossier_file(root / "examples" / "lake-council" / "dossier.yaml")


def votes(lake: Dossier, *sentences: str, statements: tuple[Statement, ...] = ()) -> tuple[Evidence, ...]:
    assert lake.proposal is not None
    assert lake.own_body is not None
    reports = [read_report(f"Before the session\n{s}\n", name="a.txt", published=TODAY) for s in sentences]
    return scheduled_votes(reports, statements, lake.proposal, lake.own_body, table=lake.actors)


@pytest.mark.parametrize(
    "text",
    [
        "The members of the Lake Council will vote on March 9, 2025, in Harrowmere on whether to admit Orvana.",
        "HARROWMERE, March 3, 2025 (The Ferry) - The members will vote on Sunday on whether to admit Orvana.",
        "The Lake Council is due to vote on Orvana's admission at the spring session.",
        "The Council's members are to decide next week on the admission of Orvana.",
        "Leaders are to decide on March 10 whether to admit Orvana.",
        "On March 9 the ministers are scheduled to take a vote on admitting Orvana.",
    ],
)
def test_a_vote_of_the_members_is_announced(lake: Dossier, text: str) -> None:
    (claim,) = votes(lake, text)
    assert (claim.member, claim.stance, claim.coder, claim.reported_on) == (None, None, CODER, TODAY)
    assert claim.gist in text
    assert "HARROWMERE" not in claim.gist


@pytest.mark.parametrize(
    "text",
    [
        "The members will not vote on March 9 on whether to admit Orvana.",
        "The members should vote on March 9 on whether to admit Orvana.",
        "Orvana hopes that the members will vote on March 9 on whether to admit Orvana.",
        "The members are expected to vote on March 9 on whether to admit Orvana.",
        "If the locks are built, the members will vote on March 9 on whether to admit Orvana.",
        "The members will vote on March 9 on whether to admit Orvana only if the locks are built.",
        "Sarn's parliament will vote on March 9 on whether to admit Orvana.",
        "Sarnish ministers will vote on March 9 on whether to admit Orvana.",
        "The members of Sarn's parliament will vote on March 9 on whether to admit Orvana.",
        "The coalition members will vote on March 9 on whether to admit Orvana.",
        "The members of the Tide League will vote on March 9 on whether to admit Orvana.",
        "The members will vote on April 20 on whether to admit Orvana.",
        "The members will vote on March 9 on observer status for Orvana.",
        "The members will vote on March 9 on the budget.",
        "The members will vote for Orvana.",
    ],
)
def test_what_announces_no_vote_on_the_question(lake: Dossier, text: str) -> None:
    assert votes(lake, text) == ()


def test_several_reports_are_one_claim_and_a_quotation_is_left_to_the_statements(lake: Dossier) -> None:
    text = "The members will vote on March 9 on whether to admit Orvana."
    found = votes(lake, text, text.replace("members", "ministers"))
    assert len({item.id for item in found}) == 2
    assert len({item.origin for item in found}) == 1
    report = read_report(f"Before the session\n{text}\n", name="a.txt", published=TODAY)
    start = report.text.index(text)
    quoted = Statement(report.sha256, (), (), (Span(start, start + len(text)),), Quotation.DIRECT)
    assert votes(lake, text, statements=(quoted,)) == ()
    assert votes(lake, text, statements=(replace(quoted, report="other"),))


@pytest.mark.parametrize("words", ["will vote ", "members will vote on ", "a" * 50 + " will vote on ", "the six "])
def test_hostile_text_takes_no_long_time(lake: Dossier, words: str) -> None:
    text = words * (200_000 // len(words))
    started = process_time()
    assert len(votes(lake, text, f"{text} Orvana.", text + ".")) <= 1  # one ends in such words
    assert process_time() - started < 5
