"""The lines of a rule: what is drawn adds up, and says the same as the rule engine, whatever the rule."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.strategies import rules
from whipcount.positions.count.lines import Joined, Line, flat, rule_lines, vetoes
from whipcount.positions.count.tally import RuleState
from whipcount.rules.algebra.expression import AtLeast, Expression, Not
from whipcount.rules.algebra.rule import Rule
from whipcount.rules.algebra.status import Status
from whipcount.rules.algebra.votes import Vote

KLEENE = {RuleState.MET: True, RuleState.BLOCKED: False, RuleState.OPEN: None}


def truth(made: Line | Joined) -> bool | None:
    if isinstance(made, Line):
        return KLEENE[made.state]
    values = [truth(part) for part in made.parts]
    stop = made.word == "any"
    return stop if stop in values else None if None in values else not stop


def reached(made: Line | Joined) -> bool:
    """By what is drawn alone: how much is there against where the line lies."""
    if isinstance(made, Line):
        have = made.sum(made.done)
        return have > made.need if made.strict else have >= made.need
    values = [reached(part) for part in made.parts]
    return any(values) if made.word == "any" else all(values)


@given(rules(), st.data())
def test_the_lines_together_never_say_other_than_the_rule(rule: Rule, data: st.DataObject) -> None:
    votes = {m: data.draw(st.sampled_from([None, *Vote])) for m in rule.members}
    made = rule_lines(rule, votes)
    told = truth(made)
    wanted = {Status.CARRIED: True, Status.BLOCKED: False, Status.OPEN: None}[rule.status(votes)]
    assert told is None or told is wanted
    for line in flat(made):
        inside = {m for m, _ in line.members}
        assert line.done | line.gone | line.out | set(line.waiting) == inside
        assert len(line.done) + len(line.gone) + len(line.out) + len(line.waiting) == len(inside)
        assert line.sum(line.done) + line.sum(line.gone) + line.sum(frozenset(line.waiting)) == line.total


def _outside_its_base(expression: Expression) -> Iterator[bool]:
    """Of each share, whether its side is no part of what it is a share of ("half of those voting abstaining")."""
    if isinstance(expression, AtLeast):
        yield expression.base is not None and not set(expression.side.votes) <= set(expression.base.votes)
    elif isinstance(expression, Not):
        yield from _outside_its_base(expression.part)
    else:
        for part in expression.parts:
            yield from _outside_its_base(part)


@given(rules(), st.data())
def test_once_all_have_voted_what_is_drawn_decides(rule: Rule, data: st.DataObject) -> None:
    votes = {m: data.draw(st.sampled_from(list(Vote))) for m in rule.members}
    made = rule_lines(rule, votes)
    # a share of nobody is never reached, whatever the bar; nor do those who abstain stand among those who vote
    if all(line.total for line in flat(made)) and not any(_outside_its_base(rule.expression)):
        assert reached(made) is rule.carries(votes)


def test_who_may_veto_is_named_and_no_dummy_is() -> None:
    rule = Rule.of("4 members and all members among {A, B}", ["A", "B", "C", "D", "E"])
    (line,) = vetoes(rule_lines(rule, {"A": Vote.YES, "B": Vote.ABSTAIN}))
    assert (line.state, line.waiting, sorted(line.gone)) == (RuleState.BLOCKED, (), ["B"])
    assert vetoes(rule_lines(Rule.of("4 members or all members among {A, B}", list("ABCDE")), {})) == ()
    assert vetoes(rule_lines(Rule.of("3 members and 2 members among {A, B, C}", list("ABCDE")), {})) == ()


def test_a_blocking_minority_is_two_ways_out() -> None:
    rule = Rule.of(
        "60% of members and not (3 members against and 25% of money against)",
        list("ABCDE"),
        weights={"money": [1, 1, 1, 1, 6]},
    )
    made = rule_lines(rule, {"A": Vote.NO, "B": Vote.NO})
    assert isinstance(made, Joined)
    few, poor = flat(made.parts[1])
    assert (few.text, few.units_needed, few.state) == ("fewer than 3 members against", 3, RuleState.OPEN)
    assert (poor.sum(poor.gone), float(poor.need), poor.strict) == (2, 7.5, True)
