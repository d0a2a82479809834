from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from whipcount.errors import ForecastError
from whipcount.forecasts.core.ballots import BatchRule, consensus, every, quota, row_by_row, some, unanimity
from whipcount.forecasts.core.propensity import ORDER, MeetingPrior, leaning
from whipcount.forecasts.meeting.base_rate import base_rate
from whipcount.forecasts.meeting.chance import Agenda, meeting_forecast
from whipcount.forecasts.meeting.simulation import leanings
from whipcount.positions.coders.contract import NO_AGREEMENT, NO_MEMBER, OWN_WORD_ONLY
from whipcount.positions.count.tally import Position, RuleState, Tally
from whipcount.positions.proposal.proposal import Proposal
from whipcount.positions.stance.stance import Authority, Condition, Evidence, Force, Stance

DAY = date(2024, 11, 29)
NOW = datetime(2024, 11, 29, tzinfo=UTC)


def a_tally(*stances: Stance | None, conditions: tuple[Condition, ...] = ()) -> Tally:
    positions = tuple(
        Position(f"M{i}", s, DAY, conditions if s else (), (f"e{i}",) if s else (), confidence=1.0 if s else 0.0)
        for i, s in enumerate(stances)
    )
    left = tuple(p.member for p in positions if p.stance is None)
    return Tally("p", "v", "X", DAY, NOW, "consensus", positions, RuleState.OPEN, left)


def claim(n: int = 0, **changes: object) -> Evidence:
    fields: dict[str, object] = {
        "id": f"c{n}", "member": None, "variant": "v", "stance": Stance.NO, "said_from": DAY, "said_to": DAY,
        "reported_on": DAY, "recorded_at": NOW, "authority": Authority.UNNAMED, "named": False, "third_party": True,
    }  # fmt: skip
    return Evidence(**(fields | changes))  # type: ignore[arg-type]


def test_consensus_matches_the_integral_over_the_mood() -> None:
    """Given the mood, members are independent: one integral gives the exact answer (without uncertain leanings)."""
    prior = MeetingPrior(spread=1e-9)
    tally = a_tally(Stance.YES, None, None, Stance.LEAN_NO)
    base = [leaning(p, DAY, prior) for p in tally.positions]
    exact = quad(lambda z: norm.pdf(z) * np.prod(norm.cdf(np.array(base) + prior.mood * z)), -8, 8)[0]
    forecast = meeting_forecast(tally, consensus, agenda=Agenda.ON, prior=prior, draws=200_000)
    assert forecast.p == pytest.approx(prior.on_agenda * exact, abs=4 * forecast.error)
    assert forecast.error < 0.002


def test_members_are_not_multiplied() -> None:
    forecast = meeting_forecast(a_tally(*[None] * 32), consensus, agenda=Agenda.ON)
    product = forecast.p_put * np.prod([m.p_yes for m in forecast.members])
    assert forecast.p > 1.5 * product


def test_same_seed_same_bits_and_another_seed_another_number() -> None:
    tally = a_tally(Stance.YES, Stance.UNDECIDED, None)
    first, again = meeting_forecast(tally, consensus), meeting_forecast(tally, consensus)
    assert first == again
    assert meeting_forecast(tally, consensus, seed=1).p != first.p


def test_an_opponent_pulls_down_and_is_pivotal() -> None:
    quiet = meeting_forecast(a_tally(Stance.YES, None, None), consensus)
    opposed = meeting_forecast(a_tally(Stance.YES, None, Stance.NO), consensus)
    assert opposed.p < 0.25 * quiet.p
    assert opposed.changers[0].member == "M2"
    assert opposed.members[2].share < 0 < opposed.members[0].share
    assert opposed.contributions[0].evidence == "e2"


def test_shares_add_up() -> None:
    for stances in ((Stance.YES, Stance.NO, None), (Stance.YES, Stance.LEAN_YES, Stance.LEAN_NO, *[Stance.YES] * 5)):
        forecast = meeting_forecast(a_tally(*stances), consensus, evidence=[claim()], draws=4_000)
        total = sum(m.share for m in forecast.members) + forecast.claims_share
        assert total == pytest.approx(forecast.p - forecast.p_unknown, abs=1e-9)


