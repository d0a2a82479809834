"""Whom people mean: spellings, codes, peoples; what is close is told and never taken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.catalogue import body_names, load_body
from whipcount.bodies.member_names import MemberNames
from whipcount.errors import BodyError

LAKE = """
id: LAKE
name: Lake Council
default: d
members: [{id: KELL, name: Kell}, {id: FERROW-BAY, name: Ferrow Bay}, {id: SAINT-ORM, name: St. Orm & Vale}]
rules: {d: all members}
"""


@pytest.fixture(scope="module")
def lake() -> Body:
    return parse_body(LAKE)


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ("kell", "KELL"), (" KELL ", "KELL"), ("Kell's", "KELL"), ("ferrow bay", "FERROW-BAY"),
        ("Ferrow-Bay", "FERROW-BAY"), ("FERROWBAY", "FERROW-BAY"), ("the Ferrow Bay", "FERROW-BAY"),
        ("Saint Orm and Vale", "SAINT-ORM"), ("st orm & vale", "SAINT-ORM"),
    ],
)  # fmt: skip
def test_a_name_in_any_spelling(lake: Body, text: str, member: str) -> None:
    assert lake.member(text).id == member


@pytest.mark.parametrize("text", ["Kel", "Ferow Bay", "St. Orn and Vale"])
def test_what_is_close_is_told_and_not_taken(lake: Body, text: str) -> None:
    with pytest.raises(BodyError, match="did you mean"):
        lake.member(text)
    assert MemberNames(lake.all_members).find(text).guess is not None


def test_what_is_like_nothing_lists_the_members(lake: Body) -> None:
    with pytest.raises(BodyError) as raised:
        lake.member("Zanzibar")
    assert raised.value.accepted == "KELL, FERROW-BAY, SAINT-ORM"


def test_a_name_of_two_means_neither() -> None:
    found = MemberNames(load_body("us-senate").all_members).find("Scott")
    assert (found.member, found.several, len(found.close)) == (None, True, 2)


@pytest.mark.parametrize("body", [names.id for names in body_names()])
def test_every_member_goes_by_its_id(body: str) -> None:
    members = load_body(body).all_members
    names = MemberNames(members)
    for member in members:
        found = names.find(member.id)
        assert found.member == member or (found.several and member in found.close)


@given(st.text(max_size=60))
def test_any_text_is_somebody_or_nobody(text: str) -> None:
    found = MemberNames(load_body("UNSC").all_members).find(text)
    assert found.member is None or not found.close
    assert found.guess is None or found.guess in found.close
