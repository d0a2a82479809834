"""Totals that lists of names fill, and those that they leave as told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.positions.invented import LAKE, OF, TABLE, told
from whipcount.positions.proposal.named_votes import NamedVote
from whipcount.positions.proposal.outcome import read_telling
from whipcount.positions.proposal.outcome_votes import with_names
from whipcount.positions.proposal.vote_counts import VoteCount
from whipcount.text.span import Span


def cast(*votes: tuple[str, str]) -> list[NamedVote]:
    return [NamedVote(member, vote, Span(0, 1)) for member, vote in votes]


def test_names_fill_what_is_not_told() -> None:
    made = with_names(VoteCount(yes=5), cast(("A", "no"), ("B", "no")), 7)
    assert made is not None
    assert (made.yes, made.no, made.abstain) == (5, 2, 0)


def test_who_is_left_voted_against_where_some_did() -> None:
    made = with_names(VoteCount(yes=9, abstain=4), cast(("A", "no"), ("B", "no")), 15)
    assert made is not None
    assert made.no == 2


def test_one_name_may_be_one_of_many() -> None:
    assert with_names(None, cast(("A", "no")), 12) is None


def test_nothing_told_is_nothing() -> None:
    assert with_names(None, [], 12) is None


def test_two_who_are_named_may_be_two_of_many() -> None:
    assert with_names(None, cast(("A", "yes"), ("B", "yes")), 2) is None


def test_those_who_are_named_abstaining_are_who_is_left() -> None:
    made = with_names(VoteCount(yes=20, no=6), [replace(vote, partial=True) for vote in cast(("A", "abstain"))], 27)
    assert made is not None
    assert made.abstain == 1


@pytest.mark.parametrize(
    ("lines", "figures"),
    [
        ("Kell and Pell on Monday vetoed the resolution. Five members voted for it.", (5, 2, 0)),
        ("The resolution was adopted on Monday. The finance committee was divided 5-2.", (5, 2, 0)),
        ("The resolution was adopted on Monday. It went by five to two.", (5, 2, 0)),
        ("The resolution was adopted on Monday. A committee of three was divided 2-1.", (None, None, None)),
        ("The resolution was adopted on Monday. Four backed it. Kell and Pell opposed it. One abstained.", (4, 2, 1)),
        (
            "It was adopted. Four voted for the resolution, which asks for a referendum on eels, and three abstained.",
            (4, 0, 3),
        ),
    ],
)
def test_figures_told_in_parts(lines: str, figures: tuple[int | None, ...]) -> None:
    telling = read_telling(told("Lake news", lines), OF["resolution"], LAKE, table=TABLE)
    assert telling is not None
    count = telling.count or VoteCount()
    assert (count.yes, count.no, count.abstain) == figures
