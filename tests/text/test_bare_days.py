"""Days without their month, months of "last year", a fortnight ago: as of Friday 29 November 2024."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.text.dates import find_dates

FRIDAY = date(2024, 11, 29)
TABLE = [
    ("the cabinet meets on the 22nd.", "the 22nd", "2024-12-22"),
    ("the cabinet will meet on the 3rd and vote", "the 3rd", "2024-12-03"),
    ("ministers met on the 12th.", "the 12th", "2024-11-12"),
    ("the cabinet will meet on the 5th of next month", "the 5th of next month", "2024-12-05"),
    ("it met on the 31st of last month", "the 31st of last month", "2024-10-31"),
    ("they will decide by the 10th of next month.", "by the 10th of next month", "2024-11-29/2024-12-10"),
    ("talks on the 30th of this month", "the 30th of this month", "2024-11-30"),
    ("in May last year", "May last year", "2023-05-01/2023-05-31"),
    ("In March last year it was against", "March last year", "2023-03-01/2023-03-31"),
    ("December of last year", "December of last year", "2023-12-01/2023-12-31"),
    ("in January next year", "January next year", "2025-01-01/2025-01-31"),
    ("since Sept. last year", "since Sept. last year", "2023-09-01/2024-11-29"),
    ("in April of this year", "April of this year", "2024-04-01/2024-04-30"),
    ("June this year", "June this year", "2024-06-01/2024-06-30"),
    ("October, last year", "October, last year", "2023-10-01/2023-10-31"),
    ("Aug. last year", "Aug. last year", "2023-08-01/2023-08-31"),
    ("February next year", "February next year", "2025-02-01/2025-02-28"),
    ("The vote is set for the 12th.", "the 12th", "2024-12-12"),
    ("It will vote a week from today.", "a week from today", "2024-12-06"),
    ("It will vote in the first week of March 2025.", "the first week of March 2025", "2025-03-01/2025-03-07"),
    ("It met in the last week of October.", "the last week of October", "2024-10-25/2024-10-31"),
    ("A fortnight ago he refused", "A fortnight ago", "2024-11-15"),
    ("said a fortnight ago that", "a fortnight ago", "2024-11-15"),
    ("three weeks ago today", "three weeks ago today", "2024-11-08"),
]


@pytest.mark.parametrize(("text", "words", "days"), TABLE, ids=[row[0] for row in TABLE])
def test_the_days_they_mean(text: str, words: str, days: str) -> None:
    first, _, last = days.partition("/")
    told = [(f.span.of(text), str(f.period.first), str(f.period.last)) for f in find_dates(text, FRIDAY) if f.period]
    assert told == [(words, first, last or first)]


@pytest.mark.parametrize(
    "text", ["it will meet on the 31st of this month", "they spoke on the 22nd amendment", "a vote on the 5th floor"]
)
def test_a_number_with_the_is_no_day_without_more(text: str) -> None:
    assert [found for found in find_dates(text, FRIDAY) if found.period is not None] == []


def test_the_day_of_a_report_and_its_first_word_are_two_days() -> None:
    told = [f.span.of(text) for text in ("ORR, Nov. 29, 2024 - Tomorrow it decides",) for f in find_dates(text, FRIDAY)]
    assert told == ["Nov. 29, 2024", "Tomorrow"]
    assert [f.text for f in find_dates("from 4 May 2024 - 6 May 2024", FRIDAY)] == ["from 4 May 2024 - 6 May 2024"]
