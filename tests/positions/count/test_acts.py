"""Who has consented by an act: one answer for the count and for the forecast."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from tests.positions.make import ALWAYS, EVER, PROPOSAL, Consensus, calm, day, ev, evidences
from whipcount.positions.count.acts import formal_acts
from whipcount.positions.count.tally import RuleState, Tally, open_yes
from whipcount.positions.count.whip_count import tally
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Stance

MEMBERS = ["AA", "BB", "CC"]
RATIFIED = replace(PROPOSAL, stage="ratification")
VOTE, DECISION, HEAD = Authority.RECORDED_VOTE, Authority.FORMAL_DECISION, Authority.HEAD
PEACE = Condition("once peace holds")


def count(evidence: list[Evidence], proposal: object = RATIFIED) -> Tally:
    return tally(evidence, proposal, MEMBERS, Consensus(MEMBERS), as_of=EVER, known_by=ALWAYS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("evidence", "agreed"),
    [
        ([ev("a", Stance.YES, authority=HEAD)], ()),
        ([ev("a", Stance.YES, authority=VOTE)], ("AA",)),
        ([ev("a", Stance.YES, authority=DECISION)], ("AA",)),
        ([ev("a", Stance.YES, authority=VOTE, conditions=(PEACE,))], ()),
        ([ev("a", Stance.NO, authority=VOTE), ev("b", Stance.YES, member="AA", authority=DECISION)], ()),
        ([ev("a", Stance.YES, authority=VOTE), ev("b", Stance.NO, member="AA", authority=HEAD)], ("AA",)),
    ],
)
def test_only_an_act_that_decides_the_position_consents(evidence: list[Evidence], agreed: tuple[str, ...]) -> None:
    assert count(evidence).agreed == agreed
    assert tuple(formal_acts(evidence, "asked", as_of=EVER, known_by=ALWAYS)[0]) == agreed


def test_a_blocked_rule_makes_no_consent_of_a_word() -> None:
    word, no = ev("a", Stance.YES, authority=HEAD), ev("b", Stance.NO, member="BB", authority=HEAD)
    act = ev("c", Stance.YES, member="CC", authority=VOTE)
    counted = count([word, no, act])
    assert (counted.state, counted.agreed) == (RuleState.BLOCKED, ("CC",))
    assert count([word, no, act], PROPOSAL).agreed == ("AA", "CC")  # where words agree it is a yes


@calm
@given(evidences())
def test_the_count_and_the_forecast_say_the_same(evidence: list[Evidence]) -> None:
    consents, refusals = formal_acts(evidence, "asked", as_of=EVER, known_by=ALWAYS)
    counted = count(evidence)
    assert set(counted.agreed) == set(consents) & set(MEMBERS)
    assert not set(counted.agreed) & set(refusals)


def test_a_consent_bears_the_day_of_the_first_act_of_its_run() -> None:
    first = replace(ev("a", Stance.NO, authority=VOTE), said_from=day(1), said_to=day(1), reported_on=day(1))
    acts = [
        first,
        replace(first, id="b", stance=Stance.YES, said_from=day(3), said_to=day(3), reported_on=day(3)),
        replace(first, id="c", stance=Stance.YES, said_from=day(5), said_to=day(5), reported_on=day(5)),
    ]
    consents, _ = formal_acts(acts, "asked", as_of=EVER, known_by=ALWAYS)
    assert (consents["AA"].last, consents["AA"].evidence) == (day(3), "b")


def test_a_yes_with_an_open_condition_is_told_apart() -> None:
    evidence = [ev("a", Stance.YES, conditions=(PEACE,)), ev("b", Stance.YES, member="BB")]
    counted = count(evidence, PROPOSAL)
    assert (counted.agreed, open_yes(counted)) == (("BB",), ("AA",))
