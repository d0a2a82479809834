"""Votes in words and figures: what sentences tell, and what is no count of votes."""

from __future__ import annotations

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
    ('The motion was carried by thirty-eight to twenty-one with four abstentions.', (38, 21, 4)),
    ('The assembly approved the plan by 38 to 21 with four abstentions.', (38, 21, 4)),
    ('The board passed it by nine to six.', (9, 6, None)),
    ('The committee raised its rate by a quarter point in a 6-3 split.', (6, 3, None)),
    ('Members split six to three over the increase.', (6, 3, None)),
    ('The bill was carried by 14 votes to 11.', (14, 11, None)),
    ('With only Harrow dissenting, the trustees approved the sale.', (None, 1, None)),
    ('Councillors approved the scheme, with just two dissenting.', (None, 2, None)),
    ('The vote was 5-1, with one member absent.', (5, 1, None)),
    ('The vote was seven to four, with one trustee absent.', (7, 4, None)),
    ('Commissioners backed the project by six votes to two late on Tuesday.', (6, 2, None)),
    ("Six of the committee's nine members were for the increase.", (6, None, None)),
    ('Ten of the twelve delegations came down on the side of the scientists; Orland and Pesk voted against.', (10, None, None)),
    ('Eleven voted for the scheme, nine against; at least fourteen would have had to be in favour for it to become part of the rules.', (11, 9, None)),
    ('The vote of confidence went her way by 76 to 74 in the 151-seat chamber.', (76, 74, None)),
    ('Seven of the nine judges held that the tax was unlawful; two dissented.', (7, 2, None)),
    ('In the end the reduction carried by five votes to four.', (5, 4, None)),
    ('The resolution went through with 19 votes in favour. Russia opposed it, and there were 11 abstentions.', (19, None, 11)),
    ('Thirty-eight countries supported the sanctuary, 24 voted no and two abstained, which left it short of the three-quarters majority that such a step takes.', (38, 24, 2)),
    ('The senate passed the bill with 20 of the 31 senators present in favour.', (20, None, None)),
    ('The council voted 6-3 Tuesday to table an ordinance.', (6, 3, None)),
    ("A bid to return the first bell to 7:20 went down 4-5 at Monday's meeting.", (4, 5, None)),
    ('By 143 votes to five, the assembly branded the annexation illegal. ', (143, 5, None)),
    ('Members preferred the resort to Lillevik by 54 votes to 41 in the last round.', (54, 41, None)),
    ('Ten members were in favour, ten against, and one did not turn up.', (10, 10, None)),
    ('On Friday, 17 of the 33 senators voted against the bill and 15 for it; one abstained.', (15, 17, 1)),
    ('The house defeated the motion of no confidence, 211 to 120.', (120, 211, None)),
    ('In committee the request drew 15 votes in favour and 83 against, with 17 abstentions.', (15, 83, 17)),
    ('The governors rejected the proposal 12-7.', (7, 12, None)),
    ('The proposal was rejected by 12 votes to seven.', (7, 12, None)),
    ('The motion was defeated 31-28.', (28, 31, None)),
    ('MPs threw out the bill by 301 votes to 256.', (256, 301, None)),
    ('Delegates turned down the plan by 64 to 58.', (58, 64, None)),
    ('The bill was voted down, 54 to 46.', (46, 54, None)),
    ('The motion failed, 23 votes to 41.', (23, 41, None)),
    ('The motion failed 5-4, two short of the two thirds it needed.', (5, 4, None)),
    ('The measure fell 49-51.', (49, 51, None)),
    ('The plan failed by 45 votes to 55.', (45, 55, None)),
    ('The judges ruled 5-4 that the ban must go.', (5, 4, None)),
    ('The court, splitting seven to two, threw out the appeal.', (None, None, None)),
    ('Lawmakers shot the proposal down by a margin of 80 to 33.', (33, 80, None)),
    ('The council by a vote of 8 to 1 adopted the ordinance.', (8, 1, None)),
    ('There were 61 ayes and 40 noes.', (61, 40, None)),
    ('Ayes 61, noes 40.', (61, 40, None)),
    ('The ayes had it by 61 to 40.', (61, 40, None)),
    ('Nineteen members said yes, three no, and eleven abstained.', (19, 3, 11)),
    ('Forty-four of the bishops were for the measure, three against, and two abstained.', (44, 3, 2)),
    ('Everyone but the two Northerners raised a hand; they abstained.', (None, None, None)),
    ('The resolution drew 12 votes for, two against and one abstention.', (12, 2, 1)),
    ('Twelve votes were cast for it, two against.', (12, 2, None)),
    ('The final tally stood at 33 yes and 29 no.', (33, 29, None)),
    ('The result: 33 for, 29 against, 2 blank.', (33, 29, 2)),
    ('The committee voted eight-to-three in favour.', (8, 3, None)),
    ('The seven-member council split 4-3.', (4, 3, None)),
    ('The ordinance squeaked by, 4-3.', (4, 3, None)),
    ('A majority of 41 members voted for the budget and 22 against.', (41, 22, None)),
    ('Of the 95 delegates, 60 approved the statute, 30 opposed it and five abstained.', (60, 30, 5)),
    ('60 delegates approved the statute, 30 rejected it and five abstained.', (60, 30, 5)),
    ("The board's vote, which came out at 5 to 2, ends a year of debate.", (5, 2, None)),
    ('Forty-eight were in favour, 52 opposed.', (48, 52, None)),
    ('There were 9 votes against and 31 for.', (31, 9, None)),
    ('The trustees, five votes to two, have thrown the idea out.', (2, 5, None)),
    ('Thirteen members of the council voted yes, with two abstaining.', (13, None, 2)),
    ('The measure won by a vote of 217-213.', (217, 213, None)),
    ('The vote on the motion was unanimous, 7-0.', (7, 0, None)),
    ('He served from 2010 to 2014 and voted often.', (None, None, None)),
    ('It needs 60 of the 100 votes.', (None, None, None)),
    ('Opinion polls put support at 54 to 40 percent.', (None, None, None)),
    ('The vote is expected between 5 and 7 p.m.', (None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "wanted"), KINDS)
def test_kinds_of_telling(sentence: str, wanted: tuple[int | None, ...]) -> None:
    count = vote_count(sentence)
    assert (
        None if count is None else count.yes,
        None if count is None else count.no,
        None if count is None else count.abstain,
    ) == wanted
