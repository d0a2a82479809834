"""Envoys: who sends them, to whom, and in which role."""

from __future__ import annotations

import pytest

from whipcount.bodies.actors import find_actors
from whipcount.bodies.countries import default_table
from whipcount.statements.people.envoys import host_of, same_house
from whipcount.statements.people.offices_in_text import find_offices
from whipcount.statements.statement import Role


@pytest.mark.parametrize(
    ("text", "sender", "host", "role"),
    [
        ("the Hungarian ambassador to NATO said", "HU", "NATO", Role.PERMANENT_REPRESENTATIVE),
        ("the ambassador of Hungary to NATO said", "HU", "NATO", Role.PERMANENT_REPRESENTATIVE),
        ("Hungary's NATO ambassador said", "HU", "NATO", Role.PERMANENT_REPRESENTATIVE),
        ("Washington's UN envoy said", "US", "UN", Role.PERMANENT_REPRESENTATIVE),
        ("the US envoy to the EU said", "US", "EU", Role.PERMANENT_REPRESENTATIVE),
        (
            "Norway's permanent representative to the United Nations said",
            "NO",
            "UN",
            Role.PERMANENT_REPRESENTATIVE,
        ),
        ("Norway's deputy permanent representative to the UN said", "NO", "UN", Role.PERMANENT_REPRESENTATIVE),
        ("the permanent representative of Norway at the UN said", "NO", "UN", Role.PERMANENT_REPRESENTATIVE),
        ("the Norwegian ambassador to Germany said", "NO", "DE", Role.OFFICIAL),
        ("the Norwegian ambassador said", "NO", None, Role.OFFICIAL),
        ("the Norwegian foreign minister said", "NO", None, Role.FOREIGN_MINISTER),
    ],
)
def test_sender_host_and_role(text: str, sender: str, host: str | None, role: Role) -> None:
    [office] = find_offices(text, find_actors(text))
    assert office.actors[0] == sender
    assert office.host[:1] == ((host,) if host else ())
    assert office.role is role


def test_two_senders_are_no_sender_and_host() -> None:
    text = "the French and German ambassadors said"
    [office] = find_offices(text, find_actors(text))
    assert (office.actors, office.host) == (("FR", "DE"), ())


def test_the_host_in_the_table_of_holders() -> None:
    table = default_table()
    assert host_of("permanent representative to the European Union", table) == ("EU",)
    assert host_of("foreign minister", table) == ()
    assert same_house(("UNSC",), ("UN", "NATO"))
    assert not same_house(("NATO",), ("EU", "UN"))
    assert not same_house((), ("NATO",))
