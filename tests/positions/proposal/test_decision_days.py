"""The days that are left for a decision, and the day of one that is taken."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.positions.proposal.decision_days import find_deadline, find_decision_day
from whipcount.text.dates import find_dates
from whipcount.text.sentences import split_sentences
from whipcount.text.span import Span

TODAY = date(2031, 5, 14)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("The measures lapse unless the members agree by 30 May.", "2031-05-30"),
        ("No decision is near; they have until 20 June to vote.", "2031-06-20"),
        ("The measures lapse on 30 May.", "-"),
        ("The vote was put off; members have until 20 June to vote.", "-"),
    ],
)
def test_deadline(text: str, last: str) -> None:
    found = find_deadline(text, sentences=split_sentences(text), dates=find_dates(text, TODAY), today=TODAY)
    assert (str(found.period.last) if found and found.period else "-") == last


@pytest.mark.parametrize(
    ("text", "verb", "on"),
    [
        ("The board approved the pier on Monday.", "approved", "2031-05-12"),
        ("The board will approve the pier on Monday.", "approve", "-"),
        ("The board approved the pier, she said on Monday.", "approved", "-"),
    ],
)
def test_day(text: str, verb: str, on: str) -> None:
    at = text.index(verb)
    told = [(Span(at, at + len(verb)), Span(0, len(text)), False)]
    found = find_decision_day(text, told=told, dates=find_dates(text, TODAY), today=TODAY)
    assert (str(found.period.first) if found and found.period else "-") == on
