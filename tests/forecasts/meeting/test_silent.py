"""What past votes tell of silent members, in the forecast of a meeting."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whipcount.errors import ForecastError
from whipcount.forecasts.core.ballots import ABSTAIN, YES, compiled, consensus
from whipcount.forecasts.core.propensity import MeetingPrior
from whipcount.forecasts.meeting.agenda import Agenda
from whipcount.forecasts.meeting.chance import MODEL, meeting_forecast
from whipcount.forecasts.meeting.silent import SilentChance, beliefs, leaning_for
from whipcount.forecasts.meeting.simulation import SimulatedMeetings
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.stance.stance import Stance
from whipcount.rules.algebra.rule import Rule

DAY = date(2031, 5, 2)
NOW = datetime(2031, 5, 2, tzinfo=UTC)
chances = st.floats(0.01, 0.99)


def a_tally(*stances):
    positions = tuple(
        Position(f"M{n}", stance, DAY, (), (f"e{n}",) if stance else (), confidence=1.0 if stance else 0.0)
        for n, stance in enumerate(stances)
    )
    return Tally("p", "v", "Tidewater Council", DAY, NOW, "most", positions, RuleState.OPEN, ())


def majority(members):
    return compiled(Rule.of("more than 50% of members", [f"M{n}" for n in range(members)]))


def chance(tally, silent, rule=None):
    return meeting_forecast(
        tally, rule or majority(len(tally.positions)), agenda=Agenda.ON, draws=4_000, silent=silent, with_shares=False
    )


@given(st.floats(0.02, 0.98), st.floats(0, 0.5))
@settings(max_examples=25)
def test_a_member_votes_yes_and_abstains_as_often_as_its_record_says(yes, abstain):
    abstain = min(abstain, 0.99 - yes) if yes < 0.98 else 0.0
    positions, prior = [Position("A", None), Position("B", None)], MeetingPrior()
    told = beliefs(positions, {"A": SilentChance(yes, max(abstain, 0.0))}, prior)
    meetings = SimulatedMeetings(majority(2), positions, prior, draws=20_000, seed=5, widths=told.widths)
    cast = meetings.ballots(told.leanings, 0.0)[:, 0]
    assert (cast == YES).mean() == pytest.approx(yes, abs=0.025)
    assert (cast == ABSTAIN).mean() == pytest.approx(max(abstain, 0.0), abs=0.025)


@given(chances, chances)
def test_leanings_rise_with_the_chance(one, other):
    prior = MeetingPrior()
    low, high = sorted((one, other))
    assert leaning_for(low, prior) <= leaning_for(high, prior)


@given(st.lists(chances, min_size=3, max_size=3), st.integers(0, 2), st.floats(0, 0.3))
@settings(max_examples=25)
def test_a_likelier_yes_never_lowers_the_chance_of_a_rule_that_gains_by_consent(p, which, more):
    tally = a_tally(Stance.YES, None, None, None)
    silent = {f"M{n + 1}": SilentChance(value) for n, value in enumerate(p)}
    better = silent | {f"M{which + 1}": SilentChance(min(p[which] + more, 0.999))}
    assert chance(tally, better).p >= chance(tally, silent).p


def test_without_records_nothing_moves():
    tally = a_tally(Stance.YES, None, Stance.NO, None)
    plain, empty = chance(tally, {}), chance(tally, {"M0": SilentChance(0.01), "M2": SilentChance(0.99)})
    assert plain.p == empty.p  # who has a position keeps it, whatever the record says
    assert (empty.p_without_records, empty.from_records, empty.model) == (None, 0, MODEL)


def test_records_of_silent_members_move_it_and_the_figure_without_is_told():
    tally = a_tally(Stance.YES, Stance.NO, None, None, None)
    plain = chance(tally, {})
    against = chance(tally, {f"M{n}": SilentChance(0.05) for n in (2, 3, 4)})
    favour = chance(tally, {f"M{n}": SilentChance(0.97) for n in (2, 3, 4)})
    assert against.p < 0.2 < 0.75 < favour.p
    assert against.p_without_records == favour.p_without_records == plain.p
    assert (against.from_records, against.model) == (3, f"{MODEL} with records")


def test_abstentions_pass_a_consensus_and_not_a_majority():
    tally = a_tally(Stance.YES, None, None)
    silent = {"M1": SilentChance(0.02, 0.97), "M2": SilentChance(0.02, 0.97)}
    assert chance(tally, silent, consensus).p > 0.85
    assert chance(tally, silent).p < 0.1


def test_shares_still_add_up():
    tally = a_tally(Stance.YES, Stance.NO, None, None)
    made = meeting_forecast(tally, majority(4), agenda=Agenda.ON, draws=4_000, silent={"M2": SilentChance(0.3, 0.2)})
    total = sum(member.share for member in made.members) + made.claims_share
    assert total == pytest.approx(made.p - made.p_unknown, abs=1e-9)


def test_members_of_whom_the_record_tells_nothing_keep_the_prior_of_silence():
    told = beliefs([Position("A", None), Position("B", Stance.NO)], {"B": SilentChance(0.9)}, MeetingPrior())
    assert np.array_equal(told.leanings, np.full(2, MeetingPrior().unknown))
    assert told.members == 0


@pytest.mark.parametrize("wrong", [(1.2, 0.0), (-0.1, 0.0), (0.7, 0.6), (float("nan"), 0.0)])
def test_what_is_no_chance_is_refused(wrong):
    with pytest.raises(ForecastError, match="no chances"):
        SilentChance(*wrong)
