"""Capitals and other names that stand for who acts, and those that are mere places."""

from __future__ import annotations

import pytest

from whipcount.bodies.member_subjects import acts_itself, stands_as_subject
from whipcount.text.span import Span


def place(text: str) -> Span:
    at = text.index("Pell")
    return Span(at, at + 4)


@pytest.mark.parametrize(
    "text",
    [
        "Pell is for it.",
        "Pell and Sarn want it.",
        "Pell, which wrote it, has not changed its mind.",
        "Pell's ambassador left early.",
        "Kell and Pell were against it.",
    ],
)
def test_subjects(text: str) -> None:
    assert stands_as_subject(text, place(text))


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Pell are over.",
        "From Pell and Sarn was heard nothing.",
        "They met near Pell.",
        "Mr Pell is for it.",
    ],
)
def test_places_and_persons_are_none(text: str) -> None:
    assert not stands_as_subject(text, place(text))


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Pell voted against it.", True),
        ("Pell, Sarn and the Isles abstained.", True),
        ("Kell and Pell, as before, voted no.", True),
        ("Pell said that it was illegal.", True),
        ("Pell has been at war for a year.", False),
        ("They voted to suspend Pell from their meetings.", False),
        ("The suspension of Pell and Sarn said much.", False),
    ],
)
def test_whoever_votes_or_speaks_acts_itself(text: str, acts: bool) -> None:
    assert acts_itself(text, place(text)) is acts
