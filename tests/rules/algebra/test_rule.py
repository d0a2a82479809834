from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.strategies import all_votings, holds, rules
from whipcount.errors import RuleError
from whipcount.rules.algebra import build
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.status import Status
from whipcount.rules.algebra.votes import Vote

Y, N, A, F, X = Vote.YES, Vote.NO, Vote.ABSTAIN, Vote.FORMAL, Vote.ABSENT


@settings(max_examples=60, deadline=None)
@given(rules(max_members=4))
def test_five_state_votes_against_the_words_of_the_rule(rule):
    for votes in all_votings(rule.members):
        assert rule.carries(votes) == holds(rule.expression, rule, votes)


@pytest.mark.slow
def test_five_state_votes_of_seven_members_by_brute_force():
    ids = tuple("ABCDEFG")
    text = (
        "2/3 of votes voting and no objection among {A, B} and not (1/3 of members formally abstaining), or 6 members"
    )
    rule = Rule.of(text, ids, weights={"votes": [5, 4, 3, 2, 2, 1, 1]})
    assert all(rule.carries(votes) == holds(rule.expression, rule, votes) for votes in all_votings(ids))


@settings(max_examples=60, deadline=None)
@given(rules(max_members=4), st.data())
def test_status_is_what_all_endings_agree_on(rule, data):
    cast = {m: data.draw(st.sampled_from(Vote)) for m in rule.members if data.draw(st.booleans())}
    free = [m for m in rule.members if m not in cast]
    ends = {rule.carries({**cast, **dict(zip(free, votes, strict=True))}) for votes in product(Vote, repeat=len(free))}
    expected = Status.OPEN if len(ends) == 2 else Status.CARRIED if ends == {True} else Status.BLOCKED
    assert rule.status(cast) is expected
    left = rule.left(cast)
    assert set(left) <= set(free)
    assert bool(left) == (expected is Status.OPEN)


def test_consensus_does_not_need_a_yes_and_unanimity_does():
    ids = ["A", "B"]
    consensus, unanimity = Rule.of(build.consensus(), ids), Rule.of(build.unanimity(), ids)
    assert consensus.carries({})
    assert not unanimity.carries({"A": Y})
    assert consensus.status({"A": Y}) is Status.OPEN
    assert consensus.status({"A": N}) is Status.BLOCKED
    assert consensus.holding_up({"A": N, "B": Y}) == ("A",)
    assert unanimity.holding_up({"A": A}) == ("A",)


def test_constructive_abstention():
    ids = list("ABC")
    rule = Rule.of(build.constructive_abstention(), ids, weights={"population": [60, 20, 20]})
    assert rule.carries({"A": Y, "B": F, "C": Y})  # a third of the members, but not of the population
    assert not rule.carries({"A": F, "B": Y, "C": Y})
    assert rule.carries({"A": A, "B": A, "C": A})


def test_a_share_of_nobody_is_not_reached():
    rule = Rule.of("0% of members voting", ["A"])
    assert not rule.carries({})
    assert rule.carries({"A": N})


def test_rules_are_values():
    one = Rule.of("65% of votes", "AB", weights={"votes": {"A": "2.50", "B": 1}})
    two = Rule.of("13/20 of votes", "AB", weights={"votes": [Fraction(5, 2), 1]})
    assert one == two
    assert hash(one) == hash(two)
    assert Rule.from_dict(one.to_dict()) == one


def test_huge_weights_stay_exact():
    big = 10**30
    rule = Rule.of("more than 50% of votes", list("ABC"), weights={"votes": [big, big, 1]})
    assert not rule.carries({"A": Y})
    assert rule.carries({"A": Y, "C": Y})
    assert rule.status({"A": Y, "B": N}) is Status.OPEN


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: Rule.of("1 member", []), "needs members"),
        (lambda: Rule.of("1 member", ["A", "A"]), "twice"),
        (lambda: Rule.of("1 member", [f"m{i}" for i in range(20_000)]), "20,000 members"),
        (lambda: Rule.of("1 votes", ["A"]), "no member has a weight"),
        (lambda: Rule.of("1 votes", ["A"], weights={"votes": [-1]}), "negative"),
        (lambda: Rule.of("1 votes", ["A"], weights={"votes": [0.5]}), "not an exact number"),
        (lambda: Rule.of("1 votes", ["A"], weights={"votes": ["1e999999999"]}), "not a number"),
        (lambda: Rule.of("1 votes", ["A"], weights={"votes": ["1/0"]}), "divides by zero"),
        (lambda: Rule.of("1 votes", ["A", "B"], weights={"votes": [1]}), "1 weights"),
        (lambda: Rule.of("1 votes", ["A", "B"], weights={"votes": {"A": 1}}), "missing for 'B'"),
        (lambda: Rule.of("1 votes", ["A"], weights={"votes": {"A": 1, "Z": 1}}), "'Z', who is not"),
        (lambda: Rule.of("1 member", ["A"], weights={"members": [1]}), "every body has"),
        (lambda: Rule.of("no objection among {Z}", ["A"]), "neither a group nor a member"),
        (lambda: Rule.of("1 member", ["A"], groups={"g": ["Z"]}), "not a member"),
        (lambda: Rule.of("1 member", ["A"]).carries({"Z": Y}), "not a member"),
        (lambda: Rule.of("1 member", ["A"]).carries({"A": "perhaps"}), "no vote"),
        (lambda: Rule.from_dict({"members": ["A"]}), "missing"),
    ],
)
def test_bad_input_is_one_clear_error(make, problem):
    with pytest.raises(RuleError, match=problem):
        make()
