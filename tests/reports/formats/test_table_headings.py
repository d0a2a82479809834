"""Headings of tables of reports."""

from __future__ import annotations

import pytest

from whipcount.reports.formats.table_headings import looks_like_table, mark_of, places_of


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("date,title,text\n2024-11-29,a,b\n", True),
        ("Date;Headline;Body;Pages\n1;2;3;4\n", True),
        ("Text, date and title of the agreement, he said\nMore.\n", False),
        ("date,title\n2024-11-29,a\n", False),
        ("Text\nKell agrees.\n", False),
        ("date,title,text\n", False),
        ("", False),
        ("Kell, Thale, story and source of it\nMore.\n", False),
    ],
)
def test_a_table_opens_with_its_headings(text: str, table: bool) -> None:
    assert looks_like_table(text) is table


def test_two_dates_are_no_date() -> None:
    assert places_of(["date_added", "date_changed", "text"])["published"] is None
    assert places_of(["date_added", "text"])["published"] == 0


def test_the_mark_is_that_which_makes_most_cells() -> None:
    assert [mark_of(line) for line in ("a,b", "a;b,c;d", "a\tb", "a|b", "text")] == [",", ";", "\t", "|", ","]
