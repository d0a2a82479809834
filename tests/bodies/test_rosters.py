"""Rosters by year: how many members each body had, and the patterns that every composition must keep."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.rules.algebra.votes import Vote

COUNTS = {
    "NATO": {1990: 16, 1999: 19, 2004: 26, 2009: 28, 2017: 29, 2020: 30, 2023: 31, 2024: 32},
    "EU-COUNCIL": {1990: 12, 1995: 15, 2004: 25, 2007: 27, 2012: 27, 2013: 28, 2019: 28, 2020: 27, 2025: 27},
    "EU-EUROPEAN-COUNCIL": {1990: 12, 2004: 25, 2007: 27, 2013: 28, 2020: 27},
    "SCHENGEN": {1995: 7, 1997: 9, 2000: 10, 2001: 15, 2007: 24, 2008: 25, 2011: 26, 2022: 26, 2023: 27, 2025: 29},
    "WTO": {
        1995: 112, 1996: 128, 1997: 132, 1998: 133, 1999: 135, 2000: 140, 2001: 143, 2002: 144, 2003: 146, 2004: 148,
        2005: 149, 2006: 149, 2007: 151, 2008: 153, 2011: 153, 2012: 157, 2013: 159, 2014: 160, 2015: 162, 2016: 164,
        2023: 164, 2024: 166,
    },
    "IMF": {2009: 186, 2010: 187, 2012: 188, 2016: 189, 2020: 190, 2024: 191},
    "UNGA": {2000: 189, 2002: 191, 2006: 192, 2011: 193, 2024: 193},
    "COE": {1994: 33, 1996: 40, 1999: 41, 2001: 43, 2004: 46, 2007: 47, 2021: 47, 2022: 46, 2024: 46},
    "OPEC": {1991: 13, 1995: 11, 2007: 13, 2009: 12, 2017: 14, 2018: 15, 2019: 14, 2020: 13, 2024: 12},
    "OPEC-PLUS": {2017: 24, 2019: 24, 2020: 23, 2024: 22},
    "WHA": {2012: 194, 2025: 194},
    "UNFCCC-COP": {2012: 195, 2014: 196, 2016: 197, 2022: 198},
    "UNHRC": {2006: 47, 2012: 47, 2019: 47, 2024: 47, 2026: 47},
    "IAEA-BOARD": {2005: 35, 2009: 35, 2022: 35, 2025: 35},
    "ARAB-LEAGUE": {2000: 22, 2012: 21, 2023: 22},
    "GCC": {1990: 6, 2024: 6},
    "AFRICAN-UNION": {2012: 54, 2017: 55, 2024: 55},
    "ECOWAS": {2010: 15, 2024: 15, 2025: 12},
    "MERCOSUR": {1995: 4, 2012: 4, 2014: 5, 2017: 4, 2024: 5},
    "G7": {1990: 7, 2000: 8, 2013: 8, 2014: 7, 2024: 7},
    "G20": {2000: 20, 2022: 20, 2023: 21},
    "BRICS": {2009: 4, 2011: 5, 2023: 5, 2024: 9, 2025: 10},
    "SCO": {2001: 6, 2017: 8, 2023: 9, 2024: 10},
    "CCAMLR": {2010: 25, 2019: 26, 2023: 27},
    "ASEAN": {2000: 10, 2025: 11},
    "UK-COMMONS": {2012: 650, 2024: 650},
    "CA-FIRST-MINISTERS": {2022: 14},
    "IN-GST-COUNCIL": {2022: 32},
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTS)
def test_how_many_members_at_the_end_of_a_year(name: str) -> None:
    body = load_body(name)
    rosters = {year: body.roster(date(year, 12, 31)) for year in COUNTS[name]}
    assert {year: len(roster.members) for year, roster in rosters.items()} == COUNTS[name]


def test_days_on_which_a_number_changed() -> None:
    for name, day, before, after in (
        ("NATO", date(2024, 3, 7), 31, 32),
        ("EU-COUNCIL", date(2020, 2, 1), 28, 27),
        ("COE", date(2022, 3, 16), 47, 46),
        ("SCHENGEN", date(2023, 1, 1), 26, 27),
        ("G20", date(2023, 9, 9), 20, 21),
        ("ECOWAS", date(2025, 1, 29), 15, 12),
    ):
        body = load_body(name)
        assert (len(body.members(date.fromordinal(day.toordinal() - 1))), len(body.members(day))) == (before, after)


AFRICA = set("AO BJ BW BF BI CV CM CG CD CI DJ EG GQ ET GA GM GH GN GW KE LR LY ML MU MA MZ NA NE NG RW SN SL SO"
             " TD ZA TZ TG TN UG ZW DZ".split())  # fmt: skip
ASIA = set("BH BD IN ID JP JO KZ KR KW LB MY NP OM PK PH QA SG SY AE VN YE".split())
EAST = set("AL AZ BA BG BY HR CZ EE GE HU LV LT PL RO RU SK SI UA".split())
LATIN = set("AR BO BR CL CO CR CU DO EC GT GY HN JM MX PA PE UY VC VE".split())
WEST = set("AT AU BE CA DK FI DE GR IE IT LU MT NL NZ NO PT ES SE CH TR".split())
PERMANENT = {"CN", "FR", "GB", "RU", "US"}


@pytest.mark.parametrize("year", range(1990, 2027))
def test_security_council_has_its_regions_every_year(year: int) -> None:
    body = load_body("UNSC")
    roster = body.roster(date(year, 7, 1))
    assert roster.doubt is None
    ids = {member.id for member in roster.members}
    assert len(ids) == 15
    assert ids >= PERMANENT
    elected = ids - PERMANENT
    seats = (AFRICA, ASIA, EAST, LATIN, WEST)
    assert tuple(len(elected & region) for region in seats) == (3, 2, 1, 2, 2), sorted(elected)
    starting = Counter(span.start.year for m in roster.members for span in m.spans if span.covers(date(year, 7, 1))
                       and span.start and m.id in elected)  # fmt: skip
    if year not in (2017, 2018):  # Italy and the Netherlands shared a term
        assert starting[year] == 5


def test_human_rights_council_is_whole_every_year() -> None:
    body = load_body("UNHRC")
    for year in range(2007, 2027):
        roster = body.roster(date(year, 3, 15))
        assert len(roster.members) == 47, year
    assert len(body.members(date(2018, 7, 1))) == 46  # the United States had left, Iceland was not yet elected
    assert len(body.members(date(2022, 5, 1))) == 46  # Russia was suspended, Czechia not yet elected


def test_boards_that_were_not_obtained_are_a_doubt() -> None:
    body = load_body("IAEA-BOARD")
    assert body.roster(date(2022, 11, 17)).doubt is None
    missing = body.roster(date(2018, 6, 1))
    assert missing.doubt is not None
    assert len(missing.members) == 35


@pytest.mark.parametrize("year", range(2007, 2027))
def test_a_qualified_majority_can_be_counted_every_year(year: int) -> None:
    council = load_body("EU-COUNCIL")
    day = date(year, 3, 31)
    bound = council.bound_rule("qmv", day)
    assert bound.rule.carries(dict.fromkeys(bound.rule.members, Vote.YES))
    table = council.weight_table("population", day, required=False)
    checked = council.bound_rule("qmv_checked" if year < 2015 else "qmv", day)
    doubts = [doubt.about for doubt in checked.doubts if doubt.about == "population"]
    assert doubts == ([] if table is not None else ["population"])
    people = dict(checked.rule.weights)["population"]
    large = max(people)
    assert 0.15 < float(large / sum(people)) < 0.20  # Germany's share, whatever the unit
    six = sum(sorted(people)[-6:]) / sum(people)
    assert 0.69 < float(six) < 0.77


def test_population_tables_add_up_to_what_is_known_of_them() -> None:
    council = load_body("EU-COUNCIL")
    totals = {2011: 501_103, 2018: 511_522, 2021: 447_320}  # thousands, from the same sources
    for year, thousands in totals.items():
        table = council.weight_table("population", date(year, 6, 1))
        assert table is not None
        unit = 10 if "hundreds" in table.unit else 1000
        assert abs(float(sum(value for _, value in table.values)) / unit - thousands) < 1


def test_candidates_are_apart_from_members() -> None:
    schengen = load_body("SCHENGEN")
    day = date(2024, 12, 1)
    assert {"BG", "RO"} <= {member.id for member in schengen.candidates_on(day)}
    assert not {"BG", "RO"} & {member.id for member in schengen.members(day)}
    assert {"BG", "RO"} <= {member.id for member in schengen.members(date(2025, 1, 1))}
    for name in ("NATO", "EU-COUNCIL", "SCHENGEN", "WTO", "COE", "ASEAN", "BRICS"):
        body = load_body(name)
        for year in range(1996, 2026):
            day = date(year, 7, 1)
            both = {m.id for m in body.members(day)} & {m.id for m in body.candidates_on(day)}
            assert not both, (name, year, both)


def test_rules_by_act() -> None:
    for name, act, rule in (
        ("EU-COUNCIL", "sanctions", "unanimity"),
        ("EU-COUNCIL", "enlargement", "unanimity"),
        ("EU-COUNCIL", "budget", "unanimity"),
        ("EU-COUNCIL", "law", "qmv"),
        ("EU-COUNCIL", "tariffs", "qmv"),
        ("EU-EUROPEAN-COUNCIL", "appointment", "qmv_no_proposal"),
        ("SCHENGEN", "admission", "admit"),
        ("UNSC", "resolution", "substantive"),
        ("WTO", "decision", "consensus"),
        ("US-SENATE", "bill", "bill"),
        ("US-SENATE", "cloture", "cloture"),
        ("COE", "membership invitation", "invitation"),
        ("OPEC", "admission", "admission"),
        ("AFRICAN-UNION", "election", "election"),
        ("UK-COMMONS", "bill", "vote"),
    ):
        assert load_body(name).named_rule(act, date(2024, 6, 1)).id == rule, (name, act)


def test_weights_of_the_federal_bodies() -> None:
    council = load_body("IN-GST-COUNCIL").rule("vote")
    votes = dict(zip(council.members, dict(council.weights)["votes"], strict=True))
    assert votes["IN"] * 3 == sum(votes.values())  # the Union has a third
    without_union = dict.fromkeys(council.members, Vote.YES) | {"IN": Vote.NO}
    assert not council.carries(without_union)
    ministers = load_body("CA-FIRST-MINISTERS").rule("constitution")
    people = dict(zip(ministers.members, dict(ministers.weights)["population"], strict=True))
    assert sum(people.values()) == 36_991_981
    seven = dict.fromkeys(("CA", "CA-BC", "CA-AB", "CA-SK", "CA-MB", "CA-NB", "CA-NS", "CA-PE"), Vote.YES)
    assert not ministers.carries(seven)  # seven provinces without half of the people
    assert ministers.carries(seven | {"CA-ON": Vote.YES})
