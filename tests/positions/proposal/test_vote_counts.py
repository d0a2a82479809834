"""Votes in words and figures: what sentences tell, and what is no count of votes."""

from __future__ import annotations

from pathlib import Path

import pytest

from whipcount.positions.proposal.vote_counts import vote_count

TOLD = [
    ("Twenty countries backed the text.", (20, None, None)),
    ("Eleven members opposed the motion.", (None, 11, None)),
    ("The vote was four to one.", (4, 1, None)),
    ("With the chair's vote the count was 51 to 50.", (51, 50, None)),
    ("With 143 of 200 votes the chamber passed the act once more.", (143, None, None)),
    ("Fifty-one members voted against.", (None, 51, None)),
    ("Fifty-seven deputies voted against her and two abstained.", (None, 57, 2)),
    ("Forty-two voted for the bill, thirty-eight against.", (42, 38, None)),
    ("The cabinet survived the motion, winning 61 votes.", (61, None, None)),
    ("The second reading was carried by 330 votes to 275.", (330, 275, None)),
    ("It was thrown out by 330 to 118.", (118, 330, None)),
    ("The tally: yes 12, no 3, abstained 1.", (12, 3, 1)),
    ("Ayes 12, noes 3.", (12, 3, None)),
    ("The ayes had it, 12-3.", (12, 3, None)),
    ("Finch received 72 votes and was elected.", (72, None, None)),
    ("Of the 93 present, 59 voted for the proposal and 31 against.", (59, 31, None)),
    ("The board voted seven-five for the plan.", (7, 5, None)),
    ("It passed twenty-one to nineteen in a vote on Monday.", (21, 19, None)),
    ("A hundred countries voted for the resolution, eleven against it and 58 abstained.", (100, 11, 58)),
    ("One hundred and forty-one voted for it, five against.", (141, 5, None)),
    ("It passed by a hundred votes to eleven.", (100, 11, None)),
]


@pytest.mark.parametrize(("sentence", "wanted"), TOLD)
def test_told(sentence: str, wanted: tuple[int | None, ...]) -> None:
    count = vote_count(sentence)
    assert count is not None
    assert (count.yes, count.no, count.abstain) == wanted


NO_YEARS = [
    "In 2022, 26 countries had voted in favour.",
    "Since 2019, most members voted against.",
    "In November 2022 members voted in favour of it.",
    "In 2021 the members opposed it.",
    "On 5 June 2024 members backed it.",
]


@pytest.mark.parametrize("sentence", NO_YEARS)
def test_a_year_is_no_count(sentence: str) -> None:
    count = vote_count(sentence)
    assert count is None or not {count.yes, count.no, count.abstain} & set(range(1900, 2101))


NONE = [
    "It needs nine votes in favour.",
    "All but two of the nine voted yes.",
    "Chapter 3 to 5 was read out.",
    "She is twenty-one.",
    "The board meets at 9 to 10 o'clock.",
    "Nine of the fourteen votes are needed.",
]


@pytest.mark.parametrize("sentence", NONE)
def test_no_count(sentence: str) -> None:
    assert vote_count(sentence) is None


@pytest.mark.parametrize(
    ("text", "votes"),
    [
        ("The senate adopted rules on the use of machines in teaching, 38 to 21 with four abstentions.", (38, 21, 4)),
        ("The committee split 6-3.", (6, 3, None)),
        ("It was carried, nine to four, one member abstaining.", (9, 4, 1)),
        ("The commission decided by four votes against three.", (4, 3, None)),
        ("The budget was voted through by 31 votes against 29.", (31, 29, None)),
        ("The panel ruled 2-1 that the sale may go ahead.", (2, 1, None)),
        ("The court upheld the law, 5-4.", (5, 4, None)),
    ],
)  # fmt: skip
def test_two_sides_in_one_breath(text: str, votes: tuple[int | None, ...]) -> None:
    count = vote_count(text)
    assert count is not None
    assert (count.yes, count.no, count.abstain) == votes


@pytest.mark.parametrize(
    "text",
    [
        "Talks on 3-4 December decided nothing.",
        "The talks of Dec. 3-4 decided nothing.",
        "Aged 12 to 14, the boys voted.",
    ],
)
def test_days_and_ages_are_no_votes(text: str) -> None:
    assert vote_count(text) is None


KINDS = [
    line.split("\t")
    for line in (Path(__file__).parent / "votes.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("sentence", "yes", "no", "abstain"), KINDS)
def test_kinds_of_telling(sentence: str, yes: str, no: str, abstain: str) -> None:
    count = vote_count(sentence)
    told = [None if count is None else getattr(count, name) for name in ("yes", "no", "abstain")]
    assert ["-" if value is None else str(value) for value in told] == [yes, no, abstain]
