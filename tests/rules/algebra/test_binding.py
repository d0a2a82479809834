"""Bound rules in whole numbers decide as the fractions that they were written with."""

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.errors import RuleError
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote

WEIGHTS = st.lists(st.fractions(0, 20, max_denominator=12), min_size=3, max_size=3)


@given(WEIGHTS, st.fractions(0, 1, max_denominator=9), st.booleans())
@settings(max_examples=60)
def test_shares_of_all_weight_are_those_of_fractions(weights, share, strict):
    text = (
        f"{'more than ' if strict else ''}{share.numerator}/{share.denominator} of size"
        if share.denominator > 1
        else ""
    )
    if not text or not any(weights):
        return
    rule = Rule.of(text, ["A", "B", "C"], weights={"size": weights})
    for votes in product([Vote.YES, Vote.NO], repeat=3):
        got = sum((w for w, v in zip(weights, votes, strict=True) if v is Vote.YES), Fraction(0))
        needed = share * sum(weights)
        assert rule.carries(dict(zip("ABC", votes, strict=True))) == (got > needed if strict else got >= needed)


def test_a_share_of_nobody_is_not_reached():
    rule = Rule.of("more than 50% of members voting", ["A", "B"])
    assert not rule.carries({"A": Vote.ABSTAIN, "B": Vote.ABSENT})
    assert rule.carries({"A": Vote.YES, "B": Vote.ABSENT})


def test_the_numbers_of_a_threshold_have_no_common_divisor_left():
    rule = Rule.of("60 size", ["A", "B"], weights={"size": [30, 45]})
    (threshold,) = rule.system.thresholds
    assert max(max(row) for row in threshold.gains) == 3
    assert threshold.quota == 4  # 60/15


@pytest.mark.parametrize("text", ["3 gold", "no objection among elders"])
def test_weights_and_groups_that_nobody_has_are_refused(text):
    with pytest.raises(RuleError):
        Rule.of(text, ["A", "B"])
