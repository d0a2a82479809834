from datetime import UTC, datetime

import pytest

from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.count.threshold import MOST_MEMBERS, more_needed
from whipcount.positions.stance.stance import Stance
from whipcount.rules.algebra.rule import Rule


def counted(rule: Rule, state: RuleState = RuleState.OPEN, **stances: Stance) -> Tally:
    positions = tuple(Position(m, stances.get(m)) for m in rule.members)
    left = tuple(m for m in rule.members if m not in stances)
    agreed = tuple(m for m in rule.members if stances.get(m) is Stance.YES)
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    return Tally("p", "asked", "B", moment.date(), moment, "", positions, state, left, agreed=agreed)


@pytest.mark.parametrize(
    ("text", "stances", "needed"),
    [
        ("3 members", {}, 3),
        ("3 members", {"A": Stance.YES}, 2),
        ("3 members", {"A": Stance.YES, "B": Stance.NO}, 2),
        ("all members", {"A": Stance.YES, "B": Stance.YES}, 2),
        ("all members", {"A": Stance.NO}, None),  # nothing helps any more
        ("3 votes", {}, 1),  # D alone has them
        ("3 votes", {"D": Stance.NO}, 3),
    ],
)
def test_the_least_number_of_further_votes(text, stances, needed):
    rule = Rule.of(text, "ABCD", weights={"votes": {"A": 1, "B": 1, "C": 1, "D": 3}})
    assert more_needed(rule, counted(rule, **stances)) == needed


@pytest.mark.parametrize("state", [RuleState.MET, RuleState.BLOCKED])
def test_what_is_decided_needs_nobody(state):
    rule = Rule.of("2 members", "ABC")
    assert more_needed(rule, counted(rule, state)) is None


def test_of_a_body_that_is_too_large_nothing_is_told():
    rule = Rule.of("2 members", [f"M{i}" for i in range(MOST_MEMBERS + 1)])
    assert more_needed(rule, counted(rule)) is None
