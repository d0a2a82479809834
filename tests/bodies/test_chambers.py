"""The US Senate and House: seats on a day, names with party and state, vacancies."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.bodies import chambers
from whipcount.bodies.catalogue import load_body
from whipcount.errors import BodyError

DAY = date(2023, 6, 1)


@pytest.mark.parametrize(
    ("day", "seated", "vacant"),
    [
        (date(1993, 1, 15), 100, 0),
        (date(1995, 12, 15), 99, 1),  # Packwood's
        (date(2009, 4, 15), 99, 1),  # Minnesota's recount
        (date(2012, 1, 15), 100, 0),
        (date(2013, 6, 5), 99, 1),  # Lautenberg's seat, before Chiesa was appointed
        (date(2018, 8, 30), 99, 1),  # McCain's
        (date(2021, 1, 10), 99, 1),  # Perdue's term was over, Ossoff not yet sworn in
        (date(2022, 6, 1), 100, 0),
        (date(2024, 9, 1), 99, 1),  # Menendez's
        (date(2025, 6, 1), 100, 0),
    ],
)
def test_senate_of_a_day(day: date, seated: int, vacant: int) -> None:
    roster = load_body("US-SENATE").roster(day)
    assert (len(roster.members), roster.vacant, roster.doubt) == (seated, vacant, None)
    by_state: dict[str, int] = {}
    for member in roster.members:
        by_state[member.region] = by_state.get(member.region, 0) + 1
    assert len(by_state) == 50
    assert max(by_state.values()) == 2


@pytest.mark.parametrize(
    ("day", "parties"),
    [
        (date(1993, 1, 15), (57, 43, 0)),
        (date(1995, 1, 15), (47, 53, 0)),
        (date(1999, 2, 12), (45, 55, 0)),
        (date(2001, 1, 15), (50, 50, 0)),
        (date(2001, 7, 15), (50, 49, 1)),  # Jeffords had left his party
        (date(2003, 1, 15), (48, 51, 1)),
        (date(2005, 1, 15), (44, 55, 1)),
        (date(2007, 1, 15), (49, 49, 2)),
        (date(2009, 12, 24), (58, 40, 2)),
        (date(2013, 1, 15), (53, 45, 2)),
        (date(2015, 1, 15), (44, 54, 2)),
        (date(2021, 2, 13), (48, 50, 2)),
        (date(2023, 2, 15), (48, 49, 3)),
        (date(2025, 2, 15), (45, 53, 2)),
    ],
)
def test_parties_of_the_senate_are_as_known(day: date, parties: tuple[int, int, int]) -> None:
    held = [term.party for term in chambers.seats_on("US-SENATE", day)]
    assert tuple(held.count(party) for party in "DRI") == parties


def test_house_of_a_day() -> None:
    house = load_body("US-HOUSE")
    for year in range(2013, 2027):
        for month in (2, 7):
            roster = house.roster(date(year, month, 15))
            assert 428 <= len(roster.members) <= 435
            assert roster.vacant == 435 - len(roster.members)
    assert len(house.roster(date(2018, 10, 15)).members) == 428
    assert len(house.roster(date(2024, 3, 1)).members) == 432


@pytest.mark.parametrize(
    ("day", "parties"),
    [
        (date(2013, 1, 15), (200, 234)),
        (date(2019, 2, 15), (235, 197)),
        (date(2021, 2, 15), (221, 211)),
        (date(2023, 2, 15), (212, 222)),
        (date(2025, 2, 15), (215, 218)),
    ],
)
def test_parties_of_the_house_are_as_known(day: date, parties: tuple[int, int]) -> None:
    held = [term.party for term in chambers.seats_on("US-HOUSE", day)]
    assert (held.count("D"), held.count("R")) == parties


@pytest.mark.parametrize("chamber", [chambers.SENATE, chambers.HOUSE])
def test_nobody_sits_in_a_seat_with_another(chamber: str) -> None:
    for year in range(2013, 2027):
        for month in range(1, 13, 3):
            seats = [t.region for t in chambers.seats_on(chamber, date(year, month, 20))]
            limit = 2 if chamber == chambers.SENATE else 1
            assert max(seats.count(region) for region in set(seats)) <= limit


def test_a_day_beyond_the_table_is_a_doubt_and_no_error() -> None:
    early, late = load_body("US-SENATE").roster(date(1980, 5, 1)), load_body("US-SENATE").roster(date(2030, 5, 1))
    assert early.doubt is not None
    assert early.doubt.used == date(1993, 1, 5)
    assert late.doubt is not None
    assert len(early.members) == len(late.members) == 100
    assert chambers.find_seat("US-SENATE", date(2030, 1, 1), "Lisa Murkowski") is not None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sens. Bernie Sanders (I-Vt.) and Joe Manchin (D-W.Va.) met.", ["VT-SANDERS", "WV-MANCHIN"]),
        ("Rep. Alexandria Ocasio-Cortez, D-N.Y., spoke.", ["NY-OCASIO-CORTEZ"]),
        ("Republican Sen. Lisa Murkowski spoke.", ["AK-MURKOWSKI"]),
        ("Senate Majority Leader Chuck Schumer (D-NY) spoke.", ["NY-SCHUMER"]),
        ("Rep. Chip Roy (R-TX-21) spoke.", ["TX-ROY"]),
        ("Sen. Catherine Cortez Masto, D-Nev., spoke.", ["NV-CORTEZ-MASTO"]),
        ("Sen. Ben Ray Luján (D-N.M.) and Sen. Tim Scott (R-S.C.) spoke.", ["NM-LUJAN", "SC-SCOTT"]),
        ("Sen. Scott spoke.", [None]),  # two Senators of that name: neither is guessed
        ("Sen. Ann Tully (R-Maine) spoke.", [None]),  # an invented name is nobody's seat
        ("Sen. Susan Collins (R-Ohio) spoke.", [None]),  # a name with another state's seat is nobody's either
        ("Ann Tully (R-Lakeland) spoke of Maine.", []),
        ("The vitamin D-Calcium debate", []),
    ],
)
def test_seats_that_a_text_names(text: str, found: list[str | None]) -> None:
    mentions = chambers.find_seats(text, DAY)
    assert [mention.term and mention.term.id for mention in mentions] == found


def test_spans_hold_title_name_and_affiliation() -> None:
    text = "It fell to Sen. Ann Tully (R-Maine) to speak."
    [mention] = chambers.find_seats(text, DAY)
    assert mention.span.of(text) == "Sen. Ann Tully (R-Maine)"
    assert mention.name == "Ann Tully"
    assert mention.affiliation == chambers.Affiliation("R", "ME")
    assert mention.chamber == "US-SENATE"


def test_party_of_the_day() -> None:
    before = chambers.find_seat("US-SENATE", date(2022, 6, 1), "Kyrsten Sinema")
    after = chambers.find_seat("US-SENATE", date(2023, 6, 1), "Kyrsten Sinema")
    assert before is not None
    assert after is not None
    assert (before.party, after.party) == ("D", "I")
    assert len(load_body("US-SENATE").member("AZ-SINEMA").spans) == 1  # a change of party ends no membership


def test_the_casting_vote_is_rule_data() -> None:
    senate = load_body("US-SENATE")
    assert senate.named_rule("bill").casting == "Vice President of the United States"
    assert senate.named_rule("treaty").casting == ""
    assert senate.rule("cloture").members[0] in {member.id for member in senate.members()}


def test_unknown_chamber() -> None:
    with pytest.raises(BodyError, match="no table of seats"):
        chambers.terms("LAKE-HOUSE")
