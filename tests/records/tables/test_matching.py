from datetime import date

import pytest

from whipcount.bodies.body import Body, Member, NamedRule, Span
from whipcount.bodies.catalogue import load_body
from whipcount.bodies.member_names import state_codes
from whipcount.records.tables.matching import Roster

DAY = date(2019, 12, 12)


@pytest.mark.parametrize(
    ("code", "name", "member"),
    [
        ("NA", "Namibia", "NA"),
        ("", "NAMIBIA", "NA"),  # written by a program that takes NA for nothing
        ("NAM", "", "NA"),
        ("GR", "Greece", "GR"),
        ("EL", "Greece", "GR"),
        ("GRC", "GREECE", "GR"),
        ("UK", "", "GB"),
        ("", "St. Kitts & Nevis", "KN"),
        ("", "Myanmar (Burma)", "MM"),
        ("", "Côte d’Ivoire", "CI"),
        ("CD", "Congo - Kinshasa", "CD"),
        ("YU", "Yugoslavia", "RS"),  # some tables keep the code for Serbia
        ("Hungary", "", "HU"),  # a name where an id is expected
    ],
)
def test_members_by_id_code_and_name(code, name, member):
    assert Roster(load_body("UNGA")).match(code, name, DAY).member == member


def test_codes_of_the_day():
    roster = Roster(load_body("UNGA"))
    assert roster.match("SU", "", date(1980, 1, 1)).member == "RU"
    assert "stands for nobody" in roster.match("SU", "", DAY).why
    assert "stands for nobody" in roster.match("DDR", "", date(1980, 1, 1)).why
    assert roster.match("CS", "", date(2005, 1, 1)).member == "RS"
    assert roster.match("CS", "", date(1980, 1, 1)).member == ""


def test_a_code_and_a_name_that_differ_match_nobody():
    assert Roster(load_body("UNGA")).match("AT", "Australia", DAY).why == "the code is that of AT, the name that of AU"


def test_who_was_no_member_on_the_day():
    roster = Roster(load_body("NATO"))
    assert roster.match("FI", "Finland", date(2023, 4, 5)).member == "FI"
    assert "was no member on 2022-01-01" in roster.match("FI", "Finland", date(2022, 1, 1)).why
    assert "nobody of the body" in roster.match("AT", "Austria", DAY).why


def test_of_days_before_the_list_begins_nobody_is_refused():
    body = load_body("UNGA")
    assert body.coverage.start
    assert Roster(body).match("US", "", date(1980, 1, 1)).member == "US"


def test_without_a_body_members_stay_as_the_table_names_them():
    assert Roster(None).match("", "Anybody", DAY).member == "Anybody"
    assert Roster(None).match("", "", DAY).why


def test_a_name_that_two_members_have_matches_neither():
    members = tuple(Member(i, "Same Name", (Span(),)) for i in ("P1", "P2"))
    body = Body("X", "X", members, (NamedRule("c", "no objection"),), "c")
    assert Roster(body).match("", "Same Name", DAY).member == ""


def test_senators_by_name_and_state_on_the_day():
    roster = Roster(load_body("US-SENATE"))
    assert roster.match("S001198", "SULLIVAN, Dan (AK)", date(2021, 6, 1)).member == "AK-SULLIVAN"
    assert roster.match("41500", "SULLIVAN, Daniel Scott (AK)", date(2021, 6, 1)).member == "AK-SULLIVAN"
    assert roster.match("AK-SULLIVAN", "", date(2021, 6, 1)).member == "AK-SULLIVAN"
    assert roster.match("S001198", "SULLIVAN, Dan (AK)", date(2012, 6, 1)).member == ""  # the seat was another's then
    assert roster.match("S001198", "SULLIVAN, Dan (ME)", date(2021, 6, 1)).member == ""
    assert "--members" in roster.match("41500", "", date(2021, 6, 1)).why


@pytest.mark.parametrize("body", ["US-SENATE", "US-HOUSE"])
def test_every_member_of_a_day_is_found_by_name_and_state(body):
    roster, day = Roster(load_body(body)), date(2021, 6, 1)
    members, found = load_body(body).members(day), 0
    for member in members:
        *given, family = member.name.removesuffix(" Jr.").split()
        told = roster.match("0", f"{family.upper()}, {' '.join(given)} ({member.region[:2]})", day)
        assert told.member in (member.id, "")  # never another's
        found += told.member != ""
    assert found >= 0.95 * len(members)


def test_every_state_of_the_catalogue_has_a_code():
    ids = {code.id for entries in state_codes().values() for code in entries}
    assert {member.id for member in load_body("UNGA").all_members} <= ids
