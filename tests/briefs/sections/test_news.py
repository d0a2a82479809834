"""What changed between two states of a brief: who moved, by what words, and in one line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analysis.invented import position
from tests.briefs.sample import sample
from whipcount.briefs.sections.news import MOST_WORDS, Move, News, State, chance_text, news_line, news_of, state_of
from whipcount.positions.stance.stance import Stance

VIEW = sample()
NOW = state_of(VIEW)


def test_the_same_state_is_no_news() -> None:
    news = news_of(VIEW, NOW, {})
    assert not news.anything
    assert (news.moves, news.agreed, news.members) == ((), NOW.agreed, len(VIEW.members))
    assert news_line(news) == "nothing moved"


def test_whoever_stands_elsewhere_is_told_with_what_sets_it() -> None:
    first = VIEW.members[0]
    before = State(NOW.chance, NOW.agreed, {**NOW.groups, first.id: "against"})
    item = position(first.id, Stance.YES, date(2031, 3, 4), gist="“" + "w" * 300 + "”", speaker="Ada Roe")
    anchor = "e-1"
    view = replace(VIEW, members=(replace(first, evidence=(anchor,)), *VIEW.members[1:]))
    (move,) = news_of(view, before, {anchor: item}).moves
    assert (move.member, move.name, move.speaker, move.said_on, move.evidence) == (
        first.id, first.name, "Ada Roe", "2031-03-04", anchor,
    )  # fmt: skip
    assert move.was == "against"
    assert len(move.words) == MOST_WORDS
    assert move.words.startswith("w")  # its quotation marks are put where it is shown
    (bare,) = news_of(view, before, {}).moves
    assert (bare.words, bare.evidence) == ("", "")


def test_members_come_and_go() -> None:
    first = VIEW.members[0]
    gone = State(NOW.chance, NOW.agreed, {**NOW.groups, "GONE": "for"})
    (left,) = news_of(VIEW, gone, {}).moves
    assert (left.member, left.was, left.now) == ("GONE", "for", "no member")
    fewer = State(NOW.chance, NOW.agreed, {key: group for key, group in NOW.groups.items() if key != first.id})
    (came,) = news_of(VIEW, fewer, {}).moves
    assert (came.member, came.was) == (first.id, "no member")


@given(st.none() | st.floats(0, 1), st.none() | st.floats(0, 1))
def test_a_chance_that_moved_is_told_as_two_or_not_at_all(was: float | None, now: float | None) -> None:
    told = chance_text(was, now)
    if told:
        before, after = told.split(" -> ")
        assert before != after
    elif was is not None and now is not None:
        assert abs(was - now) < 0.0002
    else:
        assert was is now is None


@pytest.mark.parametrize("number", [1, 3, 4, 9])
def test_one_line_names_a_few_and_counts_the_rest(number: int) -> None:
    moves = tuple(
        Move(f"M{n}", f"Land {n}", "for", "against", "no" if n else "", "Ada" if n else "") for n in range(number)
    )
    line = news_line(News("t", "", None, None, 1, 1, 9, moves))
    assert line.count("now against") == min(number, 3)
    assert ("more member" in line) == (number > 3)
    assert line.endswith(": Ada: no") == (number > 1)
