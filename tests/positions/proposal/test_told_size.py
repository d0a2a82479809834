"""How many members a body has, as told; a part of them, a panel, another body is not the whole."""

from __future__ import annotations

import pytest

from whipcount.positions.proposal.told_size import told_size
from whipcount.text.span import Span

SIZES = [
    ("The nine-member board votes on Friday.", 9),
    ("With 143 of 200 votes it passed the act. Fifty-one members voted against.", 200),
    ("Eight votes of thirteen were needed.", 13),
    ("The league, which unites eight states, ordered a truce.", 8),
    ("The council consists of twelve members.", 12),
    ("All 27 member states must agree.", 27),
    ("Nine of the fourteen delegates voted for it.", 14),
    ("The assembly passed it with 40 of 75 deputies.", 75),
    ("It needs all thirty of its members.", 30),
    ("All five members voted for the cut.", 5),
    ("Fifty-one members voted against, six stayed away.", None),
    ("Twelve members abstained.", None),
    ("Twenty members backed the plan.", None),
    ("The 15 harbours are split; its 24 trustees will decide.", 24),
    ("There are 24 deputies in the assembly.", 24),
    ("Its members number fourteen.", 14),
    ("Twelve member states belong to the compact.", 12),
    ("For that, all nine must say yes.", 9),
    ("It needs an absolute majority of its members, 46 of 90.", 90),
    ("It needs all eleven votes.", 11),
    ("Only three of the forty trustees are opposed.", 40),
    ("The eight Valley League members will be heard.", 8),
    ("Six of the committee's nine members were for the increase.", 9),
    ("Belmar's three members objected.", None),
    ("March 3, 2031 - Members of the league met.", None),
    ("Three member states objected.", None),
    ("Four members must be present.", None),
    ("A committee of five members drafted it.", None),
    ("Its seven-member finance committee drafted it.", None),
    ("A five-member delegation visited Orr.", None),
    ("The plan came from a twelve-person citizens' jury.", None),
    ("The 150-seat parliament of Sarn has approved it.", None),
    ("A group of four directors asked for time.", None),
    ("The four northern trustees oppose it.", None),
    ("All four opposition members walked out.", None),
    ("The three members who oppose it asked for a delay.", None),
    ("With three members absent, the talks were put off.", None),
    ("She has four countries on her side.", None),
    ("It was founded by six members in 1961.", None),
    ("With Tamsin it would have 14 members.", None),
    ("The town needs eight members of staff.", None),
]


@pytest.mark.parametrize(("text", "size"), SIZES)
def test_size(text: str, size: int | None) -> None:
    found = told_size(text, (), (Span(0, len(text)),))
    assert (found[0] if found else None) == size


def test_the_panel_that_decides_may_be_called_a_panel() -> None:
    text = "The nine-member panel votes on Friday."
    assert told_size(text, (Span(16, 21),), (Span(0, len(text)),)) == (9, Span(4, 15))
    assert told_size(text, (), (Span(0, len(text)),)) is None


def test_the_size_of_another_body() -> None:
    text = "The 40-member Coast Union opposes the plan."
    assert told_size(text, (), (Span(0, len(text)),), (Span(14, 25),)) is None
    text = "Unlike the Coast Union, where each of the eight members has a veto, it votes."
    assert told_size(text, (), (Span(0, len(text)),), (Span(11, 22),)) is None
