"""The state of a rule against every way in which the votes that are open may still be cast."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.status import Status, holding_up, left, status
from whipcount.rules.algebra.votes import Vote

RULES = [
    "no objection", "all members", "2 members", "more than 50% of members voting", "2/3 of members",
    "2 members and no objection among {A}", "all members or 3 members",
]  # fmt: skip
casts = st.dictionaries(st.sampled_from("ABCD"), st.sampled_from(list(Vote)), max_size=4)


def ends(rule, cast):
    still = [member for member in rule.members if member not in cast]
    return {
        rule.carries({**cast, **dict(zip(still, votes, strict=True))})
        for votes in product(list(Vote), repeat=len(still))
    }


@pytest.mark.parametrize("text", RULES)
@given(casts)
@settings(max_examples=25)
def test_it_is_decided_if_all_ways_end_the_same(text, cast):
    rule = Rule.of(text, list("ABCD"))
    wanted = {True: Status.CARRIED, False: Status.BLOCKED}
    got = ends(rule, cast)
    assert status(rule.system, cast) is (Status.OPEN if len(got) == 2 else wanted[got.pop()])


@pytest.mark.parametrize("text", RULES)
@given(casts)
@settings(max_examples=15)
def test_who_is_left_can_still_matter(text, cast):
    rule = Rule.of(text, list("ABCD"))
    told = left(rule.system, cast)
    assert not set(told) & set(cast)
    for member in told:
        others = [m for m in rule.members if m not in cast and m != member]
        assert any(
            len({rule.carries({**cast, **dict(zip(others, votes, strict=True)), member: vote}) for vote in Vote}) == 2
            for votes in product(list(Vote), repeat=len(others))
        )


def test_who_holds_it_up():
    rule = Rule.of("no objection", list("ABC"))
    assert holding_up(rule.system, {"A": Vote.NO}) == ("A",)
    assert holding_up(rule.system, {"A": Vote.NO, "B": Vote.NO}) == ()  # the change of one alone is not enough
    assert holding_up(rule.system, {"A": Vote.YES}) == ()