def test_will_not_block_carries_a_consensus_but_no_unanimity() -> None:
    tally = a_tally(Stance.YES, Stance.WILL_NOT_BLOCK)
    assert meeting_forecast(tally, consensus).p > 0.4
    assert meeting_forecast(tally, unanimity).p == 0.0


def test_claims_about_the_body_move_the_mood_with_less_and_less_weight() -> None:
    tally = a_tally(*[None] * 8)
    p = [meeting_forecast(tally, consensus, evidence=[claim(i) for i in range(n)]).p for n in range(4)]
    assert p[0] > p[1] > p[2] > p[3] > 0
    assert p[0] - p[1] > p[1] - p[2] > p[2] - p[3]


@pytest.mark.parametrize(
    "changes",
    [
        {"stance": Stance.YES},  # hopes of those who ask
        {"force": Force.REQUEST},
        {"variant": "another"},
        {"reported_on": date(2024, 12, 30)},  # not known yet
    ],
)
def test_what_says_nothing_about_the_body_moves_nothing(changes: dict[str, object]) -> None:
    tally = a_tally(None, None, None)
    assert meeting_forecast(tally, consensus, evidence=[claim(**changes)]).p == meeting_forecast(tally, consensus).p  # type: ignore[arg-type]


def test_one_utterance_in_two_reports_counts_once() -> None:
    tally = a_tally(None, None, None)
    twice = [claim(1, origin="said"), claim(2, origin="said")]
    assert (
        meeting_forecast(tally, consensus, evidence=twice).p == meeting_forecast(tally, consensus, evidence=twice[:1]).p
    )


def test_agenda_orders_the_forecast() -> None:
    p = [
        meeting_forecast(a_tally(Stance.YES, None), consensus, agenda=a).p
        for a in (Agenda.OFF, Agenda.UNKNOWN, Agenda.ON)
    ]
    assert p[0] < 0.05 < p[1] < p[2]


def test_a_condition_weighs_on_a_yes_and_a_met_one_does_not() -> None:
    def p(*met: bool | None) -> float:
        return meeting_forecast(a_tally(Stance.YES, conditions=tuple(Condition("x", met=m) for m in met)), consensus).p

    assert p(False) < p(None) < p(True) == p()


def test_refold_books_each_statement_by_itself() -> None:
    tally = a_tally(Stance.NO, None)
    tally = replace(tally, positions=(replace(tally.positions[0], evidence=("first", "second")), tally.positions[1]))

    def refold(without: frozenset[str]) -> Tally:
        stance = Stance.LEAN_NO if "first" in without else Stance.NO
        return replace(tally, positions=(replace(tally.positions[0], stance=stance), tally.positions[1]))

    effects = {c.evidence: c.effect for c in meeting_forecast(tally, consensus, refold=refold).contributions}
    assert effects["first"] < 0 == effects["second"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from([None, *Stance]), min_size=1, max_size=6), st.integers(0, 5), st.data())
def test_more_favourable_never_lowers_a_consensus(
    stances: list[Stance | None], place: int, data: st.DataObject
) -> None:
    place %= len(stances)
    worse, better = sorted(data.draw(st.tuples(st.sampled_from(ORDER), st.sampled_from(ORDER))), key=ORDER.index)
    low = meeting_forecast(a_tally(*stances[:place], worse, *stances[place + 1 :]), consensus, draws=1_000)
    high = meeting_forecast(a_tally(*stances[:place], better, *stances[place + 1 :]), consensus, draws=1_000)
    assert low.p <= high.p
    assert low.p_put <= high.p_put


