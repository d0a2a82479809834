"""Who is told to stand with others."""

from __future__ import annotations

import pytest

from tests.positions.invented import BAN, LAKE, TABLE, told
from whipcount.positions.coders.told_by_reports import told_by_reports


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kell, which opposed the ban together with Pell, left early.", {"K": "no", "P": "no"}),
        ("Kell backs the ban, as did Pell.", {"K": "yes", "P": "yes"}),
        ("Kell dissented, joined by Pell and Sarn.", {"K": "no", "P": "no", "S": "no"}),
        ("Kell, which backs the ban, clashed along with its minister with Pell.", {"K": "yes"}),
        ("Kell opposed the ban. Together with Pell it runs a ferry.", {"K": "no"}),
    ],
)
def test_companions(text: str, expected: dict[str, str]) -> None:
    report = told("Lake news", f"The council adopted the ban in a vote on Monday. {text}")
    made = told_by_reports([report], (), BAN, LAKE, table=TABLE)
    assert {item.member[0]: item.stance.value for item in made if item.member and item.stance} == expected
