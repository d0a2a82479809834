"""Offices that a state does not have."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.bodies.absent_offices import _table, has_office
from whipcount.bodies.countries import default_table
from whipcount.bodies.offices import default_offices

DAY = date(2023, 7, 11)


@pytest.mark.parametrize(
    ("actor", "office", "on", "has"),
    [
        ("TR", "prime minister", DAY, False),
        ("TR", "prime minister", date(2018, 7, 9), True),
        ("US", "prime minister", DAY, False),
        ("CY", "prime minister", DAY, False),
        ("FI", "prime minister", DAY, True),
        ("TR", "president", DAY, True),
        ("SE", "president", DAY, False),
        ("IS", "defence minister", DAY, False),
        ("KELL", "prime minister", DAY, True),
    ],
)
def test_has_office(actor: str, office: str, on: date, has: bool) -> None:
    assert has_office(actor, office, on) is has


def test_the_table_speaks_of_states_and_of_offices_that_are_asked_for() -> None:
    states = default_table().actors
    for (actor, office), times in _table().items():
        assert states[actor].kind == "state"
        assert office in ("prime minister", "president", "defence minister")
        assert all(start < end for start, end in times)


def test_nobody_in_the_table_of_holders_holds_an_office_that_is_not_there() -> None:
    roles = {
        "head_of_government": "prime minister",
        "head_of_state": "president",
        "defence_minister": "defence minister",
    }
    asked = 0
    for tenure in default_offices().tenures:
        office = roles.get(tenure.role, "")
        if office and tenure.office.endswith(office) and tenure.start is not None:
            asked += 1
            assert has_office(tenure.actor, office, tenure.start), tenure
            assert has_office(tenure.actor, office, tenure.end or DAY), tenure
    assert asked > 200
