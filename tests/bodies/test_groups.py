"""Groups of states: who belongs on a day, and how reports name them."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.bodies import groups
from whipcount.bodies.catalogue import load_body
from whipcount.bodies.countries import default_table
from whipcount.errors import BodyError

DAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("group", "day", "count"),
    [
        ("BALTIC", DAY, 3),
        ("NORDIC", DAY, 5),
        ("NORDIC-BALTIC", DAY, 8),
        ("VISEGRAD", DAY, 4),
        ("BENELUX", DAY, 3),
        ("WEIMAR", DAY, 3),
        ("P5", date(1995, 1, 1), 5),
        ("E10", date(1995, 1, 1), 10),
        ("A3", DAY, 3),
        ("A3", date(2019, 6, 1), 3),
        ("G7-STATES", DAY, 7),
        ("G7-STATES", date(2005, 6, 1), 8),
        ("BRICS-STATES", date(2015, 1, 1), 5),
        ("BRICS-STATES", DAY, 9),
        ("GULF", DAY, 6),
        ("BUCHAREST-NINE", DAY, 9),
        ("WESTERN-BALKANS", DAY, 6),
        ("EUMED", date(2020, 1, 1), 7),
        ("EUMED", DAY, 9),
        ("EURO-AREA", date(2000, 6, 1), 11),
        ("EURO-AREA", date(2014, 6, 1), 18),
        ("EURO-AREA", DAY, 20),
        ("EURO-AREA", date(2026, 6, 1), 21),
        ("OPEC-EIGHT", DAY, 8),
        ("EU-STATES", date(2015, 1, 1), 28),
        ("SAHEL-ALLIANCE", date(2020, 1, 1), 0),
    ],
)
def test_how_many_on_a_day(group: str, day: date, count: int) -> None:
    assert len(groups.members_of(group, day)) == count


@pytest.mark.parametrize("group", groups.default_groups())
def test_every_group_names_known_actors_each_once(group: str) -> None:
    table = default_table()
    for day in (None, date(1995, 1, 1), DAY, date(2030, 1, 1)):
        ids = groups.members_of(group, day)
        assert len(ids) == len(set(ids))
        assert {i for i in ids if i not in table.actors} <= {"EH"}  # no state of the table of actors


def test_permanent_and_elected_members_are_the_council() -> None:
    for year in range(1990, 2027):
        day = date(year, 6, 1)
        both = {*groups.members_of("P5", day), *groups.members_of("E10", day)}
        assert both == {member.id for member in load_body("UNSC").members(day)}


def test_within_a_body() -> None:
    assert groups.members_of("NORDIC", date(2022, 1, 1), body="NATO") == ("DK", "IS", "NO")
    assert set(groups.members_of("NORDIC", DAY, body="NATO")) == {"DK", "FI", "IS", "NO", "SE"}
    assert groups.members_of("NORDIC", DAY, body="EU-COUNCIL") == ("DK", "FI", "SE")


def test_the_doubt_of_the_body_is_kept() -> None:
    assert groups.roster_of("E10", date(2030, 1, 1)).doubt is not None
    assert groups.roster_of("BALTIC", date(2030, 1, 1)).doubt is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The three Baltic states agreed.", [("BALTIC", "Baltic states")]),
        ("the Nordic members of the alliance", [("NORDIC", "Nordic members")]),
        ("NORDIC-BALTIC is no heading", []),
        ("Nordic-Baltic countries met", [("NORDIC-BALTIC", "Nordic-Baltic countries")]),
        ("Gulf Arab states and the P5", [("GULF", "Gulf Arab states"), ("P5", "P5")]),
        ("Britain, France and Germany abstained", [("E3", "Britain, France and Germany")]),
        ("the council's ten elected members", [("E10", "ten elected members")]),
        ("Permanent members Russia and China", [("P5", "Permanent members")]),
        ("the frugal four", [("FRUGAL-FOUR", "frugal four")]),
        ("euro zone countries", [("EURO-AREA", "euro zone countries")]),
        ("the Baltic Sea states", []),
        ("NATO partners in the Pacific", []),  # partners are no members
        ("EU neighbours", []),
        ("elected members of parliament", []),
        ("OPEC+ countries", []),
        ("the basic countries of origin", []),
        ("the Quadrant", []),
    ],
)
def test_groups_that_a_text_names(text: str, found: list[tuple[str, str]]) -> None:
    assert [(mention.id, mention.span.of(text)) for mention in groups.named(text)] == found


def test_no_spelling_means_two_groups() -> None:
    seen: dict[str, str] = {}
    for group in groups.default_groups().values():
        for spelling in group.spellings:
            assert seen.setdefault(spelling, group.id) == group.id, spelling


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("The permanent members of the Security Council met.", "P5"),
        ("The elected members of the council met.", "E10"),
        ("The African members of the Security Council abstained.", "A3"),
        ("The council's African members abstained.", "A3"),
        ("The members of the African Union abstained.", "AFRICA"),
    ],
)
def test_a_group_s_own_spelling_goes_before_the_nouns_of_a_body(text: str, group: str) -> None:
    assert [mention.id for mention in groups.named(text)] == [group]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{nouns: [], groups: [{id: A, name: A}]}", "neither"),
        ("{nouns: [], groups: [{id: A, name: A, members: [X]}, {id: A, name: B, members: [X]}]}", "twice"),
        ("{nouns: [], groups: [{id: A, name: A, members: [X], within: Z}]}", "names the group 'Z'"),
        ("{nouns: [], groups: [{id: A, nom: A, members: [X]}]}", "is missing|unknown field"),
    ],
)
def test_bad_tables_get_one_clear_error(text: str, problem: str) -> None:
    with pytest.raises(BodyError, match=problem):
        groups.parse_groups(text)


def test_unknown_group() -> None:
    with pytest.raises(BodyError, match="no group"):
        groups.members_of("LAKES")
