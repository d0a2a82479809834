from dataclasses import replace

import numpy as np
import pytest

from whipcount.forecasts.core.ballots import ABSTAIN, NO, YES, compiled, consensus
from whipcount.forecasts.core.propensity import MeetingPrior
from whipcount.forecasts.meeting.simulation import SimulatedMeetings, draws_for, shapley, support_of
from whipcount.positions.count.tally import Position
from whipcount.positions.stance.stance import Condition, Stance
from whipcount.rules.algebra.rule import Rule

PRIOR = MeetingPrior()
STANCES = [Stance.YES, None, Stance.WILL_NOT_BLOCK, Stance.NO, None, Stance.LEAN_NO]
POSITIONS = [Position(f"M{i}", stance) for i, stance in enumerate(STANCES)]
BASE = np.array([3.0, PRIOR.unknown, 2.8, -1.0, PRIOR.unknown, 0.4])


def meetings(rule=consensus, widths=None, draws=2_000):
    return SimulatedMeetings(rule, POSITIONS, PRIOR, draws=draws, seed=7, widths=widths)


@pytest.mark.parametrize("widths", [None, np.array([0.0, 0.8, 0.0, 0.5, 0.0, 0.3])])
def test_each_ballot_is_what_its_leaning_and_the_draws_give(widths):
    model = meetings(widths=widths)
    drawn = model._drawn
    found = model.ballots(BASE, -0.4).reshape(model.blocks, model.rows, -1)
    for block, row, member in [(0, 0, 0), (3, 11, 1), (50, 7, 2), (99, 19, 3), (42, 3, 5), (7, 0, 4)]:
        factor = np.exp(0.5 * PRIOR.spread * drawn.stretch[block])
        leaning = PRIOR.unknown + PRIOR.spread * drawn.level[block] + factor * (BASE[member] - PRIOR.unknown) - 0.4
        value = leaning + (PRIOR.mood * drawn.mood[block, row, 0] + drawn.noise[block, row, member])
        assent = ABSTAIN if STANCES[member] is Stance.WILL_NOT_BLOCK else YES
        width = 0.0 if widths is None else widths[member]
        assert found[block, row, member] == (assent if value > 0 else ABSTAIN if value > -width else NO)
    assert found.dtype == np.int8


def test_a_better_leaning_makes_no_member_go_along_less_often():
    model = meetings()
    worse, better = model.ballots(BASE, 0.0), model.ballots(BASE + 0.3, 0.0)
    assert ((better != NO) >= (worse != NO)).all()


def test_the_same_seed_draws_the_same_and_another_does_not():
    assert (meetings().ballots(BASE, 0.0) == meetings().ballots(BASE, 0.0)).all()
    other = SimulatedMeetings(consensus, POSITIONS, PRIOR, draws=2_000, seed=8)
    assert (other.ballots(BASE, 0.0) != meetings().ballots(BASE, 0.0)).any()


def test_what_never_happened_in_some_thousand_meetings_is_not_impossible_unless_the_rule_says_so():
    model = meetings()
    never = np.zeros(2_000, dtype=bool)
    assert model.share(never) == pytest.approx(0.5 / 2_001)
    closed = meetings(compiled(Rule.of("fewer than 1 member", [p.member for p in POSITIONS])))
    assert closed.share(never) == 0.0


def test_an_interval_holds_the_chance_and_is_wider_where_less_is_known_of_the_agenda():
    model = meetings(compiled(Rule.of("4 members", [p.member for p in POSITIONS])))
    met = model.rule(model.ballots(BASE, 0.0))
    narrow, wide = model.interval(met, 0.6, 400.0), model.interval(met, 0.6, 2.0)
    assert narrow[0] < 0.6 * model.share(met) < narrow[1]
    assert wide[1] - wide[0] > narrow[1] - narrow[0]
    assert model.interval(met, 0.0, 2.0) == (0.0, 0.0)


def test_shapley_shares_add_up_and_are_the_mean_over_all_orders():
    model = meetings(compiled(Rule.of("5 members", [p.member for p in POSITIONS])))
    support = support_of(POSITIONS)

    def put(share):
        return 0.3 + 0.5 * share

    shares = shapley(model, BASE, -0.5, support, put)

    def worth(known, mood):
        leanings = np.full(len(BASE), PRIOR.unknown)
        leanings[list(known)] = BASE[list(known)]
        return put(support[list(known)].sum() / len(BASE)) * model.chance(leanings, mood)

    everything = worth(range(len(BASE)), -0.5)
    assert sum(shares) == pytest.approx(everything - worth([], 0.0), abs=1e-9)
    assert shares[1] == shares[4] == 0.0  # nothing is known of them
    two = shapley(model, np.where(np.arange(6) == 3, BASE, PRIOR.unknown), -0.5, np.zeros(6), put)

    def alone(who, mood):
        return put(0.0) * model.chance(np.where(np.isin(np.arange(6), who), BASE, PRIOR.unknown), mood)

    first, second = alone([3], 0.0) - alone([], 0.0), alone([3], -0.5) - alone([], -0.5)
    assert two[3] == pytest.approx((first + second) / 2)


def test_support_counts_who_is_in_favour_and_half_where_a_condition_is_open():
    open_ = Condition("if the others do", "other")
    found = support_of([Position("A", Stance.YES), replace(Position("B", Stance.YES), conditions=(open_,)),
                        Position("C", Stance.NO), Position("D", None)])  # fmt: skip
    assert found.tolist() == [1.0, 0.5, 0.0, 0.0]


def test_fewer_meetings_are_drawn_for_more_members_and_never_too_few():
    drawn = [draws_for(n) for n in (2, 32, 63, 64, 193, 5_000)]
    assert drawn == sorted(drawn, reverse=True)
    assert drawn[-1] == 1_000
