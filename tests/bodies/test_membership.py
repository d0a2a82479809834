"""The roster and the rule of any day: the nearest that the file knows, with the doubt beside it, never an error."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whipcount.bodies.body import Body
from whipcount.bodies.bodyfile import parse_body
from whipcount.bodies.catalogue import list_bodies, load_body
from whipcount.bodies.membership import Member, Span, roster_on
from whipcount.errors import BodyError

LAKE = """
id: LAKE
name: Lake Council
covers: {from: 2000-01-01, to: 2019-12-31}
known_to: 2015-06-30
default: main
members: [{id: A, from: 2000-01-01}, {id: B, from: 2000-01-01, to: 2009-12-31}, {id: C, from: 2005-01-01}]
weights:
  votes:
    - {from: 2000-01-01, to: 2004-12-31, values: {A: 2, B: 1}}
    - {from: 2010-01-01, to: 2010-12-31, values: {A: 3, C: 1}}
rules: {main: a majority of votes, plain: a majority of members}
"""


@pytest.fixture(scope="module")
def lake() -> Body:
    return parse_body(LAKE)


def test_a_known_day_has_no_doubt(lake: Body) -> None:
    roster = lake.roster(date(2006, 1, 1))
    assert [member.id for member in roster.members] == ["A", "B", "C"]
    assert roster.doubt is None
    assert (roster.day, roster.vacant) == (date(2006, 1, 1), 0)


@pytest.mark.parametrize(
    ("asked", "used", "ids"),
    [
        (date(1990, 5, 1), date(2000, 1, 1), ["A", "B"]),
        (date(2030, 5, 1), date(2019, 12, 31), ["A", "C"]),
        (date(2016, 5, 1), date(2015, 6, 30), ["A", "C"]),
    ],
)
def test_another_day_takes_the_nearest_and_says_so(lake: Body, asked: date, used: date, ids: list[str]) -> None:
    roster = lake.roster(asked)
    assert [member.id for member in roster.members] == ids
    assert roster.doubt is not None
    assert (roster.doubt.about, roster.doubt.asked, roster.doubt.used) == ("members", asked, used)
    assert str(asked) in roster.doubt.text
    assert str(used) in roster.doubt.text


def test_weights_of_the_nearest_table_that_has_everybody(lake: Body) -> None:
    known = lake.bound_rule("main", date(2003, 1, 1))
    assert known.doubts == ()
    later = lake.bound_rule("main", date(2012, 1, 1))
    assert [(doubt.about, doubt.used) for doubt in later.doubts] == [("votes", date(2010, 12, 31))]
    assert dict(later.rule.weights)["votes"] == (3, 1)
    assert [doubt.about for doubt in lake.bound_rule("plain", date(2012, 1, 1)).doubts] == []
    with pytest.raises(BodyError, match="no table"):  # no table has A, B and C
        lake.bound_rule("main", date(2006, 1, 1))


@given(st.dates(date(1940, 1, 1), date(2060, 12, 31)))
def test_the_nearest_day_is_covered_and_none_is_nearer(day: date) -> None:
    span = Span(date(1995, 1, 1), date(2020, 1, 1))
    used = span.nearest(day)
    assert span.covers(used)
    assert abs((used - day).days) == span.distance(day)
    assert (used == day) == span.covers(day)
    member = Member("A", "A", (Span(),))
    assert (roster_on((member,), day, span, None).doubt is None) == span.covers(day)


@pytest.mark.parametrize("name", list_bodies())
def test_no_day_is_an_error_for_a_body_of_the_catalogue(name: str) -> None:
    body = load_body(name)
    for year in (1900, 1990, 1994, 2004, 2010, 2016, 2019, 2022, 2024, 2026, 2030, 2060):
        roster = body.roster(date(year, 6, 15))
        assert roster.members
        named = [rule for rule in body.rules if rule.span.covers(date(year, 6, 15))]
        for rule in named:
            counted = {table.name for table in body.weights}
            if any(weight in rule.text and weight not in counted for weight in ("contributions", "votes")):
                continue  # a weight of which no table was obtained
            body.bound_rule(rule.id, date(year, 6, 15))
    assert body.roster(date(2060, 1, 1)).doubt is not None, "every file of the catalogue says to when it is known"


def test_before_a_chambers_list_is_complete_those_stand_in_it_who_are_known_to_have_sat() -> None:
    from whipcount.bodies.catalogue import load_body

    roster = load_body("US-HOUSE").roster(date(2008, 9, 29))
    ids = {member.id for member in roster.members}
    assert {"OH-KUCINICH", "IN-PENCE-MIKE", "MA-FRANK"} <= ids
    assert len(roster.members) <= 435
    assert roster.doubt is not None


def test_within_a_chambers_list_nothing_is_filled_up() -> None:
    from whipcount.bodies.catalogue import load_body

    assert "OH-KUCINICH" not in {m.id for m in load_body("US-HOUSE").roster(date(2014, 1, 10)).members}
    assert len(load_body("NATO").roster(date(1940, 1, 1)).members) == len(
        load_body("NATO").roster(date(1949, 8, 24)).members
    )
