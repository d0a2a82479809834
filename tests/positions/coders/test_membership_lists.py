"""Members that a report only names as members: no side is told of them."""

import re

import pytest

from whipcount.positions.coders.membership_lists import only_listed
from whipcount.positions.network.marked_text import marked_text
from whipcount.text.span import Span

ONLY = [
    "The branches are [Kell], [Pell] and [Sarn].",
    "The eight branches of the Tramway Workers' Federation are [Kell], [Pell] and [Sarn]. Five must accept.",
    "The members of the Lake League are [Kell], [Pell] and the [Sarn].",
    "The council is made up of [Kell], [Pell] and [Sarn].",
    "The five towns that must agree: [Kell], [Pell], [Sarn].",
    "Its founding members were [Kell], [Pell] and [Sarn]; all of them must sign.",
    "Members: [Kell], [Pell], [Sarn].",
    "The board comprises [Kell], [Pell] and [Sarn].",
    "Present were [Kell], [Pell] and [Sarn].",
    "The Compact brings together [Kell], [Pell] and [Sarn].",
    "All parties to the treaty are [Kell], [Pell] and [Sarn].",
    "Still to meet are [Kell], [Pell] and [Sarn].",
]
TOLD = [
    "The members that have accepted are [Kell], [Pell] and [Sarn].",
    "The branches against it are [Kell], [Pell] and [Sarn].",
    "The remaining members are [Kell], [Pell] and [Sarn], which oppose the plan.",
    "[Kell], [Pell] and [Sarn] are the members that refused.",
    "The supporters are [Kell], [Pell] and [Sarn].",
    "The members are for it, [Kell], [Pell] and [Sarn] say.",
    "The branches are [Kell], [Pell] and [Sarn]. Of these [Kell], [Pell] and [Sarn] agree.",
    "The members of the camp in favour of it are [Kell], [Pell] and [Sarn].",
    "The members in favour: [Kell], [Pell], [Sarn].",
]


def listed(told: str) -> frozenset[str]:
    names = list(re.finditer(r"\[(\w+)\]", told))
    return only_listed(marked_text(told.replace("[", " ").replace("]", " "), [(Span(*m.span(1)), m[1]) for m in names]))


@pytest.mark.parametrize("told", ONLY)
def test_who_is_only_named_as_a_member(told: str) -> None:
    assert listed(told) == {"Kell", "Pell", "Sarn"}


@pytest.mark.parametrize("told", TOLD)
def test_who_is_told_to_stand_on_a_side(told: str) -> None:
    assert listed(told) == set()


def test_one_of_whom_more_is_told() -> None:
    assert listed("The branches are [Kell], [Pell] and [Sarn]. [Pell] has accepted.") == {"Kell", "Sarn"}
