"""Dates in words: a table of expressions, all read as of Friday 29 November 2024 unless a row says otherwise."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.text.dates import find_dates, read_period
from whipcount.text.period import Grain

FRIDAY = date(2024, 11, 29)

TABLE = [
    # text, the words found, the days they mean
    ("meeting next week", "next week", "2024-12-02/2024-12-08"),
    ("on Dec. 3-4, 2024.", "Dec. 3-4, 2024", "2024-12-03/2024-12-04"),
    ("on 3-4 December 2024", "3-4 December 2024", "2024-12-03/2024-12-04"),
    ("on December 3 and 4", "December 3 and 4", "2024-12-03/2024-12-04"),
    ("presented last month", "last month", "2024-10-01/2024-10-31"),
    ("she said Tuesday", "Tuesday", "2024-11-26"),
    ("they will meet Tuesday", "Tuesday", "2024-12-03"),
    ("ministers meet on Tuesday", "Tuesday", "2024-12-03"),
    ("she said on Friday", "Friday", "2024-11-29"),
    ("said Monday the council will meet soon", "Monday", "2024-11-25"),
    ("the council, he said, is to meet on Monday", "Monday", "2024-12-02"),
    ("Monday night's debate was long", "Monday night", "2024-11-25"),
    ("next Tuesday", "next Tuesday", "2024-12-03"),
    ("last Tuesday", "last Tuesday", "2024-11-26"),
    ("Tuesday of last week", "Tuesday of last week", "2024-11-19"),
    ("Tuesday, Dec. 3", "Tuesday, Dec. 3", "2024-12-03"),
    ("Friday 29 November", "Friday 29 November", "2024-11-29"),
    ("earlier this year", "earlier this year", "2024-01-01/2024-11-29"),
    ("later this week", "later this week", "2024-11-29/2024-12-01"),
    ("in 2022", "2022", "2022-01-01/2022-12-31"),
    ("since 2022", "since 2022", "2022-01-01/2024-11-29"),
    ("until next summer", "until next summer", "2024-11-29/2025-08-31"),
    ("it will be done by the end of June", "by the end of June", "2024-11-29/2025-06-30"),
    ("had ratified by the end of June", "the end of June", "2024-06-21/2024-06-30"),
    ("by the end of the year", "by the end of the year", "2024-11-29/2024-12-31"),
    ("the end of 2023", "the end of 2023", "2023-11-02/2023-12-31"),
    ("early December 2024", "early December 2024", "2024-12-01/2024-12-10"),
    ("in mid-2023", "mid-2023", "2023-05-02/2023-08-30"),
    ("late last month", "late last month", "2024-10-21/2024-10-31"),
    ("in the 1990s", "the 1990s", "1990-01-01/1999-12-31"),
    ("the early 1990s", "early 1990s", "1990-01-01/1993-05-01"),
    ("the '90s", "the '90s", "1990-01-01/1999-12-31"),
    ("the nineties", "the nineties", "1990-01-01/1999-12-31"),
    ("in the summer of 2010", "the summer of 2010", "2010-06-01/2010-08-31"),
    ("last summer", "last summer", "2023-06-01/2023-08-31"),
    ("this past summer", "past summer", "2024-06-01/2024-08-31"),
    ("this winter", "this winter", "2024-12-01/2025-02-28"),
    ("met over the weekend", "weekend", "2024-11-23/2024-11-24"),
    ("will meet over the weekend", "weekend", "2024-11-30/2024-12-01"),
    ("last weekend", "last weekend", "2024-11-23/2024-11-24"),
    ("two weeks ago", "two weeks ago", "2024-11-11/2024-11-17"),
    ("three days ago", "three days ago", "2024-11-26"),
    ("a year ago", "a year ago", "2023-01-01/2023-12-31"),
    ("six weeks from now", "six weeks from now", "2025-01-06/2025-01-12"),
    ("they will vote in two weeks", "in two weeks", "2024-12-09/2024-12-15"),
    ("the past two weeks", "the past two weeks", "2024-11-15/2024-11-29"),
    ("within 30 days", "within 30 days", "2024-11-29/2024-12-29"),
    ("Nov. 28 - Dec. 2, 2024", "Nov. 28 - Dec. 2, 2024", "2024-11-28/2024-12-02"),
    ("Dec. 30 to Jan. 2, 2025", "Dec. 30 to Jan. 2, 2025", "2024-12-30/2025-01-02"),
    ("from 30 November to 2 December", "from 30 November to 2 December", "2024-11-30/2024-12-02"),
    ("June to August 2023", "June to August 2023", "2023-06-01/2023-08-31"),
    ("November 2023 to February 2024", "November 2023 to February 2024", "2023-11-01/2024-02-29"),
    ("from 2014 to 2016", "from 2014 to 2016", "2014-01-01/2016-12-31"),
    ("the 2014-15 season", "2014-15", "2014-01-01/2015-12-31"),
    ("between Monday and Wednesday", "between Monday and Wednesday", "2024-11-25/2024-11-27"),
    ("2024-11-29", "2024-11-29", "2024-11-29"),
    ("2024-11-29T20:42:00Z", "2024-11-29T20:42:00Z", "2024-11-29"),
    ("13/4/2024", "13/4/2024", "2024-04-13"),
    ("4/13/2024", "4/13/2024", "2024-04-13"),
    ("3.4.2024", "3.4.2024", "2024-04-03"),
    ("the 3rd of December", "the 3rd of December", "2024-12-03"),
    ("3:42 PM EST, November 29, 2024", "November 29, 2024", "2024-11-29"),
    ("BRUSSELS, Nov 29 (Agency) -", "Nov 29", "2024-11-29"),
    ("Q3 2024", "Q3 2024", "2024-07-01/2024-09-30"),
    ("the first half of next year", "the first half of next year", "2025-01-01/2025-06-30"),
    ("the week of Dec. 2", "the week of Dec. 2", "2024-12-02/2024-12-08"),
    ("it was agreed in May", "May", "2024-05-01/2024-05-31"),
    ("it will be agreed in January", "January", "2025-01-01/2025-01-31"),
    ("tomorrow night", "tomorrow night", "2024-11-30"),
    ("last night", "last night", "2024-11-28"),
    ("the day before yesterday", "the day before yesterday", "2024-11-27"),
    ("the 9/11 attacks", "9/11", "2001-09-11"),
    ("on Christmas Eve", "Christmas Eve", "2024-12-24"),
    ("in\nDecember 2024", "December 2024", "2024-12-01/2024-12-31"),
    ("on December\n3, 2024", "December\n3, 2024", "2024-12-03"),
]


@pytest.mark.parametrize(("text", "words", "days"), TABLE, ids=[row[0] for row in TABLE])
def test_expressions_and_the_days_they_mean(text: str, words: str, days: str) -> None:
    found = [(mention.text, str(mention.period)) for mention in find_dates(text, FRIDAY)]
    assert found == [(words, days)]


NO_DATES = [
    "on Feb. 30",
    "on June 31, 2024",
    "on 30 February 2024",
    "3/4/2024",  # no telling which is the month
    "every Tuesday",
    "on Tuesdays",
    "for two years",
    "the next day",
    "a week earlier",
    "recently",
    "he may go",
    "they march on",
    "1,984 people",
    "2000 troops",
    "$2015",
    "9999 years ago",
    "version 2.2016",
    "in 123456",
    "Russia Today",
    "today's world",
    "built in two years",
    "the winter wheat",
    "it fell this much",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert find_dates(text, FRIDAY) == ()


def test_ambiguous_figures_are_read_as_the_caller_says() -> None:
    assert str(find_dates("3/4/2024", FRIDAY, day_first=True)[0].period) == "2024-04-03"
    assert str(find_dates("3/4/2024", FRIDAY, day_first=False)[0].period) == "2024-03-04"


def test_grain_bound_and_relative_are_kept() -> None:
    (since,) = find_dates("since last month", FRIDAY)
    assert (since.bound, since.relative, since.period.grain) == ("since", True, Grain.OPEN)
    (told,) = find_dates("on Dec. 3-4, 2024", FRIDAY)
    assert (told.bound, told.relative, told.period.grain) == (None, False, Grain.DAYS)


def test_a_weekday_in_each_tense_on_each_day_of_a_week() -> None:
    for shift in range(14):
        written = FRIDAY + timedelta(days=shift)
        (past,) = find_dates("She said on Wednesday that it is over.", written)
        (future,) = find_dates("She will speak on Wednesday.", written)
        assert past.period.first.weekday() == future.period.first.weekday() == 2
        assert timedelta(0) <= written - past.period.first < timedelta(7)
        assert timedelta(0) <= future.period.first - written < timedelta(7)


WORDS = ["next", "last", "week", "Tuesday", "Dec.", "3", "-", "4", ",", "2024", "the", "end", "of", "June", "since",
         "by", "from", "to", "said", "will", "1990s", "early", "/", "30", "ago", "two", "\n", "“", "year", "9999"]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=25), st.dates())
def test_any_heap_of_date_words_gives_ordered_spans_inside_the_text(words: list[str], anchor: date) -> None:
    text = " ".join(words)
    end = 0
    for mention in find_dates(text, anchor):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert mention.span.of(text) == mention.text
        assert mention.period.first <= mention.period.last
        end = mention.span.end


@given(st.text(max_size=300))
def test_any_text_is_survived(text: str) -> None:
    find_dates(text, FRIDAY)


@pytest.mark.parametrize(
    "piece",
    [
        "3-",
        "Dec. 3-4, ",
        "last ",
        "2024-",
        "the end of ",
        "1/1/",
        "Tuesday ",
        " " * 10,
        "from 2014 to ",
        "\n",
        "will be ",
    ],
)
def test_time_is_linear_on_hostile_text(piece: str) -> None:
    def spent(size: int) -> float:
        text = (piece * (size // len(piece) + 1))[:size]
        began = time.process_time()
        find_dates(text, FRIDAY)
        return time.process_time() - began

    spent(1_000)
    small, large = spent(5_000), spent(40_000)
    assert large < 8 * small * 4 + 0.5  # eight times the text; four times the room for noise


def test_a_whole_expression_or_nothing() -> None:
    assert str(read_period(" Dec. 3-4, 2024 ", FRIDAY)) == "2024-12-03/2024-12-04"
    assert read_period("perhaps in 2024", FRIDAY) is None
