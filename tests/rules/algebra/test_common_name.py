"""What people call rules."""

from __future__ import annotations

import pytest

from whipcount.rules.algebra.common_name import common_name
from whipcount.rules.algebra.notation import parse_rule


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        ("a majority of members voting", "simple majority"),
        ("a majority of votes voting", "simple majority"),
        ("a majority of members present", "simple majority of those present"),
        ("a majority of members", "absolute majority"),
        ("2/3 of members voting", "two-thirds majority of those voting"),
        ("66.7% of members", "two-thirds majority of all members"),
        ("60% of members", "three-fifths majority of all members"),
        ("75% of votes voting", "three-quarters majority of those voting"),
        ("4/5 of members", "four-fifths majority of all members"),
        ("85% of members voting", "at least 85% of members voting"),
        ("1/3 of members", "1/3 of members"),
        ("4 members", "at least 4 members"),
        ("62 votes", "qualified majority of 62 votes"),
        ("all members", "unanimity"),
        ("no objection", "consensus"),
        ("no objection among permanent", "no veto of permanent"),
        ("15 members and 65% of population, or 24 members", "qualified majority"),
        ("255 votes and 14 members", "qualified majority"),
        (
            "2/3 of members voting and a majority of members",
            "two-thirds majority of those voting and absolute majority",
        ),
        ("fewer than 3 members against", "fewer than 3 members against"),
    ],
)
def test_names(rule: str, name: str) -> None:
    assert common_name(parse_rule(rule)) == name
