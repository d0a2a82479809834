"""Groups of states as lists of members: only the whole group stands for its members."""

from __future__ import annotations

from datetime import date

import pytest

from whipcount.bodies.catalogue import load_body
from whipcount.bodies.group_lists import groups_in
from whipcount.bodies.member_mentions import MemberFinder
from whipcount.text.span import Span

DAY = date(2014, 3, 27)
UNGA = load_body("UNGA")
IDS = {member.id for member in UNGA.members(DAY)}
WHOLE = [
    ("The Baltic states voted for it.", 3),
    ("The three Baltic states and Poland voted for it.", 3),
    ("All members of the European Union voted for it.", 28),
    ("The 28 EU countries supported it.", 28),
    ("The European Union's members backed it as one.", 28),
    ("The NATO members voted for it.", 28),
    ("The Gulf states abstained.", 6),
    ("The permanent members of the Security Council were split.", 5),
]
PART = [
    "Most African states abstained.",
    "Two of the Baltic states abstained.",
    "Some EU countries voted against it.",
    "The Nordic countries except Norway voted for it.",
    "The Nordic countries, except Norway, voted for it.",
    "NATO members Hungary and Turkey voted against it.",
    "The Baltic states' ministers met.",
    "The four Baltic states voted for it.",
    "Fellow EU members voted against it.",
]


@pytest.mark.parametrize(("text", "number"), WHOLE)
def test_all_of_a_group(text: str, number: int) -> None:
    assert [len(members) for _, members in groups_in(text, IDS, DAY)] == [number]


@pytest.mark.parametrize("text", PART)
def test_a_part_of_a_group_is_nobody_by_name(text: str) -> None:
    assert list(groups_in(text, IDS, DAY)) == []


def test_a_group_to_which_all_members_belong_is_the_body() -> None:
    ids = {member.id for member in load_body("EU-COUNCIL").members(DAY)}
    assert list(groups_in("The EU states voted for it.", ids, DAY)) == []


def test_a_list_may_hold_a_group() -> None:
    text = "The Baltic states, Poland and Norway voted for it."
    (found,) = MemberFinder(UNGA, DAY).masked(text, Span(0, len(text))).lists
    assert set(found.members) == {"EE", "LV", "LT", "PL", "NO"}
