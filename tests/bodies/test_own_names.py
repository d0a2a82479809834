"""Members whom no table of actors knows, by whatever name a report gives them."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.member_actors import PERSON
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.bodies.membership import Member
from whipcount.bodies.own_names import OwnNames


def found(text: str, *members: Member) -> list[str]:
    names = OwnNames.of(members)
    return [name.member for name in names.find(text)] if names else []


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("BUNDESRAT", "Mecklenburg-Western Pomerania and Saxony voted no.", ["DE-MV", "DE-SN"]),
        ("BUNDESRAT", "Lower Saxony, Saxony-Anhalt and Sachsen-Anhalt", ["DE-NI", "DE-ST", "DE-ST"]),
        ("BUNDESRAT", "Bayern, Hessen and Thueringen", ["DE-BY", "DE-HE", "DE-TH"]),
        ("BUNDESRAT", "Baden-Wuerttemberg and NRW", ["DE-BW", "DE-NW"]),
        ("BUNDESRAT", "Berlin voted for it, Rheinland-Pfalz did not.", ["DE-BE", "DE-RP"]),
        ("CA-FIRST-MINISTERS", "Newfoundland, P.E.I. and B.C.", ["CA-NL", "CA-PE", "CA-BC"]),
        ("CA-FIRST-MINISTERS", "British Columbia and Newfoundland and Labrador", ["CA-BC", "CA-NL"]),
        ("CA-FIRST-MINISTERS", "The PEI premier met those of the Yukon and NWT.", ["CA-PE", "CA-YT", "CA-NT"]),
        ("IN-GST-COUNCIL", "Orissa and Pondicherry agreed, Delhi did not.", ["IN-OD", "IN-PY", "IN-DL"]),
        ("IN-GST-COUNCIL", "New Delhi said that Delhi would pay.", ["IN", "IN-DL"]),
    ],
)
def test_spellings_of_the_catalogue(body: str, text: str, expected: list[str]) -> None:
    assert [member for _, member in MemberFinder(load_body(body), date(2021, 3, 1)).named(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tarn voted no.", ["T"]),
        ("Imperial Tarn voted no.", ["T"]),
        ("Only Tarn voted no.", ["T"]),
        ("The Tarn delegate left.", ["T"]),
        ("Little Tarn voted no.", []),
        ("It was Little Tarn.", []),
        ("Clubs Tarn and Montjoy met.", ["T", "M"]),
        ("Port Montjoy is a town.", []),
        ("The chair of Montjoy said so.", ["M"]),
        ("Yesterday, Montjoy left.", ["M"]),
    ],
)
def test_the_last_word_of_a_longer_name_is_not_it(text: str, expected: list[str]) -> None:
    assert found(text, Member("T", "Imperial Tarn", ()), Member("M", "Real Montjoy", ())) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gordon H. Pell of Orr", ["A"]),
        ("Gordon Pell and Robert Pell", ["A", "B"]),
        ("Robert J. Pell Jr.", ["B"]),
        ("Pell voted no.", []),
        ("Ann Hale, Mrs Hale and A. Hale", ["C", "C", "C"]),
        ("Amori dissented.", ["D"]),
        ("J. K. Amori dissented.", ["D"]),
    ],
)
def test_persons_by_more_and_fewer_given_names(text: str, expected: list[str]) -> None:
    members = (
        Member("A", "Gordon Pell", (), region="OR"),
        Member("B", "Robert Pell", (), region="NH"),
        Member("C", "Ann Hale", (), region="WA"),
        Member(f"{PERSON}D", "Amori", ()),
    )
    assert [one.removeprefix(PERSON) for one in found(text, *members)] == expected


def test_other_spellings_are_told_to_people_and_tables() -> None:
    assert load_body("BUNDESRAT").member("Thueringen").id == "DE-TH"
    assert load_body("CA-FIRST-MINISTERS").member("Newfoundland").id == "CA-NL"


def test_numbered_seats_have_no_names() -> None:
    assert OwnNames.of([Member("S-1", "seat 1", ())]) is None
