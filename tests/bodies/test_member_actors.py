"""A body's own members as actors: added by the names of the body's file, never over those that are there."""

from __future__ import annotations

from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.countries import Actor, ActorTable, default_table
from whipcount.bodies.member_actors import with_members

LAKE = parse_body(
    "id: LAKE\nname: Lake Council\ndefault: d\nrules: {d: all members}\nmembers: [{id: KELL, name: Kell}, "
    "{id: PERSON-ROE, name: Ada Roe}, {id: SEAT-1, name: Seat 1}, {id: FR, name: France}]\n"
)


def test_members_that_the_table_lacks_are_added_with_their_kind() -> None:
    table = with_members(None, LAKE)
    assert table is not None
    added = {key: actor for key, actor in table.actors.items() if key not in default_table().actors}
    assert {key: actor.kind for key, actor in added.items()} == {
        "KELL": "state",
        "PERSON-ROE": "person",
        "LAKE": "body",
    }
    assert table.actors["FR"] == default_table().actors["FR"]
    assert table.ambiguous == default_table().ambiguous


def test_a_numbered_seat_is_nobodys_name() -> None:
    table = with_members(None, LAKE)
    assert table is not None
    assert "SEAT-1" not in table.actors


def test_what_the_dossiers_own_table_says_stays() -> None:
    own = ActorTable({"KELL": Actor("KELL", "The Kellish", "state")}, {}, frozenset())
    table = with_members(own, LAKE)
    assert table is not None
    assert table.actors["KELL"].name == "The Kellish"
    assert "PERSON-ROE" in table.actors
    assert "FR" in table.actors


def test_where_nothing_is_missing_it_is_the_same_table() -> None:
    table = with_members(None, LAKE)
    assert with_members(table, LAKE) is table
    assert with_members(table, None) is table
    assert with_members(None, LAKE) is table  # made once