@settings(max_examples=20, deadline=None)
@given(
    st.lists(st.sampled_from([None, *Stance]), min_size=2, max_size=7),
    st.integers(0, 6),
    st.sampled_from([Agenda.ON, Agenda.UNKNOWN]),
    st.sampled_from([consensus, unanimity, quota([1] * 7, 4)]),
    st.integers(0, 900),
)
def test_a_yes_never_lowers_the_chance(
    stances: list[Stance | None], place: int, agenda: Agenda, rule: BatchRule, ahead: int
) -> None:
    """Over random tallies, rules and ages; who will not block says no yes, so that is left out where yes is counted."""
    stances = [s if rule is consensus or s is not Stance.WILL_NOT_BLOCK else Stance.YES for s in stances]
    stances = (stances * 4)[:7]
    place %= len(stances)
    with_yes = [Stance.YES if n == place else s for n, s in enumerate(stances)]
    rate = base_rate(Proposal("p", "P", "NATO", "invitation"), DAY)
    before, after = (
        meeting_forecast(
            a_tally(*who), rule, agenda=agenda, base_rate=rate, draws=1_000, occasion=DAY + timedelta(days=ahead)
        )
        for who in (stances, with_yes)
    )
    assert before.p <= after.p
    assert before.members[place].p_if_no <= before.p <= before.members[place].p_if_yes
    assert before.low <= before.high


def test_one_yes_of_nato_raises_the_chance() -> None:
    """A new stance used to reshuffle all draws: a first yes cost two points."""
    for agenda in (Agenda.ON, Agenda.UNKNOWN):
        silent = meeting_forecast(a_tally(*[None] * 32), consensus, agenda=agenda)
        one = meeting_forecast(a_tally(Stance.YES, *[None] * 31), consensus, agenda=agenda)
        assert silent.p < one.p < silent.p + 0.03


def test_the_error_is_what_other_seeds_show() -> None:
    made = [
        meeting_forecast(a_tally(*[None] * 16), consensus, agenda=Agenda.ON, draws=2_000, seed=n, with_members=False)
        for n in range(30)
    ]
    spread = float(np.std([m.p for m in made], ddof=1))
    told = float(np.sqrt(np.mean([m.error**2 for m in made])))
    assert 0.6 < told / spread < 1.6


def test_the_chance_alone_is_the_chance_with_its_reasons() -> None:
    tally = a_tally(Stance.YES, Stance.LEAN_NO, None, None)
    full, bare = meeting_forecast(tally, consensus), meeting_forecast(tally, consensus, with_members=False)
    assert (full.p, full.low, full.high, full.error) == (bare.p, bare.low, bare.high, bare.error)
    assert not bare.members


def said(stance: Stance, day: date, **changes: object) -> Evidence:
    fields: dict[str, object] = {
        "member": "M0", "stance": stance, "said_from": day, "said_to": day, "reported_on": day, "id": "e0",
        "authority": Authority.HEAD, "named": True, "third_party": False,
    }  # fmt: skip
    return claim(0, **(fields | changes))


def with_a_no(day: date, at: date, **changes: object) -> float:
    tally = a_tally(Stance.NO, *[None] * 25)
    first = replace(tally.positions[0], since=day)
    tally = replace(tally, as_of=at, positions=(first, *tally.positions[1:]))
    return meeting_forecast(
        tally, consensus, evidence=[said(Stance.NO, day, **changes)], agenda=Agenda.ON, with_members=False
    ).p


def test_an_own_no_of_this_week_leaves_next_to_nothing() -> None:
    assert 0 < with_a_no(date(2024, 11, 26), DAY) < 0.01
    assert 0 < with_a_no(date(2024, 11, 26), DAY, authority=Authority.RECORDED_VOTE) < 0.01
    assert with_a_no(date(2024, 11, 26), DAY, third_party=True) > with_a_no(date(2024, 11, 26), DAY)


def test_a_standing_no_does_not_evaporate() -> None:
    """A head's no of April 2008 and nothing said since: it weakens slowly, and a recorded act does not."""
    spoken = date(2008, 4, 3)
    later = [with_a_no(spoken, day) for day in (date(2008, 4, 10), date(2008, 12, 3), date(2010, 4, 3))]
    silent = meeting_forecast(a_tally(*[None] * 26), consensus, agenda=Agenda.ON).p
    assert later == sorted(later)
    assert later[1] < 0.06
    assert later[2] < 0.6 * silent
    act = [with_a_no(spoken, day, authority=Authority.RECORDED_VOTE) for day in (date(2008, 4, 10), date(2010, 4, 3))]
    assert act[0] == act[1]


