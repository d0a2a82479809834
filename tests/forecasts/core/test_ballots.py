import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rules.strategies import rules
from whipcount.errors import ForecastError
from whipcount.forecasts.core.ballots import (
    ABSTAIN,
    NO,
    YES,
    cast,
    compiled,
    consensus,
    every,
    quota,
    row_by_row,
    some,
    unanimity,
)
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.votes import Vote

VOTES = {NO: Vote.NO, ABSTAIN: Vote.ABSTAIN, YES: Vote.YES}


def ballots(rows: int, members: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 3, (rows, members), dtype=np.int8)


def asked(rule: Rule, matrix: np.ndarray) -> list[bool]:
    """The rule itself, asked row by row."""
    return [
        rule.carries({m: VOTES[int(v)] for m, v in zip(rule.members, row, strict=True)}) for row in matrix
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(rules(max_members=5), st.integers(0, 1000))
def test_a_compiled_rule_answers_as_the_rule_does(rule, seed):
    matrix = ballots(40, len(rule.members), seed)
    assert compiled(rule)(matrix).tolist() == asked(rule, matrix)


@pytest.mark.parametrize(
    "text",
    ["no objection", "all members", "more than half of members voting", "2/3 of members",
     "7 members and 1 member among A1",
     "fewer than 3 members against"],
)  # fmt: skip
@pytest.mark.parametrize("size", [12, 300])
def test_heads_are_counted_exactly_beyond_a_byte_too(text, size):
    rule = Rule.of(text, [f"A{i}" for i in range(size)])
    matrix = np.concatenate([
        ballots(10, size), np.full((1, size), YES, np.int8), np.full((1, size), ABSTAIN, np.int8),
        np.full((1, size), NO, np.int8), np.where(np.arange(size) < 7, YES, NO).astype(np.int8)[None],
    ])  # fmt: skip
    assert compiled(rule)(matrix).tolist() == asked(rule, matrix)


def test_consensus_and_unanimity_part_at_an_abstention():
    matrix = np.array([[YES, YES], [YES, ABSTAIN], [YES, NO]], dtype=np.int8)
    assert consensus(matrix).tolist() == [True, True, False]
    assert unanimity(matrix).tolist() == [True, False, False]


def test_a_quota_is_reached_by_weights_of_yes_alone():
    met = quota([50.0, 30.0, 20.0], 70.0)
    assert met(np.array([[YES, NO, YES], [YES, ABSTAIN, ABSTAIN], [NO, YES, YES]], dtype=np.int8)).tolist() == [
        True, False, False,
    ]  # fmt: skip
    assert quota([0.1] * 3, 0.3)(cast([True] * 3)).tolist() == [True]  # though three tenths do not add up in a float


@pytest.mark.parametrize("weights", [[-1.0, 2.0], [float("nan")], [[1.0], [2.0]]])
def test_weights_that_are_none_are_refused(weights):
    with pytest.raises(ForecastError, match="weights"):
        quota(weights, 1)


def test_rules_join():
    matrix = ballots(30, 4)
    both, one = every(consensus, quota([1, 1, 1, 1], 2)), some(consensus, quota([1, 1, 1, 1], 2))
    enough = (matrix == YES).sum(axis=1) >= 2
    assert both(matrix).tolist() == (consensus(matrix) & enough).tolist()
    assert one(matrix).tolist() == (consensus(matrix) | enough).tolist()


def test_any_rule_is_asked_once_for_each_distinct_row():
    seen = []
    met = row_by_row(lambda row: seen.append(row) or row[0] == YES)
    matrix = np.array([[YES, NO], [NO, NO], [YES, NO]], dtype=np.int8)
    assert met(matrix).tolist() == [True, False, True]
    met(matrix)
    assert sorted(seen) == [(NO, NO), (YES, NO)]


def test_weights_too_large_to_add_up_exactly_are_refused():
    rule = Rule.of("2 w", ["A", "B"], weights={"w": {"A": 2**53, "B": 1}})
    with pytest.raises(ForecastError, match="too large"):
        compiled(rule)
