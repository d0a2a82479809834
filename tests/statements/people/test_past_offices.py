"""Offices that were held once, by what stands around them."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.statements.people.past_offices import ended_by


@pytest.mark.parametrize(
    ("before", "after", "ended"),
    [
        ("", " until 12 March 2023, said", date(2023, 3, 1)),
        ("", " until March 12, 2023", date(2023, 3, 1)),
        ("", " from 2019 to 2023", date(2023, 1, 1)),
        ("", " from June 2019 until July 2023", date(2023, 7, 1)),
        ("", " between 2014 and 2016", date(2016, 1, 1)),
        ("", " (2019-2023)", date(2023, 1, 1)),
        ("", ", 2019–23,", date(2023, 1, 1)),
        ("", " until last year", date.min),
        ("", " at the time", date.min),
        ("", " in the 1990s", date.min),
        ("Kell's last ", " said", date.min),
        ("the last ", " said", date.min),
        ("at last ", " said", None),
        ("", " until a government is formed", None),
        ("", " since 2023", None),
        ("", " at the table", None),
        ("", " in 2023", None),
        ("", "", None),
    ],
)
def test_ended_by(before: str, after: str, ended: date | None) -> None:
    office = "prime minister"
    at = len(before)
    assert ended_by(before + office + after, at, at + len(office)) == ended