def test_a_no_fades_once_its_speaker_has_left_office() -> None:
    tally = a_tally(Stance.NO)
    first = Position("HU", Stance.NO, date(2023, 7, 1), (), ("e0",), confidence=1.0)
    prior = MeetingPrior()

    def at(speaker: str, member: str, day: date) -> float:
        item = said(Stance.NO, date(2023, 7, 1), speaker=speaker, member=member)
        return float(leanings([replace(first, member=member)], day, prior, {"e0": item}, day)[0])

    assert tally.positions
    assert at("Nobody Known", "HU", date(2025, 7, 1)) < prior.stances[Stance.UNDECIDED]
    assert at("Mark Rutte", "NL", date(2025, 7, 1)) > at("Nobody Known", "NL", date(2025, 7, 1)) + 0.3
    assert at("Mark Rutte", "NL", date(2024, 6, 1)) == at("Nobody Known", "NL", date(2024, 6, 1))


def test_the_interval_is_never_narrower_than_the_agenda_allows() -> None:
    """All members have said yes by an act: what is left is whether it is put."""
    positions = tuple(Position(f"M{n}", Stance.YES, DAY, (), (f"e{n}",), confidence=1.0) for n in range(5))
    tally = replace(a_tally(*[Stance.YES] * 5), positions=positions)
    acts = [said(Stance.YES, DAY, id=f"e{n}", member=f"M{n}", authority=Authority.RECORDED_VOTE) for n in range(5)]
    made = meeting_forecast(tally, consensus, evidence=acts, with_members=False)
    assert made.high - made.low > 0.05
    told = meeting_forecast(a_tally(*[None] * 5), consensus, with_members=False)
    assert told.high - told.low > 0.5  # nothing is known of the agenda, and there is no base rate


def test_rules_in_batches_agree_with_asking_row_by_row() -> None:
    ballots = np.random.default_rng(3).integers(0, 3, (500, 4)).astype(np.int8)
    weights = (3, 2, 1, 1)
    rule = every(some(quota(weights, 5), quota([1] * 4, 3)), consensus)
    slow = row_by_row(
        lambda row: (
            (sum(w for w, v in zip(weights, row, strict=True) if v == 2) >= 5 or row.count(2) >= 3) and 0 not in row
        )
    )
    assert (rule(ballots) == slow(ballots)).all()
    assert rule(ballots).any()


@pytest.mark.parametrize("weights", [[-1, 2], [float("nan")], [[1, 2]]])
def test_bad_weights(weights: list[float]) -> None:
    with pytest.raises(ForecastError, match="numbers from nought up"):
        quota(weights, 1)


def test_bad_input() -> None:
    with pytest.raises(ForecastError, match="without members"):
        meeting_forecast(a_tally(), consensus)
    with pytest.raises(ForecastError, match="lies before"):
        meeting_forecast(a_tally(None), consensus, occasion=date(2024, 1, 1))
    with pytest.raises(ForecastError, match="draws"):
        meeting_forecast(a_tally(None), consensus, draws=3)
    with pytest.raises(ForecastError, match="rise from no to yes"):
        MeetingPrior(stances={s: 0.0 if s is Stance.YES else 1.0 for s in Stance})
    with pytest.raises(ForecastError, match="no probability"):
        MeetingPrior(on_agenda=1.5)


def test_a_claim_that_the_members_have_not_agreed_counts_and_a_non_members_wish_does_not() -> None:
    tally = a_tally(None, None, None)
    plain = meeting_forecast(tally, consensus).p
    told = claim(stance=None, reasons=(NO_AGREEMENT, "the report does not say for whom"))
    outside = claim(reasons=(f"UA {NO_MEMBER}",), authority=Authority.MINISTER)
    assert meeting_forecast(tally, consensus, evidence=[told]).p < plain
    alone = claim(reasons=(f"{OWN_WORD_ONLY} (opposition)",), authority=Authority.MINISTER)
    assert meeting_forecast(tally, consensus, evidence=[outside]).p == plain
    assert meeting_forecast(tally, consensus, evidence=[alone]).p == plain
